/** kill: its first argument may be a signal with a dash (`-9`), and a target may look like one (`-1`: every process). */
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { silence } from "../stream.ts";
import { known, literal, show, type Text } from "../value.ts";

/** `kill [-SIGNAL | -s SIGNAL | -n NUMBER] [--] TARGET…`; killall5 takes no target and means every process. */
export function sendSignal(invocation: Invocation): Stream | undefined {
  const { engine, frame, span, program, argv } = invocation;
  if (program !== "kill" && program !== "killall5") return byUser(invocation);
  const args = argv.slice(1);
  let signal = "TERM";
  const first = args[0] ? (literal(args[0]) ?? "") : "";
  if (/^-(?:l|L|-list|-table)/.test(first)) return silence;
  if (/^(?:-s|-n|--signal)$/.test(first)) signal = show(args.splice(0, 2)[1] ?? known(signal));
  else if (/^--signal=/.test(first)) signal = show(args.shift() ?? known("")).slice("--signal=".length);
  else if (/^-\w+$/.test(first)) signal = show(args.shift() ?? known("")).slice(1);
  if (args[0] && literal(args[0]) === "--") args.shift();
  const everyone: Text[] = program === "killall5" ? [known("-1")] : [];
  const targets = [...everyone, ...args];
  if (targets.length > 0) engine.say(frame, span, { kind: "signal", signal, targets, by: program });
  return silence;
}

/** `pkill -u dev`: without a name, everything of that user. */
function byUser(invocation: Invocation): Stream | undefined {
  const { engine, frame, span, program, call } = invocation;
  const named = call.arguments.some((each) => each.role === "process");
  const user = call.arguments.find((each) => each.role === "user");
  if (named || !user) return undefined;
  engine.say(frame, span, { kind: "signal", signal: "TERM", targets: [known("-u")], by: program });
  return silence;
}
