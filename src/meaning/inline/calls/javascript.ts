/** What the calls of Node, Deno, Bun and the web platform do. `promises`, `Sync` and `node:` are taken off names before. */
import { nativeCalls } from "./native.ts";
import { type CallTable, folding, same } from "./spec.ts";
import { javascriptStandIns } from "./stand-ins.ts";
import { storeCalls } from "./stores.ts";

const files: CallTable = {
  ...same({ does: "delete", path: 0 }, "fs.unlink fs.rmdir Deno.remove"),
  ...same(
    { does: "delete", path: 0, tree: true },
    `fs.rm rimraf rimraf. rimraf.sync rimraf.rimraf rimraf.native rimraf.manual del.delete
    del.deleteAsync fs.emptyDir fs.remove del`,
  ),
  ...same(
    { does: "read", path: 0 },
    "fs.readFile Deno.readTextFile Deno.readFile fs.createReadStream fs.readJson",
  ),
  ...same(
    { does: "write", path: 0, content: 1 },
    `fs.writeFile Deno.writeTextFile Deno.writeFile Bun.write fs.outputFile`,
  ),
  ...same({ does: "write", path: 0, content: 1, append: true }, "fs.appendFile"),
  "fs.truncate": { does: "write", path: 0 },
  "fs.createWriteStream": { does: "open", path: 0, mode: ["flags"], by: "write" },
  ...same({ does: "open", path: 0, mode: [1, "flags"] }, "fs.open Deno.open"),
  ...same({ does: "copy", from: 0, to: 1 }, "fs.copyFile fs.cp Deno.copyFile fs.copy"),
  ...same({ does: "copy", from: 0, to: 1, moves: true }, "fs.rename Deno.rename fs.move"),
  ...same({ does: "link", target: 0, path: 1, symbolic: true }, "fs.symlink Deno.symlink"),
  ...same({ does: "link", target: 0, path: 1, symbolic: false }, "fs.link Deno.link"),
  ...same({ does: "chmod", path: 0, mode: 1 }, "fs.chmod fs.lchmod Deno.chmod"),
  ...same({ does: "chmod", path: 0, mode: 1, owner: true }, "fs.chown Deno.chown"),
  ...same({ does: "list", path: 0 }, "fs.readdir Deno.readDir"),
  ...same({ does: "chdir", path: 0 }, "process.chdir Deno.chdir"),
  ...same({ does: "make", type: "blob", keep: { path: 0 } }, "Bun.file fs.openAsBlob"),
  ...same(
    { does: "read", path: "self" },
    "blob#text blob#json blob#bytes blob#arrayBuffer blob#stream blob#slice",
  ),
  ...same({ does: "delete", path: "self" }, "blob#delete blob#unlink"),
  "blob#write": { does: "write", path: "self", content: 0 },
  "blob#writer": { does: "open", path: "self", by: "write" },
};

const programs: CallTable = {
  ...same(
    { does: "shell", command: 0, gives: "output" },
    "child_process.exec shelljs.exec execa.execaCommand execa.command Bun.$ zx.$ $ bun.$",
  ),
  ...same(
    { does: "start", program: 0, args: 1, line: "option", gives: "process" },
    "child_process.spawn child_process.execFile cross-spawn cross-spawn. execa execa.execa node-pty.spawn",
  ),
  ...same({ does: "start", program: ["cmd", 0], gives: "process" }, "Bun.spawn Deno.run"),
  // Commands as functions, options first.
  "shelljs.*": { does: "program" },
  "spawn_sync.spawn": { does: "start", program: ["file"], args: ["args"], zero: true, gives: "output" },
  ...same({ does: "shell", command: 0, gives: "output" }, "*#execSync *#system"),
  "Deno.Command": { does: "start", program: 0, args: ["args"], gives: "process" },
  "child_process.fork": { does: "code", code: 0, file: true, starts: true },
  "cluster.fork": { does: "fork" },
  ...same({ does: "signal", target: 0, signal: 1 }, "process.kill Deno.kill"),
  "process.binding": { does: "module", name: 0 },
};

