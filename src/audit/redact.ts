/**
 * Takes well-known secret formats out of a command before it is written down. A safety net for the log alone: what a
 * command may see or print is the business of controls/credentials and controls/output.
 */

/** Formats that announce themselves. Values, not commands: a match here decides nothing. */
const formats: readonly (readonly [kind: string, pattern: string])[] = [
  ["aws-key", "\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"],
  ["github-token", "\\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{40,})\\b"],
  ["gitlab-token", "\\bgl(?:pat|dt|rt|ptt|cbt)-[A-Za-z0-9_-]{20,}"],
  ["slack-token", "\\bxox[abeoprs]-[A-Za-z0-9-]{10,}"],
  ["slack-webhook", "https://hooks\\.slack\\.com/services/[A-Za-z0-9/]{20,}"],
  ["api-key", "\\bsk-(?:[a-z]+-)*[A-Za-z0-9_-]{20,}"],
  ["stripe-key", "\\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}"],
  ["google-key", "\\bAIza[0-9A-Za-z_-]{35}"],
  ["google-token", "\\bya29\\.[0-9A-Za-z_-]{20,}"],
  ["npm-token", "\\bnpm_[A-Za-z0-9]{36}\\b"],
  ["pypi-token", "\\bpypi-[A-Za-z0-9_-]{50,}"],
  ["huggingface-token", "\\bhf_[A-Za-z0-9]{30,}\\b"],
  ["jwt", "\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}"],
  ["private-key", "-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)"],
];

/** Formats where only what follows a name is secret; the name stays. A value that is a variable reference is no secret. */
const named: readonly (readonly [kind: string, pattern: string])[] = [
  ["authorization", "(?<=\\bauthorization:\\s*(?:bearer|basic|token)\\s+)[^\\s'\"$]{8,}"],
  ["password", "(?<=://[^\\s/:@'\"]*:)[^\\s/@'\"$]{3,}(?=@)"],
  [
    "secret",
    "(?<=(?:password|passwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)[\"']?[=:]\\s*[\"']?)[^\\s'\"$&|;<>(){}]{6,}",
  ],
];

let exact: RegExp | undefined;
let loose: RegExp | undefined;

/** What every format has at least one of, in lower case. Most commands have none, and then no pattern is compiled (0.2 ms). */
const hints =
  "akia asia ghp_ gho_ ghu_ ghs_ ghr_ _pat_ glpat- gldt- glrt- glptt- glcbt- xox hooks. sk- sk_ rk_ aiza ya29 npm_ pypi- hf_ eyj begin authoriz :// pass secret token key credential".split(
    " ",
  );

/** The command with secrets replaced by `[redacted: kind]`. */
export function redact(command: string): string {
  if (!mayHold(command.toLowerCase())) return command;
  exact ??= compile(formats, "g");
  loose ??= compile(named, "gi");
  return replace(replace(command, exact, formats), loose, named);
}

/** A loop, because the first `Array.prototype.some` of a process costs ten times as much. */
function mayHold(lower: string): boolean {
  for (const hint of hints) if (lower.includes(hint)) return true;
  return false;
}

function compile(table: readonly (readonly [string, string])[], flags: string): RegExp {
  return new RegExp(table.map(([, pattern]) => `(${pattern})`).join("|"), flags);
}

function replace(text: string, pattern: RegExp, table: readonly (readonly [string, string])[]): string {
  return text.replace(pattern, (match: string, ...groups: unknown[]) => {
    if (match.startsWith("[redacted")) return match;
    const index = groups.findIndex((group) => group !== undefined);
    return `[redacted: ${table[index]?.[0] ?? "secret"}]`;
  });
}
