/**
 * What functions of many languages do, by the names that they have in common: Lua, R, Julia, Go, Rust, Haskell, Java,
 * Scala, Kotlin, Groovy, Clojure, Elixir, Erlang, OCaml, Lisps, Swift, Dart, C#, F#, Nim, Crystal, D, Zig, V, Octave …
 * A name without a dot stands for every function and method of that name, wherever it comes from.
 */
import { type CallSpec, type CallTable, folding, same, words } from "./spec.ts";
import { storeCalls } from "./stores.ts";

/** A function by these names, and a method of things of which nothing is known. */
function anywhere(spec: CallSpec, names: string): CallTable {
  const both = words(names).flatMap((name) => (name.includes(".") ? [name] : [name, `*#${name}`]));
  return same(spec, both.join(" "));
}

const files: CallTable = {
  ...anywhere(
    { does: "delete", path: [0, "path", "dir"], tree: true },
    `RemoveAll remove_dir_all removeDirectoryRecursive removePathForcibly rmdir_all deleteTreeAbsolute deleteTree rmtree
     rm_rf rm_r rmrf delete-tree delete-directory delete-directory.files delete-directory-tree deleteDirectory deltree
     del_dir_r dir_delete removeDir remove_all cleanDirectory forceDelete rmdirRecurse Directory.Delete removeRecursively
     remove_dir_contents rm-rf removeTree delete_tree deleteAll file_delete delete_directory_and_contents remove.all`,
  ),
  ...anywhere(
    { does: "delete", path: [0, "atPath", "at", "path"], tree: true },
    "removeItem trashItem unlink rm rmdir rm_dir fs_unlink fs_rmdir",
  ),
  ...anywhere(
    { does: "delete", path: [0, "path"] },
    `removeFile remove_file deleteFile delete-file file-delete deleteIfExists file.remove file.delete tryRemoveFile deleteSync Unlink
     removeDirectory remove_dir`,
  ),
  // Of a module or a class of files; a thing that somebody made and named may as well be a list or a map.
  ...same({ does: "delete", path: [0, "path"] }, "remove Remove Delete delete"),
  ...same(
    { does: "delete", path: "self", tree: true },
    `path#delete path#deleteRecursively path#deleteDir path#deleteSync path#deleteTree path#unlink
    path#remove path#Delete path#deleteOnExit path#deleteIfExists path#rmtree path#rmdir`,
  ),
  ...folding(
    "path",
    `File File.new java.io.File Path Path.new Path.of Paths.get Directory DirectoryInfo FileInfo
    PathBuf.from PathBuf.new as-path io.file io.as-file file Pathname guardsh.path os.Path fs.path`,
  ),
  ...same({ does: "fold", fold: "path", from: "fileURLWithPath" }, "URL"),
  ...folding(
    "pathJoin",
    `joinpath filepath.Join path.join path.Join file.path Path.join Path.Combine Filename.concat
    path_join build-path path-join File.join buildPath joinPath os.join_path fs.path.join`,
  ),
  ...same(
    { does: "fold", fold: "pathJoin", from: "self" },
    "path#join path#resolve path#child path#appendingPathComponent path#div path#joinpath path#/",
  ),
  "path#push": { does: "fold", fold: "pathPush", from: "self" },
  ...folding(
    "home",
    `UserHomeDir homedir home_dir getHomeDirectory NSHomeDirectory homeDirectoryForCurrentUser
    homeDirectory getHomeDir user_home Path.home Dir.home fs.home user-homedir-pathname GetFolderPath
    path_home find-system-path user.home_dir homeDir getUserHome os.home`,
  ),
  "OpenOptions.new": { does: "make", type: "opening" },
  "opening#*": { does: "fold", fold: "first", from: "self" },
  "opening#open": { does: "open", path: 0, by: "write" },
  "guardsh.home": { does: "home", path: 0 },
  ...same(
    { does: "home", path: 0 },
    `expand expanduser path.expand expand_path expand-file-name path_expand Path.expand fs.expand-home
    expandTilde`,
  ),
  ...anywhere(
    { does: "read", path: [0, "path", "file"] },
    `ReadFile readFile read_to_string read_file slurp io.lines File.read File.stream readString readAllBytes
     readAllLines ReadAllText ReadAllBytes ReadAllLines readLines readRDS read.csv readtable fread fileread file->string
     file->bytes file->lines insert-file-contents open_in open-input-file call-with-input-file with-input-from-file
     read-file-into-string OpenRead readBytes readDelim readdlm readText file_read BS.readFile with-open-file contentsOf
     read_bytes os.read_lines import_file`,
  ),
  "guardsh.read": { does: "read", path: 0, content: true },
  open_out_gen: { does: "open", path: 2, by: "write" },
  ...anywhere(
    { does: "write", path: [0, "path"], content: 1 },
    `WriteFile writeFile write_file File.write fs.write Files.write writeString WriteAllText WriteAllBytes AppendAllText
     AppendAllLines spit appendFile appendTextFile os.write_file write_lines_to file_write File.append`,
  ),
  ...anywhere({ does: "write", path: 1, content: 0 }, "writeLines write_lines write.csv saveRDS"),
  ...same(
    { does: "write", path: "self", content: 0 },
    `path#writeText path#appendText path#write path#append path#leftShift path#setText path#writeBytes
    path#writeAsStringSync path#writeAsString path#<< path#writeAsBytesSync`,
  ),
  AntBuilder: { does: "make", type: "ant" },
  "ant#delete": { does: "delete", path: ["dir", "file"], tree: true },
  "write-region": { does: "write", path: 2, content: 0 },
  ...anywhere(
    { does: "open", path: [0, "name", "description"], by: "write" },
    `os.Create File.create FileWriter PrintWriter FileOutputStream StreamWriter open_out open-output-file openWrite
     openAppend call-with-output-file with-output-to-file with-temp-file`,
  ),
  ...anywhere(
    { does: "open", path: [0, "name", "description"], mode: [1, "mode", "open"] },
    "io.open File.open fopen open OpenFile os.Open",
  ),
  ...anywhere(
    { does: "copy", from: [0, "from"], to: [1, "to"] },
    "copyFile copy_file CopyFile Files.copy fs.copy file.copy File.cp File.cp_r copy-file file_copy File.Copy",
  ),
  ...anywhere(
    { does: "copy", from: [0, "from"], to: [1, "to"], moves: true },
    "rename Rename renameFile rename-file moveFile Files.move file.rename renamePath os.mv File.rename File.Move",
  ),
  ...anywhere({ does: "chmod", path: 0, mode: 1 }, "Chmod chmod set_permissions setFilePermissions"),
  ...anywhere(
    { does: "list", path: [0, "path", "dir"], whole: true },
    `ReadDir readdir read_dir listFiles Files.list Files.walk walkFileTree listDirectory contentsOfDirectory list.files
     Sys.readdir list_dir File.ls WalkDir filepath.Walk filepath.WalkDir walkDirRec walkdir lfs.dir listDirectoryContents
     EnumerateFiles GetFiles GetDirectories directory-files directory-list dir_ls file-seq os.ls getDirectoryContents
     list.dirs walkDir directory-files-recursively`,
  ),
  ...same(
    { does: "list", path: "self", whole: true },
    `path#listFiles path#list path#walk path#walkTopDown path#walkBottomUp path#eachFile
    path#eachFileRecurse path#listSync path#read_dir path#EnumerateFiles path#GetFiles path#children
    path#entries`,
  ),
  ...folding("glob", "Glob glob wildcard Path.wildcard Sys.glob dir.glob file-expand-wildcards"),
};

