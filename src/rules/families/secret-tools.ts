/** Secrets without a file name: in memory, in the environment, on the clipboard and the screen, in vaults, in a browser. */
import { literal, show } from "../../meaning/value.ts";
import { isInnocentVariable, secretVariable } from "../../places/index.ts";
import { type AnyRule, rule } from "../rule.ts";
import {
  anyRun,
  candidates,
  each,
  has,
  name,
  operands,
  run,
  said,
  steps,
  tries,
  words,
  written,
} from "../vocabulary.ts";

const LOOK_UP = "Ask the person for the one value that is needed, or let the tool that needs it fetch it.";
const NEVER = "There is no ordinary use for this here.";

/** Programs that ask the screen, the camera or the microphone. */
const RECORDERS = [
  "screencapture",
  "scrot",
  "grim",
  "maim",
  "gnome-screenshot",
  "spectacle",
  "xwd",
  "flameshot",
  "import",
  "wf-recorder",
  "recordmydesktop",
  "fswebcam",
  "imagesnap",
  "arecord",
  "parec",
  "pw-record",
  "rec",
  "streamer",
  "v4l2-ctl",
  "termux-camera-photo",
  "termux-microphone-record",
  "ffmpeg",
];

/** Programs that read what is typed. */
const KEYLOGGERS = [
  "logkeys",
  "xinput",
  "showkey",
  "evtest",
  "xspy",
  "keysniffer",
  "lkl",
  "uberkey",
  "libinput",
  "xev",
  "wev",
  "evemu-record",
  "hid-recorder",
];

