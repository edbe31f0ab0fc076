/**
 * Random small shell programs in which it depends on the flow which file is changed: functions with arguments, loops that are left early,
 * statuses, traps, descriptors, background jobs, globs, options of the shell. No function calls itself or a later one, and every loop is
 * over few words, so that each program ends.
 */
import type { Dialect } from "./programs.ts";
import type { Random } from "./random.ts";

type Forms = [() => string, ...(() => string)[]];

const DEEPEST = 3;
const variables = ["a", "b", "c"] as const;

export class Flows {
  private readonly random: Random;
  private readonly dialect: Dialect;
  private made = 0;
  private functions = 0;
  /** The functions that may be called from where the text will stand. */
  private callable = 0;

  constructor(random: Random, dialect: Dialect) {
    this.random = random;
    this.dialect = dialect;
  }

  make(): readonly string[] {
    this.made = 0;
    this.functions = 0;
    this.callable = 0;
    const lines: string[] = [];
    for (let left = this.random.below(3); left > 0; left--) lines.push(this.definition());
    for (let left = 2 + this.random.below(5); left > 0; left--) lines.push(this.statement(0));
    return lines;
  }

  private one(forms: Forms): string {
    return this.random.pick(forms)();
  }

  private fresh(): string {
    return `n${++this.made}`;
  }

  private variable(): string {
    return this.random.pick(variables);
  }

  private get bash(): boolean {
    return this.dialect === "bash";
  }

  /** A word that names a file: known, or by what a variable or an argument holds by now. */
  private name(): string {
    const forms: Forms = [
      () => this.fresh(),
      () => this.fresh(),
      () => `"$${this.variable()}"`,
      () => `"$${this.variable()}${this.fresh()}"`,
      () => `${this.fresh()}"\${${this.variable()}:-z}"`,
      () => `"\${1:-${this.fresh()}}"`,
      () => `"${this.fresh()}$#"`,
      () => `"${this.fresh()}$?"`,
      () => `"\${${this.variable()}#?}"q`,
      () => `${this.fresh()}$(( \${#${this.variable()}} + 1 ))`,
    ];
    if (this.dialect !== "dash")
      forms.push(
        () => `${this.fresh()}{1,2}`,
        () => `"\${v[${this.random.pick(["1", "2", "-1"])}]}"q`,
        () => `"${this.fresh()}\${#v[@]}"`,
        () => `"\${${this.variable()}/n/m}"q`,
      );
    if (this.bash)
      forms.push(
        () => `"\${!v[*]}"q`,
        () => `"\${@:1:1}"q`,
        () => `"\${FUNCNAME[0]}"q`,
      );
    return this.one(forms);
  }

  private effect(): string {
    const name = () => this.name();
    return this.one([
      () => `echo x > ${name()}`,
      () => `: >> ${name()}`,
      () => `touch ${name()}`,
      () => `touch -- ${name()} ${name()}`,
      () => `cp f1 ${name()}`,
      () => `mkdir -p ${name()}`,
      () => `rm -f f${this.random.pick(["1", "2", "[12]", "?", "*"])}`,
      () => `mv f2 ${name()} 2> /dev/null`,
      () => `ln -sf f1 ${name()}`,
      () => `echo x | tee ${name()} > /dev/null`,
      () => `cat > ${name()} <<E\n$${this.variable()}\nE`,
      () => `sed -i s/o/0/ f1`,
      () => `echo ${name()} | xargs touch`,
      () => `printf '%s\\0' ${name()} | xargs -0 -I{} touch {}`,
      () => `printf '%s\\n' ${name()} ${name()} | xargs -n1 touch`,
      () => `find d -type f -exec cp {} ${name()} \\;`,
      () => `find . -name 'f?' -exec rm {} +`,
      () => `find d -type f -print0 | xargs -0 rm -f`,
    ]);
  }

  private value(): string {
    const forms: Forms = [
      () => this.fresh(),
      () => `'${this.fresh()} ${this.fresh()}'`,
      () => `$${this.variable()}`,
      () => `"$${this.variable()}"`,
      () => `$(echo ${this.fresh()})`,
      () => `\`echo ${this.fresh()}\``,
      () => `$((${this.random.below(3)} + 1))`,
      () => `"\${${this.variable()}%[0-9]}"`,
      () => `"\${${this.variable()}:+${this.fresh()}}"`,
      () => `"$*"`,
      () => "f*",
      () => `$(ls f? 2> /dev/null)`,
      () => `$(printf '%s-' f? ${this.fresh()})`,
    ];
    if (this.bash)
      forms.push(
        () => `"\${v[@]:1:1}"`,
        () => `\${a^^}`,
        () => `"\${v[*]}"`,
        () => `{${this.fresh()},x}`,
      );
    return this.one(forms);
  }

