/**
 * Random small shell programs that change files: in every place of the grammar where a command may stand, and by every way that a
 * shell has of opening one. Each makes files of its own names, so that what is missed says where it was missed.
 */
import type { Dialect } from "./programs.ts";
import type { Random } from "./random.ts";

type Forms = [() => string, ...(() => string)[]];

/** Deeper than this, what is made is flat. */
const DEEPEST = 3;

/** What lies in the directory before: `s` is a script that makes `made-by-s`. */
export const before: Readonly<Record<string, string>> = {
  f1: "one\n",
  f2: "two\ntwo\n",
  "d/g": "deep\n",
  s: "> made-by-s\n",
};

export class Effects {
  private readonly random: Random;
  private readonly dialect: Dialect;
  private made = 0;

  constructor(random: Random, dialect: Dialect) {
    this.random = random;
    this.dialect = dialect;
  }

  make(): readonly string[] {
    this.made = 0;
    const lines: string[] = [];
    for (let left = 2 + this.random.below(5); left > 0; left--) lines.push(this.statement(0));
    return lines;
  }

  private get bash(): boolean {
    return this.dialect === "bash";
  }

  private one(forms: Forms): string {
    return this.random.pick(forms)();
  }

  private fresh(): string {
    return `n${++this.made}`;
  }

  /** A new file's name, in a form that has to be expanded; anything that it needs stands before, with a `;`. */
  private named(): { readonly first: string; readonly word: string } {
    const name = this.fresh();
    const forms: [() => readonly [string, string], ...(() => readonly [string, string])[]] = [
      () => ["", name],
      () => ["", name],
      () => ["", `"${name}"`],
      () => ["", `./${name}`],
      () => ["", `d/../${name}`],
      () => [`x=${name}; `, "$x"],
      () => [`x=${name}.c; `, '"${x%.c}"'],
      () => [`x=${name}; `, "${x:-f1}"],
      () => ["unset x; ", `\${x:-${name}}`],
      () => [`set -- ${name}; `, "$1"],
      () => [`set -- a ${name}; shift; `, '"$@"'],
      () => ["", `$(echo ${name})`],
      () => ["", `\`echo ${name}\``],
      () => [`read -r x <<E\n${name}\nE\n`, "$x"],
    ];
    if (this.bash)
      forms.push(
        () => [`v=(a ${name}); `, '"${v[1]}"'],
        () => [`printf -v x %s ${name}; `, "$x"],
        () => [`x=y; y=${name}; `, "${!x}"],
        () => [`declare -A m=([k]=${name}); `, "${m[k]}"],
        () => [`declare -n r=y; r=${name}; `, "$y"],
        () => [`x=${name.toUpperCase()}; `, "${x,,}"],
        () => [`x=q${name}; `, "${x:1}"],
        () => [`x=${name.replace("n", "z")}; `, "${x/z/n}"],
        () => [`mapfile -t v <<< ${name}; `, "${v[0]}"],
        () => ["", `$'${name}'`],
      );
    const [first, word] = this.random.pick(forms)();
    return { first, word };
  }

