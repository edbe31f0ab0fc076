/** What only zsh reads, told in bash's words: what the telling prints in bash is what the source prints in zsh. */
import { describe, expect, test } from "bun:test";
import { spawnSync } from "node:child_process";
import { zshAsBash } from "../../src/syntax/fronts/zsh.ts";
import { parse } from "../../src/syntax/index.ts";

/** Sources of zsh, each with how it is told. */
const told: readonly (readonly [zsh: string, bash: string])[] = [
  ["for x (a b) echo $x", "for x  in a b; do echo $x; done"],
  ["for x (a\nb) { echo $x }", "for x  in a b; do  echo $x ;done"],
  ["for x in a b; echo $x", "for x in a b; do echo $x; done"],
  ["for x (a b); do echo $x; done", "for x  in a b; do echo $x; done"],
  ["for ((i=0; i<2; i++)) echo $i", "for ((i=0; i<2; i++)) do echo $i; done"],
  ["foreach x (a b); echo $x; end", "for x  in a b; do echo $x; done"],
  ["repeat 2 echo hi", "for _repeated in $(seq $(( 2))); do echo hi; done"],
  ["repeat 1+1; do echo hi; done", "for _repeated in $(seq $(( 1+1)));  do echo hi; done"],
  ["if [[ -n a ]] { echo yes } else { echo no }", "if [[ -n a ]] ;then  echo yes ; else  echo no ; fi"],
  ["if [[ -n a ]] echo yes; echo end", "if [[ -n a ]] ;then echo yes; fi; echo end"],
  ["while [[ -z $y ]] { y=1; echo in }", "while [[ -z $y ]] ;do  y=1; echo in ;done"],
  ["() { echo $1 } z", "{ __anonymous()  { echo $1 ;} ; __anonymous z;}"],
  ["f() echo a && echo b; f", "f() { echo a ;}&& echo b; f"],
  ["function a b { echo $1 }; b x", '{ function a { echo $1 ;}; b() { a "$@"; };}; b x'],
  ["{ echo a } always { echo b } && echo c", "{ echo a ;} ; { echo b ;} && echo c"],
  ["{echo a}", "{ echo a;}"],
  ["case x { (x|y) echo 1 ;| x) echo 2 }", "case x in  (x|y) echo 1 ;;& x) echo 2 ;; esac"],
  ["cat =(echo a)", "cat <(echo a)"],
  ["echo $(for x (a b) echo $x)", "echo $(for x  in a b; do echo $x; done)"],
  ['echo "$(for x (a) echo "$x (b)")"', 'echo "$(for x  in a; do echo "$x (b)"; done)"'],
  ["[[ ab == (a|b)* ]] && echo m", "[[ ab == @(a|b)* ]] && echo m"],
  ["x=3; [[ $x == <1-4> ]] && echo number", "x=3; [[ $x == * ]] && echo number"],
  ["x=a(b c|d); echo $x", "x=a\\(b\\ c\\|d\\); echo $x"],
  ["for x (a) { cat <<E }\n$x\nE", "for x  in a; do  cat <<E ;done\n$x\nE"],
];

/** Told, but what comes out depends on the machine, or runs nothing. */
const patterns: readonly (readonly [zsh: string, bash: string])[] = [
  ["ls *.o(N) **/*(.om[1,5])", "ls *.o **/*"],
  ["ls (a|b)*.txt foo<1-9>", "ls @(a|b)*.txt foo*"],
  ["setopt extendedglob; ls (#i)readme*", "setopt extendedglob; ls readme*"],
  ["ls *(e:'rm $REPLY':)", "ls *$(for REPLY in *; do eval 'rm $REPLY'; done)"],
  ["ls *(oe['rm x'])", "ls *$(for REPLY in *; do eval 'rm x'; done)"],
  ["ls *(#qN.+check)", "ls *$(for REPLY in *; do check; done)"],
  ["sleep 1 &!", "sleep 1 &"],
  ["echo a >! b 2>>| c >>& d", "echo a >| b 2>> c &>> d"],
  ["echo $#x $=y ${z} $w[(r)a*]", "echo ${#x} ${=y} ${z} ${w[(r)a*]}"],
  ["for k v (a 1) echo $k", "for k   in a 1; do for v  in a 1 ''; do echo $k; done; done"],
];

describe("told in bash's words", () => {
  for (const [zsh, bash] of [...told, ...patterns])
    test(zsh, () => {
      expect(zshAsBash(zsh)?.source).toBe(bash);
      const reading = parse(zsh, { dialect: "zsh" });
      expect(reading.unparsed).toBeNull();
    });
});

describe.skipIf(!Bun.which("zsh") || !Bun.which("bash"))("the telling says the same", () => {
  const output = (shell: string, options: readonly string[], source: string) =>
    spawnSync(shell, [...options, "-c", source], { encoding: "utf8" }).stdout;
  for (const [zsh, bash] of told)
    test(zsh, () => {
      const printed = output("zsh", ["-f"], zsh);
      expect(printed).not.toBe("");
      expect(output("bash", ["-O", "extglob"], bash)).toBe(printed);
    });
});

test("what bash reads as zsh does is not told", () => {
  for (const source of [
    'if [ -f x ]; then echo "a (b) *(c)"; fi',
    "for x in a b; do echo $x; done",
    "f() { echo 'for x (a)'; }; f | cat > /dev/null 2>&1",
    "case $1 in a|b) echo 1;; (c) echo 2;; esac",
    "cat <<'E'\nfor x (a b) { echo }\nE\n",
    "x=(a b); echo ${x[1]} $((1 + (2))) $(( (1) )) <(ls) # (comment)",
    "[[ $a =~ ^(a|b)$ && ( -n $b || $c == *x ) ]]",
    "while read -r l; do echo $l; done < <(ls)",
  ])
    expect(zshAsBash(source)?.source).toBeUndefined();
});

test("a place in the telling is its place in the source", () => {
  const source = "for x (a b) { rm -rf $x }; echo end";
  const text = zshAsBash(source);
  const bash = text?.source ?? "";
  for (const word of ["rm -rf", "$x", "echo end"])
    expect(text?.at(bash.indexOf(word))).toBe(source.indexOf(word));
});

test("what cannot be told is read as bash reads it", () => {
  for (const source of ["for x (a", "{ echo", "echo )", "if [[ a ]] {", "case x {", "echo *(e:'x"]) {
    expect(zshAsBash(source)).toBeNull();
    expect(parse(source, { dialect: "zsh" }).unparsed).not.toBeNull();
  }
});

test("other shells do not read it", () => {
  expect(parse("for x (a b) echo $x", { dialect: "bash" }).unparsed).not.toBeNull();
  expect(parse("echo (a|b)", { dialect: "bash" }).unparsed).not.toBeNull();
});

test("length is bounded, and time with it", () => {
  const names = Array.from({ length: 400 }, (_, i) => `n${i}`).join(" ");
  expect(zshAsBash(`for ${names} (${names}) echo`)).toBeNull();
  expect(zshAsBash(`${"( ".repeat(500)}${") ".repeat(500)}`)).toBeNull();
  const long = "for x (a b) { echo $x *(N) }\n".repeat(5000);
  expect(zshAsBash(long)?.source.length).toBeGreaterThan(long.length);
});
