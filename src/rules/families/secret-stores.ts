/** Secrets in stores: keychains, vaults, browsers, clouds, and tokens made on demand. */
import { type AnyRule, rule } from "../rule.ts";
import { has, run, said, words, written } from "../vocabulary.ts";

const LOOK_UP = "Ask the person for the one value that is needed, or let the tool that needs it fetch it.";

export const secretStores: readonly AnyRule[] = [
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
    id: "secrets/browser",
    title: "Taking sessions or passwords out of a browser",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03"],
    attack: "T1555.003",
    why: "With the cookies of a browser one is logged in as the person everywhere.",
    instead: "Use a browser profile made for the test.",
    on: run([
      "firefox_decrypt",
      "firefox_decrypt.py",
      "hackbrowserdata",
      "hack-browser-data",
      "chromepass",
      "chrome-cookies-secure",
      "browser_cookie3",
      "pycookiecheat",
      "webbrowserpassview",
      "yt-dlp",
      "youtube-dl",
      "gallery-dl",
      "google-chrome",
      "google-chrome-stable",
      "chrome",
      "chromium",
      "chromium-browser",
      "brave-browser",
      "microsoft-edge",
    ]),
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
