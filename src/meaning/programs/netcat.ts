/** nc: connections that programs and files are tied to. */
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { under } from "../interpreter/engine.ts";
import { hostName } from "../locations/address.ts";
import { callerInput, textStream, unknownStream } from "../stream.ts";
import { known, literal, show, type Text } from "../value.ts";
import { writeAside } from "./aside.ts";

/** Letters of nc, ncat and netcat that take a value, over all their variants. */
const VALUED = new Set("-c -e -g -G -i -I -m -o -O -p -q -s -T -V -w -W -x -X -P".split(" "));

const RUST = /^r(?:ust)?cat$/;

/** Long options that take a value; those that take a program are told apart in {@link readArguments}. */
const LONG_VALUED =
  /^--(?:source|source-port|wait|idle-timeout|delay|output|proxy|proxy-type|proxy-auth|allow|max-conns)$/;

/** What a call of nc asks for. */
interface Asked {
  /** Host and port, as far as they are given. */
  readonly plain: readonly Text[];
  /** The program or command line that is tied to the connection. */
  readonly attached: Text | null;
  readonly listening: boolean;
  /** `-z`: it only looks whether somebody answers. */
  readonly probing: boolean;
}

/** nc, ncat, netcat: `nc host port`, `nc -l port`, `-e program`, `-c command`. */
export function connectPipe(invocation: Invocation): Stream {
  if (invocation.program === "ztcp") return openConnection(invocation);
  writeAside(invocation);
  const asked = readArguments(invocation);
  const stream = asked.listening ? listen(invocation, asked) : connect(invocation, asked);
  if (!asked.attached) return stream;
  runAttached(invocation, asked.attached);
  return unknownStream(new Set(["network"]));
}

/** The variants of nc share no table: each knows options of its own, and letters may stand together. */
function readArguments({ argv, program }: Invocation): Asked {
  const args = argv.slice(1);
  const plain: Text[] = [];
  let attached: Text | null = null;
  let listening = false;
  let probing = false;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (!arg) continue;
    const word = show(arg);
    const next = args[i + 1];
    if (word.startsWith("--")) {
      const [name = "", value] = word.split("=", 2);
      if (name === "--listen") listening = true;
      else if (/^--(?:exec|sh-exec|lua-exec)$/.test(name))
        attached = value === undefined ? (args[++i] ?? null) : known(value);
      else if (LONG_VALUED.test(name) && value === undefined) i++;
    } else if (!word.startsWith("-") || word === "-") {
      plain.push(arg);
    } else if (word === "-L" && next && /\/|sh$/.test(show(next))) {
      // toybox: `-L SHELL`, for everybody who connects.
      listening = true;
      attached = next;
      i++;
    } else {
      if (/^-[a-zA-Z]*l/.test(word)) listening = true;
      if (/^-[a-zA-Z]*z/.test(word)) probing = true;
      const last = `-${word.at(-1)}`;
      if (!/^-[a-zA-Z46]*$/.test(word) || !VALUED.has(last)) continue;
      // `rcat connect -s SHELL host port`.
      if (last === "-e" || last === "-c" || (last === "-s" && RUST.test(program))) attached = next ?? null;
      if (last === "-p" && next && listening) plain.push(next);
      i++;
    }
  }
  const [verb] = plain;
  const hasVerb = RUST.test(program) && verb && /^(?:connect|c|listen|l)$/.test(show(verb));
  return { plain: hasVerb ? plain.slice(1) : plain, attached, listening, probing };
}

function listen({ engine, frame, span, program }: Invocation, { plain, attached }: Asked): Stream {
  const numbers = plain.map((each) => Number(show(each).split("-")[0]));
  const port = numbers.find((each) => each > 0) ?? null;
  engine.say(frame, span, {
    kind: "listen",
    address: plain[0] ?? null,
    port,
    attached: attached !== null || frame.stdin.fromShell,
    by: program,
  });
  return unknownStream(new Set(["network"]), [`port ${port ?? "?"}`]);
}

function connect({ engine, frame, span, program }: Invocation, { plain, attached, probing }: Asked): Stream {
  const [host, port] = plain;
  const sends = probing || frame.stdin === callerInput ? null : frame.stdin;
  const name = host ? literal(host) : null;
  engine.say(frame, span, {
    kind: "connect",
    host: name === null ? null : hostName(name),
    port: port ? Number(show(port)) || null : null,
    scheme: "tcp",
    target: host ?? known("?"),
    sends,
    interactive: attached !== null || (sends?.fromShell ?? false),
    by: program,
  });
  return probing ? unknownStream() : unknownStream(new Set(["network"]), [host ? show(host) : "?"]);
}

/** What the far side sends goes into the program, and what that prints goes back. */
export function runAttached(
  { engine, frame, span, program }: Invocation,
  code: Text,
  stdin = unknownStream(new Set(["network"]), ["the connection"]),
): Stream {
  const source = { language: "shell", from: "argument", by: program, span } as const;
  return engine.code(textStream(code), source, { ...under(frame, program), stdin });
}

/** zsh's ztcp: a connection on a descriptor whose number is in REPLY. */
function openConnection(invocation: Invocation): Stream {
  const { engine, frame, span, program, argv } = invocation;
  const [host, port] = argv.slice(1).filter((arg) => !show(arg).startsWith("-"));
  const name = host ? literal(host) : null;
  const address = {
    host: name === null ? null : hostName(name),
    port: port ? Number(show(port)) || null : null,
  };
  const descriptor = 10 + frame.shell.descriptors.size;
  engine.say(frame, span, {
    kind: "connect",
    ...address,
    scheme: "tcp",
    target: host ?? known("?"),
    sends: null,
    interactive: false,
    by: program,
  });
  frame.shell.descriptors.set(descriptor, { kind: "network", ...address });
  frame.shell.set("REPLY", known(String(descriptor)));
  return unknownStream();
}
