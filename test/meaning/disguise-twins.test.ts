/** Disguises that are seen through: around something dangerous they are stopped, and around ordinary work they are not. */
import { type Disguises, half, inShell, testTwins } from "./twins.ts";

const arrays: Disguises = {
  "records that end with NUL": (c) => `readarray -t -d "" v < <(printf '%s\\0' x '${c}'); eval "\${v[1]}"`,
  "records that end with a letter": (c) => `mapfile -d @ -t v < <(printf 'x@%s@y' '${c}'); eval "\${v[1]}"`,
  "lines behind the first": (c) => `mapfile -t -s 1 -n 1 v < <(printf '%s\\n' x '${c}' y); eval "$v"`,
  "lines from an index on": (c) => `mapfile -t -O 3 v <<< '${c}'; eval "\${v[3]}"`,
  "an array given in another order": (c) =>
    `v=([5]='${half(c)[1]}' [2]='${half(c)[0]}'); eval "$(printf %s "\${v[@]}")"`,
  "an item behind one with an index": (c) => `v=([4]=true '${c}'); eval "\${v[5]}"`,
  "items behind a gap": (c) => `v=([4]=true); v+=('${c}'); eval "\${v[5]}"`,
  "an index that is a comparison": (c) => `v=(true '${c}'); eval "\${v[2 > 1]}"`,
};

const state: Disguises = {
  "a group of a match": (c) => `[[ 'xx;${c}' =~ ^xx\\;(.*)$ ]] && eval "\${BASH_REMATCH[1]}"`,
  "groups of a match in another order": (c) =>
    `p='^(.*)@@(.*)$'; [[ '${half(c)[1]}@@${half(c)[0]}' =~ $p ]]; eval "\${BASH_REMATCH[2]}\${BASH_REMATCH[1]}"`,
  "the command that sets a trap off": (c) =>
    `trap 'x=$BASH_COMMAND; trap - DEBUG; eval "\${x#: }"' DEBUG; : ${c}`,
  "the command that fails": (c) => `trap 'eval "\${BASH_COMMAND#false }"' ERR; false ${c}`,
  "an alias that lets the next word be one": (c) =>
    `shopt -s expand_aliases; alias a='eval ' b="'${c}'"\na b`,
  "an element of BASH_ALIASES": (c) => `shopt -s expand_aliases; BASH_ALIASES[b]='${c}'\nb`,
  "a variable in front of what starts the code": (c) => `C='${c}' git -c alias.x='!eval "$C"' x`,
  "a variable in front of a function": (c) => `f() { eval "$C"; }; C='${c}' f`,
};

const files: Disguises = {
  "a script by a pattern": (c) => `echo '${c}' > one.sh; sh ./o*.sh`,
  "scripts of a loop": (c) => `echo '${c}' > one.sh; for s in ./*.sh; do sh "$s"; done`,
  "scripts that are found": (c) => `echo '${c}' > one.sh; find . -name '*.sh' -exec sh {} \\;`,
  "scripts that are found and handed on": (c) => `echo '${c}' > one.sh; find . -name '*.sh' | xargs sh`,
  "a file by a descriptor of the group": (c) => `{ echo '${c}' >&3; } 3> one; sh one`,
  "a process by a descriptor of the group": (c) => `{ echo '${c}' >&3; } 3> >(bash)`,
  "an input copied to another descriptor": (c) => `exec 4<<< '${c}' 5<&4; bash <&5`,
  "what comes through a named pipe": (c) => `mkfifo p; bash < p & echo '${c}' > p; wait`,
  "a file that a filter reads": (c) => `echo '${c}' > one; sort one | uniq | sh`,
  "the file of a shell at a terminal": (c) => `echo '${c}' > .bashrc; HOME=$PWD bash -i`,
  "the file of the first shell": (c) => `echo '${c}' > .profile; HOME=$PWD dash -lc :`,
  "a script behind a link to its directory": (c) =>
    `mkdir d1; ln -s d1 d2; echo '${c}' > d1/one; cd d2; sh one`,
  "a part of what was split": (c) => `echo '${c}' | split -l 1 - part; sh partaa`,
};

