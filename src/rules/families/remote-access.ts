/** Servers that give others a way in: remote shells, screens, files. */
import type { Run } from "../../meaning/action.ts";
import { type AnyRule, rule } from "../rule.ts";
import { has, operands, run, said, tries, words, written } from "../vocabulary.ts";

export const remoteAccess: readonly AnyRule[] = [
  rule({
    id: "network/remote-access-server",
    title: "Starting a server for remote access",
    severity: "high",
    decision: "deny",
    owasp: ["ASI10"],
    attack: "T1133",
    why: "Whoever reaches it gets a shell, a screen or the files of this machine.",
    instead: "A person sets up remote access.",
    on: run([
      "sshd",
      "telnetd",
      "in.telnetd",
      "utelnetd",
      "rshd",
      "rexecd",
      "vncserver",
      "x11vnc",
      "Xvnc",
      "tigervncserver",
      "wayvnc",
      "xrdp",
      "krfb",
      "ttyd",
      "gotty",
      "wetty",
      "shellinaboxd",
      "shell2http",
      "webmin",
      "anydesk",
      "teamviewer",
      "rustdesk",
      "dropbear",
      "tinysshd",
      "vino-server",
      "xpra",
      "xhost",
      "websocketd",
      "ftpd",
      "tftpd",
      "in.tftpd",
      "vsftpd",
      "proftpd",
      "smbd",
      "x0vncserver",
    ]),
    match: (action) => {
      if (tries(action) || has(action.call, "-t", "-T", "-V")) return null;
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
    on: run([
      "python",
      "python3",
      "http-server",
      "serve",
      "php",
      "busybox",
      "ruby",
      "caddy",
      "miniserve",
      "darkhttpd",
      "webfsd",
      "thttpd",
      "sfz",
      "dufs",
      "simple-http-server",
      "rclone",
      "live-server",
      "httpd",
      "npx",
      "bunx",
    ]),
    match: (action, context) => {
      const line = written(action);
      if (
        !/http\.server|SimpleHTTPServer|pyftpdlib|uploadserver|^(?:npx |bunx )?(?:http-server|serve|miniserve|darkhttpd|webfsd|thttpd|sfz|dufs|simple-http-server|live-server|busybox httpd|httpd)\b|^php .*-S\b|^ruby .*-run|file-server|serve (?:http|webdav|ftp|sftp)/.test(
          line,
        )
      )
        return null;
      const place = words(action).find(
        (word) =>
          word === "/" ||
          word === "/etc" ||
          word === "/root" ||
          word === "/home" ||
          word.replace(/\/$/, "") === context.home ||
          /^--?(?:d|directory|root|t)=(?:\/|~)$/.test(word),
      );
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

/** The call as `program sub command operand`. */
function _line(action: Run): string {
  return [action.program ?? "?", ...action.call.subcommand, ...operands(action.call)].join(" ").slice(0, 100);
}
