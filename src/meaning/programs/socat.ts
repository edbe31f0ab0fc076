/** socat: two addresses, each `KIND:parameters,options`, and what comes from one goes to the other. */
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { hostName } from "../locations/address.ts";
import { readPath, siteOf, writePath } from "../locations/files.ts";
import { appended, callerInput, through, unknownStream } from "../stream.ts";
import { known, show } from "../value.ts";
import { writeAside } from "./aside.ts";
import { runAttached } from "./netcat.ts";

const PROGRAM = /^(?:EXEC|SYSTEM|SHELL):(.*)$/is;
const LISTENS = /^(?:TCP|UDP|SSL|OPENSSL|SCTP)[46]?-L(?:ISTEN)?$|^(?:UNIX|ABSTRACT)-L/i;
const CONNECTS = /^(?:TCP|UDP|SSL|OPENSSL|SCTP|SOCKS\w*|PROXY|IP)[46]?(?:-CONNECT|-SENDTO|-DATAGRAM)?$/i;
const HERE = /^(?:-|STD(?:IO|IN)?|FD:0)$/i;
const FILE = /^(?:FILE|OPEN|GOPEN|CREATE|CREAT)$/i;

/** What may stand behind the program in an address that starts one. */
const OPTIONS = /,(?:pty|stderr|setsid|sigint|sane|nofork|fdin|fdout|su|chroot|ctty|login|raw|echo)\b.*$/;

export function relay(invocation: Invocation): Stream {
  writeAside(invocation);
  const addresses = invocation.argv
    .slice(1)
    .map(show)
    .filter((word) => !/^-[a-zA-Z]/.test(word));
  const programs = addresses.flatMap((each) => PROGRAM.exec(each)?.[1] ?? []);
  for (const [i, address] of addresses.entries()) open(invocation, address, i === 1, programs.length > 0);
  // `socat - EXEC:cat`: what comes in here goes through the program, and what that prints comes out.
  const isHere = addresses.some((each) => HERE.test(each.split(",")[0] ?? ""));
  const input = isHere ? invocation.frame.stdin : undefined;
  const printed = programs.map((line) => runAttached(invocation, known(line.replace(OPTIONS, "")), input));
  const isFar = addresses.some((each) => /^(?:TCP|UDP|SSL|OPENSSL)/i.test(each));
  const output =
    isHere && !isFar && printed.length > 0
      ? appended(printed)
      : unknownStream(new Set(isFar ? ["network"] : []));
  return through(output, invocation.program);
}

/** What it means to open an address: to wait, to connect, to read a file, or, of the second, to write it. */
function open(invocation: Invocation, address: string, isSecond: boolean, attached: boolean): void {
  const { engine, frame, span, program } = invocation;
  const [kind = "", first = "", second = ""] = address.split(/[:,]/);
  if (LISTENS.test(kind)) {
    const port = Number(first) || null;
    engine.say(frame, span, { kind: "listen", address: known(address), port, attached, by: program });
  } else if (CONNECTS.test(kind)) {
    const sends = frame.stdin === callerInput ? null : frame.stdin;
    engine.say(frame, span, {
      kind: "connect",
      host: hostName(first),
      port: Number(second) || null,
      scheme: "tcp",
      target: known(address),
      sends,
      interactive: attached || (sends?.fromShell ?? false),
      by: program,
    });
  } else if (FILE.test(kind) || /^[./]/.test(address)) {
    const path = known(/^[./]/.test(address) ? (address.split(",")[0] ?? "") : first);
    if (isSecond || /^CREAT/i.test(kind)) writePath(siteOf(invocation), path, frame.stdin, "overwrite");
    else readPath(siteOf(invocation), path);
  }
}