const printed: Disguises = {
  "what find prints": (c) => `find . -maxdepth 0 -printf '${c}\\n' | sh`,
  "what expr matches": (c) => `eval "$(expr "x${c}" : 'x\\(.*\\)')"`,
  "a field of no width": (c) => `printf '%*s' 0 '${c}' | sh`,
  "a field cut off": (c) => `printf '%.${c.length}s' '${c}XX' | sh`,
};

const names: Disguises = {
  "a pattern that names a shell": (c) => `/b*n/b[a-a]sh -c '${c}'`,
};

const ofZsh: Disguises = {
  "characters from a place on": (c) => `x='xx${c}'; eval \${x[3,-1]}`,
  "the last item": (c) => `a=(x '${c}'); eval $a[-1]`,
  "items count from 1": (c) => `a=(true '${c}'); eval $a[2]`,
  "an item set by its index": (c) => `a[3]='${c}'; eval $a[3]`,
  "several items": (c) => `a=(bash -c '${c}' x); $a[1,3]`,
  "an item that matches": (c) => `a=(true '${c}'); eval \${a[(r)*?????*]}`,
  "a word by its number": (c) => `x='a bash c'; \${x[(w)2]} -c '${c}'`,
  "a table": (c) => `typeset -A h=(k '${c}'); eval $h[k]`,
  "values of a table": (c) => `typeset -A h=(k '${c}'); eval \${(v)h}`,
  "letters joined": (c) => `a=(${[...c].map((letter) => `'${letter}'`).join(" ")}); eval \${(j::)a}`,
  "letters joined from behind": (c) =>
    `a=(${[...c]
      .reverse()
      .map((letter) => `'${letter}'`)
      .join(" ")}); eval \${(j::)\${(Oa)a}}`,
  "lines of an array": (c) => `a=(true '${c}'); eval \${(F)a}`,
  "quotes taken off": (c) => `x="'${c}'"; eval \${(Q)x}`,
  escapes: (c) =>
    `x='${[...c].map((letter) => `\\x${letter.charCodeAt(0).toString(16)}`).join("")}'; eval \${(g::)x}`,
  "a prompt": (c) => `setopt promptsubst; x='$(${c} >&2)'; : \${(%%)x}`,
  "a prompt that is printed": (c) => `setopt PROMPT_SUBST; print -P '$(${c} >&2)'`,
  "print -v": (c) => `print -v x -r -- '${c}'; eval $x`,
  "a part of a match": (c) => `[[ 'xx${c}' =~ '^xx(.*)$' ]]; eval $match[1]`,
  "a file as an item": (c) => `zmodload zsh/mapfile; mapfile[x]='${c}'; source ./x`,
  "an item for a file": (c) => `zmodload zsh/mapfile; print -r -- '${c}' > x; eval $mapfile[x]`,
  "a style": (c) => `zstyle -e ':x' y '${c}'; zstyle -s ':x' y z`,
  "a terminal of its own": (c) => `zmodload zsh/zpty; zpty x '${c}'`,
  "a function of a file": (c) => `print -r -- '${c}' > x; fpath=(. $fpath); autoload -U x; x`,
  "no command": (c) => `NULLCMD=bash; <<< '${c}'`,
  "a format": (c) => `zformat -f x '%a' 'a:${c}'; eval $x`,
  "two inputs": (c) => `print -rn -- '${half(c)[0]}' > x; print -r -- '${half(c)[1]}' > y; cat < x < y | sh`,
  "the arguments": (c) => `argv=(bash -c '${c}'); $argv`,
};

const ofFish: Disguises = {
  "words joined": (c) => `string join -- "" "${half(c)[0]}" "${half(c)[1]}" | source`,
  "letters taken out": (c) => `string replace -a "#" "" "${[...c].join("#")}" | source`,
  "an item of a list": (c) => `set x true "${c}"; eval $x[2]`,
  "several items": (c) => `set x z bash -c "${c}"; $x[2..4]`,
  "a list as a command": (c) => `set x bash -c "${c}"; $x`,
  "the value of what is named": (c) => `set x "${c}"; set n x; bash -c $$n`,
  "a variable that is exported": (c) => `set -x C "${c}"; bash -c "eval \\$C"`,
};

testTwins([
  ["arrays", arrays],
  ["state of the shell", state],
  ["files made on the way", files],
  ["text put together", printed],
  ["names", names],
  ["zsh", inShell("zsh", ofZsh)],
  ["fish", inShell("fish", ofFish)],
]);
