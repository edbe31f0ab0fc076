/** Secrets that tools show when they are asked about what they manage: their settings, networks, images, accounts. */

import type { Run } from "../../meaning/action.ts";
import { isSecretName } from "../../meaning/call/secret-name.ts";
import { show } from "../../meaning/value.ts";
import { secretVariable } from "../../places/index.ts";
import { ASK_FOR_VALUE, IN_TRANSCRIPT } from "../advice.ts";
import { type AnyRule, rule } from "../rule.ts";
import { calls } from "../shape.ts";
import { each, has, said, tries, words } from "../vocabulary.ts";

export const shownSecrets: readonly AnyRule[] = [
  rule({
    id: "secrets/tool-setting",
    title: "Asking a tool for a credential among its settings",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1552.001",
    why: IN_TRANSCRIPT,
    instead: "Let the tool use it; a person can look one up in a terminal of their own.",
    on: calls(
      "git config *credential*|*extraheader*|*token*|*passw* --get-regexp",
      "yarn|pnpm config get *authtoken*|*authident*|*_auth|*_password",
      "composer config *oauth*|*-token*|http-basic*|bearer*|custom-headers*",
      "composer config --auth",
      "nmcli -s|--show-secrets",
      "nmcli ** show-password",
      "netsh wlan show profile|profiles|name=* key=clear",
      "netsh wlan show profile|profiles ** key=clear",
      "wg show * private-key|preshared-keys|dump",
      "wg show private-key|preshared-keys|dump",
      "wg showconf",
      "wg-quick strip",
      "wpa_cli ** psk|password|sae_password",
      "gh config get oauth_token",
      "cargo config get *token*",
      "redis-cli|valkey-cli|keydb-cli config get requirepass|masterauth",
      "my_print_defaults -s|--show",
      "virsh dumpxml|domdisplay --security-info|--include-password",
      "pdbedit -w|--smbpasswd-style",
      "samba-tool user getpassword",
      "ldbsearch|ldapsearch ** userPassword|unicodePwd|sambaNTPassword",
      "slapcat|tpm2_unseal",
      "docker swarm unlock-key|join-token !--rotate",
      "docker context export",
      "dcli|dashlane-cli password|p|note|n",
      "enpass-cli|enpasscli show|pass|copy",
      "chezmoi secret",
      "git secret cat|reveal",
      "transcrypt --display|-d|--show-raw|-s",
      "doctl databases connection",
      "doctl kubernetes cluster kubeconfig show",
      "linode-cli ** *-creds-view|credentials-view",
      "firebase functions:config:get",
      "eas env:pull",
      "git config --get|--get-all *token*|*passw*|*secret*",
      "az ** connection-string show|list",
      "az ** get-shared-keys|show-connection-string",
      "az appconfig kv list|show --resolve-keyvault",
      "aws appsync list-api-keys",
      "gcloud kms asymmetric-decrypt",
      "gsutil hmac create",
      "bws secret list",
      "puppet lookup *passw*|*secret*|*token*|*key*",
      "hiera *passw*|*secret*|*token*",
      "gpgsm --export-secret-key-p12|--export-secret-key-raw",
      "brownie accounts export",
      "doctl registry docker-config",
      "pass-otp code|show",
      "borg key export",
      "xauth list|nlist|extract|nextract",
      "kind|k3d|minikube get kubeconfig",
      "k3d kubeconfig get|merge|write",
      "k3d kubeconfig print|show",
      "microk8s|k0s config|kubeconfig",
      "stripe config --list",
      "sf org display --verbose",
      "sfdx force:org:display|org:display --verbose",
      "mc alias list|ls --json",
      "salt|salt-call|salt-ssh ** pillar.*",
      "puttygen -O=private*",
      "geth account export",
      "nomad acl token self|info",
      "cloud-init query *userdata*|*vendordata*",
      "cloud-init query --all|-a",
      "vmtoolsd --cmd=*guestinfo.userdata*|*guestinfo.ovfEnv*|*guestinfo.metadata*",
      "vmware-rpctool *guestinfo.userdata*|*guestinfo.ovfEnv*|*guestinfo.metadata*",
      "gpg-connect-agent *export_key*|*get_passphrase*",
      "ip xfrm state|policy",
      "tpm2_nvread",
      "bw|rbw unlock --raw",
      "dotenv-vault keys",
      "mcfly search",
      "hishtory query|export|tquery",
      "git crypt export-key",
      "oathtool --totp|--hotp",
      "ykman oath accounts code|uri",
      "ykman oath code|uri",
      "dotenv-vault|dotenvx decrypt",
      "llm keys get",
      "knife data bag show --secret|--secret-file",
      "knife vault show|decrypt",
      "oc serviceaccounts get-token",
      "solana-keygen recover",
      "atuin search|history",
      "gcloud compute instances describe --format=*metadata*",
      "defaults export",
      "defaults read * *token*|*passw*|*secret*|*apikey*",
      "reg query ** *passw*|*secret*|*token*",
      "drush config:get *key*|*password*|*token*|*smtp*",
      "manage.py diffsettings --all",
      "aws cognito-idp describe-user-pool-client",
      "jupyter server|notebook|lab list --json",
      "gitlab-rails runner *token*|*secret*|*password*",
    ),
    match: (action) => (tries(action) || setsValue(action) ? null : said(action)),
    examples: {
      block: [
        "git config --global --get-regexp 'http.*extraheader'",
        "yarn config get npmAuthToken",
        "composer config github-oauth.github.com",
        "nmcli -s -g 802-11-wireless-security.psk connection show home",
        "wg showconf wg0",
        "wg show all private-key",
        "redis-cli config get requirepass",
        "virsh dumpxml --security-info vm",
        "docker swarm join-token worker -q",
        "ldapsearch -x '(objectClass=*)' userPassword",
      ],
      allow: [
        "git config --get-regexp '^alias\\.'",
        "yarn config get nodeLinker",
        "composer config --list",
        "nmcli -t -f NAME,DEVICE con show",
        "wg show wg0 latest-handshakes",
        "redis-cli config get maxmemory",
        "virsh dumpxml vm",
        "ldapsearch -x '(uid=a)' cn mail",
        "wg show",
      ],
    },
  }),
  rule({
    id: "secrets/service-variable",
    title: "Showing a secret variable of something that runs elsewhere",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1552.007",
    why: IN_TRANSCRIPT,
    instead: 'Test whether it is set without showing it: [ -n "$NAME" ] && echo set.',
    on: calls("echo|printf|launchctl"),
    match: (action) => {
      if (action.program === "launchctl")
        return action.call.operands.some(({ text }) => secretVariable(show(text)) !== null) &&
          words(action)[0] === "getenv"
          ? said(action)
          : null;
      if (action.origin.place.kind !== "container") return null;
      const found = action.argv
        .flatMap(({ pieces }) => pieces)
        .flatMap((piece) => (typeof piece === "string" ? [] : [/^"?\$\{?(\w+)/.exec(piece.label)?.[1] ?? ""]))
        .find(isSecretName);
      return found === undefined ? null : `prints $${found} of ${action.origin.place.name}`;
    },
    examples: {
      block: [
        "docker exec db sh -c 'echo $POSTGRES_PASSWORD'",
        "kubectl exec api -- sh -c 'echo $DB_PASSWORD'",
        "launchctl getenv GITHUB_TOKEN",
      ],
      allow: [
        "docker exec db sh -c 'echo $PATH'",
        "docker exec db sh -c 'test -n \"$POSTGRES_PASSWORD\"'",
        "launchctl getenv PATH",
      ],
    },
  }),
  rule({
    id: "secrets/environment-file",
    title: "Showing secrets by way of a container",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1552.001",
    why: "The container prints what it was given, and nothing else.",
    instead: ASK_FOR_VALUE,
    on: each("environment"),
    match: ({ operation, origin }, { actions }) => {
      if (operation.kind !== "dump" || origin.place.kind !== "container") return null;
      const { engine } = origin.place;
      const started = actions.find(
        (other): other is Run =>
          other.kind === "run" &&
          other.program === engine &&
          (has(other.call, "--env-file") || handsSecret(other)),
      );
      return started === undefined ? null : said(started);
    },
    examples: {
      block: [
        "docker run --rm --env-file .env alpine env",
        "podman run --env-file=prod.env busybox printenv",
        "docker run --rm -e AWS_SECRET_ACCESS_KEY alpine env",
      ],
      allow: [
        "docker run --rm --env-file .env app npm start",
        "docker run --rm alpine env",
        "docker run --rm --env-file .env app printenv NODE_ENV",
      ],
    },
  }),
  rule({
    id: "db/password-hashes",
    title: "Reading password hashes out of a database's own accounts",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1003",
    why: "They open the accounts of whoever uses the server, once they are cracked.",
    instead: "Look at the names of accounts only (\\du, SELECT user FROM mysql.user).",
    on: each("interpret"),
    match: (action) => {
      if (action.language !== "sql" || !action.code.text) return null;
      const found = HASHES.exec(show(action.code.text));
      return found ? `reads ${found[1] ?? found[0]}` : null;
    },
    examples: {
      block: [
        "psql -c 'select usename, passwd from pg_shadow'",
        "psql -c 'SELECT rolname, rolpassword FROM pg_authid'",
        "mysql -e 'select user, authentication_string from mysql.user'",
      ],
      allow: [
        "psql -c 'select rolname from pg_roles'",
        "mysql -e 'select user, host from mysql.user'",
        "psql -c 'select usename from pg_shadow'",
      ],
    },
  }),
];

/** `docker run -e NAME`: a secret variable of this machine goes in as it is. */
function handsSecret({ call }: Run): boolean {
  return (call.options.get("--env") ?? []).some((text) => secretVariable(show(text)) !== null);
}

/** `composer config NAME VALUE`: it is written, not shown. */
function setsValue(action: Run): boolean {
  return action.program === "composer" && !has(action.call, "--auth") && action.call.operands.length > 2;
}

/** Columns of hashes, asked for by name or with all others. */
const HASHES =
  /\bselect\b[^;]*(?:\b(?:passwd|rolpassword|authentication_string)\b|\*)[^;]*\bfrom\s+(?:pg_catalog\.)?(pg_shadow|pg_authid|pg_user_mappings?|mysql\.user|system\.users)\b/i;
