/** What the calls of Python's standard library (and the usual packages beside it) do. */
import { nativeCalls } from "./native.ts";
import { pythonCode } from "./python-code.ts";
import { pythonFiles } from "./python-files.ts";
import { pythonNetwork } from "./python-network.ts";
import { pythonPrograms } from "./python-programs.ts";
import { type CallTable, folding, same } from "./spec.ts";
import { pythonStandIns } from "./stand-ins.ts";
import { libraryCalls, storeCalls } from "./stores.ts";

const values: CallTable = {
  ...folding(
    "base64",
    `base64.b64decode base64.decodebytes base64.urlsafe_b64decode base64.standard_b64decode
    base64.decodestring binascii.a2b_base64`,
  ),
  ...folding("base32", "base64.b32decode"),
  ...folding("bytes", "struct.pack array.array"),
  // Decoders whose work is not followed.
  ...folding(
    "computed",
    `base64.b85decode base64.a85decode binascii.a2b_uu binascii.a2b_qp quopri.decodestring
    lzma.decompress bz2.decompress int.to_bytes html.unescape struct.unpack int.from_bytes`,
  ),
  ...folding("hex", "bytes.fromhex bytearray.fromhex binascii.unhexlify binascii.a2b_hex base64.b16decode"),
  ...folding("inflate", "zlib.decompress gzip.decompress"),
  ...folding("url", "urllib.parse.unquote urllib.parse.unquote_plus urllib.unquote"),
  "codecs.decode": { does: "fold", fold: "codec" },
  "codecs.encode": { does: "fold", fold: "codec" },
  ...folding("characters", "chr bytes bytearray unichr"),
  ...folding(
    "text",
    `str repr ascii os.fspath os.fsencode os.fsdecode unicode os.path.abspath os.path.realpath
    os.path.normpath urllib.parse.quote json.dumps`,
  ),
  ...folding("reverse", "reversed"),
  ...folding("oneOf", "max min"),
  ...folding("shellQuote", "shlex.quote pipes.quote"),
  ...folding("json", "json.loads ast.literal_eval orjson.loads ujson.loads simplejson.loads"),
  ...folding(
    "document",
    "tomllib.loads tomli.loads toml.loads xml.etree.ElementTree.fromstring xmltodict.parse",
  ),
  ...same({ does: "make", type: "settings" }, "configparser.ConfigParser configparser.RawConfigParser"),
  "settings#read": { does: "read", path: [0, "filenames"] },
  ...same({ does: "fold", fold: "settings", from: "self" }, "settings#read_string settings#get"),
  ...same({ does: "make", type: "text", keep: { content: 0 } }, "io.StringIO io.BytesIO"),
  ...same({ does: "fold", fold: "written", from: "self" }, "text#write text#writelines"),
  ...folding("optionParser", "argparse.ArgumentParser optparse.OptionParser"),
  ...same({ does: "fold", fold: "option", from: "self" }, "options#add_argument options#add_option"),
  ...same({ does: "fold", fold: "options", from: "self" }, "options#parse_args"),
  "options#*": { does: "fold", fold: "first", from: "self" },
  ...folding("letters", "str.maketrans bytes.maketrans"),
  ...folding("walk", "os.walk os.fwalk"),
  ...folding("cwd", "os.getcwd"),
  ...folding("cwdPath", "pathlib.Path.cwd"),
  ...folding("sorted", "sorted"),
  ...folding("list", "list tuple iter set frozenset collections.deque queue.Queue queue.LifoQueue"),
  ...folding("range", "range xrange"),
  ...folding("order", "ord"),
  ...folding("item", "next random.choice secrets.choice"),
  ...folding("record", "collections.namedtuple"),
  ...folding("number", "int"),
  ...folding("pathJoin", "os.path.join posixpath.join"),
  ...folding("directory", "os.path.dirname"),
  ...folding("split", "shlex.split"),
  ...folding("joinWith", "string.join"),
  ...folding("glob", "glob.glob glob.iglob"),
  ...folding("temporary", "tempfile.mkdtemp tempfile.mktemp tempfile.gettempdir tempfile.mkstemp"),
  ...same(
    { does: "open", path: ["-"], mode: ["-"], by: "temporary" },
    "tempfile.NamedTemporaryFile tempfile.TemporaryFile",
  ),
  ...same({ does: "home", path: 0 }, "os.path.expanduser os.path.expandvars"),
  "path#expanduser": { does: "home", path: "self" },
  ...folding("home", "pathlib.Path.home plumbum.local.env.home"),
  ...folding("path", "pathlib.Path pathlib.PurePath pathlib.PosixPath"),
  ...same({ does: "fold", fold: "path", from: "self" }, "path#resolve path#absolute path#as_posix"),
  "path#joinpath": { does: "fold", fold: "pathJoin", from: "self" },
  ...same({ does: "fold", fold: "pathGlob", from: "self" }, "path#glob path#rglob"),
  ...same(
    { does: "environment", name: [0, "key"] },
    "os.getenv os.environ.get os.environ.pop os.environ.__getitem__",
  ),
  ...same(
    { does: "set-environment", name: 0, value: 1 },
    "os.environ.update os.environ.setdefault os.environ.__setitem__ os.putenv",
  ),
  ...same({ does: "environment" }, "os.environ.items os.environ.copy os.environ.values"),
  ...folding(
    "recoded",
    `base64.b64encode base64.b32encode base64.b16encode base64.b85encode base64.urlsafe_b64encode
    base64.standard_b64encode binascii.hexlify binascii.b2a_hex binascii.b2a_base64 zlib.compress
    bz2.compress lzma.compress gzip.compress urllib.parse.urlencode`,
  ),
  ...same(
    { does: "print", newline: true, aside: true },
    `logging.debug logging.info logging.warning logging.error logging.critical warnings.warn
    sys.stderr.write sys.exit SystemExit Exception RuntimeError ValueError AssertionError`,
  ),
  /** Libraries that read `.env` files: python-dotenv, django-environ, environs. */
  ...same(
    { does: "load-environment", path: [0, "dotenv_path"] },
    "dotenv.load_dotenv dotenv.main.load_dotenv",
  ),
  ...same(
    { does: "load-environment", path: [0, "dotenv_path"], gives: "all" },
    "dotenv.dotenv_values dotenv.main.dotenv_values",
  ),
  ...same({ does: "value", text: ".env" }, "dotenv.find_dotenv"),
  ...same({ does: "load-environment", path: 0 }, "environ.Env.read_env *#read_env"),
  ...same({ does: "environment", name: [1] }, "dotenv.get_key"),
  ...same({ does: "environment", name: 0 }, "decouple.config"),
  ...same({ does: "print", newline: true }, "print pprint.pprint pprint.pp"),
  ...same({ does: "print", newline: false }, "sys.stdout.write sys.stdout.buffer.write"),
  ...same(
    { does: "input" },
    "input raw_input sys.stdin.read sys.stdin.readline sys.stdin.readlines sys.stdin.buffer.read",
  ),
  "json.load": { does: "fold", fold: "content" },
  ...same({ does: "fold", fold: "content" }, "yaml.safe_load tomllib.load csv.reader csv.DictReader"),
  ...same({ does: "map" }, "map asyncio.run"),
  ...same({ does: "map", starts: true }, "threading.Thread multiprocessing.Process _thread.start_new_thread"),
  // Where modules lie that every program of the user's loads.
  ...folding(
    "sitePackages",
    `site.getusersitepackages site.getsitepackages site.USER_SITE sysconfig.get_path sysconfig.get_paths
    distutils.sysconfig.get_python_lib`,
  ),
};

export const pythonCalls: CallTable = {
  ...storeCalls,
  ...pythonStandIns,
  ...nativeCalls,
  ...libraryCalls,
  ...pythonFiles,
  ...pythonPrograms,
  ...pythonNetwork,
  ...pythonCode,
  ...values,
};