  /** A command that changes a file. */
  private change(): string {
    const { first, word } = this.named();
    const forms: Forms = [
      () => `> ${word}`,
      () => `echo x > ${word}`,
      () => `: >> ${word}`,
      () => `cat < f1 > ${word}`,
      () => `> ${word} echo x`,
      () => `echo x >| ${word}`,
      () => `: <> ${word}`,
      () => `cat <<E > ${word}\nx\nE`,
      () => `cat > ${word} <<'E'\nx\nE`,
      () => `echo x | tee ${word}`,
      () => `ls nothing 2> ${word}`,
      () => `exec 3> ${word}; echo x >&3`,
      () => `(exec > ${word}; echo x)`,
      () => `touch ${word}`,
      () => `cp f1 ${word}`,
      () => `cp f1 f2 d; mv d/f2 ${word}`,
      () => `ln -s f1 ${word}`,
      () => `ln f2 ${word}`,
      () => `mkdir -p ${word}/a`,
      () => `mkdir ${word} && cp f2 ${word}`,
      () => `sed -n 'w '${word} f1`,
      () => `sed 's/o/0/w '${word} f1`,
      () => `awk -v o=${word} '{ print > o }' f2`,
      () => `sort -o ${word} f2`,
      () => `dd if=f1 of=${word} status=none`,
      () => `install f1 ${word}`,
      () => `truncate -s 3 ${word}`,
      () => `echo ${word} | xargs touch`,
      () => `printf '%s\\n' ${word} | while read -r y; do > "$y"; done`,
      () => `find f1 -exec touch ${word} \\;`,
      () => `find f1 -fprint ${word}`,
      () => `env q=1 touch ${word}`,
      () => `nice touch ${word}`,
      () => `command touch ${word}`,
      () => `sh -c '> "$0"' ${word}`,
      () => `sh -c 'touch "$@"' x ${word}`,
      () => `echo touch ${word} | sh`,
      () => `eval "> ${word}"`,
      () => `eval touch ${word}`,
      () => `echo "> ${word}" > c.sh; . ./c.sh`,
      () => `echo "touch ${word}" > c.sh; sh c.sh`,
      () => `echo "touch ${word}" > c.sh; sh < c.sh`,
      () => `printf '#!/bin/sh\\ntouch %s\\n' ${word} > c.sh; chmod +x c.sh; ./c.sh`,
      () => `mkdir -p e; cd e; > ../${word}; cd ..`,
      () => `(cd d && touch ../${word})`,
      () => `tail -n +1 f1 | tee -a ${word} | cat`,
      () => `ln -s d l; > l/../${word}`,
      () => `ln -sf f1 l2; echo x > l2; mv l2 ${word}`,
      () => `split -l 1 f2 ${word}`,
      () => `cat f1 | dd of=${word} 2> d/err`,
      () => `timeout 2 touch ${word}`,
      () => `trap "> ${word}" EXIT`,
      () => `trap "> ${word}" TERM; kill -TERM $$; trap - TERM`,
      () => `touch q1 && rm q1; rm -f f1; echo y > f1; > ${word}`,
      () => `rm -f f2; mv f1 f2; cp f2 f1; cp f2 ${word}`,
      () => `set -C; > ${word}; set +C`,
    ];
    if (this.dialect !== "dash")
      forms.push(
        () => `echo x &> ${word}`,
        () => `echo x >& ${word}`,
        () => `echo x |& tee ${word}`,
        () => `cat <<< x > ${word}`,
        () => `echo x > >(cat > ${word}); sleep 0.05`,
        () => `cat <(> ${word})`,
        () => `[[ -f f1 ]] > ${word}`,
        () => `(( 1 )) > ${word}`,
        () => `time touch ${word}`,
        () => `echo x | tee >(cat > ${word}); sleep 0.05`,
        () => `. <(echo "> ${word}")`,
        () => `exec {fd}> ${word}; echo x >&$fd`,
      );
    if (this.bash)
      forms.push(
        () => `coproc { > ${word}; }; wait`,
        () => `alias q='touch'\nshopt -s expand_aliases\nq ${word}`,
        () => `mapfile -c 1 -C "touch ${word};:" v < f1`,
        () => `bash -c 'echo x > $1' x ${word}`,
        () => `export -f fn 2> d/err; fn() { touch "$1"; }; export -f fn; bash -c 'fn "$1"' x ${word}`,
        () => `PS4='$(> ${word})'; set -x; :; { set +x; } 2> d/err`,
        () => `: "\${x@P}"; x='$(> ${word})'; : "\${x@P}"`,
        () => `declare -i z; z='v[$(> ${word})]'`,
        () => `x='v[$(> ${word})]'; : $((x))`,
        () => `test -v 'v[$(> ${word})]'`,
        () => `printf -v 'v[$(> ${word})]' x`,
        () => `read 'v[$(> ${word})]' <<< x`,
        () => `unset 'v[$(> ${word})]'`,
        () => `command_not_found_handle() { > ${word}; }; nothing-of-this-name`,
        () => `enable -n echo; echo() { > ${word}; }; echo; unset -f echo; enable echo`,
        () => `trap "> ${word}" DEBUG; :; trap - DEBUG`,
        () => `trap "> ${word}" ERR; false; trap - ERR`,
        () => `fr() { trap "> ${word}" RETURN; }; fr; trap - RETURN`,
        () => `set -- -a b; while getopts a: o; do > ${word}; done`,
        () => `complete -F x y; compgen -W '$(> ${word})'`,
        () => `hash -p /usr/bin/touch qq; qq ${word}`,
        () => `exec 3>&1 > ${word}; echo x; exec >&3`,
        () => `select y in a; do > ${word}; break; done <<< 1`,
        () => `IFS=, ; y=touch,${word}; $y; unset IFS`,
        () => `y=(touch ${word}); "\${y[@]}"`,
        () => `{ touch,${word}; }`,
        () => `{touch,${word}}`,
      );
    if (this.dialect === "zsh")
      forms.push(
        () => `echo x > ${word} > d/both`,
        () => `< f1 > ${word}`,
        () => `=touch ${word}`,
        () => `noglob touch ${word}`,
        () => `repeat 1 > ${word}`,
        () => `x=('$(> ${word})'); : \${(e)x}`,
        () => `: *(e:'> ${word}':)`,
        () => `print x > ${word}`,
        () => `() { > ${word} }`,
        () => `if true { > ${word} }`,
        () => `for i (1) > ${word}`,
        () => `TRAPEXIT() { > ${word} }`,
        () => `x='v[$(> ${word})]'; : $((x))`,
        () => `[ 'v[$(> ${word})]' -eq 1 ]`,
        () => `printf %d 'v[$(> ${word})]'`,
        () => `alias -g QQ='> ${word}'\necho x QQ`,
        () => `alias q='touch'\nq ${word}`,
        () => `always_() { { :; } always { > ${word} } }; always_`,
        () => `zmodload zsh/files 2> d/err; zf_ln -s f1 ${word}`,
        () => `eval 'echo x' > ${word}`,
      );
    return first + this.random.pick(forms)();
  }