  private setting(): string {
    const name = this.variable();
    const forms: Forms = [
      () => `${name}=${this.value()}`,
      () => `${name}=${this.value()}`,
      () => `${name}=$(echo ${this.value()}; exit ${this.random.below(2)})`,
      () => `unset ${name}`,
      () => `set -- ${this.value()} ${this.value()}`,
      () => "shift 2> /dev/null || set -- z",
      () => `read ${name} b <<E\n${this.fresh()} ${this.fresh()} r\nE`,
      () => `IFS=: read -r ${name} b <<E\n${this.fresh()}:${this.fresh()}\nE`,
      () => `: "\${${name}:=${this.fresh()}}"`,
      () => `export ${name}=${this.fresh()}`,
      () => `${name}=$${this.variable()}${this.fresh()}`,
      () => `eval "${name}=\\$${this.variable()}${this.fresh()}"`,
      () => `getopts xy: ${name} -x || ${name}=${this.fresh()}`,
      () => `cd ${this.random.pick(["d", ".", "..", "d/.."])} 2> /dev/null && cd "$HOME/.."`,
    ];
    if (this.dialect !== "dash")
      forms.push(
        () => `v=(${this.value()} ${this.fresh()} ${this.value()})`,
        () => `v+=(${this.value()})`,
        () => `local ${name}=${this.fresh()} 2> /dev/null || ${name}=${this.fresh()}`,
        () => `typeset ${name}=${this.fresh()}`,
        () => `${name}+=${this.fresh()}`,
      );
    if (this.bash)
      forms.push(
        () => `v[${this.random.pick(["0", "2", "${#v[@]}"])}]=${this.value()}`,
        () => `declare -n ref=${name}; ref=${this.fresh()}; unset -n ref`,
        () => `printf -v ${name} '%s%s' ${this.fresh()} ${this.value()}`,
        () => `mapfile -t v < <(printf '%s\\n' ${this.value()} ${this.fresh()})`,
        () => `IFS=, read -ra v <<< "${this.fresh()},$${name}"`,
        () => `unset 'v[0]'`,
      );
    if (this.dialect === "zsh")
      forms.push(
        () => `v[1]=${this.value()}`,
        () => `${name}=\${(U)b}`,
        () => `v=(\${(s:,:)a} ${this.fresh()})`,
        () => `v=(f*(N))`,
        () =>
          `setopt ${this.random.pick(["shwordsplit", "noglob", "nullglob", "ksharrays", "extendedglob"])}`,
        () => `emulate sh -c '${name}=${this.fresh()}'`,
      );
    return this.one(forms);
  }

  private condition(): string {
    const forms: Forms = [
      () => "true",
      () => "false",
      () => "! true",
      () => `[ -e ${this.random.pick(["f1", "f9", "d", "n1", "n2"])} ]`,
      () => `[ -n "$${this.variable()}" ]`,
      () => `[ "$${this.variable()}" = "$${this.variable()}" ]`,
      () => `[ $# -gt ${this.random.below(3)} ]`,
      () => `test -d d -a ! -e f9`,
      () => `case $${this.variable()} in n*) ;; *) false ;; esac`,
      () => `(exit ${this.random.below(2)})`,
      () => `grep -q ${this.random.pick(["one", "zzz"])} f1 2> /dev/null`,
      () => `true | false`,
      () => `false | true`,
      () => `{ ! false; }`,
    ];
    if (this.dialect !== "dash")
      forms.push(
        () => `[[ $${this.variable()} == n* ]]`,
        () => `[[ -f f1 && ! -e f9 ]]`,
        () => `(( \${#${this.variable()}} > 1 ))`,
        () => `[[ $${this.variable()} =~ ^n([0-9]) ]]`,
      );
    if (this.callable > 0) forms.push(() => `g${1 + this.random.below(this.callable)} ${this.value()}`);
    return this.one(forms);
  }