const programs: CallTable = {
  ...anywhere(
    { does: "shell", command: [0, "command"], gives: "output" },
    `system shell os.execute popen io.popen executeShell shell_out callCommand os.cmd execShellCmd execCmd execCmdEx
     shell-command shell-command-to-string spawnShell doShellScript open_process_in open_process_out open_process
     async-shell-command os.shell call-process-shell-command unix dos shell_cmd Shell.run termopen
     jobstart process-shell-command`,
  ),
  ...anywhere(
    { does: "start", program: 0, rest: 1, line: "always", gives: "output" },
    `guardsh.execute exec sh run-program launch-program run-shell-command run_command exec.Command Command.new
     ProcessBuilder Runtime.exec system2 system* spawn pipe cmd_lib.run shell.sh babashka.process.shell process.exec
     popen2 popen3 open-pipe open-input-pipe open-output-pipe execute_command process.spawn Process.spawn Spawn backtick
     os.execvp execvp execlp execl fs.exec`,
  ),
  ...anywhere(
    { does: "start", program: 0, args: [1, "args", "arguments"], gives: "output" },
    `Process.run Process.runSync Process.start Process.Start Process.new callProcess readProcess rawSystem proc System.cmd
     readProcessWithExitCode startProcess execProcess execv execve spawn-process
     process-lines open_process_args`,
  ),
  ProcessStartInfo: {
    does: "start",
    program: [0, "FileName"],
    args: [1, "Arguments", "ArgumentList"],
    gives: "output",
  },
  "open-pipe*": { does: "start", program: 1, rest: 2, gives: "output" },
  "exec.CommandContext": { does: "start", program: 1, rest: 2, gives: "output" },
  "os.StartProcess": { does: "start", program: 0, args: 1, zero: true },
  ...same(
    { does: "start", program: 0, args: 1, zero: true },
    "syscall.Exec Unix.execv Unix.execvp Unix.create_process",
  ),
  "call-process": { does: "start", program: 0, rest: 4, gives: "output" },
  "call-process-region": { does: "start", program: 2, rest: 6, gives: "output" },
  "start-process": { does: "start", program: 2, rest: 3, gives: "process" },
  ...same({ does: "reopen", to: 0 }, "guardsh.tie"),
  ...same({ does: "tie" }, "dup2 Dup2 Unix.dup2"),
};

