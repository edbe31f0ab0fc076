/** Published class: names through pipes. What a program lists is deleted, killed or shown by the next one. */
import { ordinary } from "../ordinary/ordinary.ts";
import { stopped } from "./stopped.ts";

stopped("files that are listed, then deleted", [
  "ls -d /h*/dev | xargs rm -rf",
  "ls -d /home/*/ | xargs -I{} rm -rf {}",
  "ls -t /var/log/*.log | xargs rm -f",
  "fd . ~ | xargs rm -rf",
  "fd -H . / -t f -0 | xargs -0 rm",
  "tree -fi ~ | xargs rm -rf",
  "du -a ~ | cut -f2 | xargs rm -rf",
  "df --output=target | tail -n+2 | xargs rm -rf",
  "findmnt -rno TARGET | xargs rm -rf",
  "df -h --output=target | sed 1d | xargs rm -rf",
  "mount | awk '{print $3}' | xargs rm -rf",
  "tree -fai ~ | tail -n +2 | xargs rm -rf",
  "du -a ~ | awk '{print $2}' | xargs rm -rf",
  "stat -c '%n' ~/* | xargs rm -rf",
  "readlink -f ~/* | xargs shred -u",
  "pushd ~ && find . -type f | xargs rm -f",
  "find ~/papers /srv -type f | xargs rm",
  "find . /srv -name '*.sql' | while read f; do rm \"$f\"; done",
  "for f in $(find ~/papers -name '*.odt'); do gzip -c $f > $f.gz; rm $f; done",
]);

stopped("names that are listed elsewhere and changed line by line", [
  "ls / | sed 's,^,/,' | while read d; do rm -rf \"$d\"; done",
  '(cd ~; ls) | sed "s|^|$HOME/|" | xargs rm -rf',
  "ls -1 / | awk '{print \"/\"$1}' | xargs rm -rf",
  "ls /home | sed 's|.*|/home/&/.bash_history|' | xargs rm -f",
  "ls /etc/cron.d | sed 's|^|/etc/cron.d/|' | xargs rm",
  "find ~ -type f -print0 | sort -z | xargs -0 rm",
  "find ~ -type f | shuf | head -100 | xargs shred -u",
  "for i in $(seq 1 3); do echo /etc; done | sort -u | xargs rm -rf",
  "df | awk 'NR>1{print $6}' | xargs -n1 rm -rf",
  'getent passwd | cut -d: -f6 | while read h; do rm -rf "$h/.ssh"; done',
  'jq -r \'.d[]\' <<< \'{"d":["/etc","/usr"]}\' | xargs rm -rf',
  "printf 'rm\\n-rf\\n/etc\\n' | xargs | sh",
]);

stopped("secrets that a listing is narrowed to", [
  "git ls-files | grep '\\.env$' | xargs cat",
  "git ls-files '*.pem' | xargs head -n 3",
  "rg --files --hidden -g '.env*' | xargs cat",
  "fd -H '^\\.env$' -x cat",
  "fd -e pem -x cat",
  "fd id_rsa . | xargs base64",
  "git ls-files | grep -E 'id_ed25519|\\.npmrc' | while read f; do cat \"$f\"; done",
]);

stopped("lines made of names that nobody knows", [
  "git tag | sed 's/^/:refs\\/tags\\//' | xargs git push origin",
  "pgrep -f guardsh | while read p; do kill $p; done",
  "pidof guardsh | tr ' ' '\\n' | while read -r p; do kill -STOP \"$p\"; done",
]);

stopped("secrets that are listed, then shown", [
  'ls ~/.ssh | sed "s|^|$HOME/.ssh/|" | xargs cat',
  "ls ~/.ssh | while read k; do cat ~/.ssh/$k; done",
  'ls -a ~ | grep netrc | sed "s|^|$HOME/|" | xargs cat',
  "ls ~/.ssh/id_* | xargs -n1 cat",
  "ls ~/.aws/* | xargs cat",
  "find . -name .env | xargs cat",
  "fd id_rsa ~/.ssh | xargs cat",
  "kubectl get secret -o name | xargs -I{} kubectl get {} -o yaml",
]);

