/**
 * Random small shell programs whose only effect is to start `mark`, a program that writes down its arguments. They are
 * made of what hides a command's words: variables in every form, and control flow that decides which value counts.
 */
import type { Random } from "./random.ts";

export type Dialect = "bash" | "dash" | "zsh";

type Choice<T> = readonly [T, ...T[]];

const scalars = ["a", "b", "c", "d"] as const satisfies Choice<string>;
const arrays = ["v", "w"] as const satisfies Choice<string>;
const functions = ["f", "g"] as const satisfies Choice<string>;
const texts = [
  "mark",
  "mark",
  "mark K1",
  "K2",
  "ma",
  "rk",
  "xmark",
  "markx",
  "ma-rk",
  "MARK",
  "x",
  "",
  "1",
  "k r a m",
] as const;

/** Deeper than this, what is made is flat. */
const DEEPEST = 3;

export class Programs {
  private readonly random: Random;
  private readonly dialect: Dialect;
  private marks = 0;

  constructor(random: Random, dialect: Dialect) {
    this.random = random;
    this.dialect = dialect;
  }

  /** Statements, one a line or more; the last ones use what the first ones made. */
  make(): readonly string[] {
    this.marks = 0;
    const lines: string[] = [];
    for (let left = 2 + this.random.below(5); left > 0; left--) lines.push(this.statement(0));
    for (let left = 1 + this.random.below(2); left > 0; left--) lines.push(this.use(0));
    return lines;
  }

  private get bash(): boolean {
    return this.dialect === "bash";
  }

  private one(...forms: Choice<() => string>): string {
    return this.random.pick(forms)();
  }

  private text(): string {
    return this.random.pick(texts);
  }

  private scalar(): string {
    return this.random.pick(scalars);
  }

  private array(): string {
    return this.random.pick(arrays);
  }

  private label(): string {
    return `K${++this.marks}`;
  }

  /** A word that is known as it stands. */
  private plain(): string {
    const text = this.text();
    return this.one(
      () => `'${text}'`,
      () => `"${text}"`,
      () => (text === "" ? "''" : text.replaceAll(" ", "\\ ")),
      () => (this.dialect === "dash" ? `'${text}'` : `$'${text}'`),
      () => `${text.slice(0, 1).replace(" ", "\\ ")}'${text.slice(1)}'`,
    );
  }

  private pattern(): string {
    return this.random.pick(["x", "*a", "?", "-", "[a-m]", "m*", "*", "' '", "''", "ma", "rk"]);
  }

  private number(): string {
    return this.random.pick(["0", "1", "2", "4", "' -1'", "1+1", "${#a}"]);
  }

  private positional(): string {
    return this.random.pick(
      this.bash ? ["$1", "$2", "$*", "$@", "${@:1:1}", "${@:2}", "$#"] : ["$1", "$2", "$*", "$@", "$#"],
    );
  }