const network: CallTable = {
  ...same(
    { does: "connect", host: 1, port: 0, address: 0 },
    "net.connect net.createConnection tls.connect socket#connect Deno.connect Bun.connect",
  ),
  ...same({ does: "make", type: "socket" }, "net.Socket tls.TLSSocket"),
  ...same({ does: "connect", address: 0 }, "WebSocket ws ws.WebSocket ws. EventSource http2.connect"),
  ...same(
    { does: "make", type: "server", keep: { handler: [1, 0] } },
    "net.createServer http.createServer https.createServer",
  ),
  ...same({ does: "make", type: "server" }, "express fastify fastify.fastify polka koa. hono.Hono."),
  "server#listen": { does: "listen", port: 0, address: 0 },
  ...same({ does: "listen", address: 0 }, "Deno.listen Bun.listen"),
  "dgram.createSocket": { does: "make", type: "datagrams" },
  "datagrams#send": { does: "connect", host: 2, port: 1 },
  ...same({ does: "connect", host: 0 }, "dns.lookup dns.resolve dns.resolve4 dns.resolveTxt"),
  ...same(
    { does: "request", url: 0, sends: ["body", "data", "headers"], methodIn: ["method"] },
    "fetch globalThis.fetch window.fetch node-fetch undici.fetch undici.request axios got",
  ),
  ...same({ does: "request", url: 0, method: "DELETE" }, "axios.delete got.delete superagent.delete"),
  ...same({ does: "request", url: 0, sends: ["params", "headers"] }, "http.get https.get axios.get got.get"),
  "inspector.open": { does: "listen", port: 0, address: 1 },
  ...same(
    { does: "request", url: 0, sends: [1, "data", "json", "body", "headers"] },
    "axios.post axios.put got.post",
  ),
  ...same({ does: "request", url: 0, sends: ["headers"] }, "http.request https.request"),
  ...same(
    { does: "send", data: 0 },
    `socket#write socket#end response#write response#end socket#send request-stream#write
    request-stream#end`,
  ),
  "navigator.sendBeacon": { does: "request", url: 0, sends: [1] },
  ...same({ does: "pipe", to: 0 }, "socket#pipe process#pipe *#pipe"),
};

const services: CallTable = {
  ...same({ does: "make", type: "ssh" }, "ssh2.Client node-ssh.NodeSSH"),
  ...same(
    { does: "equivalent", words: ["ssh", "a-host"], more: 0 },
    "ssh#exec ssh#execCommand *#execCommand",
  ),
  ...same(
    { does: "equivalent", words: ["xdotool", "type"], more: 0 },
    "robotjs.typeString @nut-tree/nut-js.keyboard.type",
  ),
  "readline.createInterface": { does: "fold", fold: "input" },
  "aws-sdk.*": { does: "aws" },
};

const code: CallTable = {
  ...same(
    { does: "code", code: 0 },
    `eval globalThis.eval window.eval vm.runInThisContext vm.runInNewContext vm.runInContext
    module._compile *#_compile vm.compileFunction`,
  ),
  ...same({ does: "make-function" }, "Function AsyncFunction GeneratorFunction"),
  ...same({ does: "later", given: 2 }, "setTimeout setInterval"),
  ...same({ does: "later", given: 1 }, "setImmediate queueMicrotask process.nextTick"),
  "vm.Script": { does: "make", type: "script", keep: { path: 0 } },
  ...same(
    { does: "code", code: "self" },
    "script#runInNewContext script#runInThisContext script#runInContext",
  ),
  ...same({ does: "worker" }, "worker_threads.Worker Worker"),
  ...same(
    { does: "module", name: 0 },
    `require process.mainModule.require module.require process.getBuiltinModule module.constructor._load
    Module._load module.Module._load module._load global.require globalThis.require import`,
  ),
  "module.createRequire": { does: "value-of", symbol: "require" },
  ...folding("apply", "Reflect.apply"),
  ...folding("construct", "Reflect.construct"),
  ...folding(
    "first",
    "drizzle-orm.sql drizzle-orm.sql.raw sequelize.literal @prisma/client.Prisma.sql @prisma/client.Prisma.raw",
  ),
  "Reflect.get": { does: "attribute", object: 0, name: 1 },
  ...folding("members", "Object.entries Object.values Object.keys"),
  ...folding("first", "Promise.resolve structuredClone util.promisify util.callbackify"),
  ...folding("json", "JSON.parse"),
  ...folding("mapOf", "Map WeakMap Object.fromEntries"),
  ...folding("items", "Array.of Uint8Array.of"),
  ...folding("query", "URLSearchParams"),
  ...folding("merged", "Object.assign"),
  ...folding("parsedOptions", "util.parseArgs"),
  ...folding(
    "optionParser",
    "commander.Command commander.createCommand yargs yargs. yargs/yargs yargs/yargs.",
  ),
  ...same(
    { does: "fold", fold: "option", from: "self" },
    "options#option options#requiredOption options#argument options#positional",
  ),
  ...same(
    { does: "fold", fold: "options", from: "self" },
    "options#parse options#parseSync options#parseAsync",
  ),
  "options#argv": { does: "fold", fold: "options", from: "self" },
  "options#action": { does: "fold", fold: "action", from: "self" },
  "options#*": { does: "fold", fold: "first", from: "self" },
  ...folding("user", "os.userInfo"),
  ...folding("joined", "Blob"),
  "process.stdin.on": { does: "input" },
  ...same({ does: "set-environment", name: 0, value: 1 }, "Deno.env.set"),
  Promise: { does: "promise" },
  ...folding("proxy", "Proxy"),
  ...folding("jsonText", "JSON.stringify"),
  ...folding("shellQuote", "guardsh.quote"),
  ...same({ does: "library", path: [1, 0] }, "process.dlopen"),
  ...same({ does: "library", path: 0 }, "Deno.dlopen bun:ffi.dlopen"),
  ...same({ does: "attribute", object: 0, name: 1 }, "Reflect.get"),
};

