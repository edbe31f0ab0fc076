/** `guardsh standby`: judges commands for other processes of this user until nobody asks any more. Started by guardsh itself. */
import { existsSync, readlinkSync, rmSync } from "node:fs";
import { answerFor } from "../shell/standby.ts";
import { isOneOfUs, standBy, takePlace } from "../standby/index.ts";
import { inodeAt, socketPath } from "../standby/place.ts";
import { readProc, stateDirectory } from "../system/index.ts";
import { Misuse } from "./misuse.ts";

export const usage = `usage: guardsh standby MILLISECONDS
stands by for the commands of this user until none has come for so long; guardsh starts it by itself (shell.standby)`;

/** Then the next one begins afresh, with no more memory than it needs. */
const mostAnswers = 20_000;

/** Has our program file not been taken away or exchanged? */
function isInstalled(): boolean {
  return !readlinkSync("/proc/self/exe").endsWith(" (deleted)");
}

export function run(list: readonly string[]): number {
  const idle = Number(list[0]);
  if (list.length !== 1 || !Number.isInteger(idle) || idle <= 0)
    throw new Misuse(list.length === 0 ? "for how long?" : `no time in milliseconds: ${list.join(" ")}`);
  const state = stateDirectory();
  // What is confined cannot be told from what it would serve.
  if (/^NoNewPrivs:\s*1/m.test(readProc("/proc/self/status") ?? "") || !isOneOfUs(process.pid)) return 1;
  if (takePlace(state) === null) return 0;
  process.chdir("/");
  const socket = socketPath(state);
  rmSync(socket, { force: true });
  let own: bigint | null = null;
  let answers = 0;
  standBy({
    socket,
    idle,
    wanted: () => {
      own ??= inodeAt(socket);
      const inPlace = own !== null && inodeAt(socket) === own;
      return answers < mostAnswers && inPlace && existsSync(state) && isInstalled();
    },
    settle: (...asked) => {
      answers++;
      return answerFor(...asked);
    },
  });
  return 0;
}
