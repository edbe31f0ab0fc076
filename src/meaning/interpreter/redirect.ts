/** Redirections: which files and addresses a command's descriptors lead to. */
import type { FileRedirect, Redirect, Span } from "../../syntax/script.ts";
import type { Stream, Write } from "../action.ts";
import { expandText } from "../expansion/expand.ts";
import { fillPath, madeFile, pathIn, readPath, type Site, writePath } from "../locations/files.ts";
import {
  append,
  appended,
  callerInput,
  oneOf,
  overlaid,
  silence,
  textStream,
  through,
  unknownStream,
} from "../stream.ts";
import { concat, hole, known, literal, show, type Text } from "../value.ts";
import { dialectOf } from "./code.ts";
import { contentOf, descriptorOf } from "./descriptors.ts";
import type { Engine, Frame, Redirection } from "./engine.ts";
import type { Descriptor } from "./state.ts";

type Sink =
  | { readonly kind: "caller"; readonly as: "output" | "errors" }
  | {
      readonly kind: "network";
      readonly host: string | null;
      readonly port: number | null;
      readonly target: Text;
    }
  | FileSink
  | { readonly kind: "nothing" };

interface FileSink {
  readonly kind: "file";
  readonly text: Text;
  readonly mode: Write["mode"];
  /** Opened by `<>`: what is written takes the place of as much of what is there. */
  readonly over?: boolean;
}

/** The number that bash gives the first descriptor of `{name}<file`. */
const FIRST_PICKED = 10;
/** Where a program gets what a person types; nothing that is in a file. */
const TERMINAL = /^\/dev\/(?:tty|pts\/\d+|console)$/;

/** Puts redirections in force, in order, as the shell does. */
export function redirect(engine: Engine, redirects: readonly Redirect[], frame: Frame): Redirection {
  if (redirects.length === 0) return { frame, deliver: (output) => output, keep: () => {} };
  const table = new Table(engine, frame);
  for (const each of redirects) table.add(each);
  return table.done();
}

