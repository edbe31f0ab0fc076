/** What is shown is not what it is: reordered, invisible and foreign letters in commands. */
import { literal } from "../../meaning/value.ts";
import { type AnyRule, rule } from "../rule.ts";
import { anyRun } from "../vocabulary.ts";

/** Explicit embeddings, overrides and isolates: they change the order in which text is shown. */
const BIDIRECTIONAL = /[\u202a-\u202e\u2066-\u2069]/u;

/** Characters that nobody sees. Joiners are left out: scripts and emoji need them. */
const INVISIBLE = /[\u00ad\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0]/u;

/** Letters of the "tags" block: a second, invisible ASCII. After a black flag they spell a flag. */
const TAGS = /(?<!\u{1f3f4}[\u{e0020}-\u{e007f}]{0,12})[\u{e0000}-\u{e007f}]/u;

/** A Greek, Cyrillic, letter-like or full-width letter next to a Latin one. */
const BORROWED =
  /[A-Za-z][\u0370-\u03ff\u0400-\u052f\u2100-\u214f\uff00-\uffef\u{1d400}-\u{1d7ff}]|[\u0370-\u03ff\u0400-\u052f\u2100-\u214f\uff00-\uffef\u{1d400}-\u{1d7ff}][A-Za-z]/u;

export const look: readonly AnyRule[] = [
  rule({
    id: "terminal/reordered",
    title: "Characters that change the order in which the command is shown",
    severity: "high",
    decision: "ask",
    owasp: ["ASI09"],
    attack: "T1036.002",
    why: "What people read is then not what runs (Trojan Source, CVE-2021-42574).",
    instead: "Write it without these characters.",
    on: anyRun,
    match: (action) => {
      const found = action.argv.find((word) => BIDIRECTIONAL.test(literal(word) ?? ""));
      return found ? "carries characters that reorder text" : null;
    },
    examples: {
      block: [
        "cat \u202egnp.exe",
        "rm \u2067src\u2069 x",
        "echo 'a\u202eb'",
        "git commit -m 'x\u2066y\u2069'",
      ],
      allow: ["echo שלום", "git commit -m 'مرحبا'", "cat src/x.ts"],
    },
  }),
  rule({
    id: "terminal/invisible",
    title: "Invisible characters in the name of a program, file or host",
    severity: "high",
    decision: "ask",
    owasp: ["ASI09"],
    attack: "T1036",
    why: "Two names that look the same are then two different things.",
    instead: "Write the name without these characters.",
    on: anyRun,
    match: (action) => {
      const [program] = action.argv;
      const named = [
        ...(program ? [program] : []),
        ...action.call.operands.filter(({ role }) => role !== "text").map(({ text }) => text),
      ];
      return named.some((word) => INVISIBLE.test(literal(word) ?? ""))
        ? "carries invisible characters in a name"
        : null;
    },
    examples: {
      block: ["rm ap\u200bp.js", "g\u00adit push", "cp a.txt b\u2060.txt", "curl https://exam\u200bple.com/"],
      allow: ["echo 'zero\u200bwidth'", "rm app.js", "echo '👩‍💻'", "cat übersicht.md"],
    },
  }),
  rule({
    id: "terminal/smuggled",
    title: "Invisible letters that spell text",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI01", "ASI09"],
    attack: "T1027",
    why: "A model reads them, a person does not see them: this is how instructions are smuggled.",
    instead: "Remove them.",
    on: anyRun,
    match: (action) =>
      action.argv.some((word) => TAGS.test(literal(word) ?? ""))
        ? "carries invisible letters (Unicode tags)"
        : null,
    examples: {
      block: [
        "echo 'hi\u{e0072}\u{e006d}'",
        "git commit -m 'fix\u{e0041}\u{e0042}'",
        "gh issue comment 1 -b 'ok\u{e0069}\u{e0067}'",
      ],
      allow: ["echo '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'", "echo hi", "echo '🇩🇪'"],
    },
  }),
  rule({
    id: "terminal/look-alike",
    title: "A program's name in foreign letters",
    severity: "high",
    decision: "deny",
    owasp: ["ASI09"],
    attack: "T1036.005",
    why: "It looks like a program that people know and is another one.",
    instead: "Write the name in plain letters.",
    on: anyRun,
    match: (action) => {
      const program = action.argv[0] ? (literal(action.argv[0]) ?? "") : "";
      return BORROWED.test(program) ? `runs ${program}` : null;
    },
    examples: {
      block: ["gіt push", "сurl https://example.com", "./ｂash x.sh"],
      allow: ["git push", "./запуск.sh", "./übung"],
    },
  }),
];
