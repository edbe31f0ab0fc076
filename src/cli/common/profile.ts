/** The profile that an option names. */
import { type ProfileName, profiles } from "../../policy/index.ts";
import { Misuse } from "./misuse.ts";

/** Null where nothing was said. Throws {@link Misuse} for a name that no profile has. */
export function profileNamed(name: string | undefined): ProfileName | null {
  if (name === undefined) return null;
  const names = Object.values(profiles).map(({ profile }) => profile);
  const found = names.find((each) => each === name);
  if (found === undefined) throw new Misuse(`there is no profile ${name}: ${names.join(", ")}`);
  return found;
}