  /** An expansion, without quotes around it. */
  private expansion(depth: number): string {
    const name = this.scalar();
    const word = depth >= DEEPEST ? () => this.plain() : () => this.word(depth + 1);
    const forms: [() => string, ...(() => string)[]] = [
      () => `$${name}`,
      () => `$${name}`,
      () => `\${${name}}`,
      () => `\${${name}${this.random.pick([":-", "-", ":+", "+", ":=", "="])}${word()}}`,
      () => `\${${name}${this.random.pick(["#", "##", "%", "%%"])}${this.pattern()}}`,
      () => this.positional(),
      () => `$(printf %s ${word()})`,
      () => `$(echo ${word()})`,
      () => `\`echo ${this.plain()}\``,
    ];
    if (depth < DEEPEST) forms.push(() => `$(${this.statement(depth + 1)}; echo ${this.word(depth + 1)})`);
    if (this.bash)
      forms.push(
        () =>
          `\${${name}${this.random.pick(["/", "//", "/#", "/%"])}${this.pattern()}/${this.random.pick(["", "mark", "m", "$b", "rk"])}}`,
        () => `\${${name}:${this.number()}:${this.random.pick(["1", "2", "4", "5", "-1"])}}`,
        () => `\${${name}: ${this.random.pick(["1", "-4", "-2"])}}`,
        () => `\${${name}${this.random.pick(["^", "^^", ",", ",,", "@U", "@L", "@u", "@E", "@P", "@Q"])}}`,
        () => `\${!${name}}`,
        () => `\${${this.array()}[${this.random.pick(["0", "1", "-1", "@", "*", "1+1", "a", "$a", "#"])}]}`,
        () => `\${${this.array()}[@]:${this.random.pick(["0", "1", "-1"])}:${this.random.pick(["1", "2"])}}`,
        () => `\${${this.array()}[@]${this.random.pick(["#", "%", "/", "//"])}${this.pattern()}}`,
        () => `\${!${this.array()}[@]}`,
        () => `$${this.array()}`,
        () => `$(rev <<< ${word()})`,
        () => `\${BASH_REMATCH[${this.random.pick(["0", "1", "2"])}]}`,
      );
    if (this.dialect === "zsh")
      forms.push(
        () => `$${this.array()}[${this.random.pick(["1", "2", "-1", "1,2", "2,-1"])}]`,
        () => `\${${name}[${this.random.pick(["1", "2,-1", "1,4", "-2,-1", "(w)1"])}]}`,
        () => `\${(${this.random.pick(["j::", "F", "Q", "U", "L", "Oa", "s:x:", "f"])})${this.array()}}`,
        () => `\${(${this.random.pick(["Q", "U", "L", "P", "s: :"])})${name}}`,
      );
    return this.random.pick(forms)();
  }

  /** A word for an assignment or an argument. */
  private word(depth: number): string {
    const forms: [() => string, ...(() => string)[]] = [
      () => this.plain(),
      () => this.plain(),
      () => `"${this.expansion(depth)}"`,
      () => this.expansion(depth),
      () => `${this.random.pick(["m", "ma", "", "x"])}${this.expansion(depth)}`,
      () =>
        `"${this.random.pick(["m", "ma", ""])}${this.expansion(depth)}${this.random.pick(["", "rk", "k"])}"`,
    ];
    if (depth < DEEPEST) forms.push(() => this.word(depth + 1) + this.word(depth + 1));
    if (this.bash) forms.push(() => `{${this.plain()},${this.plain()}}`);
    return this.random.pick(forms)();
  }

  private words(depth: number): string {
    const all: string[] = [];
    for (let left = 1 + this.random.below(3); left > 0; left--) all.push(this.word(depth));
    return all.join(" ");
  }

