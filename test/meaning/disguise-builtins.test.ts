/** Disguises by what builtins and filters do exactly: around something dangerous they are stopped, around ordinary work they are not. */
import { type Disguises, half, inShell, testTwins } from "./twins.ts";

const base64 = (c: string): string => Buffer.from(c).toString("base64");

const reading: Disguises = {
  "a backslash that read takes away": (c) => `read x <<< '${c[0]}\\${c.slice(1)}'; eval "$x"`,
  "what stands behind a part that was read": (c) => `{ read -rN2 x; sh; } <<< '# ${c}'`,
  "what head has left": (c) => `{ head -c1 > /dev/null; sh; } <<< '#${c}'`,
  "what dd has left": (c) => `printf '#%s\\n' '${c}' | { dd bs=1 count=1 status=none > /dev/null; sh; }`,
  "letters one after the other": (c) => `{ read -rN3 a; read -rN${c.length - 3} b; } <<< '${c}'; eval "$a$b"`,
  "records one after the other": (c) => `{ read -rd@ _; read -rd@ b; } <<< 'x@${c}@'; eval "$b"`,
  "code for each line": (c) => `f() { eval "$2"; }; mapfile -t -c1 -C f <<< $'true\\n''${c}'`,
  "the last of the letters that share a word": (c) =>
    `set -- -vx'${c}'; while getopts vx: o; do case $o in x) eval "$OPTARG";; esac; done`,
  "a call for each item, with its quotes": (c) =>
    `printf '%s\\n' "bash -c '${c}'" | xargs -d '\\n' -n1 bash -c`,
  "a descriptor with a name": (c) => `{ sh <&$fd; } {fd}< <(echo '${c}')`,
};

const arrays: Disguises = {
  "an element that grows": (c) => `a[4]='${half(c)[0]}'; a[4]+='${half(c)[1]}'; eval "\${a[-1]}"`,
  "an element taken out": (c) => `a=(echo '${c}'); unset 'a[0]'; eval "\${a[@]}"`,
  "an index that nobody knows": (c) => `a=(true '${c}')\neval "\${a[LINENO]}"`,
  "a key that nobody knows": (c) => `declare -A m=([a]=true [b]='${c}'); eval "\${m[$RANDOM]}"`,
  "a reference to an element": (c) => `a=(true '${c}'); declare -n r='a[1]'; eval "$r"`,
  "declarations that append": (c) => `declare x='${half(c)[0]}'; declare x+='${half(c)[1]}'; eval "$x"`,
  "an end for each item": (c) => `a=(true '${c}'); eval "\${a[*]/%/;}"`,
  "a declaration of all of it": (c) => `x=(true '${c}'); y=\${x[@]@A}; unset x; eval "$y"; eval "\${x[1]}"`,
};

const told: Disguises = {
  "where a link leads": (c) => `ln -s '${c}' x; readlink x | sh`,
  "words parted by another letter": (c) => `IFS=@; compgen -W '${c}' | sh`,
  "a declaration in its quotes": (c) => `x='${c}'; declare -p x | sed 's/^[^"]*"//; s/"$//' | sh`,
  "what comes back from a program that only passes on": (c) => `socat - EXEC:cat <<< '${c}' | sh`,
  "the line behind a mark": (c) => `printf '%s\\n' MARK '${c}' | grep -A1 MARK | sed 1d | sh`,
  "an alias that is shown": (c) => `alias x=': ${c}'; eval "$(alias x | cut -d\\' -f2 | cut -c3-)"`,
  "a trap that is shown": (c) => `trap ': ${c}' USR1; x=$(trap -p USR1); x=\${x#*: }; eval "\${x%\\'*}"`,
  "a function that is shown": (c) => `f() { : ${c}\n}; eval "$(declare -f f | sed -n 's/^ *: //p')"`,
  "the arguments as the shell keeps them": (c) => `bash -O extdebug -c 'eval "\${BASH_ARGV[0]}"' _ '${c}'`,
  "the code as the shell keeps it": (c) =>
    `bash -c 'x=\${BASH_EXECUTION_STRING##*@@}; eval "$x"; exit; #@@${c}'`,
  "the function by its name": (c) => `sh() { command "\${FUNCNAME[0]}" -c '${c}'; }; sh`,
  "a table of aliases": (c) => `alias a=ba b=sh; x=\${BASH_ALIASES[a]}\${BASH_ALIASES[b]}; $x -c '${c}'`,
  "a value of an option": (c) =>
    `f() { while getopts a:b: o; do eval "$OPTARG"; done; }; f -a true -b '${c}'`,
  "words that are completed": (c) => `$(compgen -W b -S ash) -c '${c}'`,
  "a time without a part of one": (c) => `printf '%(${c})T' -1 | sh`,
  "a text that ends before its end": (c) => `printf '%b' '${c}\\cjunk ( junk' | sh`,
};