  /** Calls none but the functions before it. */
  private definition(): string {
    const depth = 1;
    const body = () => this.statement(depth);
    const text = this.one([
      () => `{ ${body()}\n}`,
      () => `{ ${body()}\n${body()}\nreturn ${this.random.below(2)}\n${body()}\n}`,
      () => `{ ${this.condition()} && return\n${body()}\n}`,
      () => `( ${body()}\n)`,
      () => `{ for i in "$@"; do ${body()}\ndone\n}`,
      () => `{ while [ $# -gt 0 ]; do ${body()}\nshift || break\ndone\n}`,
      () => `{ case $1 in n*) ${body()}\n;; f*|z) ${body()}\nreturn 1;; *) ${body()}\n;; esac\n}`,
      () => `{ cat > "$1"x <<E\n$1 $(${this.effect()}\n)\nE\n}`,
      () => `{ a=$1; shift 2> /dev/null; ${body()}\n} 2> /dev/null`,
      () => `{ ${this.dialect === "dash" ? "" : "local "}a=\${1:-q}; ${body()}\n}`,
      () => `{ set -- ${this.value()} "$@"; ${body()}\n}`,
      () => `{ ${body()}\n} > ${this.fresh()}`,
    ]);
    this.functions++;
    this.callable = this.functions;
    return `g${this.functions}() ${text}`;
  }

  private call(): string {
    if (this.callable === 0) return this.effect();
    const name = `g${1 + this.random.below(this.callable)}`;
    return this.one([
      () => `${name} ${this.value()}`,
      () => `${name} ${this.value()} ${this.value()}`,
      () => `${name} "$@"`,
      () => `a=${this.fresh()} ${name} "$a"`,
      () => `${name} ${this.value()} || ${this.effect()}`,
      () => `${name} ${this.value()} && ${this.effect()}`,
      () => `echo "$(${name} ${this.value()})" > ${this.fresh()}`,
      () => `${name} ${this.value()} > ${this.fresh()}`,
      () => `${name} ${this.value()} | cat > ${this.fresh()}`,
      () => `(${name} ${this.value()})`,
      () => `${name} ${this.value()} & wait`,
      () => `${name} ${this.value()} & wait $! || ${this.effect()}`,
    ]);
  }

  private loop(depth: number): string {
    const body = () => this.statement(depth + 1);
    const leave = () =>
      `${this.condition()} && ${this.random.pick(["break", "continue", "break 2", "continue 2"])}`;
    const forms: Forms = [
      () =>
        `for ${this.variable()} in ${this.value()} ${this.value()}; do ${body()}\n${leave()}\n${body()}\ndone`,
      () =>
        `for i in 1 2; do for ${this.variable()} in ${this.fresh()} ${this.value()}; do ${leave()}\n${body()}\ndone; ${body()}\ndone`,
      () => `for ${this.variable()}; do ${body()}\ndone`,
      () => `i=0; while [ $i -lt 2 ]; do i=$((i+1)); ${leave()}\n${body()}\ndone`,
      () => `i=2; until [ $i -eq 0 ]; do i=$((i-1)); ${body()}\n${leave()}\ndone`,
      () =>
        `printf '%s\\n' ${this.value()} ${this.fresh()} | while read -r ${this.variable()}; do ${body()}\ndone`,
      () =>
        `while read -r ${this.variable()} b; do ${body()}\ndone <<E\n${this.fresh()} ${this.fresh()}\n${this.fresh()}\nE`,
      () => `while read -r ${this.variable()} <&3; do ${body()}\ndone 3< f2`,
      () => `while true; do ${body()}\nbreak; done`,
      () => `for ${this.variable()} in f* d/*; do ${this.effect()}\ndone`,
      () => `for ${this.variable()} in ${this.value()}; do ${body()}\ndone > ${this.fresh()}`,
    ];
    if (this.dialect !== "dash")
      forms.push(
        () => `for ${this.variable()} in "\${v[@]}"; do ${body()}\ndone`,
        () => `for ((i=0; i<2; i++)); do ${leave()}\n${body()}\ndone`,
        () =>
          `while read -r ${this.variable()}; do ${body()}\ndone < <(printf '%s\\n' ${this.value()} ${this.fresh()})`,
      );
    if (this.bash)
      forms.push(() => `select a in ${this.fresh()} ${this.fresh()}; do ${body()}\nbreak; done <<< 2`);
    if (this.dialect === "zsh")
      forms.push(
        () => `for a b in ${this.fresh()} ${this.fresh()} ${this.fresh()}; do ${body()}\ndone`,
        () => `foreach a (${this.fresh()} ${this.value()}) ${body()}\nend`,
        () => `repeat 2 { ${body()}\n}`,
        () => `for a in ${this.fresh()} ${this.fresh()} { ${body()}\n}`,
        () => `while [[ -e f1 ]] { rm f1; ${body()}\n}`,
      );
    return this.one(forms);
  }

