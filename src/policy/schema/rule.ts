/** `[[rule]]`: a rule of one's own, in the vocabulary of actions (meaning/action.ts). */
import { z } from "zod";
import { decision, names, port, severity } from "./values.ts";

const actionKinds = [
  "run",
  "read",
  "write",
  "delete",
  "link",
  "chmod",
  "connect",
  "listen",
  "interpret",
  "environment",
  "privilege",
  "signal",
  "define",
  "opaque",
] as const;

const taints = ["secret", "network", "env", "file", "stdin", "glob", "argument"] as const;

const oneOf = (what: string) => names.min(1, "at least one").optional().meta({ description: what });

/** All that is given must hold; within a list, one entry has to. */
export const when = z.strictObject({
  action: z
    .array(z.enum(actionKinds))
    .min(1, "at least one")
    .default(["run"])
    .meta({ description: "Kinds of actions the rule looks at." }),
  calls: oneOf("Shapes of calls, for `run`, like a manual's synopsis: `acmectl deploy --env=prod*`."),
  program: oneOf("Programs by base name (`kubectl`), for `run`; for others the program that does it."),
  subcommand: names
    .optional()
    .meta({ description: 'The beginning of the subcommand path: `["compose", "down"]`.' }),
  options: oneOf("Options of which one is given, by any of their names (`--force`, `-f`)."),
  all_options: oneOf("Options that are all given."),
  without_options: oneOf("Options of which none is given."),
  operands: z
    .array(
      z.strictObject({
        role: z.string().optional().meta({ description: "The operand's role (`read`, `write`, `url` …)." }),
        path: oneOf("Paths as globs: `/srv/prod/**`, `~/clients/**`, `./migrations/*`."),
        text: oneOf("Texts as globs: `*prod*`."),
      }),
    )
    .min(1, "at least one")
    .optional()
    .meta({ description: "Operands, each of which some operand of the call has to match." }),
  path: oneOf("Paths as globs, for `read`, `write`, `delete`, `link`, `chmod`."),
  host: oneOf("Hosts as in `[egress]`, for `connect`."),
  port: z
    .array(port)
    .min(1, "at least one")
    .optional()
    .meta({ description: "Ports, for `connect` and `listen`." }),
  language: oneOf("Languages, for `interpret`."),
  taint: z
    .array(z.enum(taints))
    .min(1, "at least one")
    .optional()
    .meta({ description: "What flows in: standard input, what is sent, written or interpreted." }),
  inside: oneOf("Wrappers that led here (`sudo`, `ssh`, `xargs`)."),
  privileged: z.boolean().optional().meta({ description: "Whether privileges are raised." }),
  place: z
    .array(z.enum(["here", "host", "container"]))
    .min(1, "at least one")
    .optional()
    .meta({ description: "Where it happens." }),
});

export const customRule = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, "an id such as team/no-prod-deploy (family/name, lower case)")
    .meta({ description: "Its name, `family/name`." }),
  title: z.string().min(1, "some text").meta({ description: "What it is about, in a few words." }),
  severity: severity.default("medium").meta({ description: "How bad it is." }),
  decision: decision.default("deny").meta({ description: "What happens." }),
  owasp: z
    .array(z.string().regex(/^ASI(?:0[1-9]|10)$/, "ASI01 to ASI10"))
    .default([])
    .meta({ description: "OWASP Top 10 for Agentic Applications, `ASI01` to `ASI10`." }),
  why: z.string().min(1, "some text").meta({ description: "Why it is stopped, for the person." }),
  instead: z.string().default("").meta({ description: "What the agent should do instead." }),
  when: when.meta({ description: "What it looks for: the keys below, all of which must hold." }),
  examples: z
    .strictObject({ block: names.default([]), allow: names.default([]) })
    .default({ block: [], allow: [] })
    .meta({
      description: "Commands it must and must not find something in; `guardsh policy test` runs them.",
    }),
});