const filters: Disguises = {
  "items in order": (c) =>
    `python3 -c 'print("".join(t for _, t in sorted([(1, "${half(c)[1]}"), (0, "${half(c)[0]}")])))' | sh`,
  "keys in order": (c) =>
    `python3 -c 'd = {2: "${half(c)[1]}", 1: "${half(c)[0]}"}; print("".join(d[k] for k in sorted(d)))' | sh`,
  "a program under another name": (c) => `perl -e 'exec {"sh"} "x", "-c", $ARGV[0]' '{ ${c}; }'`,
  "all but some letters": (c) => `cut -c1-2 --complement <<< '((${c}' | sh`,
  "the second match": (c) => `sed 's/#//2' <<< ': "#"; #${c}' | sh`,
  "letters made small": (c) => `sed 's/.*/\\L&/' <<< '${c.toUpperCase()}' | sh`,
  "a line picked out": (c) => `printf '%s\\n' '(' '${c}' ')' | sed -n 2p | sh`,
  "bytes passed over": (c) => `dd iflag=skip_bytes skip=3 status=none <<< '(((${c}' | sh`,
  "words backwards": (c) => `printf '%s ' ${c.split(" ").reverse().join(" ")} | tac -s ' ' | sh`,
  "lines without an end": (c) => `printf '%s\\n' '${half(c)[0]}' '${half(c)[1]}' | awk -v ORS= 1 | sh`,
  "what stands behind a mark": (c) => `grep -oP '^@@\\K.*' <<< '@@${c}' | sh`,
  "what was found, put in again": (c) => `x='${c.slice(1)}'; eval "\${x/${c[1]}/${c[0]}&}"`,
};

const files: Disguises = {
  "written over": (c) => `printf ':#%s\\n' '${c}' > z; printf '  ' 1<> z; sh z`,
  "written over by dd": (c) => `printf '#%s\\n' '${c}' > z; printf ' ' | dd of=z conv=notrunc; sh z`,
  "meant for the errors": (c) => `{ echo '${c}' >&2; } 2>&1 1> /dev/null | sh`,
  "below a directory of CDPATH": (c) => `mkdir -p q/r; echo '${c}' > q/r/s; CDPATH=$PWD/q; cd r; sh s`,
  "in the directory put aside": (c) => `mkdir q; echo '${c}' > q/s; pushd q; pushd; pushd; sh s`,
  "unpacked elsewhere": (c) => `mkdir d; echo '${c}' > k; tar c k | tar x -C d; sh d/k`,
};

const unnamed: Disguises = {
  "a shell that something prints": (c) => `$(frobtool --shell) -c '${c}'`,
  "something in front of a shell": (c) => `$(frobtool --front) sh -c '${c}'`,
  "an alias of git with its own arguments": (c) => `git -c alias.x='!sh -c "$1" -' x '${c}'`,
  "a recipe out of the environment": (c) => `Z='${c}' make -sf - <<'E'\nx:;@$(Z)\nE`,
  "a recipe of several lines": (c) => `make -sf - <<'E'\n.ONESHELL:\nx:\n\t@x="${c}"\n\teval "$$x"\nE`,
  "a pattern that fits nothing": (c) => `shopt -s nullglob; sh nosuch*file -c '${c}'`,
  "no name at all": (c) => `shopt -s nullglob; nosuch*file sh -c '${c}'`,
};