  /** Something that gives a variable a value. */
  private assignment(depth: number): string {
    const name = this.scalar();
    const forms: [() => string, ...(() => string)[]] = [
      () => `${name}=${this.word(depth)}`,
      () => `${name}=${this.word(depth)}`,
      () => `${name}=${this.plain()}`,
      () => `${name}=${this.word(depth)} ${this.scalar()}=${this.word(depth)}`,
      () => `unset ${name}`,
      () => `set -- ${this.words(depth)}`,
      () => "shift",
      () => `export ${name}=${this.word(depth)}`,
      () => `: "\${${name}:=${this.plain()}}"`,
      () => `: $((n=${this.random.below(4)}))`,
      () => `IFS=${this.random.pick(["'x'", "-", "' '", "a", "''"])}`,
      () => "unset IFS",
      () => `read ${name} <<E\n${this.text()}\nE`,
      () =>
        `IFS=${this.random.pick(["x", "-", "a"])} read -r ${name} ${this.scalar()} <<E\n${this.text()}\nE`,
      () => `${name}=$(cat <<E\n$${this.scalar()}\nE\n)`,
    ];
    if (this.bash)
      forms.push(
        () => `${name}+=${this.word(depth)}`,
        () => `${this.array()}=(${this.words(depth)})`,
        () => `${this.array()}=(${this.words(depth)})`,
        () => `${this.array()}=([1]=${this.plain()} ${this.plain()} [0]=${this.plain()})`,
        () => `${this.array()}+=(${this.words(depth)})`,
        () => `${this.array()}[${this.random.pick(["0", "1", "2", "-1", "n"])}]=${this.word(depth)}`,
        () => `unset '${this.array()}[${this.random.pick(["0", "1"])}]'`,
        () =>
          `unset -v ${this.array()}; declare -A ${this.array()}; ${this.array()}=([a]=${this.plain()} [mark]=${this.plain()})`,
        () => `printf -v ${this.random.pick([name, `'${this.array()}[1]'`])} '%s' ${this.words(depth)}`,
        () => `read -r ${name} ${this.scalar()} <<< ${this.word(depth)}`,
        () => `read -ra ${this.array()} <<< ${this.word(depth)}`,
        () => `read -rd ${this.random.pick(["x", "' '", "a"])} ${name} <<< ${this.word(depth)}`,
        () => `read -rn ${this.random.pick(["4", "2", "1"])} ${name} <<< ${this.word(depth)}`,
        () => `mapfile -t ${this.array()} <<< ${this.word(depth)}`,
        () => `mapfile -t ${this.array()} < <(printf '%s\\n' ${this.words(depth)})`,
        () =>
          `mapfile -t ${this.random.pick(["-s 1", "-n 1", "-O 2", "-d x"])} ${this.array()} < <(printf '%s\\n' ${this.words(depth)})`,
        () => `readarray -t -d '' ${this.array()} < <(printf '%s\\0' ${this.words(depth)})`,
        () => `[[ ${this.word(depth)} =~ ${this.random.pick(["(m.*)", "^(.*)k", "x(.*)", "(a)(r)"])} ]]`,
        () =>
          `printf -v ${name} ${this.random.pick(["%.4s", "%5s", "%-5s", "%*s 4", "%s%.2s"])} ${this.words(depth)}`,
        () => `BASH_ALIASES[al]=${this.plain()}`,
        () => `declare ${this.random.pick(["-l", "-u", "-x", "-g", "+x"])} ${name}=${this.word(depth)}`,
        () => `declare ${name}=${this.word(depth)}`,
        () =>
          `declare -n r=${this.random.pick([name, this.array()])}; r=${this.word(depth)}; declare +n r; unset r`,
        () => `for ${name} in ${this.words(depth)}; do :; done`,
        () => `(( n${this.random.pick(["++", "+=1", "=2", "--"])} ))`,
        () => `${name}=${this.plain()}; ${this.scalar()}=${name}`,
      );
    if (this.dialect === "zsh")
      forms.push(
        () => `${this.array()}=(${this.words(depth)})`,
        () => `${this.array()}+=(${this.words(depth)})`,
        () => `${this.array()}[${this.random.pick(["1", "2"])}]=${this.word(depth)}`,
        () => `print -v ${name} -r -- ${this.words(depth)}`,
      );
    return this.random.pick(forms)();
  }

  private condition(): string {
    return this.one(
      () => "true",
      () => "false",
      () => `[ "$${this.scalar()}" = ${this.plain()} ]`,
      () => `[ -n "$${this.scalar()}" ]`,
      () => `! test -z "$${this.scalar()}"`,
      () => (this.bash ? `[[ $${this.scalar()} == ${this.pattern()} ]]` : "true"),
      () => (this.bash ? `(( n ${this.random.pick(["<", ">", "=="])} 1 ))` : "false"),
      () => this.assignment(DEEPEST),
      () => ":",
    );
  }

  private list(depth: number): string {
    const all: string[] = [];
    for (let left = 1 + this.random.below(2); left > 0; left--) all.push(this.statement(depth));
    return all.join("\n");
  }

