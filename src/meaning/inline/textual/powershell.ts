/**
 * PowerShell, statement by statement: each command is a call by the tables (`commands/families/powershell.ts` has its
 * own, in lower case), with what is known of variables put in. Blocks and expressions are read as if each part ran.
 */
import { lookup } from "../../../commands/index.ts";
import { unknownStream } from "../../stream.ts";
import { hole, known } from "../../value.ts";
import { settledPowershell } from "./powershell-text.ts";
import type { Embedding } from "./small.ts";
import { asFile, COMMON, placeOfVariable, slashed } from "./windows.ts";

/** Fetching, and running what was fetched. */
const FETCHES =
  /\b(?:iwr|irm|curl|wget|Invoke-WebRequest|Invoke-RestMethod|Start-BitsTransfer|DownloadString|DownloadData|OpenRead)\b/i;
const EVALUATES = /\b(?:iex|Invoke-Expression|\[scriptblock\]::Create|ScriptBlock\.Create)\b|&\s*\(/i;

/** Short names of commands. */
const ALIASES: Readonly<Record<string, string>> = {
  ...COMMON,
  ri: "remove-item",
  rm: "remove-item",
  rp: "remove-itemproperty",
  gc: "get-content",
  cat: "get-content",
  sc: "set-content",
  ac: "add-content",
  clc: "clear-content",
  cli: "clear-item",
  ni: "new-item",
  cp: "copy-item",
  cpi: "copy-item",
  mv: "move-item",
  mi: "move-item",
  rni: "rename-item",
  tee: "tee-object",
  sp: "set-itemproperty",
  si: "set-item",
  gci: "get-childitem",
  ls: "get-childitem",
  iwr: "invoke-webrequest",
  curl: "invoke-webrequest",
  wget: "invoke-webrequest",
  irm: "invoke-restmethod",
  iex: "invoke-expression",
  icm: "invoke-command",
  saps: "start-process",
  start: "start-process",
  kill: "stop-process",
  spps: "stop-process",
  spsv: "stop-service",
  sasv: "start-service",
  sls: "select-string",
  echo: "write-output",
  write: "write-output",
};

/** Commands of PowerShell are named by a verb and a noun. */
const CMDLET = /^(?:[\w.]+\\)?([A-Za-z]+-[A-Za-z]\w*)$/;

/** Nouns of what is only in the shell itself: a variable that is removed, a job that is stopped. */
const OF_THE_SHELL =
  /^(?:variable|job|module|pssession|event|eventsubscriber|alias|psbreakpoint|typedata|formatdata|host|psdrive|runspace\w*|object|null|string|date|location|culture|random|command|help|member|error|culture|debug|information|progress)$/i;

/** `-EncodedCommand`: base64 of UTF-16. The code itself where it is not that. */
export function powershellText(code: string): string {
  if (!/^[A-Za-z0-9+/]{8,}={0,2}$/.test(code)) return code;
  const decoded = Buffer.from(code, "base64").toString("utf16le");
  return /^[\x20-\x7e\s]+$/.test(decoded) ? decoded : code;
}

export function powershellCode(written: string, to: Embedding): void {
  const code = settledPowershell(written);
  if (FETCHES.test(code) && EVALUATES.test(code))
    to.shell(hole("what the address sends", new Set(["network"])));
  if (SNAPSHOTS.test(code) && /\bDelete\s*\(|\bRemove-(?:Wmi|Cim)/i.test(code))
    to.call(["vssadmin", "delete", "shadows"]);
  for (const [, address = "", file = ""] of code.matchAll(FETCHED))
    to.write(slashed(file), unknownStream(new Set(["network"]), [address]));
  for (const [, name = "", value = "", whose] of code.matchAll(ENVIRONMENT))
    to.call(["setx", name, value, ...(/machine/i.test(whose ?? "") ? ["/M"] : [])]);
  for (const [, words = ""] of code.matchAll(STARTED))
    to.call((words.match(/"[^"]*"|'[^']*'/g) ?? []).flatMap((word) => word.slice(1, -1).trim().split(/\s+/)));
  for (const [, file = "", address = ""] of code.matchAll(SENT))
    to.shell(known(`${file === "" ? "printenv" : `cat ${slashed(file)}`} | curl -d @- ${address}`));
  for (const [, double, single = ""] of code.matchAll(MADE)) to.code("powershell", double ?? single);
  for (const [, path = ""] of code.matchAll(WRITTEN)) to.write(asPath(path), unknownStream());
  const variables = new Map<string, string>();
  let found: readonly string[] = [];
  let named: readonly string[] = [];
  for (const { text: statement, piped } of statementsOf(code)) {
    const written = wordsOf(statement, variables);
    const [name, sign, value] = written;
    if (name === undefined) continue;
    let words = written;
    if (/^(?:get-process|gps|ps)$/i.test(name.text) || !piped) found = [];
    found = [...found, ...processesAmong(words.slice(1))];
    if (piped && /^(?:stop-process|spps|kill)$/i.test(name.text)) {
      for (const each of found.length > 0 ? found : [null])
        to.call(each === null ? ["kill", "-9", "-1"] : ["pkill", "-f", each]);
      continue;
    }
    if (!piped) named = isText(name) ? parameters(name) : pathsAmong(words.slice(1));
    // `Get-ChildItem C:\Users | Remove-Item`: what a pipeline begins with is what its last command is about.
    else if (TAKES_PATHS.test(name.text) && pathsAmong(words.slice(1)).length === 0)
      words = [...words, ...named.map((text) => ({ text, raw: text }))];
    if (name.raw.startsWith("$") && sign?.raw === "=") {
      if (value && words.length === 3) variables.set(name.raw.slice(1).toLowerCase(), value.text);
      else if (value) command(words.slice(2), to);
    } else if (name.raw === "&" || name.raw === ".") command(words.slice(1), to, true);
    else command(words, to);
  }
}

/** Does a pipeline begin with texts: `"a", "b" | Remove-Item`? */
function isText({ raw }: Word): boolean {
  return /^["']/.test(raw);
}

/** `[scriptblock]::Create("code")` */
const MADE = /\[scriptblock\]::Create\(\s*(?:"((?:`[\s\S]|[^"`])*)"|'([^']*)')/gi;

/** `[Diagnostics.Process]::Start("a", "b c")`. */
const STARTED = /\[(?:System\.)?Diagnostics\.Process\]::Start\(([^()]*)\)/gi;

/** The environment or a file, through a pipeline into a request: `gci env: | ConvertTo-Json | irm ADDRESS -Method Post`. */
const SENT =
  /\b(?:g?ci|dir|ls|get-childitem|gc|cat|type|get-content)\s+(?:-(?:path|raw)\s+)*(?:env:[\\/]?\*?|["']?([^\s"'|;-][^\s"'|;]*)["']?)(?:\s+-raw)?\s*\|(?:[^|;\n]*\|)*\s*(?:irm|iwr|curl|invoke-restmethod|invoke-webrequest)\b[^|;\n]*?\s["']?(https?:\/\/[^\s"']+)/gi;

/** `[IO.File]::WriteAllText("a", …)`. */
const WRITTEN = /\[(?:System\.)?IO\.File\]::(?:Write|Append)All\w+\(\s*["']([^"']+)["']/gi;

/** A path with the home directory in its place. */
function asPath(path: string): string {
  return slashed(path).replace(/^\$(?:HOME|env:HOME|env:USERPROFILE)\b/i, "~");
}

/** Names, or parts of names, of processes that a stage of a pipeline speaks of. */
function processesAmong(words: readonly Word[]): readonly string[] {
  return words
    .filter(({ raw }) => !/^[-$@{(]/.test(raw) && !/^(?:name|processname|path|id|cpu|ws)$/i.test(raw))
    .map(({ text }) => text.replaceAll("*", ""));
}

const FETCHED = /\bDownloadFile\(\s*["']([^"']+)["']\s*,\s*["']([^"']+)["']/gi;
const SNAPSHOTS = /\bWin32_ShadowCopy\b/i;
const ENVIRONMENT =
  /\[(?:System\.)?Environment\]::SetEnvironmentVariable\(\s*["']([^"']*)["']\s*,\s*["']?([^"',)]*)["']?\s*,\s*["']?(Machine|User)/gi;

/** Commands that take files from a pipeline. */
const TAKES_PATHS =
  /^(?:remove-item|ri|rm|rmdir|rd|del|erase|move-item|mi|mv|move|clear-content|clc|get-content|gc|cat|set-content)$/i;

/** What among the words names files: no parameter, nor what stands behind one that selects. */
function pathsAmong(words: readonly Word[]): readonly string[] {
  return words.flatMap(({ text, raw }, i) =>
    raw.startsWith("-") || /^-(?:filter|include|exclude|depth|first|last)$/i.test(words[i - 1]?.raw ?? "")
      ? []
      : [text],
  );
}

interface Word {
  readonly text: string;
  /** As written, quotes and all. */
  readonly raw: string;
}

/** `called`: what comes first is the name of a command also where it is in quotes, for `&` stands in front of it. */
function command(words: readonly Word[], to: Embedding, called = false): void {
  const args: Word[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    const target = /^[\d*]?>{1,2}$/.test(word?.raw ?? "") ? words[++i] : undefined;
    if (target) {
      if (!/^\$null$|^&/i.test(target.raw)) to.write(target.text, unknownStream());
    } else if (word && !/^[\d*]?>&\d$/.test(word.raw)) args.push(word);
  }
  const [first, ...rest] = args;
  if (!first) return;
  const name = ALIASES[first.text.toLowerCase()] ?? CMDLET.exec(first.text)?.[1]?.toLowerCase();
  if (name === undefined) {
    // A value on its own, a condition, a call of a method: nothing is started.
    const isValue = /^(?:[$@["']|\d+$|-)/.test(first.raw) && !(called && /^["']/.test(first.raw));
    if (/^[\w./~:-]+$/.test(first.text) && !isValue)
      to.call([asFile(first.text), ...rest.map(({ text }) => text)]);
    return;
  }
  const given = rest.flatMap(parameters);
  if (name !== "stop-process" && lookup(name) === null) {
    const [verb = "", noun = ""] = first.text.split("-");
    if (!OF_THE_SHELL.test(noun)) to.call(["powershell-cmdlet", verb.toLowerCase(), noun, ...given]);
    return;
  }
  if (name === "get-childitem" && given.some((word) => /^env:[\\/]?\*?$/i.test(word))) to.call(["printenv"]);
  if (name === "stop-process") stopProcess(given, to);
  else if (name === "start-process") startProcess(given, to);
  else to.call([name, ...given]);
}

/** `Start-Process -FilePath X -ArgumentList 'a','b' -Wait`: starts X with a and b; one text is parted at its blanks. */
function startProcess(given: readonly string[], to: Embedding): void {
  const own = /^-(?:verb|windowstyle|workingdirectory|credential|redirectstandard\w+)$/;
  const words = given.filter(
    (word, i) =>
      !own.test(word) &&
      !own.test(given[i - 1] ?? "") &&
      !/^-(?:filepath|argumentlist|args|wait|nonewwindow|passthru)$/.test(word),
  );
  if (given.some((word, i) => /^runas$/i.test(word) && given[i - 1] === "-verb"))
    to.call(["start-process", ...given]);
  const [program, ...args] = words;
  if (program !== undefined)
    to.call([asFile(program), ...(args.length === 1 ? (args[0] ?? "").trim().split(/\s+/) : args)]);
}

/** `Stop-Process -Name X`, `-Id N`. */
function stopProcess(given: readonly string[], to: Embedding): void {
  const byName = given.some((word) => /^-(?:name|processname|n)$/.test(word));
  const values = given.filter((word) => !word.startsWith("-"));
  for (const value of values) to.call(byName ? ["pkill", value] : ["kill", "-9", value]);
}

/** `-Recurse:$false`, `-Path a,b`: parameters in lower case, values one by one. */
function parameters({ text, raw }: Word): readonly string[] {
  const [, name, value] = /^(-[A-Za-z]\w*)(?::(.+))?$/.exec(raw) ?? [];
  if (name !== undefined) return value === undefined ? [name.toLowerCase()] : [name.toLowerCase(), value];
  const parts = raw.match(/(?:"[^"]*"|'[^']*'|[^,"'])+/g) ?? [];
  if (parts.length < 2) return [text];
  return /["']/.test(raw) ? parts.map((part) => slashed(part.replace(/["']/g, ""))) : text.split(",");
}

/** Statements, stages of pipelines, blocks and what stands in parentheses, each for itself; comments are left out. */
function statementsOf(code: string): readonly { readonly text: string; readonly piped: boolean }[] {
  const plain = code.replace(/`\r?\n/g, " ").replace(/<#[\s\S]*?#>/g, " ");
  const parts = [
    ...plain.matchAll(
      /(?:"(?:`[\s\S]|[^"`])*"|'(?:[^']|'')*'|`[\s\S]|(?<=^|\s)#[^\n]*|[\d*]?>&\d|[^"'`;|\n{}()])+/gm,
    ),
  ];
  return parts.map(({ 0: text, index }) => ({
    text: text.replace(/(?<=^|\s)#[^\n]*/g, ""),
    piped: /(?<!\|)\|\s*$/.test(plain.slice(0, index)),
  }));
}

function wordsOf(statement: string, variables: ReadonlyMap<string, string>): readonly Word[] {
  const pattern = /([\d*]?>{1,2}(?:&\d)?)|((?:"(?:`[\s\S]|[^"`])*"|'(?:[^']|'')*'|`[\s\S]|[^\s"'`>])+)/g;
  return [...statement.trim().matchAll(pattern)].map(([raw, mark]) => ({
    raw,
    text: mark ?? slashed(unquoted(raw, variables)),
  }));
}

function unquoted(raw: string, variables: ReadonlyMap<string, string>): string {
  return raw.replace(
    /"((?:`[\s\S]|[^"`])*)"|'((?:[^']|'')*)'|`([\s\S])|([^"'`]+)/g,
    (_, double?: string, single?: string, escaped?: string, bare?: string) =>
      single?.replaceAll("''", "'") ??
      escaped ??
      filled((double ?? bare ?? "").replace(/`([\s\S])/g, "$1"), variables),
  );
}

/** Variables by what is known of them, or by the place that they name. */
function filled(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$\{?(?:(env):)?(\w+)\}?/gi,
    (whole, environment: string | undefined, name: string) => {
      if (environment !== undefined || /^home$/i.test(name)) return placeOfVariable(name) ?? whole;
      if (/^profile$/i.test(name)) return "~/.config/powershell/profile.ps1";
      return variables.get(name.toLowerCase()) ?? whole;
    },
  );
}