const ofZsh: Disguises = {
  "a list of hooks that look at what comes later": (c) =>
    `h() { eval "$z" }; chpwd_functions=(h); z="${c}"; cd .`,
  "a hook that is added before": (c) => `h() { eval "$z" }; add-zsh-hook chpwd h; z="${c}"; cd .`,
  "a hook that looks at what comes later": (c) => `chpwd() { eval "$z" }; z="${c}"; cd .`,
  "a part of a text replaced": (c) => `x="@${c}"; x[1]=; eval $x`,
  "items replaced": (c) => `a=(x y z); a[2,3]=("${c}"); eval $a[2]`,
  "an array by set": (c) => `set -A a true "${c}"; eval $a[2]`,
  "a directory with a name": (c) => `hash -d q=$PWD; print -r -- "${c}" > k; source ~q/k`,
  "the function by its name": (c) => `sh() { command $funcstack[1] -c "${c}" }; sh`,
  "arguments for a builtin": (c) => `autoload -U zargs; zargs -- "${c}" -- eval`,
  "a function copied": (c) => `f() { ${c}\n}; functions -c f g; g`,
  "the text of a function": (c) => `f() { ${c}\n}; functions[g]=$functions[f]; g`,
  "a format": (c) => `print -f "%s%s\\n" "${half(c)[0]}" "${half(c)[1]}" | sh`,
};

const ofFish: Disguises = {
  "lines in a variable": (c) => `set v "true\n${c}"; bash -c $v`,
  "lines that are kept together": (c) => `bash -c (string collect "true\n${c}")`,
  "an option of a function": (c) =>
    `function g; argparse "c/code=" -- $argv; or return; eval $_flag_code; end; g --code "${c}"`,
  "what options leave": (c) => `function g; argparse q -- $argv; eval $argv[1]; end; g -q "${c}"`,
  "an event": (c) => `function g --on-event z; eval $argv[1]; end; emit z "${c}"`,
  "a variable that changes": (c) => `function g --on-variable z; eval $z; end; set z "${c}"`,
  "names for arguments": (c) => `function g -a p q; eval $p$q; end; g "${half(c)[0]}" "${half(c)[1]}"`,
  "a group of a match": (c) => `string match -rq "^@(?<z>.*)" "@${c}"; eval $z`,
  "a line for each variable": (c) => `printf "%s\\n" x "${c}" | read -L a b; eval $b`,
  "signs taken off": (c) => `eval (string trim -c @ "@@${c}@")`,
  "an item replaced": (c) => `set v x y; set v[2] "${c}"; eval $v[2]`,
  "a list backwards": (c) => `set v "${half(c)[1]}" "${half(c)[0]}"; eval (string join -- "" $v[-1..1])`,
};

const ofPowershell: Disguises = {
  "a name put together": (c) => `& ("ba" + "sh") -c "${c}"`,
  "letters by their codes": (c) =>
    `bash -c (-join [char[]](${[...c].map((letter) => letter.charCodeAt(0)).join(",")}))`,
  "text in base64": (c) =>
    `sh -c ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String("${base64(c)}")))`,
  "letters backwards": (c) => `$x = "${[...c].reverse().join("")}"; sh -c (-join $x[-1..-$x.Length])`,
};

testTwins([
  ["what is read", reading],
  ["arrays", arrays],
  ["what builtins tell", told],
  ["filters", filters],
  ["files", files],
  ["names that nobody knows", unnamed],
  ["zsh", inShell("zsh", ofZsh)],
  ["fish", inShell("fish", ofFish)],
  ["powershell", inShell("pwsh", ofPowershell)],
]);
