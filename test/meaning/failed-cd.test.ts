/** A `cd` that cannot succeed: what stands behind `;` runs where the shell was. In the example project `dist` is there, `build` is not. */
import { expect, test } from "bun:test";
import { decisionOn } from "../bypass/stopped.ts";

const STAYS = [
  "cd build; rm -rf *",
  "cd build\nrm -rf ./*",
  "cd build 2>/dev/null; rm -rf *",
  "(cd build; rm -rf *)",
  "pushd build; rm -rf *; popd",
  "echo clean; cd build; rm -rf *",
  "cd build && make; rm -rf *",
  "set -e; set +e; cd build; rm -rf *",
];

const LEAVES = [
  "cd dist; rm -rf *",
  "cd build && rm -rf *",
  "cd build || exit 1; rm -rf *",
  "cd build || { echo no; exit 1; }; rm -rf *",
  "if cd build; then rm -rf *; fi",
  "set -e; cd build; rm -rf *",
  "set -euo pipefail\ncd build\nrm -rf *",
  "set -o errexit\ncd build\nrm -rf *",
  "mkdir build; cd build; rm -rf *",
  "cmake -B build; cd build; rm -rf *",
  "cd build; rm -rf objects",
];

test.each(STAYS)("stays: %s", (source) => expect(decisionOn(source)).toBe("ask"));

test.each(LEAVES)("leaves: %s", (source) => expect(decisionOn(source)).toBe("allow"));