class Table {
  readonly #sinks = new Map<number | string, Sink>([
    [1, { kind: "caller", as: "output" }],
    [2, { kind: "caller", as: "errors" }],
  ]);
  #stdin: Stream;
  readonly #opened = new Map<number | string, Descriptor>();
  /** What files may be written as well, where the name is one of several. */
  readonly #alternatives: Text[] = [];
  /** Files that a descriptor led to before it was opened anew. */
  readonly #earlier: { readonly descriptor: number | string; readonly sink: FileSink }[] = [];
  /** What is to be read is not there: the shell opens nothing more, and starts nothing. */
  #fails = false;
  readonly #engine: Engine;
  readonly #frame: Frame;

  constructor(engine: Engine, frame: Frame) {
    this.#engine = engine;
    this.#frame = frame;
    this.#stdin = frame.stdin;
  }

  add(each: Redirect): void {
    if (each.kind === "file") return this.#file(each);
    const word = each.kind === "here-string" ? each.value : each.body;
    const literalBody = each.kind === "here-document" && each.literal;
    const texts = literalBody
      ? [literalText(word, this.#engine)]
      : expandText(word, this.#engine.expansion(this.#frame));
    const lines = each.kind === "here-string" ? texts.map((text) => concat(text, known("\n"))) : texts;
    const content = oneOf(lines.map((text) => textStream(text)));
    const descriptor = each.descriptor ?? 0;
    if (descriptor === 0) this.#stdin = content;
    else this.#opened.set(descriptor, { kind: "input", content });
  }

  #file(each: FileRedirect): void {
    const [target = known(""), ...others] = expandText(each.target, this.#engine.expansion(this.#frame));
    const name = literal(target);
    if (each.operator !== "<" && !each.operator.includes("&")) this.#alternatives.push(...others);
    switch (each.operator) {
      case "<":
        return this.#input(each.descriptor ?? 0, target, each.span);
      case "<>":
        this.#input(each.descriptor ?? 0, target, each.span);
        if (!this.#network(target))
          this.#output(each.descriptor ?? 0, { kind: "file", text: target, mode: "append", over: true });
        return;
      case ">":
      case ">|":
        return this.#output(each.descriptor ?? 1, this.#sink(target, "overwrite"));
      case ">>":
        return this.#output(each.descriptor ?? 1, this.#sink(target, "append"));
      case "&>":
      case "&>>": {
        const sink = this.#sink(target, each.operator === "&>" ? "overwrite" : "append");
        this.#output(1, sink);
        return this.#output(2, sink);
      }
      case ">&": {
        const number = descriptorName(name);
        if (number === null && name !== "-") {
          const sink = this.#sink(target, "overwrite");
          this.#output(each.descriptor ?? 1, sink);
          return this.#output(2, sink);
        }
        return this.#duplicate(each.descriptor ?? 1, number);
      }
      case "<&":
        return this.#duplicate(each.descriptor ?? 0, descriptorName(name));
    }
  }

  /** `/dev/tcp/host/port`: bash connects instead of opening a file. */
  #network(target: Text): Extract<Sink, { kind: "network" }> | null {
    const shown = show(target);
    if (!/^\/+dev\/+(?:tcp|udp)\//.test(shown)) return null;
    const [, , , host, port] = shown.replace(/\/+/g, "/").split("/");
    return { kind: "network", host: host?.toLowerCase() ?? null, port: Number(port) || null, target };
  }

  #sink(target: Text, mode: Write["mode"]): Sink {
    return this.#network(target) ?? { kind: "file", text: target, mode };
  }

  #input(descriptor: number | string, target: Text, span: Span): void {
    const network = this.#network(target);
    if (network) {
      this.#opened.set(descriptor, { kind: "network", host: network.host, port: network.port });
      this.#sinks.set(descriptor, network);
      this.#connect(network, null, span);
      if (descriptor === 0) this.#stdin = unknownStream(new Set(["network"]), [show(target)]);
      return;
    }
    this.#fails ||= this.#isMissing(target);
    const content = TERMINAL.test(literal(target) ?? "")
      ? callerInput
      : readPath({ ...this.#site(span), by: "<" }, target);
    if (descriptor === 0) this.#takeIn(content);
    else this.#opened.set(descriptor, { kind: "input", content });
  }

  #isMissing(target: Text): boolean {
    const { absolute, glob } = pathIn(this.#frame, target);
    if (absolute === null || glob !== null || literal(target) === null) return false;
    return (
      madeFile(this.#frame, absolute) === null && this.#engine.context.world.kind(absolute) === "missing"
    );
  }

  /** zsh reads one input after the other, other shells only the last. */
  #takeIn(content: Stream): void {
    const several = this.#stdin !== this.#frame.stdin && dialectOf(this.#engine, this.#frame) === "zsh";
    this.#stdin = several ? appended([this.#stdin, content]) : content;
  }

  #output(descriptor: number | string, sink: Sink): void {
    const before = this.#sinks.get(descriptor);
    if (before?.kind === "file" && !this.#fails) {
      this.#earlier.push({ descriptor, sink: before });
      this.#open(before);
    }
    this.#sinks.set(descriptor, sink);
    if (descriptor === 0 && sink.kind === "network")
      this.#stdin = unknownStream(new Set(["network"]), [show(sink.target)]);
  }

  #duplicate(to: number | string, from: number | string | null): void {
    if (from === null) {
      this.#output(to, { kind: "nothing" });
      if (to === 0) this.#stdin = silence;
      return;
    }
    const kept = this.#opened.get(from) ?? descriptorOf(this.#frame, from);
    const sink: Sink | undefined =
      this.#sinks.get(from) ??
      (kept?.kind === "network"
        ? { kind: "network", host: kept.host, port: kept.port, target: hole(`&${from}`) }
        : kept?.kind === "file"
          ? {
              kind: "file",
              text: kept.path === null ? hole(`&${from}`) : known(kept.path),
              mode: "append",
              ...(kept.over && { over: true }),
            }
          : undefined);
    if (sink) this.#output(to, sink);
    if (to !== 0) {
      const input: Descriptor | undefined = from === 0 ? { kind: "input", content: this.#stdin } : kept;
      if (input?.kind === "input") this.#opened.set(to, input);
      return;
    }
    if (sink?.kind === "network") this.#stdin = unknownStream(new Set(["network"]), [show(sink.target)]);
    else if (kept) this.#stdin = contentOf(this.#frame, kept);
  }

  #connect(sink: Extract<Sink, { kind: "network" }>, sends: Stream | null, span: Span): void {
    this.#engine.say(this.#frame, span, {
      kind: "connect",
      host: sink.host,
      port: sink.port,
      scheme: "tcp",
      target: sink.target,
      sends,
      interactive: sends?.fromShell ?? false,
      by: "shell",
    });
  }

  /** What is behind the descriptors that are opened here for this command alone, but the first three. */
  #others(): readonly (readonly [number | string, Descriptor])[] {
    return [...this.#sinks].flatMap(([descriptor, sink]) => {
      if (typeof descriptor === "number" && descriptor < 3) return [];
      if (sink.kind !== "file") return [];
      // Emptied before the command runs, which may write to it.
      this.#open(sink);
      return [[descriptor, this.#asDescriptor(sink)] as const];
    });
  }

  done(): Redirection {
    for (const [descriptor, what] of this.#others()) this.#opened.set(descriptor, what);
    this.#pickNumbers();
    const descriptors =
      this.#opened.size === 0
        ? this.#frame.descriptors
        : new Map([...(this.#frame.descriptors ?? []), ...this.#opened]);
    const frame: Frame = { ...this.#frame, stdin: this.#stdin, ...(descriptors && { descriptors }) };
    return {
      frame,
      deliver: (output, span) => this.#deliver(output, span),
      keep: () => {
        const { shell } = this.#frame;
        for (const { sink } of this.#earlier) this.#open(sink);
        for (const [descriptor, what] of this.#opened) this.#keepAs(descriptor, what);
        for (const [descriptor, sink] of this.#sinks) {
          if (sink.kind === "network")
            shell.descriptors.set(descriptor, { kind: "network", host: sink.host, port: sink.port });
          else if (sink.kind === "file") {
            this.#open(sink);
            this.#keepAs(descriptor, this.#asDescriptor(sink));
          }
        }
        if (this.#stdin !== this.#frame.stdin) shell.stdin = this.#stdin;
      },
    };
  }

  /** `{name}<file`: the shell picks a number, puts it into the variable, and closes nothing when the command has ended. */
  #pickNumbers(): void {
    const { shell } = this.#frame;
    for (const [name, what] of this.#opened) {
      if (typeof name !== "string") continue;
      const number = FIRST_PICKED + this.#engine.pickedDescriptors++;
      shell.set(name, known(String(number)));
      shell.descriptors.set(number, what);
    }
  }

  #asDescriptor({ text, over }: FileSink): Descriptor {
    const path = over ? pathIn(this.#frame, text).absolute : literal(text);
    return { kind: "file", path, content: silence, ...(over && { over: true }) };
  }

  #keepAs(descriptor: number | string, what: Descriptor): void {
    this.#frame.shell.descriptors.set(descriptor, what);
  }

  #site(span: Span): Site {
    return { engine: this.#engine, frame: this.#frame, span, by: ">" };
  }

  /** Opens a file for writing: by the time that the command runs it is there, and empty unless it is written behind its end. */
  #open({ text, mode }: FileSink): void {
    fillPath(this.#engine, this.#frame, text, silence, mode);
  }

  #write(sink: FileSink, content: Stream, span: Span): void {
    const before = sink.over ? madeFile(this.#frame, pathIn(this.#frame, sink.text).absolute)?.content : null;
    const whole = before ? overlaid(before, content) : null;
    writePath(this.#site(span), sink.text, whole ?? content, whole ? "in-place" : sink.mode);
  }

  /** What the command wrote to a file by a descriptor of its own. */
  #written(text: Text): Stream {
    return madeFile(this.#frame, pathIn(this.#frame, text).absolute)?.content ?? silence;
  }

  #deliver(output: Stream, span: Span): Stream {
    for (const other of this.#alternatives) writePath(this.#site(span), other, output, "overwrite");
    // The shell has opened, so emptied, these as well; zsh writes to all of them.
    const toAll = dialectOf(this.#engine, this.#frame) === "zsh";
    for (const { descriptor, sink } of this.#earlier)
      writePath(this.#site(span), sink.text, toAll && descriptor === 1 ? output : silence, sink.mode);
    let left = silence;
    const seen = new Set<Sink>();
    for (const [descriptor, sink] of this.#sinks) {
      const content =
        descriptor === 1
          ? output
          : descriptor === 2
            ? unknownStream(output.taint, output.sources)
            : sink.kind === "file" && descriptor !== 0
              ? this.#written(sink.text)
              : silence;
      switch (sink.kind) {
        case "caller":
          // Whether the caller joins its errors to its output is not followed; that it would have to, is.
          if (descriptor === 1) left = append(left, sink.as === "output" ? content : through(content, ">&2"));
          // `2>&1 >file`: of what came, what was meant for the errors goes on.
          else if (
            sink.as === "output" &&
            this.#sinks.get(1)?.kind !== "caller" &&
            output.via.includes(">&2")
          )
            left = append(left, output);
          break;
        case "network":
          if (!seen.has(sink)) this.#connect(sink, descriptor === 0 ? null : output, span);
          break;
        case "file":
          if (!seen.has(sink)) this.#write(sink, content, span);
          break;
        case "nothing":
          break;
      }
      seen.add(sink);
    }
    return left;
  }
}

function descriptorName(name: string | null): number | null {
  return name !== null && /^\d+-?$/.test(name) ? Number.parseInt(name, 10) : null;
}

function literalText(word: { readonly parts: readonly { readonly kind: string }[] }, engine: Engine): Text {
  let text = "";
  for (const part of word.parts) if ("text" in part && typeof part.text === "string") text += part.text;
  return { pieces: engine.holes.decode(text), taint: new Set() };
}
