/** Perl's functions in terms of calls: what they set, what they take where nothing is given, what they read. */
import { type Argument, callOf, type Expr, positional } from "../expression.ts";

/** `$_`, which many functions take where they are given nothing. */
export const TOPIC: Expr = { kind: "name", name: "$_" };

/** `File::Path` as the tables of calls write it. */
export function dotted(name: string): string {
  return name.replaceAll("::", ".");
}

/** Calls whose first argument is what they set. */
const SETS = new Set(["open", "socket", "opendir", "sysopen", "accept"]);

const ADDS = /^(?:push|unshift)$/;

/** `push @list, "x"`: the list is one with more in it. */
function added(list: Expr, more: readonly Argument[], before: boolean): Expr {
  const own: Argument = { name: null, value: list, spread: true };
  const value: Expr = { kind: "list", items: before ? [...more, own] : [own, ...more] };
  return { kind: "assign", target: list, operator: null, value };
}

/** A call of a function by its name. */
export function named(name: string, args: readonly Argument[]): Expr {
  const plain = dotted(name);
  if (SETS.has(plain)) {
    const [target, ...rest] = args;
    const made: Expr = { kind: "call", callee: { kind: "name", name: plain }, args: rest };
    return target ? { kind: "assign", target: target.value, operator: null, value: made } : made;
  }
  if (plain === "shift" || plain === "pop")
    return callOf(plain, args[0]?.value ?? { kind: "name", name: "@_" });
  if (ADDS.test(plain) && args[0]) return added(args[0].value, args.slice(1), plain === "unshift");
  if (plain === "new" && args[0]?.value.kind === "call") {
    // `new IO::Socket::INET(…)`
    const { callee, args: inner } = args[0].value;
    return { kind: "call", callee: { kind: "member", object: callee, name: "new" }, args: inner };
  }
  const own =
    args.length === 0 &&
    /^(?:chr|ord|lc|uc|unlink|rmdir|hex|oct|eval|chomp|print|say|quotemeta|reverse)$/.test(plain);
  return { kind: "call", callee: { kind: "name", name: plain }, args: own ? [positional(TOPIC)] : args };
}

/** `<F>`: a line, or all lines, of what the handle reads. */
export function readline(name: string): Expr {
  // `<>` reads the files that @ARGV names, else the input.
  if (name === "" || name === "<>")
    return {
      kind: "choice",
      ways: [callOf("STDIN.read"), callOf("guardsh.readFiles", { kind: "name", name: "@ARGV" })],
    };
  if (name === "STDIN") return callOf("STDIN.read");
  return {
    kind: "call",
    callee: { kind: "member", object: { kind: "name", name }, name: "readline" },
    args: [],
  };
}
