/**
 * ansible: the arguments of a module say which files it reads, writes and deletes: `-m copy -a 'src=… dest=…'`. A playbook is as
 * many such calls, one a task.
 */
import type { Stream } from "../action.ts";
import { withHome } from "../call/home-names.ts";
import type { Invocation } from "../call/invocation.ts";
import { type Frame, originAt, under } from "../interpreter/engine.ts";
import { pathIn, readPath, textAt, writePath } from "../locations/files.ts";
import { unknownStream } from "../stream.ts";
import { known, literal } from "../value.ts";
import { runLine } from "./line.ts";
import type { ByTable } from "./reader.ts";

const SENDS = /(?:^|\.)(?:copy|template|unarchive|synchronize|script)$/;
const EDITS = /(?:^|\.)(?:lineinfile|blockinfile|replace|ini_file|assemble|get_url)$/;

export function followAnsible(invocation: Invocation, byTable: ByTable): Stream | undefined {
  const { call, engine, frame, span, program } = invocation;
  const module = literal(call.options.get("--module-name")?.[0] ?? known("")) ?? "";
  const text = literal(call.options.get("--args")?.[0] ?? known("")) ?? "";
  if (module === "" || !text.includes("=")) return undefined;
  const given = argumentsOf(text, engine.context.home);
  const here = isHere(invocation);
  const read = (name: string) => {
    const path = given.get(name);
    if (path) readPath(engine, frame, known(path), span, program, true);
  };
  const write = (...names: readonly string[]) => {
    const path = names.map((name) => given.get(name)).find((each) => each !== undefined);
    if (path && here) writePath(engine, frame, known(path), unknownStream(), "in-place", program, span);
  };
  if (SENDS.test(module)) {
    read("src");
    write("dest");
  } else if (EDITS.test(module)) write("path", "dest", "destfile");
  else if (/(?:^|\.)fetch$/.test(module) && here) read("src");
  else if (/(?:^|\.)file$/.test(module) && given.get("state") === "absent" && here)
    remove(invocation, frame, given.get("path") ?? given.get("dest") ?? given.get("name"));
  else if (/(?:^|\.)cron$/.test(module)) runLine(invocation, known(given.get("job") ?? ""));
  return byTable(invocation);
}

/** So many tasks of a playbook are followed. */
const MOST_TASKS = 200;

/** Keys of a task that say when, where and as whom, and under which no module stands. */
const KEYWORDS =
  /^(?:name|hosts|when|loop\w*|with_\w+|register|become\w*|vars|tags|notify|listen|args|delegate\w*|run_once|ignore_errors|changed_when|failed_when|check_mode|environment|until|retries|delay|no_log|async|poll|local_action|action|connection|remote_user|gather_facts|serial|strategy)$/;

/** What a deployment asks of services and accounts that is no loss: to be there, and to begin anew. */
const UNUSUAL = /\bstate=(?:absent|stopped|killed)\b|\b(?:sudo|wheel|root)\b|\benabled=(?:no|false)\b/i;
const OF_STATE = /(?:^|\.)(?:service|systemd(?:_service)?|sysvinit|user|group|supervisorctl|docker_\w+)$/;

/** `ansible-playbook FILE…`: each task as the call of ansible that does the same on its hosts. */
export function followPlaybook(invocation: Invocation, byTable: ByTable): Stream | undefined {
  const { call, engine, frame, environment, span, program } = invocation;
  const output = byTable(invocation);
  if (/^--(?:check|syntax-check|list-\w+)$|^-C$/.test([...call.options.keys()].join(" "))) return output;
  for (const { role, text } of call.arguments) {
    const path = role === "script:other" ? pathIn(frame, text).absolute : null;
    for (const { hosts, module, args } of path === null ? [] : tasksIn(textAt(engine, frame, path) ?? "")) {
      if (OF_STATE.test(module) && !UNUSUAL.test(args)) continue;
      const words = ["ansible", hosts, "-m", module, ...(args === "" ? [] : ["-a", args])];
      engine.invoke(
        words.map((word) => known(word)),
        under(frame, program),
        environment,
        span,
      );
    }
  }
  return output;
}

interface Task {
  readonly hosts: string;
  readonly module: string;
  /** As an ad-hoc call takes them: `name=value …`. */
  readonly args: string;
}

function tasksIn(text: string): readonly Task[] {
  let plays: unknown;
  try {
    plays = Bun.YAML.parse(withHome(text));
  } catch {
    return [];
  }
  const found: Task[] = [];
  const walk = (value: unknown, hosts: string, connection: string): void => {
    if (found.length >= MOST_TASKS) return;
    if (Array.isArray(value)) for (const each of value) walk(each, hosts, connection);
    if (!isRecord(value)) return;
    const where = typeof value.hosts === "string" ? value.hosts : hosts;
    const how = typeof value.connection === "string" ? value.connection : connection;
    const target = value.delegate_to === "localhost" || how === "local" ? "localhost" : where;
    for (const [module, given] of Object.entries(value)) {
      if (/^(?:(?:pre_|post_)?tasks|handlers|block|rescue|always)$/.test(module)) walk(given, target, how);
      else if (!KEYWORDS.test(module) && !(typeof value.hosts === "string"))
        found.push({ hosts: target, module, args: argumentText(given) });
    }
  };
  walk(plays, "all", "");
  return found;
}

function argumentText(given: unknown): string {
  if (typeof given === "string") return given;
  if (!isRecord(given)) return "";
  const free = given.cmd ?? given._raw_params;
  if (typeof free === "string") return free;
  return Object.entries(given)
    .flatMap(([name, value]) =>
      /^(?:string|number|boolean)$/.test(typeof value) ? [`${name}=${quoted(String(value))}`] : [],
    )
    .join(" ");
}

function quoted(value: string): string {
  return /^[^\s"']+$/.test(value) ? value : value.includes('"') ? `'${value}'` : `"${value}"`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isHere({ call }: Invocation): boolean {
  const hosts = call.arguments.filter(({ role }) => role === "host").map(({ text }) => literal(text));
  const connection = literal(call.options.get("--connection")?.[0] ?? known(""));
  return connection === "local" || hosts.some((host) => host === "localhost" || host === "127.0.0.1");
}

function argumentsOf(text: string, home: string): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  for (const [, name, double, single, bare] of text.matchAll(/(\w+)=(?:"([^"]*)"|'([^']*)'|(\S+))/g))
    if (name) given.set(name, (double ?? single ?? bare ?? "").replace(/^~(?=\/|$)/, home));
  return given;
}

function remove({ engine, span, program }: Invocation, frame: Frame, path: string | undefined): void {
  if (path === undefined) return;
  engine.emit({
    kind: "delete",
    origin: originAt(frame, span),
    path: pathIn(frame, known(path), true),
    recursive: true,
    forced: true,
    filtered: false,
    by: program,
  });
}
