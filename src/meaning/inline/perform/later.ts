/** Calls that have functions called by others: later, for each file, with what is printed, in another process. */
import { originAt } from "../../interpreter/engine.ts";
import { concat, known, noTaint } from "../../value.ts";
import type { CallSpec } from "../calls/spec.ts";
import type { Arguments, Program } from "../follow/evaluate.ts";
import { globText } from "../values/constant.ts";
import { nothingKnown, text, type Value } from "../values/known.ts";
import { isTrue, pathsOf, pick } from "./arguments.ts";

type Later = Extract<
  CallSpec,
  { does: "make-function" | "worker" | "later" | "find" | "output-to" | "value-of" | "fork" }
>;

/** Follows the functions that such a call is given. */
export function performLater(program: Program, spec: Later, args: Arguments, path: string): Value {
  const { engine, source } = program;
  const origin = originAt(program.frame, source.span);
  switch (spec.does) {
    case "make-function":
      return program.makeFunction(args.positional);
    case "worker": {
      const [code = nothingKnown] = args.positional;
      if (isTrue(args.named.get("eval"))) return program.runCode(code);
      return program.perform({ does: "code", code: 0, file: true }, args, path);
    }
    case "later": {
      const [work = nothingKnown, , ...rest] = args.positional;
      return work.kind === "text" ? program.runCode(work) : program.callValue(work, rest, new Map());
    }
    case "find": {
      const work = pick(args, spec.work);
      for (const root of pathsOf(pick(args, spec.path)))
        program.global.names.set("$_", text(concat(root, known("/"), globText(known("*")))));
      return work ? program.callValue(work, [], new Map()) : nothingKnown;
    }
    case "output-to": {
      const work = pick(args, spec.name);
      if (work) program.atPrint = work;
      return nothingKnown;
    }
    case "value-of":
      return { kind: "symbol", path: spec.symbol };
    case "fork":
      if (program.looping)
        engine.emit({
          kind: "opaque",
          origin,
          reason: "recursion",
          detail: "a loop without end that starts processes",
          taint: noTaint,
        });
      return nothingKnown;
  }
}
