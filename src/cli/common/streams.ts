/** Writing what has to arrive whole. */
import { writeSync } from "node:fs";
import { errorCode, Unavailable } from "../../system/index.ts";
import { troubleInWords } from "./trouble.ts";

/** Everything, also into a pipe that is full and was set not to block: the process may end right after. */
export function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      if (errorCode(error) !== "EAGAIN") throw error;
      Bun.sleepSync(1);
    }
  }
}

/**
 * A line of a subcommand's answer. Where nobody reads any more (`| head`) there is nothing left to do: guardsh ends.
 * @throws Unavailable where it cannot be written, so that nobody takes a part for the whole
 */
export function say(text: string): void {
  print(`${text}\n`);
}

/** The same for what has its own ends of lines, or none. */
export function print(text: string | Uint8Array): void {
  try {
    writeAll(1, typeof text === "string" ? Buffer.from(text) : text);
  } catch (error) {
    if (errorCode(error) === "EPIPE") process.exit(0);
    throw new Unavailable(
      "the answer is not whole",
      `standard output: ${troubleInWords(error)}`,
      "see where it goes: its disk, its limits",
    );
  }
}