const network: CallTable = {
  ...anywhere(
    { does: "exchange" },
    `get Get GET post Post POST put Put PUT patch request Request fetch PostForm NewRequest URI.create Uri.parse newBuilder
     ofString body Body json form multipart set_body send Send sendAsync geturl urlread getURL httpc.request uri url
     DownloadString UploadString UploadFile GetStringAsync PostAsync simpleHTTP httpLBS parseRequest postForm write_all
     write Write writeUTF upload_file upload setQuery dataTask UploadData slurp_url bodyString ofFile
     toURL openConnection URI HttpPost HttpGet write! append_body content DownloadData urlopen`,
  ),
  ...anywhere(
    { does: "request", url: [0, "url"], saves: [1, "destfile", "dest", "file"] },
    "download.file urlwrite download Downloads.download DownloadFile urlretrieve url-copy-file URLDownloadToFile websave curl_download",
  ),
  ...anywhere({ does: "connect", address: 1 }, "Dial DialTimeout tls.Dial DialTCP"),
  ...anywhere({ does: "connect", address: 0 }, "TcpStream.connect connect_tcp"),
  ...anywhere(
    { does: "connect", host: [0, "host"], port: [1, "port"] },
    `TCPClient TcpClient Socket Socket.connect gen_tcp.connect connectTo socketConnection TCPSocket.new createConnection
     open-network-stream tcp-connect Sockets.connect newTCPSocket`,
  ),
};

