/**
 * The plan as a profile for macOS's `sandbox-exec`. In SBPL the last rule that matches decides, so rules go from the
 * shortest path to the longest. Generated and tested as text; the file-system part follows what is known of the
 * profiles that ship with macOS in /System/Library/Sandbox/Profiles.
 */
import type { Plan } from "./plan.ts";

/** The profile text. */
export function seatbeltProfile(plan: Plan): string {
  const lines = ["(version 1)", "(allow default)"];
  for (const { path, access, why } of [...plan.paths].sort((a, b) => a.path.length - b.path.length)) {
    const where = why === "device" ? `(literal ${quote(path)})` : `(subpath ${quote(path)})`;
    if (path === "/dev") {
      // The terminal devices of macOS have names of their own (/dev/ttys003).
      lines.push(
        `(deny file-write* ${where})`,
        '(allow file-write* (regex #"^/dev/(tty|fd/|pty|stdout|stderr)"))',
      );
    } else if (access === "none") lines.push(`(deny file-read* file-write* ${where})`);
    else if (access === "read") lines.push(`(deny file-write* ${where})`, `(allow file-read* ${where})`);
    else lines.push(`(allow file-read* file-write* ${where})`);
  }
  // A directory on the way to a readable place must at least be looked through.
  lines.push("(allow file-read-metadata)");
  lines.push(...network(plan));
  if (plan.process.signals === "own") lines.push("(deny signal)", "(allow signal (target same-sandbox))");
  if (!plan.process.ptrace) lines.push("(deny mach-priv-task-port)");
  return `${lines.join("\n")}\n`;
}

function network({ network: { mode, connect, unix } }: Plan): string[] {
  const lines: string[] = [];
  if (mode !== "open") {
    lines.push("(deny network*)");
    for (const port of connect ?? []) lines.push(`(allow network-outbound (remote ip "localhost:${port}"))`);
    if (mode === "allowlist") lines.push('(allow network-bind network-inbound (local ip "localhost:*"))');
    if (unix) lines.push("(allow network* (local unix-socket) (remote unix-socket))");
  } else if (!unix) lines.push("(deny network* (remote unix-socket))");
  return lines;
}

/** An SBPL string: backslash and quote escaped, nothing else is special. */
function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}
