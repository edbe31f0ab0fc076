/**
 * cli/ is guardsh's own command line: one file a subcommand, loaded only when it is asked for. Only main.ts imports it.
 */

/** What a subcommand's file exports: it gets the words behind its name, and answers the exit status. */
export interface Subcommand {
  readonly run: (list: readonly string[]) => Promise<number> | number;
}

/** Every word that is a subcommand, with how its file is loaded. */
const subcommands: Readonly<Record<string, () => Promise<Subcommand>>> = {
  alerts: () => import("./alerts.ts"),
  allow: () => import("./allow.ts"),
  approve: () => import("./approve.ts"),
  audit: () => import("./audit.ts"),
  check: () => import("./check.ts"),
  doctor: () => import("./doctor.ts"),
  egress: () => import("./egress.ts"),
  hook: () => import("./hook.ts"),
  explain: () => import("./explain/index.ts"),
  pending: () => import("./pending.ts"),
  policy: () => import("./policy.ts"),
  rules: () => import("./rules.ts"),
  run: () => import("./run.ts"),
  sandbox: () => import("./sandbox.ts"),
  sanitize: () => import("./sanitize.ts"),
  session: () => import("./session.ts"),
  setup: () => import("./setup.ts"),
  status: () => import("./status.ts"),
  trust: () => import("./trust.ts"),
  version: () => import("./version.ts"),
  help: () => import("./help.ts"),
};

export function isSubcommand(word: string): boolean {
  return Object.hasOwn(subcommands, word);
}

export const subcommandNames: readonly string[] = Object.keys(subcommands);

/** Runs `WORD ARGS…`. */
export async function run(list: readonly string[]): Promise<number> {
  const [word = "help", ...rest] = list;
  const load = subcommands[word];
  if (load === undefined) throw new Error(`there is no subcommand ${word}`);
  const { run } = await load();
  try {
    return await run(rest);
  } catch (error) {
    if (!isAboutOptions(error)) throw error;
    const { subcommandHelp } = await import("./help.ts");
    const [args, does] = subcommandHelp[word] ?? ["", ""];
    const asked = rest.includes("--help") || rest.includes("-h");
    // The first sentence says which option; the rest is advice to programmers.
    if (!asked) console.error(`guardsh: ${error.message.split(". ")[0]}`);
    console[asked ? "log" : "error"](`usage: guardsh ${word} ${args}\n${does}`);
    return asked ? 0 : 2;
  }
}

/** What `util.parseArgs` throws when it is given options that it does not know. */
function isAboutOptions(error: unknown): error is Error {
  return (
    error instanceof Error &&
    "code" in error &&
    typeof error.code === "string" &&
    error.code.startsWith("ERR_PARSE_ARGS_")
  );
}
