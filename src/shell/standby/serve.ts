/** Being the guardsh that stands by: judging commands for other processes of this user until nobody asks any more. docs/standby.md */
import { existsSync, readlinkSync, rmSync } from "node:fs";
import { isOneOfUs, standBy, takePlace } from "../../standby/index.ts";
import { inodeAt, socketPath } from "../../standby/place.ts";
import { readProc, stateDirectory } from "../../system/index.ts";
import { answerFor } from "./answer.ts";

/** Then the next one begins afresh, with no more memory than it needs. */
const mostAnswers = 20_000;

/** Stands by until nothing was asked for so many milliseconds. Does nothing where another one does already. */
export function serveOthers(idle: number): void {
  const state = stateDirectory();
  // What is confined cannot be told from what it would serve.
  if (/^NoNewPrivs:\s*1/m.test(readProc("/proc/self/status") ?? "") || !isOneOfUs(process.pid)) return;
  if (takePlace(state) === null) return;
  process.chdir("/");
  const socket = socketPath(state);
  rmSync(socket, { force: true });
  let own: bigint | null = null;
  const isInPlace = () => own !== null && inodeAt(socket) === own;
  let answers = 0;
  standBy({
    socket,
    idle,
    wanted: () => {
      own ??= inodeAt(socket);
      return answers < mostAnswers && isInPlace() && existsSync(state) && isInstalled();
    },
    settle: (...asked) => {
      answers++;
      return answerFor(...asked);
    },
  });
  // What lies there by now may be another's.
  if (isInPlace()) rmSync(socket, { force: true });
}

/** Has our program file not been taken away or exchanged? */
function isInstalled(): boolean {
  return !readlinkSync("/proc/self/exe").endsWith(" (deleted)");
}
