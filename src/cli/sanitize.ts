/** `guardsh sanitize`: the output filter for files and pipes, with the escaping of a context on top. */
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  unlinkSync,
} from "node:fs";
import { basename, dirname } from "node:path";
import { parseArgs } from "node:util";
import { type Context, contextNames, Escaper, isContext } from "../controls/output/escape.ts";
import { createFilter, isKeep, keepNames, type OutputOptions } from "../controls/output/index.ts";
import { locate } from "../controls/output/locate.ts";
import { errorCode } from "../system/index.ts";
import { Misuse } from "./common/misuse.ts";
import { print, writeAll } from "./common/streams.ts";
import { troubleInWords } from "./common/trouble.ts";

export const usage = `usage: guardsh sanitize [options] [FILE…]        the cleaned text goes to standard output
       guardsh sanitize --check [options] [FILE…]  say what would be cleaned, change nothing
       guardsh sanitize --write [options] FILE…    clean the files where they are
options: --for ${contextNames.join("|")}   escape the whole text as one value for this place
         --keep ${keepNames.join(",")}
         --max-line CHARACTERS  --max-lines LINES  --no-redact
status: 0 done, or nothing found; 1 --check found something; 2 a file could not be read or written`;

const DONE = 0;
const FOUND = 1;
const FAILED = 2;
const CHUNK = 65_536;

interface Settings {
  readonly context: Context;
  readonly options: Partial<OutputOptions>;
}

export async function run(list: readonly string[]): Promise<number> {
  const { values, positionals } = parse(list);
  const settings = settingsOf(values);
  if (values.check && values.write) throw new Misuse("--check changes nothing: leave out --write");
  if (values.write && positionals.length === 0) throw new Misuse("--write needs the files to clean");
  const files = positionals.length === 0 ? ["-"] : positionals;
  const each = values.check ? check : values.write ? rewrite : clean;
  return Math.max(DONE, ...files.map((file) => attempt(each, file, settings)));
}

function parse(list: readonly string[]) {
  return parseArgs({
    args: [...list],
    allowPositionals: true,
    options: {
      for: { type: "string" },
      keep: { type: "string" },
      "max-line": { type: "string" },
      "max-lines": { type: "string" },
      "no-redact": { type: "boolean" },
      check: { type: "boolean" },
      write: { type: "boolean" },
    },
  });
}

function settingsOf(values: ReturnType<typeof parse>["values"]): Settings {
  const context = values.for ?? "text";
  if (!isContext(context)) throw new Misuse(`--for ${context}: not one of ${contextNames.join(", ")}`);
  const names = values.keep ? values.keep.split(",") : [];
  const unknown = names.find((name) => !isKeep(name));
  if (unknown !== undefined) throw new Misuse(`--keep ${unknown}: not one of ${keepNames.join(", ")}`);
  const options = {
    keep: names.filter(isKeep),
    // A file is not a stream to a model: nothing of it is left out unless that is asked for.
    maxLineChars: number("--max-line", values["max-line"]),
    maxLines: number("--max-lines", values["max-lines"]),
    redactTokens: !values["no-redact"],
  };
  return { context, options };
}

function number(name: string, value: string | undefined): number {
  if (value === undefined) return 0;
  if (!/^[0-9]{1,9}$/.test(value)) throw new Misuse(`${name} ${value}: not a number`);
  return Number(value);
}

function attempt(each: (file: string, settings: Settings) => number, file: string, settings: Settings) {
  try {
    return each(file, settings);
  } catch (error) {
    complain(`${file === "-" ? "standard input" : file}: ${troubleInWords(error)}`);
    return FAILED;
  }
}

function clean(file: string, { context, options }: Settings): number {
  const descriptor = file === "-" ? 0 : openSync(file, "r");
  try {
    const filter = createFilter(options);
    const escaper = new Escaper(context);
    const buffer = new Uint8Array(CHUNK);
    for (let count = readSome(descriptor, buffer); count > 0; count = readSome(descriptor, buffer)) {
      print(escaper.push(filter.push(buffer.subarray(0, count))));
    }
    print(escaper.push(filter.end()));
    print(escaper.end());
    return DONE;
  } finally {
    if (descriptor !== 0) closeSync(descriptor);
  }
}

function check(file: string, { options }: Settings): number {
  const name = file === "-" ? "(standard input)" : file;
  const found = locate(readFileSync(file === "-" ? 0 : file), options);
  for (const { line, column, what } of found) writeAll(2, utf8(`${name}:${line}:${column}: ${what}\n`));
  return found.length > 0 ? FOUND : DONE;
}

/** Cleans a file in its place: a new file beside it, with its mode and owner, takes its name at once. */
function rewrite(file: string, { context, options }: Settings): number {
  const path = realpathSync(file);
  const source = openSync(path, "r");
  try {
    const stat = fstatSync(source);
    if (!stat.isFile()) throw new Error("not a regular file");
    const text = readFileSync(source);
    const cleaned = cleanWhole(text, options);
    const escaper = new Escaper(context);
    const result = Buffer.concat([escaper.push(cleaned), escaper.end()]);
    if (!result.equals(text)) replace(path, result, stat);
    return DONE;
  } finally {
    closeSync(source);
  }
}

function cleanWhole(text: Uint8Array, options: Partial<OutputOptions>): Uint8Array {
  const filter = createFilter(options);
  const cleaned = Buffer.concat([Buffer.from(filter.push(text)), filter.end()]);
  if (filter.stats.binary > 0) throw new Error("not a text file: left as it is");
  return cleaned;
}

function replace(path: string, content: Uint8Array, like: { mode: number; uid: number; gid: number }): void {
  const beside = `${dirname(path)}/.${basename(path)}.guardsh-${process.pid}`;
  const target = openSync(beside, "wx", 0o600);
  try {
    writeAll(target, content);
    if (process.getuid?.() !== like.uid || process.getgid?.() !== like.gid) {
      fchownSync(target, like.uid, like.gid);
    }
    fchmodSync(target, like.mode & 0o7777);
    fsyncSync(target);
    renameSync(beside, path);
  } catch (error) {
    unlinkSync(beside);
    throw error;
  } finally {
    closeSync(target);
  }
}

/** Reads what is there. A descriptor that was set not to block is asked again a little later. */
function readSome(descriptor: number, buffer: Uint8Array): number {
  for (;;) {
    try {
      return readSync(descriptor, buffer);
    } catch (error) {
      if (errorCode(error) !== "EAGAIN") throw error;
      Bun.sleepSync(1);
    }
  }
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function complain(text: string): void {
  writeAll(2, utf8(`guardsh: ${text}\n`));
}
