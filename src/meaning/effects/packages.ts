/** Packages: what is fetched to be installed or run at once, unless it is a part of the project already. */
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import type { Frame } from "../interpreter/engine.ts";
import { madeFile, pathIn, readPath } from "../locations/files.ts";
import { textStream, unknownStream } from "../stream.ts";
import { show, type Text } from "../value.ts";
import type { World } from "../world.ts";

/** An address or a file instead of a name, behind `name@` too. `name@npm:other` is another name for a package of the registry. */
const DIRECT =
  /^(?:@?[\w./[\]-]+\s*@\s*)?(?:git\+|https?:|git:|ssh:|file:|github:|gitlab:)|^[\w.-]+@(?!npm:)[\w.-]+:|\.(?:tgz|tar\.gz|whl|zip|deb|rpm|gem)$/;

/** What becomes of a package: it is put into the project, or what it holds is run at once. */
export type PackageUse = "installed" | "run";

/** Says what code comes with a package; gives the address that it is fetched from, or the file that it lies in. */
export function fetchPackage(
  { engine, span, program }: Invocation,
  frame: Frame,
  text: Text,
  use: PackageUse,
): { readonly connection: Text | null; readonly input: Stream | null } {
  const name = show(text);
  const connection = /^(?:git\+)?(?:https?|git|ssh):/.test(name) ? text : null;
  const isFile = /^(?:file:|[.~]?\.?\/)/.test(name);
  const input = isFile ? readPath({ engine, frame, span, by: program }, text) : null;
  const direct = DIRECT.test(name);
  // A file that this command has fetched, and a name that somebody sends.
  const made = direct ? madeFile(frame, pathIn(frame, text).absolute)?.content : textStream(text);
  const sent = made?.taint.has("network") ? made : undefined;
  if (direct || sent || (use === "run" && !isInstalled(engine.context.world, frame.shell.cwd, name)))
    engine.say(frame, span, {
      kind: "interpret",
      language: "other",
      code:
        sent ?? unknownStream(new Set(direct && !/^(?:file:|[./])/.test(name) ? ["network"] : []), [name]),
      from: "remote",
      file: null,
      followed: false,
      by: program,
    });
  return { connection, input };
}

/** How many directories upwards `node_modules` is looked for: as deep as the packages of one repository lie. */
const LEVELS = 6;

/** Has the project this program? A name with a version or an address asks for another than what is there. */
function isInstalled(world: World, cwd: string | null, name: string): boolean {
  if (cwd === null || !/^[\w.-]+$/.test(name)) return false;
  const parts = cwd.split("/");
  for (let level = 0; level < LEVELS && parts.length > 1; level++) {
    if (world.kind(`${parts.join("/")}/node_modules/.bin/${name}`) === "file") return true;
    parts.pop();
  }
  return false;
}
