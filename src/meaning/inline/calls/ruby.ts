/** What Ruby's kernel and standard library do. `Kernel.` is taken off names before. */
import { nativeCalls } from "./native.ts";
import { type CallTable, folding, same } from "./spec.ts";
import { rubyStandIns } from "./stand-ins.ts";
import { storeCalls } from "./stores.ts";

export const rubyCalls: CallTable = {
  ...storeCalls,
  ...rubyStandIns,
  ...nativeCalls,
  ...same(
    { does: "delete", path: 0, all: true },
    `File.delete File.unlink Dir.rmdir Dir.delete Dir.unlink FileUtils.rm FileUtils.rm_f FileUtils.rmdir
    FileUtils.remove FileUtils.remove_file rm rm_f`,
  ),
  ...same(
    { does: "delete", path: 0, all: true, tree: true },
    `FileUtils.rm_r FileUtils.rm_rf FileUtils.rmtree FileUtils.remove_dir FileUtils.remove_entry
    FileUtils.remove_entry_secure rm_rf rm_r`,
  ),
  ...same({ does: "delete", path: "self" }, "path#delete path#unlink"),
  ...same({ does: "delete", path: "self", tree: true }, "path#rmtree"),
  ...same(
    { does: "read", path: 0 },
    "File.read IO.read File.readlines IO.readlines File.binread File.foreach IO.binread",
  ),
  ...same({ does: "fold", fold: "pathJoin", from: "self" }, "path#join path#+ path#/"),
  ...same({ does: "home", path: "self" }, "path#expand_path"),
  ...folding("glob", "Pathname.glob"),
  ...same(
    { does: "code", code: 0, language: "yaml" },
    "YAML.unsafe_load YAML.load YAML.safe_load Psych.unsafe_load Psych.load",
  ),
  "Oj.load": { does: "code", code: 0 },
  ...folding("json", "JSON.parse"),
  ...same(
    { does: "define", name: 0, value: "-1" },
    "define_method define_singleton_method *#define_method *#define_singleton_method",
  ),
  ...folding("first", "Fiddle.Function.new"),
  ...same({ does: "read", path: "self" }, "path#read path#readlines path#binread"),
  ...same({ does: "write", path: 0, content: 1 }, "File.write IO.write File.binwrite IO.binwrite"),
  ...same({ does: "write", path: "self", content: 0 }, "path#write"),
  ...same({ does: "write", path: 0, append: true, all: true }, "FileUtils.touch"),
  "File.truncate": { does: "write", path: 0 },
  ...same({ does: "open", path: 0, mode: [1, "mode"] }, "File.open File.new"),
  ...same({ does: "words", mode: 0, second: true }, "open URI.open"),
  ...same(
    { does: "copy", from: 0, to: 1 },
    "FileUtils.cp FileUtils.copy FileUtils.copy_file FileUtils.install IO.copy_stream cp",
  ),
  ...same({ does: "copy", from: 0, to: 1, tree: true }, "FileUtils.cp_r FileUtils.copy_entry"),
  ...same(
    { does: "upload", path: 0, to: "ftp://server" },
    "socket#putbinaryfile socket#puttextfile socket#put *#upload!",
  ),
  ...same({ does: "copy", from: 0, to: 1, moves: true }, "FileUtils.mv FileUtils.move File.rename mv"),
  ...same(
    { does: "link", target: 0, path: 1, symbolic: true },
    "File.symlink FileUtils.ln_s FileUtils.ln_sf",
  ),
  ...same({ does: "link", target: 0, path: 1, symbolic: false }, "File.link FileUtils.ln"),
  ...same({ does: "chmod", path: 1, mode: 0 }, "File.chmod FileUtils.chmod"),
  "FileUtils.chmod_R": { does: "chmod", path: 1, mode: 0, tree: true },
  ...same({ does: "chmod", path: 2, mode: 0, owner: true }, "File.chown FileUtils.chown FileUtils.chown_R"),
  ...same({ does: "list", path: 0, whole: true }, "Find.find"),
  ...same(
    { does: "list", path: "self", whole: true },
    "path#find path#glob path#children path#each_child path#entries",
  ),
  ...same({ does: "list", path: 0 }, "Dir.entries Dir.children Dir.each_child Dir.foreach"),
  ...folding("glob", "Dir.glob"),
  ...same({ does: "chdir", path: 0 }, "Dir.chdir FileUtils.cd FileUtils.chdir cd chdir"),

  ...same(
    { does: "start", program: 0, rest: 1, line: "always", gives: "status" },
    "system sh exec spawn Process.spawn Process.exec PTY.spawn Open3.pipeline",
  ),
  ...same(
    { does: "start", program: 0, rest: 1, line: "always", gives: "process" },
    "Open3.popen3 Open3.popen2 Open3.popen2e",
  ),
  ...same(
    { does: "start", program: 0, rest: 1, line: "always", gives: "output" },
    "Open3.capture2 Open3.capture2e Open3.capture3 `",
  ),
  // Behind the program stands how it is opened.
  "IO.popen": { does: "start", program: 0, line: "always", gives: "process" },
  syscall: { does: "fold", fold: "unknown" },
  ...same({ does: "fork" }, "fork Process.fork"),
  loop: { does: "forever" },
  ...folding("record", "Struct.new Data.define Class.new"),
  ...same({ does: "set-environment", name: 0, value: 1 }, "ENV.store ENV.update ENV.merge!"),
  "*#ioctl": { does: "ioctl", request: 0, data: 1 },
  ...folding("parentProcess", "Process.ppid"),
  "Process.kill": { does: "signal", target: 1, signal: 0 },

  ...same(
    { does: "connect", host: 0, port: 1 },
    "TCPSocket.new TCPSocket.open Socket.tcp Net.FTP.new Net.SMTP.start Net.Telnet.new",
  ),
  ...same(
    { does: "listen", port: [1, 0], address: "-" },
    "TCPServer.new TCPServer.open Socket.tcp_server_loop",
  ),
  "Socket.new": { does: "make", type: "socket" },
  ...same({ does: "make", type: "ssh" }, "Net.SSH.start Net.SSH.Multi.start"),
  ...same({ does: "equivalent", words: ["ssh", "a-host"], more: 0 }, "ssh#exec! ssh#exec ssh#run"),
  "ERB.new": { does: "make", type: "erb", keep: { text: 0 } },
  ...same({ does: "fold", fold: "erb", from: "self" }, "erb#result erb#result_with_hash erb#run"),
  "socket#connect": { does: "connect", address: 0 },
  ...folding("sockaddr", "Socket.sockaddr_in Socket.pack_sockaddr_in"),
  "socket#accept": { does: "fold", fold: "socket" },
  ...folding("first", "OpenSSL.SSL.SSLSocket.new OpenSSL.SSL.SSLSocket.open"),
  ...same(
    { does: "receive" },
    `socket#gets socket#read socket#recv socket#readline socket#readpartial socket#sysread
    socket#each_line`,
  ),
  ...same(
    { does: "send", data: 0 },
    "socket#puts socket#print socket#write socket#send socket#<< socket#printf",
  ),
  ...same(
    { does: "reopen", to: 0 },
    "STDIN.reopen STDOUT.reopen STDERR.reopen $stdin.reopen $stdout.reopen $stderr.reopen",
  ),
  ...same(
    { does: "request", url: 0 },
    `Net.HTTP.get Net.HTTP.get_response Net.HTTP.get_print HTTParty.get RestClient.get Faraday.get
    HTTP.get`,
  ),
  ...same(
    { does: "request", url: 0, sends: [1, "body", "form", "json"] },
    "Net.HTTP.post Net.HTTP.post_form HTTParty.post RestClient.post Faraday.post HTTP.post",
  ),
  ...same({ does: "connect", host: 0, port: 1 }, "Net.HTTP.start Net.HTTP.new"),
  ...same({ does: "send", data: [1] }, "socket#post socket#put"),

  ...same(
    { does: "code", code: 0 },
    `eval instance_eval class_eval binding.eval RubyVM.InstructionSequence.compile Object.class_eval
    TOPLEVEL_BINDING.eval *#instance_eval Marshal.load`,
  ),
  ...same({ does: "code", code: 0, file: true }, "load"),
  ...same({ does: "library", path: 0 }, "Fiddle.dlopen Fiddle.Handle.new"),
  ...same({ does: "fold", fold: "first" }, "Proc.new proc lambda"),
  ...same({ does: "dispatch", name: 0 }, "send __send__ public_send *#send *#__send__ *#public_send"),
  ...same({ does: "module", name: 0 }, "method const_get Object.const_get Module.const_get"),
  "*#const_get": { does: "module", name: 0 },
  ...same({ does: "attribute", object: "self", name: 0 }, "*#method *#public_method *#instance_method"),
  ...same(
    { does: "make", type: "request", keep: { url: 0 } },
    "Net.HTTP.Post.new Net.HTTP.Put.new Net.HTTP.Patch.new",
  ),
  ...same({ does: "request", url: 0 }, "socket#request"),

  ...folding("defaults", "Hash.new"),
  ...folding("partial", "Fiber.new Enumerator.new"),
  ...folding("base64", "Base64.decode64 Base64.urlsafe_decode64 Base64.strict_decode64"),
  ...folding("pathJoin", "File.join"),
  ...folding("directory", "File.dirname"),
  ...folding("path", "Pathname.new Pathname"),
  ...folding("homePath", "Dir.home Path.home"),
  ...same({ does: "home", path: 0 }, "File.expand_path File.absolute_path"),
  ...folding("text", "String Shellwords.escape URI.parse URI JSON.generate"),
  ...folding("split", "Shellwords.split"),
  ...folding("sprintf", "format sprintf"),
  ...folding("temporary", "Dir.mktmpdir Dir.tmpdir"),
  ...same(
    { does: "open", path: ["-"], mode: ["-"], by: "temporary" },
    "Tempfile.create Tempfile.new Tempfile.open",
  ),
  ...folding("namespace", "OpenStruct.new"),
  "Dir.pwd": { does: "value", text: "." },
  ...same({ does: "environment", name: 0 }, "ENV.fetch ENV.[]"),
  ...same({ does: "environment" }, "ENV.to_h ENV.to_a ENV.inspect ENV.each ENV.map ENV.to_hash"),
  ...folding("recoded", "Base64.encode64 Base64.strict_encode64 Base64.urlsafe_encode64"),
  ...same({ does: "print", newline: true, aside: true }, "warn abort $stderr.puts STDERR.puts"),
  ...same(
    { does: "load-environment", path: 0, gives: "all" },
    "Dotenv.load Dotenv.load! Dotenv.overload Dotenv.parse",
  ),
  ...same({ does: "print", newline: true }, "puts p pp STDOUT.puts $stdout.puts"),
  ...same({ does: "print", newline: false }, "print printf STDOUT.write $stdout.write $stdout.print"),
  ...same({ does: "input" }, "gets STDIN.read $stdin.read STDIN.gets $stdin.gets ARGF.read"),
  ...same({ does: "map" }, "at_exit"),
  ...same({ does: "map", starts: true }, "Thread.new Thread.start Thread.fork"),
};