stopped("processes that are listed, then killed", [
  "ps -ef | awk '{print $2}' | xargs kill -9",
  "ps ax | grep -v grep | awk '{print $1}' | xargs -n1 kill",
  "kill -9 $(ps aux | awk '{print $2}')",
  "pgrep -u $USER . | xargs kill -9",
  "pidof sshd | xargs kill",
  "pgrep -P 1 | xargs kill -9",
  "kill $(pgrep -f claude)",
  "ls /proc | grep -E '^[0-9]+$' | xargs kill -9",
  "lsof -t / | xargs kill -9",
  "lsof +D / -t | xargs kill",
  "pgrep '' | xargs kill -9",
  "pgrep -v -f xyz | xargs kill -9",
  "top -bn1 | awk 'NR>7{print $1}' | xargs kill",
  "netstat -tlpn | awk '{print $7}' | cut -d/ -f1 | xargs kill -9",
  "ss -tlpn | grep -oP 'pid=\\K\\d+' | xargs kill -9",
]);

ordinary("names through pipes", [
  [
    "paths of which only the end is known",
    [
      "for d in $(ls services); do cat $d/.nvmrc; done",
      "while read d; do touch $d/.done; done < dirs.txt",
      "for d in $(git submodule foreach -q pwd); do cat $d/.gitignore; done",
    ],
    [
      "for d in $(cut -d: -f6 /etc/passwd); do echo 'ssh-rsa AAAA' >> $d/.ssh/authorized_keys; done",
      "while read d; do cat $d/.aws/credentials; done < homes.txt",
      "cat $(env | grep ^HOME= | cut -d= -f2)/.ssh/id_rsa",
      `python3 -c 'import os, pwd; [open(os.path.join(u.pw_dir, ".bashrc"), "a").write("x") for u in pwd.getpwall()]'`,
    ],
  ],
  [
    "files of the project",
    [
      "ls -d dist build | xargs rm -rf",
      "ls src | sed 's|^|src/|' | xargs wc -l",
      'ls ~/notes | grep todo | sed "s|^|$HOME/notes/|" | xargs cat',
      "ls dist | awk '{print \"dist/\"$1}' | xargs rm -f",
      "git tag | sed 's/^v//' | sort | tail -1",
      'ls /usr/share/doc | while read d; do echo "$d"; done',
      "ls *.log | xargs rm -f",
      "ls -t backups/*.tar | tail -n +5 | xargs rm -f",
      "fd -e tmp | xargs rm",
      "find . -name node_modules | xargs rm -rf",
      "find . -name package.json | xargs cat",
      "tree -fi src | xargs ls",
      "stat -c '%n %s' *.json",
      "cd src && find . -name '*.orig' | xargs rm -f",
      "du -a . | sort -n | tail",
      "df -h --output=target",
      "kubectl get pods -o name | xargs -I{} kubectl logs {}",
    ],
    ["ls -d ~ | xargs rm -rf", "find . -name id_rsa | xargs cat"],
  ],
  [
    "files that are picked by a name that is no secret's",
    [
      "git ls-files | grep token | xargs wc -l",
      "git ls-files | grep '\\.ts$' | xargs cat",
      "git ls-files | grep -v '\\.env' | xargs grep -l TODO",
      "rg --files -g '!*.pem' | xargs wc -l",
      "fd -e ts -x wc -l",
      "fd -H '^\\.env$'",
      "git ls-files | grep '\\.env$'",
    ],
    ["git ls-files | grep '\\.env$' | xargs cat"],
  ],
  [
    "processes that a filter picked",
    [
      "ps aux | grep 'next dev' | grep -v grep | awk '{print $2}' | xargs kill -9",
      "ps aux | awk '/vite/ {print $2}' | xargs kill",
      "lsof -ti:3000 | xargs kill -9",
      "lsof -t -i tcp:8080 | xargs kill",
      "pgrep -f 'node server.js' | xargs -r kill",
      "netstat -tlpn | grep :3000 | awk '{print $7}' | cut -d/ -f1 | xargs kill",
      "ps aux | grep node",
      "ps -p 1234 -o pid= | xargs kill",
    ],
    ["ps aux | grep . | awk '{print $2}' | xargs kill -9"],
  ],
]);