const code: CallTable = {
  ...anywhere(
    { does: "code", code: [0, "text", "code"], certain: true },
    `eval loadstring load_string load-string eval_string evaluate Code.compile_string eval_quoted include_string
     read-eval eval-string evalString EvaluateAsync Meta.eval Eval.me Eval.x`,
  ),
  ...anywhere(
    { does: "code", code: [0, "file"], file: true, certain: true },
    "dofile loadfile source include load-file run eval_file Code.require_file #load require_file",
  ),
  ...same({ does: "code", code: 1, language: "python" }, "python-fu-eval"),
  ...same({ does: "module", name: 0 }, "require"),
  // Lisp's calls by a name that is made of a text.
  ...folding("text", "intern string->symbol"),
  ...same({ does: "dispatch", name: 0 }, "funcall"),
};

const values: CallTable = {
  ...folding(
    "base64",
    `DecodeString decode64 base64_decode base64decode b64decode Base64.decode Base.decode64
    FromBase64String base64.decode decodeBase64 b64.decode *#decode *#decodeBase64 base64-decode
    base64-decode-string from_base64`,
  ),
  ...folding(
    "first",
    `Meta.parse read-from-string read rawToChar as.character identity Ok Some Just String str toString
    tostring raw pack unpack charlist to_charlist shellPath sort sorted seq doall vec rest reverse
    ipairs pairs enumerate into_iter *#iter *#into_iter *#enumerate`,
  ),
  ...folding("items", "c list array Seq List listOf arrayOf Array quote"),
  ...folding("reverse", "string.reverse rev strrev *#reversed"),
  ...folding("sprintf", "format string.format String.format sprintf Printf.sprintf fmt.Sprintf"),
  ...folding("concat", "paste0 strcat concat string joinToString mconcat"),
  ...folding("joinList", "table.concat"),
  ...folding("spaced", "paste"),
  ...folding("joinWith", "String.concat"),
  ...folding("item", "guardsh.item"),
  ...folding("characters", "char string.char intToUtf8 String.fromCharCodes chr"),
  ...same(
    { does: "map" },
    "guardsh.map mapM_ forM_ traverse_ foreach Enum.each lists.foreach List.iter Array.iter lapply sapply",
  ),
  ...same(
    { does: "environment", name: 0 },
    `Getenv getenv GetEnvironmentVariable env.var env.var_os LookupEnv sys.env System.get_env get_env
    fetch_env Sys.getenv getEnv os.getenv ENV.fetch lookupEnv env.get System.getProperty getProperty
    System.fetch_env env.fetch System.getenv Environ Environment.get getEnvironment env.vars os.Environ
    vim.env sys.props os.environ.get os.environ posix-getenv sb-posix.getenv`,
  ),
  ...same(
    { does: "print", newline: true },
    `println print puts putStrLn putStr IO.puts IO.inspect fmt.Println fmt.Print fmt.Printf console.log
    System.out.println printf display displayln print_endline print_string echo say writeln io.write
    message princ Console.WriteLine io.format prn`,
  ),
};

/** Verbs that modules of files share with lists and maps, and the names of such modules. */
export const SHARED_VERB = /^(?:remove|delete)$/i;
export const FILE_MODULE =
  /(?:^|[.:])(?:os|fs|files?|filesystem|dir(?:ectory)?|path|sys|unix|io|lfs|ant|deno|posix|manager|default|afs|appfs)$/i;

/** Names of the environment as a whole. */
export const ENVIRONMENT = /(?:^|\.)(?:ENV|environ|environment|System\.properties|vim\.env)$/;

export const foreignCalls: CallTable = {
  ...storeCalls,
  ...files,
  ...programs,
  ...network,
  ...code,
  ...values,
  ...anywhere(
    { does: "statement", code: [1, 0] },
    "dbExecute dbSendQuery dbGetQuery dbSendStatement SQL.query Repo.query jdbc.execute execute-one query execute",
  ),
  "Repo.delete_all": { does: "statement", says: "DELETE FROM", bare: true },
};

/** Lua's `load` takes code; R's and Octave's take data. */
export const luaCalls: CallTable = { ...foreignCalls, load: { does: "code", code: 0, certain: true } };
