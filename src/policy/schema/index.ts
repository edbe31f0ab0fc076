/**
 * The policy's schema: the one source of its types, its validation, the JSON Schema for editors and docs/policy.md.
 * Loads zod, so the hot path imports only types from here.
 */
import { z } from "zod";
import { customRule } from "./rule.ts";
import * as sections from "./sections.ts";
import { key, names, profileNames } from "./values.ts";

export type { Tighten } from "./values.ts";

const profile = key(
  z.enum(profileNames),
  "What the keys are that no layer sets: `observe`, `standard`, `strict` or `readonly`.",
  "never",
);

const rules = key(z.array(customRule), "Rules of one's own.", "add");

/** A whole policy: every key has a value. */
const policySchema = z.strictObject({ profile, ...sections, rule: rules });

/** The sections, for those who walk over all keys. */
export const sectionSchemas = sections;

/** One file: any part of a policy. `locked` is the administrator's alone. */
export const layerSchema = z.strictObject({
  locked: names
    .optional()
    .meta({ description: "Keys that later layers may only tighten: `egress.mode`, or a whole section." }),
  profile: profile.optional(),
  allow: sections.allow.partial().optional(),
  deny: sections.deny.partial().optional(),
  credentials: sections.credentials.partial().optional(),
  patterns: sections.patterns.partial().optional(),
  output: sections.output.partial().optional(),
  boundary: sections.boundary.partial().optional(),
  rate: sections.rate.partial().optional(),
  audit: sections.audit.partial().optional(),
  egress: sections.egress.partial().optional(),
  session: sections.session.partial().optional(),
  sandbox: sections.sandbox.partial().optional(),
  alerts: sections.alerts.partial().optional(),
  ask: sections.ask.partial().optional(),
  analysis: sections.analysis.partial().optional(),
  shell: sections.shell.partial().optional(),
  rule: rules.optional(),
});

export type PolicyOutput = z.output<typeof policySchema>;
export type Layer = z.output<typeof layerSchema>;
export type LayerInput = z.input<typeof layerSchema>;
