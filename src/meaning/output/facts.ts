/** Facts: what programs print that only say where things are or what they are called: `dirname`, `command -v`, `realpath`. */
import { lookup } from "../../commands/index.ts";
import type { Invocation } from "../call/invocation.ts";
import { decodeEscapes } from "../expansion/escapes.ts";
import { resolveFrom } from "../locations/path.ts";
import { hole, isUnset, known, literal, type Text } from "../value.ts";
import { getopt } from "./getopt.ts";
import { regexOf } from "./regex.ts";

type Fact = (args: readonly string[], invocation: Invocation) => string | null;

/** As uname(1) calls it. */
const ARCHITECTURE = process.arch === "arm64" ? "aarch64" : "x86_64";

const facts: Readonly<Record<string, Fact>> = {
  pwd: (_, { frame }) => frame.shell.cwd,
  dirname: (args) => each(operands(args), directoryOf),
  basename: (args) => (args.length > 2 ? null : leaf(args)),
  realpath: (args, { frame }) => each(operands(args), (path) => resolveFrom(frame.shell.cwd, path)),
  readlink: (args, { frame }) =>
    args.some((arg) => /^-[fem]$|^--canonicalize/.test(arg))
      ? each(operands(args), (path) => resolveFrom(frame.shell.cwd, path))
      : each(operands(args), (path) => {
          const says = frame.shell.files.get(resolveFrom(frame.shell.cwd, path) ?? "")?.says;
          return says ? literal(says) : null;
        }),
  which: (args, invocation) => whereabouts(operands(args), invocation),
  command: (args, invocation) => (args[0] === "-v" ? whereabouts(args.slice(1), invocation) : null),
  type: (args, invocation) =>
    /^-[pP]+$/.test(args[0] ?? "") ? whereabouts(args.slice(1), invocation) : null,
  getent: ([database, name], { engine }) => {
    const { home } = engine.context;
    const user = leaf([home]);
    if (database !== "passwd" || (name !== undefined && name !== user)) return null;
    return `${name === undefined ? "root:x:0:0:root:/root:/bin/bash\n" : ""}${user}:x:1000:1000::${home}:/bin/bash`;
  },
  arch: (args) => (args.length === 0 ? ARCHITECTURE : null),
  uname: ([option, ...more]) => (option === "-m" && more.length === 0 ? ARCHITECTURE : null),
  seq: (args) => sequence(args),
  expr: expression,
  gcc: libraryOf,
  "g++": libraryOf,
  clang: libraryOf,
  cc: libraryOf,
  python: siteOf,
  python3: siteOf,
  // Somewhere among what is mounted is always the root.
  df: (args) => {
    if (args.some((arg) => /^--output=target$/.test(arg))) return "Mounted on\n/";
    return args.every((arg) => /^-[hkmaPl]+$/.test(arg))
      ? "Filesystem 1K-blocks Used Available Use% Mounted on\n/dev/root 100 50 50 50% /"
      : null;
  },
  mount: (args) => (args.every((arg) => arg === "-l") ? "/dev/root on / type ext4 (rw)" : null),
  lsblk: (args) => (args.includes("MOUNTPOINT") ? "/" : null),
  findmnt: (args) => (args.some((arg) => /^-[a-z]*o$/.test(arg)) && args.includes("TARGET") ? "/" : null),
};

/** `gcc -print-file-name=libasan.so`: where the compiler keeps a library of its own. */
function libraryOf([option, ...more]: readonly string[]): string | null {
  const name = /^--?print-file-name=([\w.+-]+)$/.exec(option ?? "")?.[1];
  return name === undefined || more.length > 0 ? null : `/usr/lib/gcc/${name}`;
}

/** `python3 -m site --user-site`: where modules of the user's own are. */
function siteOf(args: readonly string[], { engine }: Invocation): string | null {
  return args.join(" ") === "-m site --user-site"
    ? `${engine.context.home}/.local/lib/python3/site-packages`
    : null;
}

/** Programs that answer by their status alone when they are told to be quiet. */
const QUIETED: Readonly<Record<string, readonly string[]>> = {
  grep: ["-q", "--quiet", "--silent"],
  egrep: ["-q"],
  fgrep: ["-q"],
  rg: ["-q", "--quiet"],
  cmp: ["-s", "--quiet", "--silent"],
};

/** Does the call print nothing, whatever it finds: `grep -q`? */
export function isQuiet({ program, call }: Invocation): boolean {
  return QUIETED[program]?.some((name) => call.options.has(name)) ?? false;
}

/** The line that a call prints, where it only states a fact that is known here. */
export function factOf(invocation: Invocation): Text | null {
  const fact = facts[invocation.program];
  if (!fact) return null;
  // `${BASH_SOURCE[0]}` is nothing outside of scripts: `dirname` makes `.` of that.
  const args = invocation.argv.slice(1).map((arg) => (isUnset(arg) ? "" : literal(arg)));
  if (args.includes(null)) return null;
  const line = fact(
    args.filter((arg) => arg !== null),
    invocation,
  );
  return line === null ? null : known(`${line}\n`);
}

