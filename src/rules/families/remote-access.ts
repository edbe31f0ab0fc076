/** Services that open this machine to the network: shells and stores without a password, servers for remote access, a home directory served. */
import { marksOf, secretsBelow } from "../../places/index.ts";
import { type AnyRule, type RuleContext, rule } from "../rule.ts";
import { calls } from "../shape.ts";
import { has, inEarnest, said, tries, words } from "../vocabulary.ts";

export const remoteAccess: readonly AnyRule[] = [
  rule({
    id: "network/open-server",
    title: "Opening a shell, an engine or a store to the network without a password",
    severity: "high",
    decision: "ask",
    owasp: ["ASI10", "ASI03"],
    attack: "T1133",
    why: "Whoever reaches this machine can run code on it or take and change the data.",
    instead: "Let it listen on 127.0.0.1 only, or keep its password.",
    on: calls(
      "jupyter|jupyter-lab|jupyter-notebook|voila --ip=0.0.0.0|\\*|::",
      "code-server --auth=none",
      "java -agentlib|-Xrunjdwp=*address=\\**|*address=0.0.0.0*",
      "chromium|google-chrome|chromium-browser|brave --remote-debugging-address=0.0.0.0|::|\\*",
      "redis-server|valkey-server --protected-mode=no",
      "redis-server|valkey-server --bind=0.0.0.0|\\*",
      "mongod --bind_ip_all|--noauth",
      "mongod --bind_ip=0.0.0.0",
      "postgres -c=listen_addresses=*\\**",
      "mysqld|mariadbd --skip-grant-tables",
      "dockerd -H|--host=tcp:*",
      "kubectl|oc proxy --address=0.0.0.0",
      "kubectl|oc proxy --accept-hosts=*.\\**",
      "memcached -l=0.0.0.0",
      "etcd --listen-client-urls=*0.0.0.0*",
      "ollama serve --host=0.0.0.0*",
    ),
    match: inEarnest,
    examples: {
      block: [
        "jupyter notebook --ip=0.0.0.0 --NotebookApp.token=''",
        "redis-server --protected-mode no",
        "mongod --bind_ip_all",
        "dockerd -H tcp://0.0.0.0:2375",
        "code-server --auth none",
        "kubectl proxy --address=0.0.0.0 --accept-hosts='.*'",
      ],
      allow: [
        "jupyter lab --ServerApp.token=''",
        "redis-server",
        "mongod --dbpath data",
        "vite --host 0.0.0.0",
        "kubectl proxy",
      ],
    },
  }),
  rule({
    id: "network/remote-access-server",
    title: "Starting a server for remote access",
    severity: "high",
    decision: "deny",
    owasp: ["ASI10"],
    attack: "T1133",
    why: "Whoever reaches it gets a shell, a screen or the files of this machine.",
    instead: "A person sets up remote access.",
    on: calls(
      "sshd|kickstart|telnetd|in.telnetd|utelnetd|rshd|rexecd|vncserver|x11vnc|Xvnc|tigervncserver|wayvnc",
      "xrdp|krfb|ttyd|gotty|wetty|shellinaboxd|shell2http|webmin|anydesk|teamviewer|rustdesk|dropbear",
      "tinysshd|vino-server|xpra|xhost|websocketd|ftpd|tftpd|in.tftpd|vsftpd|proftpd|smbd|x0vncserver",
    ),
    match: (action) => {
      if (
        tries(action) ||
        (/^(?:sshd|dropbear)$/.test(action.program ?? "") && has(action.call, "-t", "-T", "-V"))
      )
        return null;
      if (action.program === "xhost")
        return words(action).some((word) => word.startsWith("+")) ? said(action) : null;
      return `starts ${said(action)}`;
    },
    examples: {
      block: [
        "ttyd bash",
        "/usr/sbin/sshd -p 2222",
        "x11vnc -forever",
        "shell2http /sh 'ls'",
        "xhost +",
        "websocketd --port=8080 bash",
      ],
      allow: ["sshd -t", "xhost", "echo ttyd bash", "vncserver --help"],
    },
  }),
  rule({
    id: "network/serve-home",
    title: "Serving a home or system directory over the network",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI02", "ASI03"],
    attack: "T1048",
    why: "Keys, settings and other people's files are then there for whoever asks.",
    instead: "Serve one directory of the project, on 127.0.0.1.",
    on: calls(
      "python|python3|pypy3 -m=http.server|SimpleHTTPServer|pyftpdlib|uploadserver",
      "http-server|serve|miniserve|darkhttpd|webfsd|thttpd|sfz|dufs|simple-http-server|live-server|httpd",
      "npx|bunx http-server|serve|live-server",
      "busybox httpd",
      "php -S",
      "ruby -r*",
      "caddy file-server",
      "rclone serve",
      "nginx|openresty|caddy|lighttpd|apache2|apache2ctl|httpd",
    ),
    match: (action, context) => {
      const place = words(action).find((word) => {
        const path = word
          .replace(/^--?(?:d|directory|root|alias|document-root|t)=(?:\* )?/, "")
          .replace(/(.)\/$/, "$1");
        return (
          ["/", "/etc", "/root", "/home", "~", context.home].includes(path) || isSecretPlace(path, context)
        );
      });
      return place === undefined ? null : `serves ${place}`;
    },
    examples: {
      block: [
        "python3 -m http.server -d / 8000",
        "python3 -m http.server --directory ~",
        "npx http-server /",
        "php -S 0.0.0.0:80 -t /",
        "miniserve $HOME",
        "busybox httpd -f -h /",
        "npx serve ~/.ssh",
        "php -S 0.0.0.0:80 -t ~/.gnupg",
        "printf 'server { location / { root /home/dev/.ssh; } }' > n.conf; nginx -c n.conf",
      ],
      allow: [
        "python3 -m http.server 8000",
        "python3 -m http.server -d dist",
        "npx serve build",
        "php -S localhost:8000",
      ],
    },
  }),
];

/** Is it a secret, or a hidden directory that holds some (`~/.ssh`)? */
function isSecretPlace(path: string, context: RuleContext): boolean {
  if (!/^[~/]/.test(path)) return false;
  return (
    marksOf(path, context).some(({ kind }) => kind === "secret") ||
    (/\/\.[^/]+$/.test(path) && secretsBelow(path, context).length > 0)
  );
}
