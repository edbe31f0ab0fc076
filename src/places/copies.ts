/** Copies of a file that lie beside it: by what editors, package managers and people put around its name. */

/** Endings that say "as it was"; what stands before them is the name of the file itself. */
const ENDING =
  /(?<=[^/.])(?:[.~_-](?:bak|backup|bkp|old|orig|original|save|saved|prev|previous|copy|tmp|temp|new|rpmsave|rpmorig|rpmnew|dpkg-(?:old|new|dist|bak))\d*|[._-](?:\d{4}-?\d\d-?\d\d(?:[T_-]?\d{4,6})?|\d{1,2})|\.~\d+~|~|\.sw[a-p]| \(\d+\)| copy(?: \d+)?)$/i;

/** What an editor keeps while a file is open: `#x#`, `.#x`, `.x.swp`; `Copy of x`. */
const AROUND: readonly RegExp[] = [
  /^\.?#([^/]+)#$/,
  /^\.#([^/]+)$/,
  /^\.([^/]+)\.sw[a-p]$/i,
  /^Copy of ([^/]+)$/i,
];

/** Some part of every name of a copy, so that most paths need no closer look. */
const HINT =
  /[~#]|(?:bak|backup|bkp|old|orig|original|saved?|prev|previous|copy|te?mp|new|dist|rpm\w+|sw[a-p]|\d|\))(?:\/|$)|Copy of /i;

/** The path of what this is a copy of, or below one of (`~/.aws.old/credentials`); null where it is no copy by its name. */
export function copied(path: string): string | null {
  if (!HINT.test(path)) return null;
  const itself = path.split("/").map(nameOfOriginal).join("/");
  return itself === path ? null : itself;
}

function nameOfOriginal(name: string): string {
  for (const around of AROUND) {
    const inside = around.exec(name)?.[1];
    // `.env.swp` is of `.env` or, as vim writes it, of `env`.
    if (inside !== undefined) return name.startsWith(".env") ? name.replace(ENDING, "") : inside;
  }
  const shorter = name.replace(ENDING, "");
  return shorter === name ? name : nameOfOriginal(shorter);
}
