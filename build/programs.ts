/**
 * Generates `docs/programs.md` from the tables: what guardsh knows of each program. Run `bun build/programs.ts` after
 * a change to a table; a test says when the page is stale.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { familyNames, familyTable, type Program, slotsOf } from "../src/commands/index.ts";

export const PAGE = join(import.meta.dir, "../docs/programs.md");

const INTRODUCTION = `# Programs

What guardsh knows of programs: which options take a value, what the operands mean, what a subcommand does to things that
are no files. The tables are in \`src/commands/families/\`, one file a family; this page is generated from them
(\`bun build/programs.ts\`).

A program that is not here is read by what all programs share: operands that look like paths are read, values that look like
code or addresses are taken for that, and under the \`strict\` profile it does not run at all. \`guardsh explain 'COMMAND'\` shows
what a command would do by these tables.

| of a program that nobody knows | is taken for |
| --- | --- |
| \`--exec 'CMD'\`, \`--pre-hook=CMD\`, \`--on-change CMD\`, \`-c 'CMD'\`, where CMD is a line for a shell | running it |
| \`--gpg PROGRAM\`, \`--helm-binary=PROGRAM\`, \`--frob 'touch x; rm -rf y'\` | running it |
| \`prog rm -rf x\`, \`prog exec -- CMD\` | running what stands behind |
| \`-o PATH\`, \`--output PATH\`, \`--log-file=PATH\`, \`--reqout PATH\`, \`copy x /etc/y\` | writing there |
| \`--frob ~/.bashrc\`, \`--frob /tmp/x.so\`, where the name does not say that it is read | writing there, loading it |
| \`out=~/.bashrc\`, \`prog x.log ~/.bashrc\` | writing there |
| \`prog all 'CMD'\`, \`prog web1 rm -rf x\` | running it |
| \`wipe ~\`, \`rm /etc/x\`, \`fast-rm /etc/x\` | deleting it |
| \`prog --delete-extra x ~\`, \`prog -o ~ --clean-destination x\` | deleting what is there |
| \`prog image /dev/sda\` | writing to the disk |
| \`run https://…/x.py\` | running what the network sends |

The options by name hold for known programs too, where their table does not have the option or has it for words of any kind (\`src/meaning/call/option-names.ts\`), and so do
commands behind \`--\` and words like \`exec\` (\`src/meaning/effects/inferred/started.ts\`).

## Options by other ways

Programs share the convention that a line \`log-file = x\` of their configuration, and a variable \`PROG_LOG_FILE=x\`, are the option
\`--log-file=x\`. So both are read as words of the call (\`src/meaning/effects/configuration/words.ts\`), and tables and rules see them there:

| a file is configuration of a call | if its content is known, and |
| --- | --- |
| \`prog --config FILE\`, \`--rcfile FILE\`, what the table calls \`config\` | it is named; it may lie there, or have been written by the same command |
| \`PROG_CONFIG=FILE prog\`, \`XDG_CONFIG_HOME=DIR prog\` | the same command has written it |
| \`.progrc\`, \`prog.toml\`, \`.prog/x.yml\`, \`Progfile\`, \`x.prog\` | the same command has written it in the directory in force, or in \`HOME\` where it sets that |

INI, TOML, YAML, JSON, \`name value;\` and options line by line are read alike. A line counts where the table has its option, where its
name says what it does (\`pre-hook\`, \`load_module\`), or where its value is plainly a line for a shell; then it is judged by what it
would do. Code in a file that the command has written itself, or in a temporary one, is followed as code.

To teach guardsh a program, add an entry to the family it belongs to (\`src/commands/spec.ts\` says what an entry can hold;
the compiler rejects what it cannot), run \`bun build/commands.ts\` and this generator, and the tests in \`test/commands/\`.

## Clients of services

Hundreds of programs speak for a service: a cloud, a platform, a store, a tracker. They share a grammar (nouns and then a verb,
or the other way round) and its verbs, so their entries only say \`service: true\`, and what they do is read from their words:

| said | is taken for |
| --- | --- |
| \`project delete p\`, \`apps:destroy\`, \`sql-drop\`, \`DeleteInstance\` | destroying |
| \`ps:stop\`, \`server reboot\`, \`--desired-count 0\`, \`-a 'state=stopped'\` | disrupting |
| \`tokens create\`, \`members invite\`, \`create-api-key\` | granting |
| \`secret get KEY\`, \`functions:secrets:access\` | revealing |
| \`… --purge\`, \`… --delete-data\`, \`ensure=absent\` | destroying, whatever the verb |
| \`list\`, \`describe\`, \`search delete\`, \`create drop\`, \`cache purge\` | nothing |

The words and the few exceptions are in \`src/meaning/call/service-words.ts\`. The same vocabulary reads requests (\`curl -X DELETE\`, a
GraphQL \`mutation { volumeDelete }\`, \`gh api -X DELETE\`; \`src/meaning/call/request.ts\`) and programs that nobody knows; of
those only the plain verbs are believed.

## How to read it

| column | meaning |
| --- | --- |
| operands | what the arguments are, in order: \`read\`, \`write\`, \`delete\`, \`url\`, \`host\`, \`command\` (the rest is a command), \`shell\` (a command line in one string), \`code\` and \`script\` (a program in some language, or a file of it) …; \`…\` stands for any number |
| options that matter | those whose value is more than text |
| notes | \`stdin is code\`: runs what it is given on standard input; \`raises privileges\`; \`destroys\`, \`disrupts\`, \`publishes\`, \`exposes\`, \`grants\`, \`weakens\`, \`reveals\`: what the call (or the subcommands named) does to a service, an account or a protection; \`project code\`: runs code of the directory it works in; \`verbs\`: a client of a service, whose subcommands are read by the verbs that such clients share |
`;

/** Effects as verbs. */
const VERBS = {
  destroy: "destroys",
  disrupt: "disrupts",
  publish: "publishes",
  expose: "exposes",
  grant: "grants",
  weaken: "weakens",
  reveal: "reveals",
} as const;

