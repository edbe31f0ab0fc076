/**
 * rules/ is the catalogue of judgements: each a named object over actions with its reasons and examples.
 * Imports meaning/ and places/; used by policy/ and cli/. To add a rule, add an object to a family.
 */
import { agents } from "./families/agents.ts";
import { authority } from "./families/authority.ts";
import { bulk } from "./families/bulk.ts";
import { checks } from "./families/checks.ts";
import { cloud } from "./families/cloud.ts";
import { cloudRights } from "./families/cloud-rights.ts";
import { clusters } from "./families/clusters.ts";
import { code } from "./families/code.ts";
import { connections } from "./families/connections.ts";
import { containers } from "./families/containers.ts";
import { databases } from "./families/databases.ts";
import { destinations } from "./families/destinations.ts";
import { destruction } from "./families/destruction.ts";
import { disguise } from "./families/disguise.ts";
import { disks } from "./families/disks.ts";
import { evasion } from "./families/evasion.ts";
import { exfiltration } from "./families/exfiltration.ts";
import { guard } from "./families/guard.ts";
import { hosting } from "./families/hosting.ts";
import { machine } from "./families/machine.ts";
import { machineSettings } from "./families/machine-settings.ts";
import { network } from "./families/network.ts";
import { observing } from "./families/observing.ts";
import { packages } from "./families/packages.ts";
import { persistence } from "./families/persistence.ts";
import { privilege } from "./families/privilege.ts";
import { processes } from "./families/processes.ts";
import { publishing } from "./families/publishing.ts";
import { registries } from "./families/registries.ts";
import { remoteAccess } from "./families/remote-access.ts";
import { remoteShell } from "./families/remote-shell.ts";
import { resources } from "./families/resources.ts";
import { schedules } from "./families/schedules.ts";
import { secretHandling } from "./families/secret-handling.ts";
import { secretStores } from "./families/secret-stores.ts";
import { secrets } from "./families/secrets.ts";
import { services } from "./families/services.ts";
import { terminal } from "./families/terminal.ts";
import { tunnels } from "./families/tunnels.ts";
import { versionControl } from "./families/version-control.ts";
import type { AnyRule } from "./rule.ts";

export { applyRules, type Dispatch, dispatchTable, type Match } from "./apply.ts";
export type { AnyRule, Asi, Decision, Rule, RuleContext, Severity } from "./rule.ts";

/** The whole catalogue, family after family. */
export const catalogue: readonly AnyRule[] = [
  ...destruction,
  ...bulk,
  ...disks,
  ...secrets,
  ...secretStores,
  ...observing,
  ...secretHandling,
  ...code,
  ...remoteShell,
  ...registries,
  ...publishing,
  ...packages,
  ...destinations,
  ...exfiltration,
  ...tunnels,
  ...connections,
  ...remoteAccess,
  ...network,
  ...privilege,
  ...authority,
  ...persistence,
  ...schedules,
  ...agents,
  ...guard,
  ...evasion,
  ...disguise,
  ...checks,
  ...versionControl,
  ...hosting,
  ...services,
  ...databases,
  ...cloud,
  ...cloudRights,
  ...clusters,
  ...containers,
  ...machine,
  ...machineSettings,
  ...processes,
  ...resources,
  ...terminal,
];