export const secretTools: readonly AnyRule[] = [
  rule({
    id: "secrets/memory",
    title: "Reading another program's memory",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03", "ASI10"],
    attack: "T1003.007",
    why: "Keys and passwords are in the memory of the programs that use them.",
    instead: "Debug a program that you start yourself: gdb --args ./program.",
    on: run([
      "gcore",
      "gdb",
      "lldb",
      "procdump",
      "mimipenguin",
      "gdbserver",
      "pmap",
      "reptyr",
      "frida",
      "frida-trace",
      "frida-ps",
      "r2",
      "radare2",
      "scanmem",
      "PINCE",
      "avml",
      "lime",
      "memdump",
      "dumpit",
      "jmap",
      "jcmd",
      "createdump",
      "dotnet-dump",
      "dotnet-gcdump",
      "py-spy",
      "rbspy",
    ]),
    match: (action) => {
      if (tries(action)) return null;
      const line = written(action);
      switch (action.program) {
        case "gdb":
        case "lldb":
        case "r2":
        case "radare2":
          return has(action.call, "-p", "--pid", "--attach-pid", "-n", "--attach-name") ||
            /(?:^|\s)(?:attach|-p=?)\s*\d|generate-core-file/.test(line)
            ? said(action)
            : null;
        case "gdbserver":
          return /--attach\b/.test(line) ? said(action) : null;
        case "jcmd":
          return /GC\.heap_dump/.test(line) ? said(action) : null;
        case "jmap":
          return /dump/.test(line) ? said(action) : null;
        case "py-spy":
        case "rbspy":
          return /^(?:py-spy|rbspy) dump\b.*--locals/.test(line) ? said(action) : null;
        case "pmap":
          return null;
        default:
          return words(action).length > 0 ? said(action) : null;
      }
    },
    examples: {
      block: [
        "gcore 1234",
        "gdb -p 1234 -batch -ex 'dump memory x 0 1'",
        "lldb --attach-pid 99",
        "procdump 1234",
        "frida -p 1234 -l x.js",
        "gdb -batch -p $(pgrep ssh-agent)",
      ],
      allow: [
        "gdb ./a.out",
        "gdb --args ./a.out x",
        "lldb ./a.out",
        "gcore --help",
        "jcmd -l",
        "py-spy top --pid 1",
      ],
    },
  }),
  rule({
    id: "secrets/memory-file",
    title: "Reading memory or the environment of processes through /proc",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03"],
    attack: "T1003.007",
    why: "Other programs' keys and tokens are there in clear text.",
    instead: "Ask the person for the one value that is needed.",
    on: each("read"),
    match: (action) =>
      action.depth === "content" &&
      [...candidates(action.path), show(action.path.text)].some(
        (path) =>
          /^\/proc\/(?!self\/environ$)[^/]+\/(?:task\/[^/]+\/)?(?:environ|mem|maps|map_files|auxv|stack)$|^\/proc\/(?:kcore|kmem|vmcore|kallsyms)$|^\/dev\/(?:mem|kmem)$/.test(
            path,
          ) && !/^\/proc\/self\/maps$/.test(path),
      )
        ? `reads ${name(action.path)}`
        : null,
    examples: {
      block: [
        "cat /proc/1234/environ",
        "strings /proc/99/mem",
        "tr '\\0' '\\n' < /proc/$PPID/environ",
        "cat /proc/*/environ",
        "dd if=/proc/kcore of=x count=1",
      ],
      allow: [
        "cat /proc/cpuinfo",
        "cat /proc/1234/status",
        "cat /proc/meminfo",
        "ls /proc/1234",
        "cat /proc/self/maps",
      ],
    },
  }),
  rule({
    id: "secrets/dump-environment",
    title: "Writing the whole environment to a file",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1552.007",
    why: "Tokens of this session are then in a file that stays.",
    instead: "Write only the variables that are needed, by name.",
    on: each("write"),
    match: (action) => {
      const { via, sources } = action.content;
      if (/^\/dev\/(?:null|std|tty|fd)/.test(action.path.absolute ?? "")) return null;
      const dumped =
        sources.includes("the environment") ||
        (via.length === 1 && /^(?:export|declare|set)$/.test(via[0] ?? ""));
      return dumped &&
        !via.some((program) => /^(?:grep|rg|cut|wc|sort|sha\d+sum|md5sum|awk|sed|head|diff)$/.test(program))
        ? `writes the environment to ${name(action.path)}`
        : null;
    },
    examples: {
      block: ["env > env.txt", "printenv > /tmp/e", "export -p > vars.sh", "env | tee e.log"],
      allow: ["env", "env | grep NODE > node.txt", "env | wc -l", "printenv PATH > p"],
    },
  }),
  rule({
    id: "secrets/keychain",
    title: "Taking passwords out of the system's store",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03"],
    attack: "T1555.001",
    why: "It holds the person's passwords, most of which have nothing to do with this work.",
    instead: LOOK_UP,
    on: run([
      "security",
      "secret-tool",
      "kwallet-query",
      "kwalletcli",
      "gnome-keyring",
      "keyring",
      "lssecret",
      "keychain_dump",
      "chainbreaker",
      "cmdkey",
      "vaultcmd",
      "credwiz",
      "keyctl",
    ]),
    match: (action) => {
      const line = written(action);
      return /^security (?:-\S+ )*(?:dump-keychain|dump-trust-settings|find-(?:generic|internet)-password|export|unlock-keychain|set-keychain|delete-|add-)|^secret-tool (?:lookup|search)|^(?:kwallet-query|kwalletcli|lssecret|keychain_dump|chainbreaker)\b|^keyring (?:get|set|del)|^keyctl (?:print|pipe|read|search)|^(?:cmdkey|vaultcmd) \/list/i.test(
        line,
      )
        ? said(action)
        : null;
    },
    examples: {
      block: [
        "security dump-keychain -d login.keychain",
        "security find-generic-password -ga x",
        "secret-tool search --all service x",
        "kwallet-query -r x kdewallet",
        "keyring get svc user",
        "keyctl print 12345",
      ],
      allow: [
        "security list-keychains",
        "keyctl show",
        "man secret-tool",
        "echo security dump-keychain",
        "security cms -D -i x.mobileprovision",
      ],
    },
  }),
  rule({
    id: "secrets/vault",
    title: "Decrypting a vault of secrets",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1555",
    why: "Everything in it is then on the screen, in the transcript and in logs.",
    instead: LOOK_UP,
    on: run([
      "ansible-vault",
      "git-crypt",
      "sops",
      "age",
      "gpg",
      "gpg2",
      "openssl",
      "blackbox_cat",
      "blackbox_decrypt_all_files",
      "transcrypt",
      "eyaml",
      "kubeseal",
      "chamber",
      "teller",
      "credstash",
      "berglas",
      "envchain",
      "dotenvx",
      "vault",
      "keepassxc-cli",
      "kpcli",
      "rage",
      "pass",
      "gopass",
      "security",
      "infisical",
      "conjur",
      "akeyless",
      "systemd-creds",
    ]),
    match: (action) => (opensVault(written(action)) ? said(action) : null),
    examples: {
      block: [
        "ansible-vault view group_vars/all/vault.yml",
        "ansible-vault decrypt x.yml",
        "git-crypt unlock k",
        "sops -d secrets.yaml",
        "age -d -i key.txt x.age",
        "keepassxc-cli show db.kdbx x",
        "dotenvx decrypt",
      ],
      allow: [
        "ansible-vault encrypt x.yml",
        "git-crypt status",
        "sops -e secrets.yaml",
        "gpg --verify x.sig",
        "age-keygen -y k",
        "openssl version",
      ],
    },
  }),
  rule({
    id: "secrets/clipboard",
    title: "Reading the person's clipboard",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1115",
    why: "People copy passwords; nobody knows what is there.",
    instead: "Ask the person to paste what is needed.",
    on: run([
      "pbpaste",
      "xclip",
      "xsel",
      "wl-paste",
      "termux-clipboard-get",
      "copyq",
      "clipman",
      "cliphist",
      "parcellite",
      "gpaste-client",
      "osascript",
      "powershell",
      "pwsh",
    ]),
    match: (action) => {
      if (tries(action)) return null;
      const line = written(action);
      return /^(?:pbpaste|wl-paste|termux-clipboard-get)\b/.test(line) ||
        /^xclip\b.*\s-o(?:ut)?\b|^xsel\b.*(?:\s-\w*o|--output)|^copyq (?:read|clipboard)|^cliphist (?:list|decode)|^gpaste-client (?:get|history)|the clipboard\b|Get-Clipboard/.test(
          line,
        )
        ? said(action)
        : null;
    },
    examples: {
      block: [
        "pbpaste",
        "xclip -selection clipboard -o",
        "wl-paste | head",
        "xsel --clipboard --output",
        "osascript -e 'the clipboard'",
      ],
      allow: ["echo hi | pbcopy", "xclip -selection clipboard < x.txt", "wl-copy hi", "xsel --help"],
    },
  }),
  rule({
    id: "secrets/screen",
    title: "Recording the screen, the camera or the microphone",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03", "ASI09"],
    attack: "T1113",
    why: "What people have open or say is theirs.",
    instead: "Take a picture of your own page in a headless browser.",
    on: run(RECORDERS),
    match: (action) => {
      if (tries(action)) return null;
      const line = written(action);
      if (action.program === "ffmpeg")
        return /-f (?:x11grab|avfoundation|v4l2|pulse|alsa|gdigrab|dshow|kmsgrab|sndio|oss)\b/.test(line)
          ? said(action)
          : null;
      if (action.program === "import") return /-window root|(?:^|\s)x:/.test(line) ? said(action) : null;
      if (action.program === "v4l2-ctl") return /--stream/.test(line) ? said(action) : null;
      return said(action);
    },
    examples: {
      block: [
        "screencapture x.png",
        "scrot",
        "ffmpeg -f x11grab -i :0 x.mp4",
        "ffmpeg -f avfoundation -i 1 x.mov",
        "import -window root x.png",
        "arecord x.wav",
        "fswebcam x.jpg",
      ],
      allow: [
        "ffmpeg -i a.mp4 b.webm",
        "chromium --headless --screenshot=x.png http://localhost:3000",
        "convert a.png b.jpg",
        "scrot --help",
      ],
    },
  }),
  rule({
    id: "secrets/keystrokes",
    title: "Reading what is typed",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03", "ASI10"],
    attack: "T1056.001",
    why: "Passwords are typed.",
    instead: NEVER,
    on: run(KEYLOGGERS),
    match: (action) => {
      const line = written(action);
      if (action.program === "xinput") return /\btest(?:-xi2)?\b/.test(line) ? said(action) : null;
      if (action.program === "libinput")
        return /\b(?:record|debug-events)\b/.test(line) ? said(action) : null;
      return tries(action) ? null : said(action);
    },
    examples: {
      block: [
        "logkeys --start",
        "xinput test 12",
        "showkey -k",
        "evtest /dev/input/event3",
        "libinput record",
      ],
      allow: ["xinput list", "libinput list-devices", "echo logkeys", "grep keylogger README.md"],
    },
  }),
  rule({
    id: "secrets/keystrokes-device",
    title: "Reading the keyboard's device",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03", "ASI10"],
    attack: "T1056.001",
    why: "Everything that is typed passes there.",
    instead: NEVER,
    on: each("read"),
    match: (action) =>
      action.depth === "content" &&
      candidates(action.path).some((path) => /^\/dev\/(?:input\/(?!js)|uinput|hidraw|vcs)/.test(path))
        ? `reads ${name(action.path)}`
        : null,
    examples: {
      block: ["cat /dev/input/event0", "xxd /dev/input/by-id/x-kbd", "cat /dev/vcs1"],
      allow: ["ls /dev/input", "cat /dev/null", "head -c 8 /dev/urandom"],
    },
  }),
  rule({
    id: "secrets/browser",
    title: "Taking sessions or passwords out of a browser",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03"],
    attack: "T1555.003",
    why: "With the cookies of a browser one is logged in as the person everywhere.",
    instead: "Use a browser profile made for the test.",
    on: anyRun,
    match: (action) => {
      if (
        /^(?:firefox_decrypt|firefox_decrypt\.py|hackbrowserdata|hack-browser-data|chromepass|chrome-cookies-secure|browser_cookie3|pycookiecheat|cookie-editor|webbrowserpassview)$/i.test(
          action.program ?? "",
        )
      )
        return said(action);
      if (/^yt-dlp$|^youtube-dl$|^gallery-dl$/.test(action.program ?? ""))
        return has(action.call, "--cookies-from-browser") ||
          words(action).some((word) => word.startsWith("--cookies-from-browser"))
          ? said(action)
          : null;
      const given = words(action);
      const debug = given.some((word) => /^--remote-debugging-port/.test(word));
      const real = given.find((word) =>
        /^--user-data-dir=.*(?:\.config\/(?:google-chrome|chromium|BraveSoftware|microsoft-edge)|Application Support\/(?:Google|Chromium|BraveSoftware|Microsoft Edge))/.test(
          word,
        ),
      );
      return debug && real !== undefined ? said(action) : null;
    },
    examples: {
      block: [
        "firefox_decrypt ~/x",
        "hackbrowserdata -b all",
        "yt-dlp --cookies-from-browser firefox https://x.example",
        "google-chrome --remote-debugging-port=9222 --user-data-dir=/home/dev/.config/google-chrome",
      ],
      allow: [
        "yt-dlp https://x.example",
        "google-chrome --headless --remote-debugging-port=9222 --user-data-dir=/tmp/p",
        "grep -r firefox_decrypt docs",
      ],
    },
  }),
  rule({
    id: "secrets/cloud-store",
    title: "Reading a secret out of a cloud's or cluster's store",
    severity: "high",
    decision: "deny",
    owasp: ["ASI03"],
    attack: "T1555.006",
    why: "The value is then in the transcript and in logs, and has to be changed.",
    instead: LOOK_UP,
    on: run([
      "aws",
      "gcloud",
      "az",
      "kubectl",
      "oc",
      "doctl",
      "oci",
      "ibmcloud",
      "heroku",
      "fly",
      "flyctl",
      "vercel",
      "netlify",
      "railway",
      "supabase",
      "wrangler",
      "terraform",
      "pulumi",
      "docker",
      "nomad",
      "consul",
      "eas",
      "firebase",
      "render",
      "scw",
      "linode-cli",
      "aliyun",
      "minikube",
      "argocd",
      "rancher",
      "k3s",
      "talosctl",
      "helm",
    ]),
    match: (action) => (readsStore(written(action)) ? said(action) : null),
    examples: {
      block: [
        "aws secretsmanager get-secret-value --secret-id x",
        "aws ssm get-parameter --name /x --with-decryption",
        "gcloud secrets versions access latest --secret=x",
        "az keyvault secret show --vault-name v --name s",
        "kubectl get secrets -o json",
        "vercel env pull",
        "pulumi config --show-secrets",
        "kubectl config view --raw",
      ],
      allow: [
        "aws secretsmanager list-secrets",
        "kubectl get secrets",
        "gcloud secrets list",
        "kubectl config view",
        "pulumi config",
        "terraform output url",
        "docker secret ls",
      ],
    },
  }),
  rule({
    id: "secrets/mint-token",
    title: "Having a token made or shown for this session",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1528",
    why: "Whoever holds the token is the person, until it expires.",
    instead: "Let the tool log in by itself, or ask the person.",
    on: run([
      "aws",
      "gcloud",
      "az",
      "kubectl",
      "oc",
      "gh",
      "glab",
      "vault",
      "heroku",
      "fly",
      "flyctl",
      "doctl",
      "argocd",
      "step",
      "tsh",
      "okta",
      "saml2aws",
      "aws-vault",
      "granted",
      "assume",
      "hub",
      "op",
      "tailscale",
      "az-cli",
    ]),
    match: (action) =>
      /^aws sts (?:assume-role|get-session-token|get-federation-token)|^aws ecr get-login-password|^aws ecr-public get-login|^aws codeartifact get-authorization-token|^aws eks get-token|^gcloud auth (?:print-|application-default print-|login|activate)|^gcloud config config-helper|^az account get-access-token|^az ad sp create|^kubectl create token|^oc (?:whoami (?:-t|--show-token)|create token|sa get-token)|^(?:gh|glab) auth (?:token|status.*(?:-t\b|--show-token))|^vault (?:token create|login|print token|write auth\/)|^heroku auth:token|^(?:fly|flyctl) (?:auth token|tokens create)|^aws-vault (?:exec|export|login)|^(?:saml2aws|granted|assume)\b|^argocd account generate-token|^tailscale (?:configure|cert)|^tsh (?:login|request)/.test(
        written(action).replace(/ -{1,2}[a-z-]+=\S+/g, ""),
      )
        ? said(action)
        : null,
    examples: {
      block: [
        "aws sts assume-role --role-arn arn:aws:iam::1:role/x --role-session-name y",
        "gcloud auth print-access-token",
        "kubectl create token default",
        "gh auth token",
        "vault token create",
        "oc whoami -t",
        "fly auth token",
      ],
      allow: [
        "aws sts get-caller-identity",
        "gcloud auth list",
        "gh auth status",
        "oc whoami",
        "vault status",
        "az account show",
      ],
    },
  }),
  rule({
    id: "secrets/on-command-line",
    title: "A password or token written on the command line",
    severity: "low",
    decision: "warn",
    owasp: ["ASI03"],
    attack: "T1552.003",
    why: "It can be seen in the process list, in the history and in logs.",
    instead: "Pass it in a file or a variable that the person has set.",
    on: anyRun,
    match: (action) => {
      const found = action.argv.slice(1).find((word) => {
        const text = literal(word);
        return (
          text !== null &&
          (/^--?(?:password|passwd|token|api-?key|secret|access-token|auth-token|private-key)=(?!\$|env:|file:|@|<|\*|x+$|true$|false$).{6,}/i.test(
            text,
          ) ||
            /:\/\/[^:/@\s]+:[^@/\s$]{8,}@/.test(text))
        );
      });
      return found && !/^(?:echo|printf|grep|rg|git|sed|awk|node|python3?)$/.test(action.program ?? "")
        ? `${action.program} ${show(found).replace(/(=|:\/\/[^:]+:).*/, "$1…")}`
        : null;
    },
    examples: {
      block: [
        "mysql --password=hunter2hunter2",
        "curl https://user:longpassword@api.example.com/",
        "deploy --token=abcdef123456",
        "vault login --token=s.abcdefgh12",
      ],
      allow: [
        "mysql --password",
        "curl https://api.example.com/",
        "deploy --token=$TOKEN",
        "grep -- --password=abcdefg x",
        "mysql -u root",
      ],
    },
  }),
  rule({
    id: "secrets/export-literal",
    title: "Putting a secret into the environment for everything that follows",
    severity: "low",
    decision: "warn",
    owasp: ["ASI03"],
    attack: "T1552.007",
    why: "Every program started from then on can read it.",
    instead: "Set it for the one command that needs it: NAME=… command.",
    on: each("environment"),
    match: ({ operation }) => {
      if (
        operation.kind !== "set" ||
        !operation.exported ||
        !secretVariable(operation.name) ||
        isInnocentVariable(operation.name)
      )
        return null;
      const value = literal(operation.value);
      return value !== null &&
        value.length >= 16 &&
        !/^(?:test|dummy|fake|example|changeme|placeholder|x+|sk-test)/i.test(value)
        ? `exports ${operation.name}`
        : null;
    },
    examples: {
      block: [
        "export GITHUB_TOKEN=ghp_abcdefghijklmnopqrstuvwxyz0123456789",
        "export AWS_SECRET_ACCESS_KEY=abcdefghijklmnopqrstuvwxyz0123456789ABCD",
      ],
      allow: [
        "export GITHUB_TOKEN=$(cat x)",
        "export API_KEY=test",
        "export PATH=$PATH:/opt/bin",
        "export NODE_ENV=production",
      ],
    },
  }),
  rule({
    id: "secrets/search",
    title: "Searching the machine for secrets",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03", "ASI10"],
    attack: "T1552.001",
    why: "What is found is then in the transcript; and nobody asked for keys of other projects.",
    instead: "Search the project only, and for names instead of values.",
    on: anyRun,
    match: (action, context) => {
      if (
        /^(?:trufflehog|gitleaks|noseyparker|whispers|detect-secrets|ggshield|ripsecrets|secretlint|kingfisher)$/.test(
          action.program ?? "",
        )
      ) {
        const outside = operands(action.call).find(
          (path) => /^(?:\/(?!$)|~|\/$)/.test(path) && !path.startsWith(context.project),
        );
        return outside === undefined ? null : said(action);
      }
      if (!/^(?:grep|rg|ag|ack|egrep|fgrep|find|fd|locate|mdfind|plocate)$/.test(action.program ?? ""))
        return null;
      const line = steps(action);
      const wide = line.find(
        (path) =>
          /^(?:\/|~|\/home|\/root|\/Users|\/etc|\/opt|\/srv|\/var|\$HOME)\/?\*?$/.test(path) ||
          path.replace(/\/$/, "") === context.home,
      );
      const given = [...line, ...words(action)];
      const sought = given.find((word) =>
        /(?:pass(?:word|wd)|secret|api[_-]?key|token|BEGIN [A-Z ]*PRIVATE|AKIA|aws_access|credential|id_rsa|id_ed25519|\.pem\b|\.key\b|\.env\b|\.kdbx|\.p12|wallet|\.ovpn|shadow)/i.test(
          word,
        ),
      );
      const named = /^(?:locate|mdfind|plocate)$/.test(action.program ?? "");
      return sought !== undefined && (wide !== undefined || named)
        ? `looks for ${sought} in ${wide ?? "the whole machine"}`
        : null;
    },
    examples: {
      block: [
        "grep -ri password /etc",
        "find / -name id_rsa",
        "find ~ -name '*.pem'",
        "rg 'AKIA[0-9A-Z]{16}' /",
        "grep -rl 'BEGIN RSA PRIVATE KEY' /home",
        "locate id_ed25519",
        "trufflehog filesystem /home",
      ],
      allow: [
        "grep -ri password src",
        "find . -name '*.pem'",
        "rg token",
        "gitleaks detect",
        "find / -name libc.so.6",
        "grep -r TODO ~/project",
      ],
    },
  }),
];