  /** Something that starts `mark`, if the variables are right. */
  private use(depth: number): string {
    const forms: [() => string, ...(() => string)[]] = [
      () => `mark ${this.words(depth)} ${this.label()}`,
      () => `mark ${this.words(depth)} ${this.label()}`,
      () => `$${this.scalar()} ${this.label()}`,
      () => `${this.expansion(depth)} ${this.label()}`,
      () => `"${this.expansion(depth)}" ${this.label()}`,
      () => `${this.word(depth)} ${this.label()}`,
      () => `"$@" ${this.label()}`,
      () => `eval ${this.words(depth)} ${this.label()}`,
      () => `eval "$${this.scalar()} ${this.label()}"`,
      () => `${this.random.pick(functions)} ${this.words(depth)}`,
      () => `echo $${this.scalar()} ${this.label()} | sh`,
      () => `sh -c "${this.expansion(DEEPEST).replaceAll('"', '\\"')} ${this.label()}"`,
      () => `sh <<E\n${this.expansion(DEEPEST)} ${this.label()}\nE`,
      () => `command ${this.expansion(DEEPEST)} ${this.label()}`,
    ];
    if (this.bash)
      forms.push(
        () => `"\${${this.array()}[@]}" ${this.label()}`,
        () => `\${${this.array()}[*]} ${this.label()}`,
        () => `bash <<< "$${this.scalar()} ${this.label()}"`,
        () => `. <(echo "$${this.scalar()} ${this.label()}")`,
        () => `bash -c '"$@"' x $${this.scalar()} ${this.label()}`,
      );
    return this.random.pick(forms)();
  }

  private statement(depth: number): string {
    if (depth >= DEEPEST) return this.random.chance(60) ? this.assignment(depth) : this.use(depth);
    const inner = () => this.list(depth + 1);
    const some = () => (this.random.chance(60) ? this.assignment(depth) : this.use(depth));
    const forms: [() => string, ...(() => string)[]] = [
      some,
      some,
      some,
      some,
      () => `${this.condition()} && ${some()}`,
      () => `${this.condition()} || ${some()}`,
      () => `if ${this.condition()}; then\n${inner()}\nfi`,
      () => `if ${this.condition()}; then\n${inner()}\nelse\n${inner()}\nfi`,
      () =>
        `if ${this.condition()}; then\n${inner()}\nelif ${this.condition()}; then\n${inner()}\nelse\n${inner()}\nfi`,
      () => `for ${this.scalar()} in ${this.words(depth)}; do\n${inner()}\ndone`,
      () =>
        `for ${this.scalar()} in 1 2; do\n${inner()}\n${this.condition()} && ${this.random.pick(["break", "continue"])}\n${inner()}\ndone`,
      () => `i=0\nwhile [ $i -lt ${this.random.pick(["1", "2", "3"])} ]; do\ni=$((i+1))\n${inner()}\ndone`,
      () =>
        `case ${this.word(depth)} in\n${this.pattern()}) ${some()};;\n${this.plain()}|*) ${some()};;\nesac`,
      () => `${this.random.pick(functions)}() {\n${inner()}\n}`,
      () => `${this.random.pick(functions)}() {\n${this.use(depth)}\n}`,
      () => `${this.random.pick(functions)}() {\n${this.condition()} && return\n${inner()}\n}`,
      () => `(\n${inner()}\n)`,
      () => `{\n${inner()}\n}`,
      () => `{ ${some()}\n} | cat`,
      () => `printf '%s\\n' ${this.words(depth)} | while read -r ${this.scalar()}; do\n${inner()}\ndone`,
      () => `trap ${this.quoted(depth)} EXIT`,
      () => `eval ${this.quoted(depth)}`,
      () => `sh -c ${this.quoted(depth)}`,
    ];
    if (this.bash)
      forms.push(
        () => `for ((i=0;i<${this.random.pick(["1", "2", "3"])};i++)); do\n${inner()}\ndone`,
        () => `while read -r ${this.scalar()}; do\n${inner()}\ndone <<< ${this.word(depth)}`,
        () =>
          `case ${this.word(depth)} in\n${this.pattern()}) ${some()};;&\n${this.plain()}) ${some()};&\n*) ${some()};;\nesac`,
        () => `${this.random.pick(functions)}() {\nlocal ${this.scalar()}=${this.word(depth)}\n${inner()}\n}`,
        () => `trap ${this.quoted(depth)} ${this.random.pick(["DEBUG", "ERR", "RETURN"])}`,
        () => `bash -c ${this.quoted(depth)}`,
      );
    return this.random.pick(forms)();
  }

  private quoted(depth: number): string {
    return `'${this.list(Math.max(depth + 1, 2)).replaceAll("'", "'\\''")}'`;
  }
}