  /** A change of what was there before. */
  private changeOfOld(): string {
    return this.one([
      () => "rm f1",
      () => "rm -r d; mkdir d",
      () => "sed -i s/o/0/ f1",
      () => "echo more >> f2",
      () => "find . -name g -delete",
      () => "mv f1 f3",
      () => "rm -f ./*2",
      () => "rm -f [f]1",
      () => 'for y in f*; do rm "$y"; done',
      () => "find d -type f | xargs rm -f",
      () => "find d -type f -exec rm {} +",
      () => "ls f* | xargs -n1 rm -f",
      () => "chmod 600 f2",
      () => "cat s > f2",
      () => ". ./s",
      () => "sh s",
      () => "sh < s",
      () => "unlink f2",
      () => "cp -r d d2",
      () => "tar cf a.tar f1 2> d/err && rm f1 && tar xf a.tar",
      () => "ln -sfn d f2",
      () => "rmdir d || :",
      () => "cd d && rm g; cd ..",
      () => "cat f1 f2 | sort -o f1",
    ]);
  }

  /** A word, or a whole command, in which a command stands. */
  private around(depth: number): string {
    const inner = () => this.statement(depth + 1);
    const line = () => this.change();
    const { first, word } = this.named();
    const forms: Forms = [
      () => `x=$(${line()}\n)`,
      () => `: "$(${line()}\n)"`,
      () => `: \${u:-$(${line()}\n)}`,
      () => `: \${x:+$(${line()}\n)}`,
      () => `: $(( 1 + $(${line()}\necho 1) ))`,
      () => `cat <<E\n$(${line()}\n)\nE`,
      () => `case $(${line()}\n) in *) ${inner()} ;; esac`,
      () => `for i in a $(${line()}\n); do ${inner()}\ndone`,
      () => `while ${inner()}\nfalse; do :; done`,
      () => `until ${inner()}\ntrue; do :; done`,
      () => `if ${inner()}\nthen ${inner()}\nelse ${inner()}\nfi`,
      () => `if ! ${inner()}\nthen :; elif ${inner()}\nthen :; fi`,
      () => `{ ${inner()}\n} > d/out`,
      () => `(${inner()}\n)`,
      () => `(${inner()}\n) | cat`,
      () => `echo x | { cat; ${inner()}\n}`,
      () => `${first}for i in 1; do echo $i; done > ${word}`,
      () => `${first}while read -r y; do echo "$y"; done < f1 >> ${word}`,
      () => `${first}if true; then echo y; fi > ${word}`,
      () => `${first}case a in a) echo z;; esac > ${word}`,
      () => `${first}{ echo x; } 2>&1 > ${word}`,
      () => `${first}(echo x) > ${word}`,
      () => `${first}fx() { echo x; } > ${word}; fx`,
      () => `${first}fy() { > "$1"; }; fy ${word}`,
      () => `${first}fz() { for each; do > "$each"; done; }; fz a1 ${word}`,
      () => `fk() { ${inner()}\n}; fk`,
      () => `fl() { return 1; ${inner()}\n}; fl || ${inner()}`,
      () => `fm() { [ $# -gt 2 ] && return; ${inner()}\nfm "$@" a; }; fm a`,
      () => `true && ${inner()}`,
      () => `false || ${inner()}`,
      () => `false && ${inner()}`,
      () => `[ -f f1 ] && ${inner()}`,
      () => `[ -d f1 ] || ${inner()}`,
      () => `${inner()} &\nwait`,
      () => `(exit 3); [ $? = 3 ] && ${inner()}`,
      () => `for i in 1 2 3; do [ $i = 2 ] && continue; ${inner()}\nbreak; done`,
      () => `i=0; while [ $i -lt 2 ]; do i=$((i+1)); ${inner()}\ndone`,
      () => `set -e; ${inner()}\nset +e`,
      () => `case f1 in [a-e]*) ${inner()} ;; f?) ${inner()} ;; esac`,
      () => `eval '${this.statement(DEEPEST).replaceAll("'", "'\\''")}'`,
      () => `sh -c '${this.plain().replaceAll("'", "'\\''")}'`,
      () => `trap '${this.plain().replaceAll("'", "'\\''")}' EXIT`,
    ];
    if (this.bash)
      forms.push(
        () => `v[$(${line()}\necho 0)]=1`,
        () => `[[ -n $(${line()}\n) || x ]]`,
        () => `(( $(${line()}\necho 1) ))`,
        () => `declare y=$(${line()}\n)`,
        () => `v=($(${line()}\n))`,
        () => `cat <<< "$(${line()}\n)"`,
        () => `for ((i=0;i<1;i++)); do ${inner()}\ndone`,
        () => `x=\${f1/a/$(${line()}\n)}`,
        () => `: "\${v[$(${line()}\necho 0)]}"`,
        () => `let "y=$(${line()}\necho 1)"`,
        () => `function fn2 { ${inner()}\n}; fn2`,
        () => `time { ${inner()}\n}`,
        () => `! { ${inner()}\n}`,
      );
    return this.one(forms);
  }

  /** What every shell here reads the same way, for `sh`. */
  private plain(): string {
    const name = this.fresh();
    return this.random.pick([`> ${name}`, `touch ${name}`, `x=${name}; echo x > "$x"`, `cat f1 > ${name}`]);
  }

  private statement(depth: number): string {
    if (depth >= DEEPEST) return this.change();
    const roll = this.random.below(100);
    if (roll < 45) return this.change();
    return roll < 60 ? this.changeOfOld() : this.around(depth);
  }
}