function opensVault(line: string): boolean {
  return (
    /^ansible-vault (?:view|decrypt|edit)\b/.test(line) ||
    /^git-crypt (?:unlock|export-key)\b/.test(line) ||
    /^sops (?:.*\s)?(?:-d|--decrypt|decrypt|exec-env|exec-file)\b/.test(line) ||
    /^(?:age|rage) (?:.*\s)?(?:-d|--decrypt)\b/.test(line) ||
    /^blackbox_(?:cat|decrypt)/.test(line) ||
    /^eyaml (?:decrypt|edit)\b/.test(line) ||
    /^(?:chamber|teller|credstash|berglas|envchain|infisical|conjur|akeyless) (?:read|export|env|get|getall|access|exec|show|secrets get|run|get-secret-value)\b/.test(
      line,
    ) ||
    /^dotenvx (?:decrypt|get)\b/.test(line) ||
    /^(?:keepassxc-cli|kpcli) (?:show|export|clip|attachment-export)\b/.test(line) ||
    /^(?:pass|gopass) (?:show|otp|-c|find|grep)\b/.test(line) ||
    /^systemd-creds (?:decrypt|cat)\b/.test(line) ||
    /^kubeseal .*--recovery-unseal/.test(line)
  );
}

function readsStore(line: string): boolean {
  return (
    /^aws .*\b(?:secretsmanager (?:batch-)?get-secret-value|ssm get-parameters?(?:-by-path|-history)?\b.*--with-decryption|kms decrypt|lambda get-function-configuration|ec2 get-password-data|iam get-credential-report|rds generate-db-auth-token|redshift get-cluster-credentials)/.test(
      line,
    ) ||
    /^gcloud (?:secrets versions access|kms decrypt|sql users list .*password)/.test(line) ||
    /^az (?:keyvault (?:secret|key|certificate) (?:show|download|backup)|storage account keys list|cosmosdb (?:keys )?list-(?:keys|connection)|acr credential show|webapp (?:config appsettings list|deployment list-publishing)|redis list-keys|functionapp keys list|aks get-credentials)/.test(
      line,
    ) ||
    /^(?:kubectl|oc|k3s kubectl) (?:.*\s)?(?:get|describe) (?:.*\s)?secrets?\b.*(?:-o|--output|--template)[= ]?(?:json|yaml|go-template|jsonpath|custom|=|\S)/.test(
      line,
    ) ||
    /^(?:kubectl|oc) .*config view\b.*(?:--raw|--flatten)/.test(line) ||
    /^(?:oc|kubectl) extract secret/.test(line) ||
    /^heroku config\b(?!:set|:unset)/.test(line) ||
    (/^(?:vercel|netlify|railway|eas) (?:env|variables|env:get|env:list)(?::| )?(?:pull|get|list --plain|ls --kv|--kv)?/.test(
      line,
    ) &&
      /pull|env:get|variables\b|--kv/.test(line)) ||
    /^supabase (?:secrets list --show|projects api-keys|status -o env)/.test(line) ||
    /^pulumi (?:.*\s)?(?:config|stack output|stack export)\b.*--show-secrets/.test(line) ||
    /^terraform (?:output\b.*(?:-raw|-json)|state pull|show -json)/.test(line) ||
    /^(?:consul kv get|nomad var get)\b/.test(line) ||
    /^argocd admin initial-password|^talosctl (?:kubeconfig|gen secrets)/.test(line)
  );
}
