/** The ways in which an alert reaches people. Each answers when it has arrived, and throws when it has not. */
import { readFileSync } from "node:fs";
import { homeDirectory, sendDatagrams, syslogMessage } from "../../system/index.ts";
import type { Channel, Sent } from "./alert.ts";

/** A failure that trying again would not mend. */
export class Hopeless extends Error {}

const timeoutMs = 10_000;
const programTimeoutMs = 30_000;

/** Sends an alert by a channel. Throws when it has not arrived; {@link Hopeless} when it never will. */
export async function deliver(channel: Channel, alert: Sent): Promise<void> {
  switch (channel.kind) {
    case "webhook":
      return post(channel.url, channel.format === "slack" ? slack(alert) : alert, channel.secretFile);
    case "program":
      return runProgram(channel.command, JSON.stringify(alert));
    case "syslog":
      return syslog(channel.socket, alert);
    case "desktop":
      return notify(channel.program, alert);
  }
}

/**
 * `x-guardsh-signature: v1=HEX`, HMAC-SHA-256 over the time in `x-guardsh-timestamp` (seconds since 1970), a dot, and
 * the body: who knows the key can tell that it is from here, unchanged, and not an old one sent again.
 */
async function post(url: string, value: object, secretFile: string | null): Promise<void> {
  const body = JSON.stringify(value);
  const headers: Record<string, string> = { "content-type": "application/json", "user-agent": "guardsh" };
  if (secretFile !== null) {
    const key = readFileSync(underHome(secretFile), "utf8").trim();
    if (key === "") throw new Error(`${secretFile} is empty`);
    const timestamp = String(Math.floor(Date.now() / 1000));
    headers["x-guardsh-timestamp"] = timestamp;
    headers["x-guardsh-signature"] =
      `v1=${new Bun.CryptoHasher("sha256", key).update(`${timestamp}.${body}`).digest("hex")}`;
  }
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(url, { method: "POST", headers, body, redirect: "error", signal });
  await response.arrayBuffer();
  const { status } = response;
  if (response.ok) return;
  const message = `status ${status}`;
  throw status >= 400 && status < 500 && status !== 408 && status !== 429
    ? new Hopeless(message)
    : new Error(message);
}

async function runProgram(
  command: readonly string[],
  input: string,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const [name = "", ...rest] = command;
  const home = homeDirectory();
  const child = Bun.spawn([underHome(name), ...rest], {
    stdin: new TextEncoder().encode(input),
    stdout: "ignore",
    stderr: "ignore",
    cwd: "/",
    timeout: programTimeoutMs,
    env: { PATH: "/usr/local/bin:/usr/bin:/bin", HOME: home, LANG: "C.UTF-8", ...more },
  });
  const status = await child.exited;
  if (status !== 0) throw new Error(`status ${status}`);
}

/** Facility and severity by syslog's numbers (RFC 5424). */
const [authpriv, alarm] = [10, 1];

function syslog(socket: string, alert: Sent): void {
  const text = `${sentence(alert)} ${JSON.stringify(alert)}`;
  const time = new Date(alert.time);
  const entry = { facility: authpriv, severity: alarm, time, tag: "guardsh", text };
  const problem = sendDatagrams(socket, [syslogMessage(entry)]);
  if (problem !== null) throw new Error(`${socket}: ${problem}`);
}

/** A notification is of no use later: where there is no desktop now, that is the end of it. */
async function notify(program: string, alert: Sent): Promise<void> {
  try {
    await runProgram([program, ...notification(alert)], "", desktopVariables());
  } catch (error) {
    throw new Hopeless(`${program}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What notify-send is called with. */
function notification(alert: Sent): readonly string[] {
  const command = shortened(alert.command, 300).replace(/[\p{Cc}\p{Cf}]/gu, " ");
  const body = `${sentence(alert)}\n${command}`;
  // the body is markup to most desktops, and nothing of it may be taken for an option
  return ["--urgency=critical", "--app-name=guardsh", "--", "guardsh refused a command", escaped(body)];
}

/** Where the user's desktop listens, by convention; an agent's environment is not asked. */
function desktopVariables(): Readonly<Record<string, string>> {
  const runtime = `/run/user/${process.getuid?.() ?? 0}`;
  return { XDG_RUNTIME_DIR: runtime, DBUS_SESSION_BUS_ADDRESS: `unix:path=${runtime}/bus` };
}

function slack(alert: Sent): object {
  const lines = [
    `:no_entry: *guardsh refused a command* (${alert.severity}) on ${escaped(alert.host)}`,
    escaped(sentence(alert)),
    `\`\`\`${escaped(shortened(alert.command, 1500)).replaceAll("`", "ˋ")}\`\`\``,
    escaped(`in ${alert.cwd}, ${alert.agent || "an agent"}, session ${alert.session}`),
    ...notes(alert).map(escaped),
  ];
  return { text: lines.join("\n") };
}

function sentence({ what, rule }: Sent): string {
  return `${what} [${rule}]`.replace(/[\p{Cc}\p{Cf}]/gu, " ");
}

function notes({ repeats, held, limit }: Sent): readonly string[] {
  return [
    ...(repeats > 0 ? [`The same came ${repeats} more times since it was last told.`] : []),
    ...(held > 0 ? [`${held} other alerts were held back.`] : []),
    ...(limit
      ? ["The limit of alerts an hour is reached: guardsh audit query --verdict deny has the rest."]
      : []),
  ];
}

/** As both Slack and desktops want it. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

function underHome(path: string): string {
  return path.startsWith("~/") ? homeDirectory() + path.slice(1) : path;
}