  private around(depth: number): string {
    const body = () => this.statement(depth + 1);
    const forms: Forms = [
      () => `if ${this.condition()}; then ${body()}\nelse ${body()}\nfi`,
      () =>
        `if ${this.condition()}; then ${body()}\nelif ${this.condition()}; then ${body()}\nelse ${body()}\nfi`,
      () => `${this.condition()} && ${body()}`,
      () => `${this.condition()} || ${body()}`,
      () => `${this.condition()} && ${this.effect()} || ${this.effect()}`,
      () => `(${body()}\nexit 1\n${body()}\n) || ${body()}`,
      () => `{ ${body()}\n${body()}\n} 2> /dev/null`,
      () => `(set -e; ${this.condition()}; ${body()}\n) && ${body()}`,
      () => `(set -u; : "$zz"; ${body()}\n) 2> /dev/null || ${body()}`,
      () => `(set -f; ${body()}\n)`,
      () => `(cd d && ${body()}\n)`,
      () => `(trap '${this.plain()}' EXIT; ${body()}\nexit 0; ${body()}\n)`,
      () =>
        `trap '${this.plain()}' ${this.random.pick(["EXIT", "USR1", "HUP"])}; ${body()}\n${this.random.pick([":", "trap - EXIT", "kill -USR1 $$"])}`,
      () => `exec 4> ${this.fresh()}; ${body()}\necho x >&4; exec 4>&-`,
      () => `{ ${body()}\n} 3>&1 > ${this.fresh()}`,
      () => `{ ${body()}\n} < ${this.random.pick(["f1", "f2", "f9"])}`,
      () => `case $${this.variable()} in *[0-9]) ${body()}\n;; '') ${body()}\n;; *) ${body()}\n;; esac`,
      () => `${this.variable()}=$(${body()}\n)`,
      () => `${body()} &\n${body()}\nwait`,
      () => `eval '${this.plain()}'`,
      () => `sh -c '${this.plain()}' sh ${this.value()}`,
      () => `echo '${this.plain()}' | sh`,
      () => `cat <<'E' | sh -s ${this.value()}\n${this.plain()}\nE`,
      () => `{ ${body()}\n} | { cat > /dev/null; ${body()}\n}`,
      () => `while read -r l; do ${body()}\ndone < f2`,
    ];
    if (this.dialect !== "dash")
      forms.push(
        () => `(set -o pipefail; false | true && ${body()}\n) || ${body()}`,
        () => `{ ${body()}\n} > >(cat > ${this.fresh()}); sleep 0.05`,
      );
    if (this.bash)
      forms.push(
        () => `case $${this.variable()} in n*) ${body()}\n;& f) ${body()}\n;;& *1) ${body()}\n;; esac`,
        () =>
          `(shopt -s ${this.random.pick(["nullglob", "failglob", "dotglob", "extglob", "globstar", "nocaseglob"])}; ${body()}\n)`,
        () => `(trap '${this.plain()}' ERR; false; ${body()}\n)`,
        () => `(trap '${this.plain()}' DEBUG; ${body()}\n)`,
        () => `[[ $a =~ (n.) ]] && touch "\${BASH_REMATCH[1]}q"`,
        () => `coproc { ${body()}\n}; wait`,
      );
    if (this.dialect === "zsh")
      forms.push(
        () => `{ ${body()}\n} always { ${body()}\n}`,
        () => `() { ${body()}\n} ${this.value()} ${this.fresh()}`,
        () => `if ${this.condition()} { ${body()}\n} else { ${body()}\n}`,
        () => `case $a in (n*) ${body()}\n;& (*) ${body()}\n;| (f) ${body()}\n;; esac`,
        () => `(( \${+a} )) && ${body()}`,
        () => `[[ -n $a ]] && { ${body()}\n}`,
      );
    return this.one(forms);
  }

  /** What every shell here reads the same way, without a quote in it. */
  private plain(): string {
    return this.random.pick([
      `touch ${this.fresh()}`,
      `> ${this.fresh()}`,
      `touch "\${1:-${this.fresh()}}"`,
      `for i in 1 2; do touch ${this.fresh()}$i; done`,
      `[ -e f1 ] && touch ${this.fresh()} || touch ${this.fresh()}`,
    ]);
  }

  private statement(depth: number): string {
    if (depth >= DEEPEST) return this.random.chance(50) ? this.effect() : this.setting();
    const roll = this.random.below(100);
    if (roll < 25) return this.setting();
    if (roll < 45) return this.effect();
    if (roll < 60) return this.call();
    return roll < 78 ? this.loop(depth) : this.around(depth);
  }
}
