/** What a call changes besides the content of files: links, attributes, processes. */

import { hasFlag } from "../call/flags.ts";
import type { Invocation } from "../call/invocation.ts";
import type { Frame } from "../interpreter/engine.ts";
import { landing, pathIn, readPath, rememberLink } from "../locations/files.ts";
import { unknownStream } from "../stream.ts";
import { concat, known, literal, show } from "../value.ts";

/** Links, and named pipes: the file system that the rest of the command sees. */
export function makeLinks(invocation: Invocation, frame: Frame): void {
  const { engine, span, call, program } = invocation;
  const named = call.arguments.filter((each) => each.role === "link-target");
  const last = call.arguments.find((each) => each.role === "link");
  // `ln -s /x/y`: one operand alone is what the link leads to.
  const alone = named.length === 0 && program === "ln";
  const targets = alone && last !== undefined ? [last] : named;
  const link = alone ? undefined : last;
  const directory = call.arguments.find((each) => each.role === "write-directory");
  const symbolic = targets.length > 0 && hasFlag(invocation, "-s --symbolic");
  for (const { text } of targets) {
    const base = show(text).replace(/\/+$/, "").split("/").at(-1) ?? "";
    const inside = directory ? concat(directory.text, known(`/${base}`)) : known(base);
    const given = pathIn(frame, link?.text ?? inside);
    const at = landing(engine, text, given);
    const target = pathIn(frame, text);
    // A hard link is the content under another name.
    if (!symbolic) readPath({ engine, frame, span, by: program }, text);
    const paths = at === null ? [given] : [pathIn(frame, known(at))];
    // What it is if its unknown part is empty, it need not be.
    if (at !== null && literal(given.text) === null) paths.push(given);
    for (const path of paths) {
      engine.say(frame, span, { kind: "link", target, path, symbolic });
      rememberLink(engine, frame, target, path);
    }
  }
  if (program === "mkfifo" || program === "mknod") {
    for (const { text, role } of call.arguments) {
      const path = pathIn(frame, text);
      if (role === "create" && path.absolute !== null) {
        const before = frame.shell.files.get(path.absolute);
        const content = before?.fifo ? before.content : unknownStream();
        frame.shell.files.set(path.absolute, { content, program: null, leadsTo: null, fifo: true });
      }
    }
  }
}

/** Modes, owners, attributes and capabilities. */
export function changeAttributes(invocation: Invocation, frame: Frame, recursive: boolean): void {
  const { engine, span, call } = invocation;
  const setting = call.arguments.find((each) => each.role === "mode" || each.role === "owner");
  const value = setting?.text ?? known("");
  // `install -m 4755 FILE`: what is written gets the mode.
  const onWrite = setting?.role === "mode" && setting.option !== null;
  for (const { text, role } of call.arguments) {
    if (role !== "attributes" && !(onWrite && role === "write")) continue;
    const change =
      setting?.role === "owner"
        ? ({ kind: "owner", owner: value } as const)
        : invocation.program === "chattr"
          ? ({ kind: "attributes", attributes: value } as const)
          : invocation.program === "setcap"
            ? ({ kind: "capabilities", capabilities: value } as const)
            : ({ kind: "mode", mode: value } as const);
    const path = pathIn(frame, text, recursive);
    engine.say(frame, span, { kind: "chmod", path, recursive, change });
    const made = path.absolute === null ? undefined : frame.shell.files.get(path.absolute);
    if (path.absolute !== null && made && change.kind === "mode" && /x|[1357]/.test(show(change.mode)))
      frame.shell.files.set(path.absolute, { ...made, runnable: true });
  }
}

/** Processes that get a signal. */
export function signalProcesses(invocation: Invocation, frame: Frame): void {
  const { engine, span, call, program } = invocation;
  const targets = call.arguments.filter((each) => each.role === "process").map((each) => each.text);
  if (targets.length === 0) return;
  const signal = call.arguments.find((each) => each.role === "signal");
  engine.say(frame, span, {
    kind: "signal",
    signal: signal ? show(signal.text) : "TERM",
    targets,
    by: program,
  });
}