/** The text of the page. */
export function page(): string {
  const parts = [INTRODUCTION];
  let count = 0;
  for (const family of familyNames()) {
    const rows = Object.entries(familyTable(family)).map(([names, program]) => row(names, program));
    count += Object.keys(familyTable(family)).join(",").split(",").length;
    parts.push(
      `## ${family}\n\n| programs | operands | options that matter | notes |\n| --- | --- | --- | --- |\n${rows.join("\n")}\n`,
    );
  }
  return `${parts[0]}\n${count} programs in ${familyNames().length} families.\n\n${parts.slice(1).join("\n")}`;
}

function row(names: string, program: Program): string {
  const programs = names
    .split(",")
    .map((name) => `\`${name}\``)
    .join(" ");
  return `| ${[programs, operands(program), options(program), notes(program)].map(cell).join(" | ")} |`;
}

function operands(program: Program): string {
  if (program.style === "none" && program.reader !== undefined) return "its own reader";
  const slots = slotsOf(program);
  const subcommands = Object.keys(program.subcommands ?? {}).length > 0 ? "subcommands; " : "";
  return subcommands + slots.map((slot) => slot.replace("...", " …")).join(", ");
}

function options(program: Program): string {
  const all = { ...program.options, ...program.optional };
  const byRole = new Map<string, string[]>();
  for (const [names, role] of Object.entries(all)) {
    if (role === "text") continue;
    byRole.set(role, [...(byRole.get(role) ?? []), `\`${names.split(",").at(-1)}\``]);
  }
  return [...byRole].map(([role, names]) => `${role}: ${names.join(" ")}`).join("; ");
}

function notes(program: Program): string {
  const found: string[] = [];
  if (program.input?.startsWith("code:")) found.push("stdin is code");
  if (program.privilege) found.push("raises privileges");
  if (program.projectCode) found.push("project code");
  if (program.network) found.push("network");
  if (program.service) found.push("verbs");
  if (program.output === "secret") found.push("prints secrets");
  if (program.effect) found.push(VERBS[program.effect]);
  for (const [path, effect] of effects(program, "")) found.push(`${VERBS[effect]}: ${path}`);
  return found.join("; ");
}

/** Subcommands with an effect, by the path of their names. */
function* effects(program: Program, path: string): Generator<[string, keyof typeof VERBS]> {
  for (const [names, entry] of Object.entries(program.subcommands ?? {})) {
    const here = `${path}${names.split(",").slice(0, 6).join("/")}${names.split(",").length > 6 ? "/…" : ""}`;
    if (entry.effect) yield [`\`${here}\``, entry.effect];
    else yield* effects(entry, `${here} `);
  }
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

if (import.meta.main) writeFileSync(PAGE, page());
