/**
 * What earlier lines have made of a shell at a terminal, as code that says so again: functions, variables and aliases that its
 * startup files did not leave as they are now, as far as the line speaks of them. It is judged in front of the line, because
 * `f` is what `f() { rm -rf ~; }` made it. Names that a line puts together as it runs are not seen.
 */

/** The listings of a shell (`declare -f`, `declare -p`, `alias -p`), as they are now and as they were behind its startup files. */
export type Listing = "functions" | "variables" | "aliases";
type Shell = "bash" | "zsh";

interface Definition {
  readonly name: string;
  readonly code: string;
}

/** How each listing is cut into definitions: where one begins, with its name. */
const beginnings: Readonly<Record<Shell, Readonly<Record<Listing, RegExp>>>> = {
  bash: {
    functions: /^(\S+) \(\) *\n\{/gm,
    variables: /^declare -\S+ (\w+)(?==)/gm,
    aliases: /^alias (?:-- )?([^=\s]+)=/gm,
  },
  zsh: {
    functions: /^(\S+) \(\) \{/gm,
    variables: /^(?:typeset|export)(?: -\S+)* (\w+)(?==)/gm,
    // zsh has expanded them in the line that it hands over.
    aliases: /(?!)/g,
  },
};

/** Variables that change by themselves, or by which the shell and its prompt work. */
const ownVariables =
  /^(?:_|__guardsh\w*|BASH\w*|ZSH\w*|FUNCNAME|LINENO|RANDOM|SRANDOM|SECONDS|EPOCH\w*|PIPESTATUS|pipestatus|HIST\w*|OPTIND|PS\d|PROMPT\w*|COLUMNS|LINES|TTYIDLE|PWD|OLDPWD|SHELLOPTS|status|argv|ARGC|ERRNO|PPID)$/;

/**
 * The code for the definitions that the line speaks of, and those that they speak of; "" where there are none.
 * @param listings functions, variables and aliases now, and the same behind the startup files, with a NUL behind each but the last
 */
export function earlierLines(shell: Shell, listings: string, line: string): string {
  const [functions = "", variables = "", aliases = "", ...before] = listings.split("\0");
  const changed = (listing: Listing, now: string, then = ""): readonly Definition[] => {
    if (now === then) return [];
    const old = new Set(definitions(shell, listing, then).map(({ code }) => code));
    return definitions(shell, listing, now).filter(({ code }) => !old.has(code));
  };
  const all: readonly Definition[] = [
    ...changed("variables", variables, before[1]).filter(({ name }) => !ownVariables.test(name)),
    ...changed("aliases", aliases, before[2]),
    ...changed("functions", functions, before[0]),
  ].filter(({ name }) => !name.startsWith("__guardsh"));
  const needed = mentioned(all, line);
  if (needed.length === 0) return "";
  const expanding = aliases === "" ? "" : "shopt -s expand_aliases\n";
  return `${expanding}${needed.map(({ code }) => code).join("\n")}\n`;
}

function definitions(shell: Shell, listing: Listing, text: string): readonly Definition[] {
  const starts = [...text.matchAll(beginnings[shell][listing])];
  return starts.map((start, index) => ({
    name: start[1] ?? "",
    code: text.slice(start.index, starts[index + 1]?.index ?? text.length).trimEnd(),
  }));
}

/** In the order in which they were given: variables before the functions that use them. */
function mentioned(all: readonly Definition[], line: string): readonly Definition[] {
  const needed = new Set<Definition>();
  for (const texts = [line]; texts.length > 0; ) {
    // Quotes in the middle of a name change nothing about it.
    const text = (texts.pop() ?? "").replace(/["'\\]/g, "");
    const words = new Set([...text.split(/[^\w.:@%+-]+/), ...(text.match(/\w+/g) ?? [])]);
    for (const definition of all) {
      if (needed.has(definition) || !words.has(definition.name)) continue;
      needed.add(definition);
      texts.push(definition.code);
    }
  }
  return all.filter((definition) => needed.has(definition));
}
