/** mktemp: the name it makes up is unknown, but the same wherever the command uses it. So it gets one here. */
import type { Invocation } from "../call/invocation.ts";
import { concat, known, literal, type Text } from "../value.ts";

/**
 * The path that `mktemp` prints: its template with the Xs filled in. Two calls at two places of a command get two names;
 * one call in a loop keeps its own. null: the template or the directory is not known.
 */
export function temporaryPath({ call, span, environment, frame }: Invocation): Text | null {
  const unique = String(span.start);
  const [template] = call.arguments.filter((each) => each.option === null);
  const name = template ? literal(template.text) : "tmp.XXXXXXXXXX";
  if (name === null) return null;
  const suffix = call.options.get("--suffix")?.[0];
  const filled = concat(known(fill(name, unique)), suffix ?? known(""), known("\n"));
  const given = (call.options.get("--tmpdir") ?? call.options.get("-p"))?.[0];
  const isPlain = template === undefined || ["--tmpdir", "-p", "-t"].some((name) => call.options.has(name));
  if (!isPlain || name.startsWith("/")) return filled;
  const directory = given ?? (setHere("TMPDIR", environment, frame) ? null : known("/tmp"));
  return directory === null ? null : concat(directory, known("/"), filled);
}

/** The last run of three or more Xs is what mktemp replaces. */
function fill(template: string, unique: string): string {
  return template.replace(/X{3,}(?=[^X]*$)/, unique);
}

function setHere(name: string, environment: Invocation["environment"], frame: Invocation["frame"]): boolean {
  return environment.has(name) || frame.shell.variables.has(name);
}
