/** Runs in a child process: `lacking.ts WHAT PROGRAM ARGS…` becomes the program on a kernel that lacks `landlock`, or `namespaces`. Not a test itself. */
import { become, inheritedDescriptors, rawEnvironment } from "../../src/system/index.ts";
import { withoutCalls, withoutNamespaces } from "./without.ts";

const descriptors = inheritedDescriptors();
const [what = "", path = "", ...rest] = process.argv.slice(2);
/** landlock_create_ruleset, landlock_add_rule, landlock_restrict_self. */
if (what.includes("landlock")) withoutCalls([444, 445, 446]);
if (what.includes("namespaces")) withoutNamespaces();
become({
  path,
  arguments: [path, ...rest].map((text) => Buffer.from(text)),
  environment: rawEnvironment(),
  descriptors,
});
