/** What the calls of Python do to files: the standard library's, and those of the usual packages beside it. */
import { type CallTable, same } from "./spec.ts";

export const pythonFiles: CallTable = {
  ...same({ does: "delete", path: [0, "path"] }, "os.remove os.unlink os.rmdir os.removedirs"),
  "shutil.rmtree": { does: "delete", path: [0, "path"], tree: true },
  ...same({ does: "delete", path: "self" }, "path#unlink path#rmdir"),
  ...same({ does: "delete", path: 0, tree: true }, "send2trash.send2trash send2trash"),
  "path#rmtree": { does: "delete", path: "self", tree: true },
  "*#rmtree": { does: "delete", path: "self", tree: true },
  ...same(
    { does: "open", path: [0, "file", "filename"], mode: [1, "mode"] },
    `open io.open io.FileIO _io.open codecs.open gzip.open bz2.open lzma.open os.fdopen builtins.open
    aiofiles.open`,
  ),
  "os.open": { does: "open", path: [0, "path"], mode: [1, "flags"] },
  "path#open": { does: "open", path: "self", mode: [0, "mode"] },
  ...same({ does: "read", path: "self" }, "path#read_text path#read_bytes"),
  ...same({ does: "write", path: "self", content: [0, "data"] }, "path#write_text path#write_bytes"),
  "path#touch": { does: "write", path: "self", append: true },
  "os.truncate": { does: "write", path: [0, "path"] },
  "os.mknod": { does: "write", path: [0, "path"] },
  ...same({ does: "copy", from: [0, "src"], to: [1, "dst"] }, "shutil.copy shutil.copy2 shutil.copyfile"),
  ...same({ does: "copy", from: [0, "src"], to: [1, "dst"], tree: true }, "shutil.copytree"),
  ...same(
    { does: "open", path: [0, "file", "name", "fileobj"], mode: [1, "mode"], as: "archive" },
    "tarfile.open zipfile.ZipFile",
  ),
  ...same({ does: "read", path: [0, "name", "filename"], tree: true }, "archive#add archive#write"),
  "archive#extractall": { does: "unpack", to: [0, "path"] },
  "archive#extract": { does: "unpack", to: [1, "path"] },
  ...same({ does: "read", path: [0, "file"], otherwise: "~/.netrc" }, "netrc.netrc"),
  ...same({ does: "handle-write", handle: 0, content: 1 }, "os.write os.pwrite"),
  ...same({ does: "handle-read", handle: 0 }, "os.read os.pread"),
  "os.utime": { does: "equivalent", words: ["touch", "-d", "1970-01-01"], more: [0, "path"] },
  ...same(
    { does: "copy", from: [0, "src"], to: [1, "dst"], moves: true },
    "shutil.move os.rename os.replace os.renames",
  ),
  ...same({ does: "copy", from: "self", to: [0, "target"], moves: true }, "path#rename path#replace"),
  "os.symlink": { does: "link", target: [0, "src"], path: [1, "dst"], symbolic: true },
  "os.link": { does: "link", target: [0, "src"], path: [1, "dst"], symbolic: false },
  "path#symlink_to": { does: "link", target: [0], path: "self", symbolic: true },
  "path#hardlink_to": { does: "link", target: [0], path: "self", symbolic: false },
  ...same({ does: "chmod", path: [0, "path"], mode: [1, "mode"] }, "os.chmod os.lchmod"),
  "path#chmod": { does: "chmod", path: "self", mode: [0, "mode"] },
  ...same(
    { does: "chmod", path: [0, "path"], mode: [1, "uid", "user"], owner: true },
    "os.chown os.lchown shutil.chown",
  ),
  ...same({ does: "list", path: [0, "path"] }, "os.listdir"),
  ...same({ does: "list", path: [0, "path"], whole: true }, "os.scandir"),
  "path#iterdir": { does: "list", path: "self", whole: true },
  ...same({ does: "chdir", path: [0, "path"] }, "os.chdir contextlib.chdir"),
  ...same(
    { does: "read", path: [0, "filename", "path"] },
    `linecache.getlines numpy.fromfile pandas.read_csv pandas.read_table numpy.loadtxt numpy.genfromtxt
    numpy.load`,
  ),
  ...same({ does: "read", path: [0, "files"], rewrites: "inplace" }, "fileinput.input fileinput.FileInput"),
  "shutil.make_archive": { does: "copy", from: [2, "root_dir"], to: [0, "base_name"], tree: true },
  "shutil.unpack_archive": { does: "copy", from: [0, "filename"], to: [1, "extract_dir"], tree: true },
};
