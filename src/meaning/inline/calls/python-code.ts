/** What the calls of Python do with code and with functions: run them, find them by name, put them together. */
import { type CallTable, folding, same } from "./spec.ts";

/** Functions that call others. */
const functional: CallTable = {
  "functools.reduce": { does: "map", pairs: true },
  ...same({ does: "map", keeps: true }, "filter itertools.filterfalse itertools.takewhile"),
};

export const pythonCode: CallTable = {
  ...same({ does: "make", type: "redirect", keep: { to: 0 } }, "contextlib.redirect_stdout"),
  "zipimport.zipimporter": { does: "code", code: 0, file: true },
  ...functional,
  ...same(
    { does: "code", code: [0, "source", "expression", "code"] },
    `exec eval types.FunctionType builtins.exec builtins.eval __builtins__.exec __builtins__.eval
    timeit.timeit timeit.repeat cProfile.run cProfile.runctx profile.run pdb.run pdb.runeval
    code.InteractiveInterpreter.runsource code.InteractiveConsole.push *#runsource *#runcode
    marshal.loads`,
  ),
  ...same({ does: "code", code: 0 }, "marshal.load"),
  ...same({ does: "pickle" }, "pickle.dumps dill.dumps cloudpickle.dumps _pickle.dumps"),
  ...same(
    { does: "unpickle", code: 0 },
    `pickle.loads pickle.load _pickle.loads cPickle.loads pickle.Unpickler dill.loads dill.load
    cloudpickle.loads cloudpickle.load jsonpickle.decode jsonpickle.loads`,
  ),
  ...same({ does: "patch" }, "unittest.mock.patch unittest.mock.patch.object mock.patch mock.patch.object"),
  ...same(
    { does: "patch", at: "start" },
    "patch#start pytest.monkeypatch.setattr pytest.mocker.patch pytest.mocker.patch.object",
  ),
  ...same(
    { does: "patch", at: "end" },
    `patch#stop unittest.mock.patch.stopall mock.patch.stopall pytest.monkeypatch.undo
    pytest.mocker.stopall pytest.mocker.stop importlib.reload`,
  ),
  ...same(
    { does: "code", code: 0, language: "yaml" },
    "yaml.load yaml.unsafe_load yaml.full_load yaml.load_all",
  ),
  ...same({ does: "code", code: [0, "path_name"], file: true }, "runpy.run_path execfile"),
  "importlib.util.spec_from_file_location": { does: "code", code: [1, "location"], file: true },
  // What they load may bring code of its own: both unpickle.
  ...same({ does: "code", code: [0, "f", "filename"], file: true }, "torch.load joblib.load"),
  ...same(
    { does: "library", path: [0, "name"] },
    "ctypes.CDLL ctypes.cdll.LoadLibrary ctypes.PyDLL ctypes.WinDLL",
  ),
  ...same(
    { does: "module", name: [0, "name"] },
    "__import__ importlib.import_module importlib.__import__ builtins.__import__",
  ),
  ...same({ does: "attribute", object: 0, name: 1 }, "getattr builtins.getattr"),
  ...same({ does: "attribute", object: "self", name: 0 }, "*#__getattribute__"),
  "operator.attrgetter": { does: "fold", fold: "attrgetter" },
  "operator.methodcaller": { does: "fold", fold: "methodcaller" },
  ...folding("partial", "functools.partial functools.partialmethod"),
  ...folding("globals", "globals locals"),
  ...folding("class", "type"),
  ...folding("formatted", "format"),
  ...folding("flat", "itertools.chain itertools.chain.from_iterable"),
  ...folding("numbered", "enumerate"),
  ...folding("defaults", "collections.defaultdict"),
  ...folding("namespace", "types.SimpleNamespace argparse.Namespace"),
  ...folding("dict", "dict collections.OrderedDict collections.ChainMap"),
  ...folding("zip", "zip"),
  ...same({ does: "make", type: "template", keep: { text: 0 } }, "string.Template jinja2.Template"),
  ...same(
    { does: "fold", fold: "substitute", from: "self" },
    "template#substitute template#safe_substitute template#render",
  ),
  ...folding(
    "first",
    `vars compile ast.parse codeop.compile_command textwrap.dedent inspect.cleandoc shutil.which copy.copy copy.deepcopy ctypes.c_char_p
    ctypes.c_wchar_p ctypes.create_string_buffer marshal.dumps marshal.loads`,
  ),
  // A default, or a function that makes one.
  ...folding("default", "dataclasses.field attr.ib attrs.field pydantic.Field typer.Option"),
  ...folding("append", "heapq.heappush bisect.insort"),
  ...folding("shift", "heapq.heappop"),
  ...same({ does: "make", type: "store" }, "shelve.open dbm.open"),
  ...folding("product", "itertools.product"),
  // A function that calls another, if it was told to.
  ...folding("mock", "unittest.mock.Mock unittest.mock.MagicMock mock.Mock mock.MagicMock"),
  ...folding("resub", "re.sub"),
  ...folding("caught", "re.search re.match re.fullmatch"),
  ...folding("optionDecorator", "click.option click.argument"),
  ...folding("subclasses", "*#__subclasses__"),
  setattr: { does: "fold", fold: "setAttribute" },
};
