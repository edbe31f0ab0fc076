/** Scripts made to cost as much as they can, and plain ones of several sizes, for the benchmark and the test of bounds. */

const many = (count: number, each: (i: number) => string, between = "\n"): string =>
  Array.from({ length: count }, (_, i) => each(i)).join(between);

/** Ordinary lines, repeated up to a size in bytes. */
function plain(bytes: number): string {
  const lines = [
    'cd "$ROOT" && npm run build -- --watch=false',
    'for f in src/*.ts; do grep -n TODO "$f" || true; done',
    'git add -A && git commit -m "step $i"',
    "if [ -f package.json ]; then cat package.json | jq .name; fi",
    'x=$(git rev-parse HEAD); echo "built ${x:0:8}"',
  ];
  const text = lines.join("\n");
  return many(Math.ceil(bytes / text.length), () => text)
    .slice(0, bytes)
    .replace(/\n[^\n]*$/, "\n");
}

function nested(depth: number): string {
  return `${"echo $(".repeat(depth)}ls${")".repeat(depth)}`;
}

/** Each with what it is; every one must come to a verdict. */
export const shapes: readonly (readonly [name: string, source: string])[] = [
  ["typical command", 'cd src && grep -rn "TODO" . | head -20'],
  ["1 kB", plain(1_000)],
  ["10 kB", plain(10_000)],
  ["100 kB", plain(100_000)],
  ["10,000 nested substitutions", nested(10_000)],
  ["10,000 substitutions side by side", many(10_000, () => "echo $(ls)")],
  ["10,000-element brace expansion", `echo {${many(10_000, (i) => `x${i}`, ",")}}`],
  ["{1..99999999}", "rm -f x{1..99999999}"],
  ["braces times braces", `echo ${"{a,b,c,d}".repeat(16)}`],
  ["10,000 here-documents", many(10_000, (i) => `cat <<E${i}\nx\nE${i}`)],
  ["here-documents that never end", many(2_000, (i) => `cat <<E${i}`)],
  ["alias loop", "alias a=b\nalias b=a\na"],
  ["functions that call each other", "f() { g; g; }; g() { f; f; }; f"],
  ["variables that double", `x=aaaaaaaaaa\n${many(40, () => "x=$x$x")}\n$x`],
  ["loops in loops", `${"for i in 1 2 3 4 5 6 7 8; do ".repeat(8)}echo $i; ${"done; ".repeat(8)}`],
  ["eval of eval", `${"eval ".repeat(5_000)}ls`],
  ["200 parentheses", `${"( ".repeat(200)}ls${" )".repeat(200)}`],
  ["10,000 parentheses", `${"(".repeat(10_000)}ls${")".repeat(10_000)}`],
  ["10,000 open quotes", "'\"".repeat(10_000)],
  ["a word of 1 MB", `echo ${"x".repeat(1_000_000)}`],
  ["10,000 stages of a pipe", many(10_000, () => "cat", " | ")],
  ["10,000 assignments", many(10_000, (i) => `v${i}=$v${i - 1}`)],
  ["patterns", `ls ${"*/".repeat(500)}*`],
  ["case with 5,000 ways", `case $x in ${many(5_000, (i) => `${i}) ls;;`, " ")} esac`],
];