const values: CallTable = {
  TextDecoder: { does: "make", type: "decoder" },
  "decoder#decode": { does: "fold", fold: "characters" },
  ...folding("first", "Uint8Array Uint8Array.from Uint16Array"),
  "Buffer.from": { does: "fold", fold: "buffer" },
  ...folding("base64", "atob window.atob Buffer.atob"),
  ...folding("characters", "String.fromCharCode String.fromCodePoint"),
  ...folding("url", "decodeURIComponent unescape decodeURI"),
  ...folding("text", "String encodeURIComponent encodeURI path.normalize String.raw"),
  ...folding("pathJoin", "path.join path.resolve path.posix.join"),
  ...folding("directory", "path.dirname"),
  ...folding("number", "parseInt Number"),
  ...folding("inflate", "zlib.inflate zlib.gunzip"),
  ...folding("list", "Set Array.from"),
  ...folding(
    "first",
    `Promise.resolve util.promisify stream.Readable.from Object.create Object.freeze URL
    URL.createObjectURL promisify`,
  ),
  ...folding("homePath", "os.homedir"),
  ...folding(
    "glob",
    "glob.glob glob.sync glob.globIterate glob glob. fast-glob fast-glob. fast-glob.glob fast-glob.sync fast-glob.globSync globby globby. globby.globby globby.globbySync globby.sync tinyglobby.glob tinyglobby.globSync Bun.Glob",
  ),
  "os.tmpdir": { does: "value", text: "/tmp" },
  "process.cwd": { does: "value", text: "." },
  "Deno.cwd": { does: "value", text: "." },
  ...same({ does: "environment", name: 0 }, "Deno.env.get Bun.env.get"),
  ...same({ does: "environment" }, "Deno.env.toObject"),
  ...same(
    { does: "print", newline: true, aside: true },
    "console.error console.warn console.debug console.trace process.stderr.write Error TypeError",
  ),
  ...folding("recoded", "btoa encodeURIComponent encodeURI escape util.inspect"),
  /** Libraries that read `.env` files, and the runtime's own way. */
  ...same(
    { does: "load-environment", path: "path", gives: "parsed" },
    "dotenv.config dotenv.default.config dotenv-flow.config @dotenvx/dotenvx.config dotenv-safe.config",
  ),
  "process.loadEnvFile": { does: "load-environment", path: 0 },
  ...same({ does: "print", newline: true }, "console.log console.info console.table console.dir"),
  ...same({ does: "print", newline: false }, "process.stdout.write Deno.stdout.write"),
  ...same({ does: "fold", fold: "content", from: "self" }, "file#text file#json"),
};

export const javascriptCalls: CallTable = {
  ...storeCalls,
  ...javascriptStandIns,
  ...nativeCalls,
  ...files,
  ...programs,
  ...network,
  ...services,
  ...code,
  ...values,
};
