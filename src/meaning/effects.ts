/** Effects: what a call does by the roles of its arguments. What a table cannot say is in `programs/`. */
import type { Role } from "../commands/spec.ts";
import type { Language, Stream, Write } from "./action.ts";
import { addressOf, remotePath, withoutUserinfo } from "./address.ts";
import { type Argument, dropPrefix, joinWords, splitText } from "./call.ts";
import { changeAttributes, makeLinks, signalProcesses } from "./changes.ts";
import { languageOf } from "./code.ts";
import { rememberCompiled } from "./compiled.ts";
import { embodied } from "./embodied.ts";
import { type Frame, originAt, under } from "./engine.ts";
import { exportedValue } from "./facts.ts";
import { contentOf, landing, madeFile, pathIn, readPath, writePath } from "./files.ts";
import { hasFlag } from "./flags.ts";
import { ForkMap } from "./fork-map.ts";
import type { Invocation } from "./invoke.ts";
import { namedSecrets } from "./named-secrets.ts";
import { fetchPackage } from "./packages.ts";
import { resolve } from "./path.ts";
import { readers } from "./programs/index.ts";
import { madeProjectCode } from "./project.ts";
import { pureOutput } from "./pure.ts";
import { requestIn, statementsIn } from "./request.ts";
import { isSecretName } from "./secret-name.ts";
import {
  attachedValue,
  CODE_FOLLOWS,
  looksLikePath,
  SHELL_COMMAND,
  SQL_FOLLOWS,
  SQL_STATEMENT,
  SQL_WORD,
  WEB_CLIENTS,
} from "./shapes.ts";
import { append, appended, callerInput, mix, silence, textStream, through, unknownStream } from "./stream.ts";
import { wildcard } from "./subcommand.ts";
import { concat, known, literal, prefix, show, type Taint, type Text } from "./value.ts";
import { inheritedCalls, variableUses } from "./variables.ts";

/** Programs that read several files side by side, not one after the other. */
const BESIDE = new Set(["paste", "join", "comm", "diff", "cmp", "sdiff", "diff3", "merge"]);

/** Follows a call; gives what it prints. */
export function effects(invocation: Invocation): Stream {
  const reader = invocation.entry?.reader ?? invocation.call.entry.reader;
  const special = reader ? readers[reader]?.(invocation) : undefined;
  return special ?? new Effects(invocation).follow();
}

/** The same without a special reader, for readers that add to what the table says. */
export function plainEffects(invocation: Invocation): Stream {
  return new Effects(invocation).follow();
}

/** A file to send among the fields of a form: `name=@file`, `name=<file`, `name@file`. */
const FORM_FILE = /^(?:[^=]*=[@<]|[\w-]*@(?=[/~.\w]))/;

class Effects {
  private frame: Frame;
  private readonly inputs: Stream[] = [];
  private readonly uploads: Stream[] = [];
  private readonly outputs: { readonly text: Text; readonly mode: Write["mode"] }[] = [];
  private readonly connections: Text[] = [];
  private readonly codes: (() => Stream)[] = [];
  private readonly recursive: boolean;
  private readonly forced: boolean;
  private readonly inPlace: boolean;
  private readonly harmless: boolean;
  private fetched = false;
  private ranCode = false;
  private readonly invocation: Invocation;

  constructor(invocation: Invocation) {
    this.invocation = invocation;
    this.frame = invocation.frame;
    const { call, entry } = invocation;
    this.recursive = hasFlag(invocation, call.entry.recursive ?? entry?.recursive);
    this.forced = hasFlag(invocation, call.entry.force ?? entry?.force);
    this.inPlace = hasFlag(invocation, call.entry.inPlace ?? entry?.inPlace);
    const harmless = call.entry.harmless ?? entry?.harmless ?? "";
    this.harmless =
      entry !== null && call.command === null && hasFlag(invocation, `--help --version ${harmless}`);
  }

