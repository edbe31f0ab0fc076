/**
 * inline/ reads programs in other languages (`python -c`, `node -e`, here-documents into an interpreter) and says
 * what they would do, as actions. Languages that nobody reads yet give null: their code is then not followed.
 */
import type { Stream } from "../action.ts";
import type { CodeSource, Engine, Frame } from "../engine.ts";

/** The output of the code if it could be followed (its actions are emitted), else null. */
export function readInline(
  _engine: Engine,
  _source: CodeSource,
  _code: Stream,
  _frame: Frame,
): Stream | null {
  return null;
}
