/** Functions of the C library, by whatever way a language calls native code. */
import { type CallTable, same } from "./spec.ts";

export const nativeCalls: CallTable = {
  "clib#system": { does: "shell", command: 0, gives: "status" },
  ...same({ does: "start", program: 0, rest: 1, zero: true }, "clib#execl clib#execlp"),
  ...same({ does: "start", program: 0, args: 1, zero: true }, "clib#execve clib#execvp clib#execv"),
  ...same({ does: "delete", path: 0 }, "clib#unlink clib#remove clib#rmdir"),
  "clib#unlinkat": { does: "delete", path: 1 },
  "clib#rename": { does: "copy", from: 0, to: 1, moves: true },
  "clib#chmod": { does: "chmod", path: 0, mode: 1 },
  "clib#chown": { does: "chmod", path: 0, mode: 1, owner: true },
  "clib#open": { does: "open", path: 0, mode: 1 },
  "clib#kill": { does: "signal", target: 0, signal: 1 },
  "clib#reboot": { does: "equivalent", words: ["reboot", "-f"] },
  "clib#ptrace": { does: "equivalent", words: ["gdb", "-p", "1"] },
  "clib#mount": { does: "equivalent", words: ["mount"], more: 0 },
  ...same({ does: "equivalent", words: ["umount", "-l"], more: 0 }, "clib#umount clib#umount2"),
};