  follow(): Stream {
    const { call, program, engine, entry, frame, span } = this.invocation;
    for (const argument of call.arguments) if (argument.role === "work-directory") this.enter(argument.text);
    for (const argument of call.arguments) this.apply(argument.role, argument);
    if (entry === null) this.guess();
    if (entry === null || entry.service || WEB_CLIENTS.has(program)) this.statements();
    if (!this.harmless)
      for (const file of namedSecrets(this.invocation, this.frame))
        this.inputs.push(readPath(engine, this.frame, file, span, program));
    this.intoDirectory();
    this.namedByAddress();
    makeLinks(this.invocation, this.frame);
    changeAttributes(this.invocation, this.frame, this.recursive);
    if (!this.harmless) signalProcesses(this.invocation, this.frame);
    for (const { name, role, text } of variableUses(this.invocation))
      this.apply(role, { text, role, option: `$${name}` });
    if (!this.harmless) this.codes.push(...madeProjectCode(this.invocation, this.inner()));
    const inside = embodied(this.invocation);
    if (inside) this.codes.push(() => engine.invoke(inside, this.inner(), this.invocation.environment, span));
    for (const call of inheritedCalls(this.invocation))
      engine.invoke(call, under({ ...this.frame, stdin: silence }, program), new Map(), span);
    const input = this.input();
    this.connect(input);
    const produced = this.produce(input);
    for (const { text, mode } of this.outputs) this.write(text, produced, mode);
    rememberCompiled(this.invocation, this.frame);
    for (const run of this.codes) this.inputs.push(run());
    let output = this.output(produced);
    if (call.command) output = append(output === silence ? silence : output, this.runCommand(call.command));
    if (call.entry.privilege || this.invocation.entry?.privilege) {
      const user = call.arguments.find((each) => each.role === "user");
      engine.emit({
        kind: "privilege",
        origin: originAt(frame, span),
        by: program,
        user: user ? show(user.text) : null,
      });
    }
    return through(output, program);
  }

