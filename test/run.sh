#!/bin/sh
# npm test: install what is needed, type-check, lint, build, run every test. Ends with "N passed, N failed".
set -u
cd "$(dirname "$0")/.." || exit 1

step() {
  printf '\n== %s\n' "$1"
}

step "install"
if [ ! -d node_modules ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  # Not `npm ci`: it wants every platform's build of the tools in the lock file, and registries leave some out.
  npm install --no-save --no-audit --no-fund || exit 1
fi
# Where install scripts are not run, bun's own has to be.
node_modules/.bin/bun --version >/dev/null 2>&1 || node node_modules/bun/install.js || exit 1
PATH="$PWD/node_modules/.bin:$PATH"
export PATH

step "types"
tsc --noEmit || exit 1

step "lint"
biome check . || exit 1

step "build"
bun build/compile.ts || exit 1

step "tests"
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
bun test --timeout 60000 "$@" 2>&1 | tee "$log" | grep -avE '^\(pass\)|^\(skip\)'
passed=$(sed -n 's/^ *\([0-9][0-9]*\) pass$/\1/p' "$log" | tail -n 1)
failed=$(sed -n 's/^ *\([0-9][0-9]*\) fail$/\1/p' "$log" | tail -n 1)
skipped=$(sed -n 's/^ *\([0-9][0-9]*\) skip$/\1/p' "$log" | tail -n 1)
if [ -z "$passed" ]; then
  echo "the test runner did not finish" >&2
  exit 1
fi
echo "${passed} passed, ${failed:-0} failed, ${skipped:-0} skipped"
[ "${failed:-0}" -eq 0 ]
