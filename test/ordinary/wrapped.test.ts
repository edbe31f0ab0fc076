/** Ordinary commands inside of something else: terminals, machines, programs in a language, package scripts. */
import { ordinary } from "./ordinary.ts";

ordinary("wrapped", [
  [
    "tmux's options end before the line that it runs",
    [
      "tmux new-session -d -s work 'grep -r \"delete_cookie\" tests | head -n 20'",
      "tmux new-session -d -s work -x 200 -y 50 '(rm -f .make-*)'",
      "tmux new -ds work 'main() { npm test; }; main'",
      "tmux if-shell 'test -f x' 'new-window' 'split-window'",
      "tmux set-option -s default-terminal tmux-256color",
    ],
    [
      "tmux new-session -d -s work 'rm -rf ~'",
      "tmux new -ds work -x200 'rm -rf ~'",
      "tmux split-window -h -p 30 'rm -rf ~'",
      "tmux if-shell -b true 'run-shell \"rm -rf ~\"'",
      "tmux bind -n C-x run-shell 'rm -rf ~'",
    ],
  ],
  [
    "what is told its line has its input for what that runs",
    [
      "bash <<'E'\nscript -qc 'npm test' /dev/null\nE",
      "make -f - <<'E'\nall:\n\tvagrant ssh -c 'npm test | tail'\nE",
      "script -qc 'cat' /dev/null <<< 'rm -rf ~'",
    ],
    [
      "script -qc 'bash' /dev/null <<< 'rm -rf ~'",
      "script -q /dev/null <<< 'rm -rf ~'",
      "vagrant ssh <<< 'rm -rf /srv'",
    ],
  ],
  [
    "a machine for development is as good as a container",
    ["vagrant ssh -c 'rm -rf build'", "vagrant ssh -c 'sudo apt-get update'"],
    ["vagrant ssh -c 'rm -rf /vagrant'", "ssh host rm -r build"],
  ],
  [
    "a program in a language starts interpreters and installed tools as a line does",
    [
      'python3 -c \'import subprocess; subprocess.run(["python3", "/tmp/make_data.py"])\'',
      'python3 -c \'import os; os.system(os.path.expanduser("~/.cargo/bin/cargo") + " build")\'',
      'node -e \'require("child_process").execSync("/tmp/venv/bin/python -m pytest")\'',
      "ruby -e 'system(\"~/.rbenv/shims/bundle install\")'",
    ],
    [
      "python3 -c 'import os; os.system(\"/tmp/payload\")'",
      "ruby -e 'system(\"~/.cache/bin/payload\")'",
      "PAGER='sh /tmp/payload' man ls",
      "epstopdf --gscmd='sh /tmp/x' a.eps",
    ],
  ],
  [
    "of package.json only its scripts are lines, and they are read as the document has them",
    [
      String.raw`cat > package.json <<'E'
{ "name": "@scope/tool", "bin": { "tool": "cli.js" },
  "scripts": { "go": "python -c \"print(1)\"", "say": "node -e \"require('x')(\\\"a\\\")\"" } }
E
npm install && npm run go && npm run say`,
      `echo '{"scripts":{"prepare":"husky"}}' > package.json; npm pack`,
    ],
    [
      String.raw`cat > package.json <<'E'
{ "scripts": { "go": "python -c \"import shutil; shutil.rmtree('/home')\"" } }
E
npm run go`,
      `echo '{"scripts":{"prepare":"rm -rf ~"}}' > package.json; npm pack`,
      `echo '{"scripts":{"version":"rm -rf ~"}}' > package.json; npm version patch`,
      `echo '{"scripts":{"postinstall":"rm -rf ~"}}' > package.json; yarn`,
    ],
  ],
]);