/** `expr substr TEXT FROM SIZE`, and `expr TEXT : PATTERN`, which prints the group of the pattern or how much it matched. */
function expression([first, second, third, fourth]: readonly string[]): string | null {
  if (first === "substr" && second !== undefined && /^\d+$/.test(`${third}${fourth}`))
    return second.slice(Number(third) - 1, Number(third) - 1 + Number(fourth));
  const [text, pattern] = second === ":" ? [first, third] : first === "match" ? [second, third] : [];
  if (text === undefined || pattern === undefined) return null;
  const regex = regexOf(pattern, { extended: false, flags: "sy" });
  if (regex === null) return null;
  const match = regex.exec(text);
  return match?.[1] ?? String(match?.[0].length ?? 0);
}

/** `seq [-f FORMAT] [-s SEPARATOR] [FIRST [STEP]] LAST`, as far as anybody would write it out. */
function sequence(given: readonly string[]): string | null {
  // `seq 5 -1 1`: what looks like an option may be a number.
  const options = getopt(
    given.flatMap((arg) => (/^-\d+$/.test(arg) ? ["\0", arg.slice(1)] : [arg])),
    "f:s:w",
    { format: "f", separator: "s", "equal-width": "w" },
  );
  const args = options?.operands.join(" ").replaceAll("\0 ", "-").split(" ") ?? [];
  if (!options || !args.every((arg) => /^-?\d+$/.test(arg)) || args.length === 0 || args.length > 3)
    return null;
  const numbers = args.map(Number);
  const last = numbers.at(-1) ?? 0;
  const first = args.length > 1 ? (numbers[0] ?? 1) : 1;
  const step = args.length > 2 ? (numbers[1] ?? 1) : 1;
  if (step === 0 || (last - first) / step > MOST_NUMBERS) return null;
  const out: number[] = [];
  for (let n = first; step > 0 ? n <= last : n >= last; n += step) out.push(n);
  const width = Math.max(...out.map((n) => String(n).length));
  const format = options.value("f") ?? (options.has("w") ? `%0${width}g` : "%g");
  return out.map((n) => inFormat(n, format)).join(decodeEscapes(options.value("s") ?? "\n"));
}

/** The one number in a format of printf's: `file%03g.txt`. */
function inFormat(n: number, format: string): string {
  return format.replace(/%%|%([-+ 0']*)(\d*)(?:\.\d*)?[efgaEFGA]/, (all, flags = "", width = "0") =>
    all === "%%" ? "%" : String(n).padStart(Number(width), flags.includes("0") ? "0" : " "),
  );
}

const MOST_NUMBERS = 200;

function operands(args: readonly string[]): readonly string[] {
  return args.filter((arg) => !/^-./.test(arg));
}

function each(paths: readonly string[], change: (path: string) => string | null): string | null {
  const lines = paths.map(change);
  return lines.length === 0 || lines.includes(null) ? null : lines.join("\n");
}

function directoryOf(path: string): string {
  const trimmed = path.replace(/(?<=.)\/+$/, "");
  const slash = trimmed.lastIndexOf("/");
  return slash < 0 ? "." : trimmed.slice(0, slash).replace(/\/+$/, "") || "/";
}

function leaf([path, suffix = ""]: readonly string[]): string | null {
  if (path === undefined || path.startsWith("-")) return null;
  const name = path.replace(/(?<=.)\/+$/, "").replace(/^.*\/(?=.)/, "");
  return name !== suffix && name.endsWith(suffix) ? name.slice(0, name.length - suffix.length) : name;
}

/**
 * Where the system keeps programs, a line for each that there is: where it is, else where programs that are known usually
 * are. Of several names some are tried for, so what is not there is left out (`type -p greadlink readlink | head -1`).
 */
function whereabouts(names: readonly string[], invocation: Invocation): string | null {
  if (names.length === 0 || !names.every((name) => /^[\w.+-]+$/.test(name))) return null;
  const { functions, aliases } = invocation.frame.shell;
  if (names.length > 1 && names.some((name) => functions.has(name) || aliases.has(name))) return null;
  const there = names.flatMap((name) => placeOf(name, invocation) ?? []);
  if (there.length > 0) return there.join("\n");
  const [usual] = names.filter((name) => lookup(name) !== null);
  return usual === undefined ? null : `/usr/bin/${usual}`;
}

/** The file that a name stands for; the name itself for a function or an alias; null where this machine has none. */
function placeOf(name: string, { engine, frame }: Invocation): string | null {
  if (frame.shell.functions.has(name) || frame.shell.aliases.has(name)) return name;
  const places = ["/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin"].map((at) => `${at}/${name}`);
  return places.find((path) => engine.context.world.kind(path) === "file") ?? null;
}

/** The value of a variable as a child would see it; null where it is not known. */
export function exportedValue({ engine, frame, environment }: Invocation, name: string): Text | null {
  const given = environment.get(name);
  if (given) return given;
  const variable = frame.shell.get(name);
  const [value] = variable?.alternatives ?? [];
  if (variable?.exported && value?.kind === "scalar") return value.text;
  return engine.expansion(frame).inherited(name) ?? hole(`$${name}`);
}
