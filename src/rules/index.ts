/**
 * rules/ is the catalogue of judgements: each a named object over actions with its reasons and examples.
 * Imports meaning/ and places/; used by policy/ and cli/. To add a rule, add an object to a family.
 */
import { agents } from "./families/agents.ts";
import { cloud } from "./families/cloud.ts";
import { code } from "./families/code.ts";
import { containers } from "./families/containers.ts";
import { destruction } from "./families/destruction.ts";
import { evasion } from "./families/evasion.ts";
import { exfiltration } from "./families/exfiltration.ts";
import { infrastructure } from "./families/infrastructure.ts";
import { machine } from "./families/machine.ts";
import { persistence } from "./families/persistence.ts";
import { privilege } from "./families/privilege.ts";
import { remoteShell } from "./families/remote-shell.ts";
import { secretTools } from "./families/secret-tools.ts";
import { secrets } from "./families/secrets.ts";
import { supplyChain } from "./families/supply-chain.ts";
import { system } from "./families/system.ts";
import { terminal } from "./families/terminal.ts";
import { traces } from "./families/traces.ts";
import { tunnels } from "./families/tunnels.ts";
import { versionControl } from "./families/version-control.ts";
import { work } from "./families/work.ts";
import type { AnyRule } from "./rule.ts";

export { applyRules, type Dispatch, dispatchTable, type Match } from "./apply.ts";
export type { AnyRule, Asi, Decision, Rule, RuleContext, Severity } from "./rule.ts";

/** The whole catalogue, family after family. */
export const catalogue: readonly AnyRule[] = [
  ...destruction,
  ...secrets,
  ...secretTools,
  ...code,
  ...remoteShell,
  ...privilege,
  ...persistence,
  ...agents,
  ...evasion,
  ...traces,
  ...versionControl,
  ...work,
  ...infrastructure,
  ...cloud,
  ...containers,
  ...system,
  ...machine,
  ...terminal,
  ...tunnels,
  ...exfiltration,
  ...supplyChain,
];
