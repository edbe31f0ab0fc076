/**
 * Takes secrets out of a command before it is written down, told to somebody or shown: every known token format, private
 * keys, and what stands where a secret has to. A safety net for what is kept: what a command may see or print is the business
 * of controls/credentials and controls/output.
 */
import { findTokens, privateKeyBegin } from "../places/index.ts";

/** Forms where only what follows a name is secret; the name stays. A value that is a variable reference is no secret. */
const named: readonly (readonly [kind: string, pattern: string])[] = [
  [
    "private key",
    `${privateKeyBegin}[A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)`,
  ],
  ["authorization", "(?<=\\bauthorization:\\s*(?:bearer|basic|token)\\s+)[^\\s'\"$]{8,}"],
  ["password", "(?<=://[^\\s/:@'\"]*:)[^\\s/@'\"$]{3,}(?=@)"],
  [
    "secret",
    "(?<=(?:password|passwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)[\"']?[=:]\\s*[\"']?)[^\\s'\"$&|;<>(){}]{6,}",
  ],
];

/** Most commands have none of these, and then the pattern is not compiled (0.2 ms). */
const hints = ["private key", "authoriz", "://", "pass", "secret", "token", "key", "credential"];

let pattern: RegExp | undefined;

/** The command with secrets replaced by `[redacted: kind]`. */
export function redact(command: string): string {
  const text = withoutTokens(command);
  if (!mayHold(text.toLowerCase())) return text;
  pattern ??= new RegExp(named.map(([, form]) => `(${form})`).join("|"), "gi");
  return text.replace(pattern, (match: string, ...groups: unknown[]) => {
    if (match.startsWith("[redacted")) return match;
    const index = groups.findIndex((group) => group !== undefined);
    return `[redacted: ${named[index]?.[0] ?? "secret"}]`;
  });
}

function withoutTokens(command: string): string {
  let text = "";
  let from = 0;
  for (const { kind, start, end } of findTokens(command)) {
    text += `${command.slice(from, start)}[redacted: ${kind}]`;
    from = end;
  }
  return from === 0 ? command : text + command.slice(from);
}

/** A loop, because the first `Array.prototype.some` of a process costs ten times as much. */
function mayHold(lower: string): boolean {
  for (const hint of hints) if (lower.includes(hint)) return true;
  return false;
}