  /** A program that nobody knows: what its options' values look like is what they are. */
  private guess(): void {
    const { argv, engine, span, program } = this.invocation;
    const args = argv.slice(1);
    for (const [i, arg] of args.entries()) {
      const value = this.atHome(attachedValue(arg));
      const shown = show(value);
      const before = args[i - 1];
      if (before && CODE_FOLLOWS.test(show(before)) && /[("'`;{\s]/.test(shown))
        this.code(false, "other", value);
      if (SHELL_COMMAND.test(shown)) this.codes.push(() => this.runShell(value));
      else if (value.pieces !== arg.pieces && looksLikePath(value))
        this.inputs.push(readPath(engine, this.frame, value, span, program));
    }
  }

  /** Clients of stores and platforms take SQL under many names (`--command`, `-q`, an operand): by its looks. */
  private statements(): void {
    const { call, argv, program } = this.invocation;
    const request = requestIn(call, WEB_CLIENTS.has(program));
    for (const statement of request ? statementsIn(request) : []) this.code(false, "sql", known(statement));
    for (const { text, role } of call.arguments) {
      if (role !== "text" || !SQL_STATEMENT.test(prefix(text))) continue;
      const at = argv.findIndex((word) => show(word).endsWith(show(text)));
      const before = argv.slice(1, at + 1).map(show);
      if (before.some((word, i) => (i >= at - 2 ? SQL_FOLLOWS : SQL_WORD).test(word)))
        this.code(false, "sql", text);
    }
  }

  /** `--config=~/x`: the shell leaves the tilde, the program knows it. */
  private atHome(text: Text): Text {
    const start = prefix(text);
    return start.startsWith("~/")
      ? concat(known(this.invocation.engine.context.home), dropPrefix(text, 1))
      : text;
  }

  private enter(text: Text): void {
    const to = literal(text);
    const { cwd } = this.frame.shell;
    const shell = this.frame.shell.fork();
    shell.cwd = to === null || (cwd === null && !to.startsWith("/")) ? null : resolve(cwd ?? "/", to);
    this.frame = { ...this.frame, shell };
  }

  private apply(role: Role, argument: Argument): void {
    const { text, option } = argument;
    const { engine, span, program, call, entry } = this.invocation;
    const code = /^(code|script):(.*)$/.exec(role);
    if (code)
      return this.code(
        code[1] === "script",
        languageName(code[2] ?? ""),
        text,
        /^(?:-p|-pe|--print)$/.test(option ?? ""),
      );
    switch (role) {
      case "read":
      case "config": {
        if (option === null && this.inPlace) return this.apply("edit", argument);
        if (entry === null && !looksLikePath(text)) return;
        if (this.harmless && entry !== null) return;
        // `gcc @options`, `check_x --extra-opts=@file`: the file after the sign.
        const named = role === "config" || call.entry.responseFiles || entry?.responseFiles;
        const file = named && prefix(text).startsWith("@") ? this.atHome(dropPrefix(text, 1)) : text;
        this.inputs.push(readPath(engine, this.frame, file, span, program, this.recursive));
        return;
      }
      case "metadata":
      case "identity":
        return this.look(text);
      case "write":
      case "download":
        if (this.harmless) return this.look(text);
        // `psql -o '|command'`: a pipe in place of the file.
        if (/^\||^!\S/.test(prefix(text))) {
          this.codes.push(() => this.runShell(dropPrefix(text, 1)));
          return;
        }
        this.outputs.push({ text, mode: "overwrite" });
        return;
      case "append":
        if (this.harmless) return this.look(text);
        this.outputs.push({ text, mode: "append" });
        return;
      case "create":
        if (!this.harmless) this.write(text, silence, "create");
        return;
      case "edit":
        if (this.harmless) return this.look(text);
        return this.edit(text);
      case "write-directory":
        if (!this.harmless) this.outputs.push({ text, mode: "create" });
        return;
      case "device":
        if (!this.harmless) this.write(text, unknownStream(), "device");
        return;
      case "delete":
        return this.delete(text, false);
      case "move":
        return this.delete(text, true);
      case "url":
        if (/^file:\/\//i.test(prefix(text))) {
          this.inputs.push(readPath(engine, this.frame, dropPrefix(text, "file://".length), span, program));
          return;
        }
        // git's transport `ext::command args`: the address is a command line, blanks written as `% `.
        if (program === "git" && /^ext::/.test(prefix(text))) {
          const line = show(dropPrefix(text, "ext::".length)).replaceAll("% ", "\0");
          const args = line
            .split(" ")
            .map((each) => (each.includes("\0") ? `'${each.replaceAll("\0", " ")}'` : each));
          this.codes.push(() => this.runShell(known(args.join(" "), text.taint)));
          return;
        }
        // `git@host:owner/repo` has a slash in it and is an address all the same.
        // Clients of the web take `example.com/x` for an address, never for a file.
        if (
          looksLikePath(text) &&
          remotePath(literal(text) ?? "") === null &&
          !(WEB_CLIENTS.has(program) && /^[^./~]/.test(show(text)))
        )
          this.inputs.push(readPath(engine, this.frame, text, span, program));
        else this.connections.push(text);
        return;
      case "host":
        this.connections.push(text);
        return;
      case "remote-read":
      case "remote-write":
        return this.remote(text, role === "remote-write");
      case "upload": {
        const content = readPath(engine, this.frame, text, span, program);
        this.uploads.push(content);
        return;
      }
      case "upload-text":
      case "upload-form":
        // A header with a key from the environment is how one logs in to a service.
        if (/header/.test(option ?? "") && text.taint.has("env") && !text.taint.has("file")) return;
        return this.uploadText(text, role === "upload-form", option);
      case "listen":
        return this.listen(text);
      case "shell":
        this.codes.push(() => this.runShell(text));
        return;
      case "comma-command":
        this.codes.push(() => this.runCommand(splitText(text, ",")));
        return;
      case "program":
        // The name of a program, where nothing of it is known, is no line of code (`gdb "$(file core | cut …)"`).
        if (option === null && prefix(text) === "" && text.pieces.length === 1) return;
        if (prefix(text).trim() !== "" || text.pieces.length > 0) this.codes.push(() => this.runShell(text));
        return;
      case "library":
        return this.library(text);
      case "setting":
        return this.setting(text);
      case "variable": {
        const name = literal(text);
        if (name !== null) this.environmentAction({ kind: "read", name });
        return;
      }
      case "remote-program":
      case "package":
        return this.fetchPackage(text, role === "remote-program");
      case "mount":
        return this.mount(text);
      case "credential":
      case "text": {
        // aws and others: `--payload file://name` sends the file.
        const local = option === null ? null : /^fileb?:\/\//.exec(prefix(text));
        if (local)
          this.uploads.push(
            readPath(engine, this.frame, this.atHome(dropPrefix(text, local[0].length)), span, program),
          );
        return;
      }
      case "method":
      case "command":
      case "options":
      case "assignment":
      case "work-directory":
      case "attributes":
      case "link":
      case "link-target":
      case "user":
      case "mode":
      case "owner":
      case "signal":
      case "process":
      case "container":
      case "image":
        return;
    }
  }

  /** A plug-in: machine code, or a script that this command has just written. */
  private library(text: Text): void {
    const { engine, span, program } = this.invocation;
    const path = pathIn(this.frame, text);
    // `node --import 'data:text/javascript,…'`: the code is in the address.
    const inline = /^data:(?:text|application)\/javascript,/.exec(prefix(text))?.[0];
    if (inline !== undefined) return this.code(false, "javascript", dropPrefix(text, inline.length));
    const made = madeFile(this.frame, path.absolute);
    const content = made?.content.text ? literal(made.content.text) : null;
    const language = languageOf(show(text), content) ?? (made ? "other" : null);
    if (language !== null) {
      const source = { language, by: program, positional: null, span };
      this.codes.push(() => engine.codeFile(path, source, this.inner()));
    }
    engine.emit({
      kind: "interpret",
      origin: originAt(this.frame, span),
      language: "native",
      code: unknownStream(text.taint, [show(text)]),
      from: "file",
      file: path,
      followed: false,
      by: program,
    });
  }

  /** A file is changed in place. What this command put there, it holds afterwards as the program leaves it. */
  private edit(text: Text): void {
    const { engine, span, program, argv } = this.invocation;
    const before = readPath(engine, this.frame, text, span, program);
    this.inputs.push(before);
    if (!madeFile(this.frame, pathIn(this.frame, text).absolute))
      return this.write(text, unknownStream(), "in-place");
    const others = argv.filter((arg) => arg !== text && !/^(?:-i|--in-place)/.test(prefix(arg)));
    const after = pureOutput({ ...this.invocation, argv: others }, before);
    const content: Stream = after ? { ...before, text: after } : through({ ...before, text: null }, program);
    this.write(text, content, "in-place");
  }

  private look(text: Text): void {
    const { engine, span, program } = this.invocation;
    const path = pathIn(this.frame, text, this.recursive);
    engine.emit({ kind: "read", origin: originAt(this.frame, span), path, depth: "metadata", by: program });
  }

  private write(text: Text, content: Stream, mode: Write["mode"]): void {
    const { engine, span, program, call } = this.invocation;
    writePath(engine, this.frame, text, content, mode, program, span);
    // A copy of a program is that program: `cp /bin/sh x; ./x`.
    const source = call.arguments.find(
      ({ role, option }) => option === null && (role === "read" || role === "move"),
    );
    const target = source ? landing(engine, this.frame, source.text, pathIn(this.frame, text)) : null;
    if (!source || target === null || (mode !== "overwrite" && mode !== "create")) return;
    const from = pathIn(this.frame, source.text);
    const isProgram = from.absolute !== null && /\/s?bin\/[^/]+$/.test(from.absolute);
    const leaf = from.absolute?.slice(from.absolute.lastIndexOf("/") + 1) ?? null;
    this.frame.shell.files.set(target, {
      content:
        isProgram || program === "cp" || program === "mv" || program === "install"
          ? contentOf(engine, this.frame, from)
          : content,
      program: isProgram ? leaf : null,
      leadsTo: null,
      fifo: false,
    });
  }

  private delete(text: Text, moved: boolean): void {
    const { engine, span, program } = this.invocation;
    if (this.harmless) return this.look(text);
    const path = pathIn(this.frame, text, this.recursive || moved);
    if (moved) this.inputs.push(readPath(engine, this.frame, text, span, program, true));
    engine.emit({
      kind: "delete",
      origin: originAt(this.frame, span),
      path,
      recursive: this.recursive || moved,
      forced: moved || this.forced,
      filtered: false,
      by: program,
    });
  }

  private code(file: boolean, language: Language, text: Text, prints = false): void {
    const { engine, span, program } = this.invocation;
    this.ranCode = true;
    const positional = null;
    if (!file) {
      this.codes.push(() =>
        engine.code(
          textStream(text),
          { language, from: "argument", by: program, file: null, positional, span, prints },
          this.inner(),
        ),
      );
      return;
    }
    if (/^(?:-|\/dev\/stdin|\/dev\/fd\/0|\/proc\/self\/fd\/0)$/.test(literal(text) ?? "")) {
      this.codes.push(() =>
        engine.code(
          this.frame.stdin,
          { language, from: "stdin", by: program, file: null, positional, span },
          this.inner(),
        ),
      );
      return;
    }
    // `deno run https://…`: the script is fetched.
    if (/^https?:\/\//i.test(prefix(text))) {
      this.connections.push(text);
      const code = unknownStream(new Set(["network"]), [show(text)]);
      const from = { language, from: "remote", by: program, file: null, positional, span } as const;
      this.codes.push(() => engine.code(code, from, this.inner()));
      return;
    }
    const path = pathIn(this.frame, text);
    engine.emit({ kind: "read", origin: originAt(this.frame, span), path, depth: "content", by: program });
    this.codes.push(() => engine.codeFile(path, { language, by: program, positional, span }, this.inner()));
  }

  private runShell(text: Text): Stream {
    const { engine, span, program } = this.invocation;
    const source = {
      language: "shell",
      from: "argument",
      by: program,
      file: null,
      positional: null,
      span,
    } as const;
    // `lftp -c '!rm x'`: commands of a client with a way out to the shell.
    const line = /^\s*!\S/.test(prefix(text)) ? dropPrefix(text, prefix(text).indexOf("!") + 1) : text;
    return engine.code(textStream(line), source, this.inner());
  }

  /** The frame in which what this call starts runs: down the chain, elsewhere for ssh and containers. */
  private inner(): Frame {
    const { call, entry, program } = this.invocation;
    const privileged = this.frame.origin.privileged || (call.entry.privilege ?? entry?.privilege ?? false);
    const place = call.entry.place ?? entry?.place;
    if (!place) return under(this.withEnvironment(), program, { privileged });
    const shell = this.frame.shell.fork();
    shell.cwd = null;
    shell.variables = new ForkMap();
    const where = call.arguments.find((each) => ["host", "container", "image", "url"].includes(each.role));
    const name = where ? show(where.text) : "?";
    const to =
      place === "host"
        ? ({ kind: "host", name } as const)
        : ({ kind: "container", engine: program, name } as const);
    return under({ ...this.frame, shell }, program, { privileged, place: to });
  }

  /** What stands before the call (`X=… php -r …`) is there for what it runs. */
  private withEnvironment(): Frame {
    const { environment } = this.invocation;
    if (environment.size === 0) return this.frame;
    const shell = this.frame.shell.fork();
    for (const [name, text] of environment) shell.set(name, text, true);
    return { ...this.frame, shell };
  }

  private runCommand(command: readonly Text[]): Stream {
    const { engine, span, environment, call } = this.invocation;
    const given = new Map(environment);
    for (const { text, role } of call.arguments) {
      if (role !== "assignment") continue;
      const start = prefix(text);
      const equals = start.indexOf("=");
      if (equals <= 0) continue;
      const [first, ...rest] = text.pieces;
      if (typeof first !== "string") continue;
      const left = first.slice(equals + 1);
      const value: Text = { pieces: left === "" ? rest : [left, ...rest], taint: text.taint };
      given.set(first.slice(0, equals), value);
      engine.emit({
        kind: "environment",
        origin: originAt(this.frame, span),
        operation: { kind: "set", name: first.slice(0, equals), value, exported: true },
      });
    }
    const frame = this.inner();
    // `ssh host -- COMMAND`, and `flock FILE -c LINE`, `su USER -c LINE`: the option of a shell behind the operand.
    const [first, second] = command.map(literal);
    if (first === "--") return this.runCommand(command.slice(1));
    if (/^(?:-c|--command)$/.test(first ?? "") && second !== undefined && command[1])
      return this.runShell(command[1]);
    const entry = call.entry.operands ?? this.invocation.entry?.operands ?? [];
    if (entry.some((slot) => slot === "shell...")) {
      const code = textStream(joinWords(command));
      // Several words are joined and lose their quotes; what was meant (`watch sh -c '…'`) is followed as well.
      if (command.length > 2) engine.invoke(command, frame, given, span);
      return engine.code(
        code,
        {
          language: "shell",
          from: "argument",
          by: this.invocation.program,
          file: null,
          positional: null,
          span,
        },
        frame,
      );
    }
    // `watchexec 'rm -rf x'`: one word with blanks in it is a command line, for no program is called so.
    const [only] = command;
    if (command.length === 1 && only && /^\s*\S+\s/.test(prefix(only))) {
      const from = {
        language: "shell",
        from: "argument",
        by: this.invocation.program,
        file: null,
        positional: null,
        span,
      } as const;
      return engine.code(textStream(only), from, frame);
    }
    return engine.invoke(command, frame, given, span);
  }

  private uploadText(text: Text, form: boolean, option: string | null): void {
    const { engine, span, program } = this.invocation;
    const start = prefix(text);
    // `-F name=@file`, `--data-urlencode name@file`, `-d @file`; a cookie without `=` is a file of cookies.
    const isFile = option === "--cookie" ? !start.includes("=") : start.startsWith("@");
    const at = form
      ? FORM_FILE.exec(start)?.[0].length
      : isFile
        ? start.startsWith("@")
          ? 1
          : 0
        : undefined;
    if (at === undefined) {
      this.uploads.push(textStream(text));
      return;
    }
    const [first, ...rest] = text.pieces;
    if (typeof first !== "string") return;
    const left = first.slice(at).replace(/;(?:type|filename)=.*$/, "");
    const name: Text = { pieces: left === "" ? rest : [left, ...rest], taint: text.taint };
    this.uploads.push(readPath(engine, this.frame, name, span, program));
  }

  private remote(text: Text, write: boolean): void {
    const { engine, span, program } = this.invocation;
    const place = remotePath(show(text));
    if (place) {
      this.connections.push(text);
      if (!write) this.fetched = true;
      return;
    }
    if (write) {
      this.outputs.push({ text, mode: "overwrite" });
      // Into a directory: the file keeps its name.
      if (/(?:^|\/)\.{0,2}\/?$/.test(show(text)))
        for (const from of this.connections) {
          const leaf = /[:/]([^:/]+)$/.exec(show(from))?.[1];
          if (leaf) this.outputs.push({ text: concat(text, known(`/${leaf}`)), mode: "overwrite" });
        }
    } else this.uploads.push(readPath(engine, this.frame, text, span, program, true));
  }

  private listen(text: Text): void {
    const { engine, span, program } = this.invocation;
    const port = /(\d+)$/.exec(show(text))?.[1];
    engine.emit({
      kind: "listen",
      origin: originAt(this.frame, span),
      address: text,
      port: port ? Number(port) : null,
      attached: false,
      by: program,
    });
  }

  private setting(text: Text): void {
    const start = prefix(text);
    // `name=value` or `name value`; a colon only parts them where neither does (`APT::Update::Pre-Invoke::=x`).
    const parted = start.search(/[=\s]/);
    const equals = parted >= 0 ? parted : start.indexOf(":");
    const settings = { ...this.invocation.entry?.settings, ...this.invocation.call.entry.settings };
    if (equals <= 0) {
      // `npm config set NAME VALUE`: the value is the next word.
      const all = this.invocation.call.arguments;
      const at = all.findIndex((each) => each.text === text);
      const next = at >= 0 && start !== "" ? all[at + 1] : undefined;
      if (next && this.invocation.call.subcommand.includes("set"))
        this.setting(concat(text, known("="), next.text));
      return;
    }
    const name = start.slice(0, equals).toLowerCase();
    const found =
      settings[name] ??
      Object.entries(settings).find(([pattern]) => pattern.includes("*") && wildcard(pattern, name))?.[1];
    if (!found || found === "text") return;
    const [first, ...rest] = text.pieces;
    if (typeof first !== "string") return;
    const left = first.slice(equals + 1).replace(/^[\s=]+/, "");
    // git's convention: an alias is a shell command where it begins with `!`.
    const value = left.startsWith("!") ? left.slice(1) : left;
    this.apply(found, {
      text: { pieces: value === "" ? rest : [value, ...rest], taint: text.taint },
      role: found,
      option: name,
    });
  }

  private fetchPackage(text: Text, run: boolean): void {
    const { connection, input } = fetchPackage(this.invocation, this.frame, text, run);
    if (connection) this.connections.push(connection);
    if (input) this.inputs.push(input);
  }

  private mount(text: Text): void {
    const { engine, span, program } = this.invocation;
    const start = show(text);
    const host = /(?:^|,)(?:src|source)=([^,]+)/.exec(start)?.[1] ?? start.split(":")[0] ?? "";
    if (!/^[/.~]/.test(host)) return;
    const path = pathIn(this.frame, known(host), true);
    engine.emit({
      kind: "read",
      origin: originAt(this.frame, span),
      path,
      depth: "content",
      by: `${program} mount`,
    });
  }

  /** `-d DIR -o NAME`, `-P DIR URL`: the files come up below the directory; what else does is not known. */
  private intoDirectory(): void {
    const { call, engine } = this.invocation;
    const directory = call.arguments.findLast((each) => each.role === "write-directory")?.text;
    if (!directory || this.harmless) return;
    const within = (name: Text) => concat(directory, known("/"), name);
    const named = call.arguments.filter((each) => each.role === "write" || each.role === "download");
    for (const { text } of named)
      if (/^[^/~$-]/.test(prefix(text))) this.outputs.push({ text: within(text), mode: "overwrite" });
    if (named.length > 0) return;
    for (const target of this.connections) {
      const leaf = /[^/]\/([^/?#]+)(?:[?#].*)?$/.exec(literal(target) ?? "")?.[1];
      if (leaf !== undefined) this.outputs.push({ text: within(known(leaf)), mode: "overwrite" });
    }
    // An archive may hold any name. Inside the project and temporary places that says nothing; elsewhere it does.
    const path = pathIn(this.frame, directory).absolute;
    const usual =
      path === null || path.startsWith(engine.context.cwd) || /^\/(?:var\/)?tmp(?:\/|$)/.test(path);
    if (!usual && this.connections.length === 0)
      this.outputs.push({
        text: within({
          pieces: [{ kind: "hole", taint: new Set(["glob"]), label: "*", shape: "glob" }],
          taint: directory.taint,
        }),
        mode: "overwrite",
      });
  }

  /** `wget URL`, `curl -O URL`: the file is called what the address ends in. */
  private namedByAddress(): void {
    const { call, program } = this.invocation;
    const saves =
      /^(?:wget2?|axel|aria2c)$/.test(program) ||
      (program === "curl" && hasFlag(this.invocation, "-O --remote-name --remote-name-all"));
    const placed = call.arguments.some(({ role }) => role === "download" || role === "write-directory");
    if (!saves || placed || this.harmless || hasFlag(this.invocation, "--spider -I --head")) return;
    for (const target of this.connections) {
      const leaf = /[^/]\/([^/?#]+)(?:[?#].*)?$/.exec(literal(target) ?? "")?.[1];
      if (leaf !== undefined) this.outputs.push({ text: known(leaf), mode: "overwrite" });
    }
  }

  /** Everything the call takes in: its files, else its standard input. */
  private input(): Stream {
    const { call, entry, engine, program, span } = this.invocation;
    // `bun` takes code on its input, `bun build` does not.
    const inherited = call.subcommand.length > 0 && entry?.input?.startsWith("code:") ? "data" : entry?.input;
    const kind = call.entry.input ?? inherited ?? "data";
    const { stdin } = this.frame;
    const language = /^code:(.*)$/.exec(kind)?.[1];
    if (language !== undefined && !this.ranCode && call.command === null) {
      const source = {
        language: languageName(language),
        from: "stdin",
        by: program,
        file: null,
        positional: null,
        span,
      } as const;
      this.codes.push(() => engine.code(stdin, source, this.inner()));
      return stdin;
    }
    // Neither of a program that nobody knows, nor of a subcommand, nor of a script can it be said that it reads what the
    // caller happens to have on its input (`conda info`).
    if ((entry === null || call.subcommand.length > 0 || this.ranCode) && stdin === callerInput)
      return this.inputs.length > 0 ? mix(this.inputs) : unknownStream();
    if (kind === "upload") this.uploads.push(stdin);
    if (kind === "arguments") this.namesOnInput(stdin);
    if (kind === "ignored" || call.command !== null)
      return this.inputs.length > 0 ? mix(this.inputs) : silence;
    const files = call.arguments.filter((each) => each.role === "read" && each.option === null);
    if (files.length > 0 && kind !== "stored")
      return this.inputs.length === 1 || !BESIDE.has(program) ? appended(this.inputs) : mix(this.inputs);
    return this.inputs.length > 0 ? { ...mix([...this.inputs, stdin]), text: stdin.text } : stdin;
  }

  /** `cpio`: names of files come on standard input. */
  private namesOnInput(stdin: Stream): void {
    const { engine, span, program } = this.invocation;
    const names = stdin.text === null ? null : literal(stdin.text);
    for (const name of names?.split(/[\n\0]/).slice(0, 32) ?? [])
      if (name !== "") this.inputs.push(readPath(engine, this.frame, known(name), span, program));
  }

  private connect(input: Stream): void {
    const { engine, span, program, entry, call } = this.invocation;
    const sends = this.uploads.length > 0 ? mix(this.uploads) : null;
    const all = call.entry.place === "host" || entry?.place === "host" ? input : null;
    for (const target of this.connections) {
      const address = addressOf(target);
      const rest = withoutUserinfo(target);
      const query = rest.taint.size > 0 ? mix([textStream(rest), ...this.uploads]) : sends;
      const sent =
        query ?? (all && all !== silence && (all.taint.has("secret") || all.fromShell) ? all : null);
      engine.emit({
        kind: "connect",
        origin: originAt(this.frame, span),
        ...address,
        target,
        sends: sent,
        interactive: sent?.fromShell ?? false,
        by: program,
      });
    }
    if (this.connections.length === 0 && (call.entry.network ?? entry?.network)) {
      engine.emit({
        kind: "connect",
        origin: originAt(this.frame, span),
        host: null,
        port: null,
        scheme: null,
        target: known(program),
        sends,
        interactive: false,
        by: program,
      });
    }
  }

  /** What the call makes of what it took in. */
  private produce(input: Stream): Stream {
    const { call, entry, program } = this.invocation;
    if (this.connections.length > 0 || this.fetched) {
      if ((call.entry.output ?? entry?.output) === "network" || this.fetched) {
        return unknownStream(new Set(["network"]), this.connections.map(show));
      }
    }
    const text = pureOutput(this.invocation, input);
    if (text) return { ...input, text, taint: new Set([...input.taint, ...text.taint]) };
    return through({ ...input, text: null }, program);
  }

  private output(produced: Stream): Stream {
    const { call, entry } = this.invocation;
    const extra = this.inputs.length > 0 ? mix(this.inputs) : silence;
    switch (call.entry.output ?? entry?.output ?? "inputs") {
      case "inputs": {
        const [only] = this.inputs;
        if (this.codes.length === 1 && this.inputs.length === 1 && only?.text) return only;
        // A program in a little language that was worked out (`sed s/a/b/`).
        if (this.codes.length > 0 && produced.text) return produced;
        return this.codes.length > 0
          ? append(extra, { ...unknownStream(produced.taint, produced.sources), fromShell: extra.fromShell })
          : produced;
      }
      case "digest":
        return pureOutput(this.invocation, produced) ? produced : unknownStream();
      case "network":
        return produced;
      case "arguments": {
        const text = pureOutput(this.invocation, silence);
        if (text) return textStream(text);
        const words = textStream(concat(joinWords(this.invocation.argv.slice(1)), known("\n")));
        // A format that is not known makes of its words what nobody knows.
        return this.invocation.program === "printf" ? through({ ...words, text: null }, "printf") : words;
      }
      case "environment":
        if (call.command) return silence;
        // `printenv NAME` shows the one variable.
        if (call.arguments.some(({ role }) => role === "variable")) {
          const shown = call.arguments.filter(({ role }) => role === "variable");
          const secret = shown.some(({ text }) => isSecretName(show(text)));
          const [only] = shown;
          const value = only && shown.length === 1 ? exportedValue(this.invocation, show(only.text)) : null;
          if (value && !secret) return textStream(concat(value, known("\n")));
          return unknownStream(
            new Set<Taint>(secret ? ["env", "secret"] : ["env"]),
            shown.map(({ text }) => `$${show(text)}`),
          );
        }
        this.environmentAction({ kind: "dump" });
        return unknownStream(new Set(["env", "secret"]), ["the environment"]);
      case "secret":
        return unknownStream(new Set(["secret"]), [this.invocation.program]);
      case "nothing":
        return silence;
    }
  }

  private environmentAction(operation: { kind: "dump" } | { kind: "read"; name: string }): void {
    const { engine, span } = this.invocation;
    engine.emit({ kind: "environment", origin: originAt(this.frame, span), operation });
  }
}

const CODE_LANGUAGES: Readonly<Record<string, Language>> = {
  shell: "shell",
  python: "python",
  javascript: "javascript",
  perl: "perl",
  ruby: "ruby",
  php: "php",
  awk: "awk",
  sed: "sed",
  sql: "sql",
  lua: "lua",
  tcl: "tcl",
  applescript: "applescript",
  powershell: "powershell",
  make: "make",
  vim: "vim",
  elisp: "elisp",
  r: "r",
};

function languageName(name: string): Language {
  return CODE_LANGUAGES[name] ?? "other";
}
