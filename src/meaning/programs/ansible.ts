/**
 * ansible: the arguments of a module say which files it reads, writes and deletes: `-m copy -a 'src=… dest=…'`. A playbook is as
 * many such calls, one a task.
 */
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { type Frame, under } from "../interpreter/engine.ts";
import { pathIn, readPath, siteOf, textAt, writePath } from "../locations/files.ts";
import { unknownStream } from "../stream.ts";
import { known, literal } from "../value.ts";
import { runLine } from "./line.ts";
import { tasksOf } from "./playbook.ts";
import type { ByTable } from "./reader.ts";

const SENDS = /(?:^|\.)(?:copy|template|unarchive|synchronize|script)$/;
const EDITS = /(?:^|\.)(?:lineinfile|blockinfile|replace|ini_file|assemble|get_url)$/;

export function followAnsible(invocation: Invocation, byTable: ByTable): Stream | undefined {
  const { call, engine, frame } = invocation;
  const module = literal(call.options.get("--module-name")?.[0] ?? known("")) ?? "";
  const text = literal(call.options.get("--args")?.[0] ?? known("")) ?? "";
  if (module === "" || !text.includes("=")) return undefined;
  const given = argumentsOf(text, engine.context.home);
  const here = isHere(invocation);
  const read = (name: string) => {
    const path = given.get(name);
    if (path) readPath(siteOf(invocation), known(path), true);
  };
  const write = (...names: readonly string[]) => {
    const path = names.map((name) => given.get(name)).find((each) => each !== undefined);
    if (path && here) writePath(siteOf(invocation), known(path), unknownStream(), "in-place");
  };
  if (SENDS.test(module)) {
    read("src");
    write("dest");
  } else if (EDITS.test(module)) write("path", "dest", "destfile");
  else if (/(?:^|\.)fetch$/.test(module) && here) read("src");
  else if (/(?:^|\.)file$/.test(module) && given.get("state") === "absent" && here) {
    // What goes is that path alone, and no service.
    remove(invocation, frame, given.get("path") ?? given.get("dest") ?? given.get("name"));
    return unknownStream();
  }
  if (/(?:^|\.)cron$/.test(module)) runLine(invocation, known(given.get("job") ?? ""));
  return byTable(invocation);
}

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
    const tasks = path === null ? [] : tasksOf(path, (file) => textAt(engine, frame, file));
    for (const { hosts, module, args } of tasks) {
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
  engine.say(frame, span, {
    kind: "delete",
    path: pathIn(frame, known(path), true),
    recursive: true,
    forced: true,
    filtered: false,
    by: program,
  });
}
