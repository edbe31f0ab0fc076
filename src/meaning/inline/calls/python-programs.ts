/** What Python starts and ends: programs, terminals, processes. */
import { type CallTable, folding, same } from "./spec.ts";

export const pythonPrograms: CallTable = {
  ...same(
    { does: "shell", command: [0, "command", "cmd"], gives: "status" },
    `os.system subprocess.call_shell asyncio.create_subprocess_shell posix.system nt.system
    platform.popen commands.getstatus pexpect.run invoke.run`,
  ),
  ...same(
    { does: "shell", command: [0, "cmd"], gives: "output" },
    `os.popen os.popen2 os.popen3 subprocess.getoutput subprocess.getstatusoutput commands.getoutput
    popen2.popen2`,
  ),
  ...same(
    { does: "start", program: [0, "args"], line: "option", gives: "status" },
    "subprocess.call subprocess.check_call",
  ),
  ...same(
    { does: "start", program: [0, "args"], line: "option", gives: "output" },
    "subprocess.run subprocess.check_output",
  ),
  "subprocess.Popen": { does: "start", program: [0, "args"], line: "option", gives: "process" },
  "asyncio.create_subprocess_exec": { does: "start", program: 0, rest: 1, gives: "process" },
  ...same({ does: "start", program: 0, rest: 1, zero: true }, "os.execl os.execlp os.execle os.execlpe"),
  ...same(
    { does: "start", program: 0, args: [1], zero: true },
    "os.execv os.execvp os.execve os.execvpe os.posix_spawn os.posix_spawnp",
  ),
  ...same({ does: "start", program: 1, rest: 2, zero: true }, "os.spawnl os.spawnlp os.spawnle os.spawnlpe"),
  ...same(
    { does: "start", program: 1, args: [2], zero: true },
    "os.spawnv os.spawnvp os.spawnve os.spawnvpe",
  ),
  ...same({ does: "program" }, "sh.* plumbum.cmd.* plumbum.local.*"),
  "pty.spawn": { does: "start", program: [0, "argv"] },
  ...same({ does: "fork" }, "os.fork os.forkpty"),
  ...folding("parentProcess", "os.getppid"),
  ...same({ does: "shell", command: 0, gives: "status" }, "*#system *#getoutput"),
  ...same(
    { does: "equivalent", words: ["pip"], more: [0, "args"] },
    "pip.main pip._internal.main pip._internal.cli.main.main",
  ),
  // Keys put into a terminal; other requests have no bearing.
  "fcntl.ioctl": { does: "ioctl", request: 1, data: 2 },
  "os.startfile": { does: "start", program: 0 },
  ...same({ does: "fold", fold: "unknown", from: "self" }, "process#poll"),
  ...same(
    { does: "terminal", command: [0, "command"] },
    `pexpect.spawn pexpect.spawnu pexpect.popen_spawn.PopenSpawn ptyprocess.PtyProcessUnicode.spawn
    wexpect.spawn`,
  ),
  ...same({ does: "type", data: 0 }, "terminal#sendline terminal#send terminal#write terminal#run_command"),
  "psutil.process_iter": { does: "make", type: "processes" },
  ...same(
    { does: "end-process" },
    "other-process#kill other-process#terminate other-process#suspend other-process#send_signal",
  ),
  "os.kill": { does: "signal", target: [0, "pid"], signal: [1, "sig"] },
  "os.killpg": { does: "signal", target: [0], signal: [1] },
};
