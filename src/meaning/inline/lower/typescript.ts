/**
 * TypeScript as far as JavaScript's grammar needs it: the types are taken out of the text, what runs is left. It is only
 * tried on code that is no JavaScript, and read beside what the grammar makes of the code as it stands.
 */

/** What is not looked into: strings, templates, comments. */
const QUOTED = String.raw`"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|${"`"}(?:\\.|[^${"`"}\\])*${"`"}|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|(?![\s\S]))`;

/** The rest of a declaration's head. Bounded: what looks like many heads, and is none, must not be read from each of them to the end. */
const head = (not: string) => `[^${not}]{0,400}`;

/** One type: `Map<string, number[]>`, `{ a: string }`, `"x"`, `(a: A) => B`. */
const ONE = String.raw`(?:(?:readonly|keyof|typeof)\s+)?(?:\([^()]*\)\s*=>\s*[\w$.<>[\]]+|[\w$.]+(?:<(?:[^<>]|<(?:[^<>]|<[^<>]*>)*>)*>)?|\{[^{}]*\}|\[[^[\]]*\]|"[^"\n]*"|'[^'\n]*')(?:\[\])*`;
const TYPE = String.raw`\|?\s*${ONE}(?:\s*[|&]\s*${ONE})*`;

/** Each with what stays of a match: the first group. */
const TYPES: readonly string[] = [
  // `import type { A } from "b"`, `import { type A, b } from "c"`
  String.raw`()\b(?:import|export)\s+type\s+[^;\n]*;?`,
  String.raw`([{,]\s*)\btype\s+(?=[A-Za-z_$][\w$]*\s*[,}])`,
  // Whole declarations.
  String.raw`()\b(?:export\s+)?(?:declare\s+${head("\\n{;")}(?:;|\{[^{}]*\})|interface\s+[\w$]+${head("{")}\{(?:[^{}]|\{[^{}]*\})*\}|type\s+[\w$]+(?:<[^<>]*>)?\s*=\s*${TYPE}\s*;?)`,
  // Of variables, parameters, members and results.
  String.raw`(\b(?:const|let|var)\s+[\w$]+)!?\s*:\s*${TYPE}(?=\s*[=;\n])`,
  String.raw`(\b(?:const|let|var)\s+[{[][^{}[\]]*[}\]])\s*:\s*${TYPE}(?=\s*=)`,
  String.raw`([(,]\s*(?:\.\.\.)?)(?:(?:public|private|protected|readonly)\s+)+`,
  String.raw`([(,]\s*(?:\.\.\.)?(?:[\w$]+|\{[^{}]*\}|\[[^[\]]*\]))\??:\s*${TYPE}(?=\s*[,)=])`,
  String.raw`(\))\s*:\s*(?:[\w$]+\s+is\s+)?${TYPE}(?=\s*(?:\{|=>))`,
  String.raw`((?:^|[{;}])[ \t]*)(?:(?:public|private|protected|readonly|abstract|override|declare)\s+)+`,
  String.raw`((?:^|[{;}])[ \t]*(?:static\s+)?[#\w$]+)[?!]?:\s*${TYPE}(?=\s*(?:=[^=>]|;))`,
  // In expressions.
  String.raw`()\s+(?:as|satisfies)\s+(?:const\b|${TYPE})`,
  String.raw`([\w$)\]])!(?=[.;,)[\]\n])`,
  String.raw`([\w$])<(?:[^<>()=;]|<[^<>()]*>)*>(?=\()`,
  String.raw`(\bclass\s+[\w$]+${head("{\\n")}?)\s+implements\s+${head("{\\n")}`,
];

/** `enum Step { Stop = "x" }` is an object of its members. */
const ENUM = /\b(?:export\s+)?(?:const\s+)?enum\s+([\w$]+)\s*\{([^{}]*)\}/g;
const MEMBER = /(?<=^|,)(\s*[\w$]+)\s*=\s*("[^"\n]*"|'[^'\n]*'|[\w.+-]+)/g;

const EACH = TYPES.map((type) => new RegExp(`(${QUOTED})|${type}`, "gm"));

/** The program without its types. */
export function withoutTypes(source: string): string {
  // `constructor(private readonly a: A)` gives the object a part.
  const whole = source.replace(/\bconstructor\s*\(([^()]*)\)\s*\{/g, (head, parameters: string) => {
    const own = parameters.matchAll(/\b(?:public|private|protected|readonly)\s+(?:readonly\s+)?([\w$]+)/g);
    return head + [...own].map(([, name]) => ` this.${name} = ${name};`).join("");
  });
  const plain = whole.replace(
    ENUM,
    (_, name: string, members: string) => `const ${name} = {${members.replace(MEMBER, "$1: $2")}};`,
  );
  return EACH.reduce(
    (code, type) => code.replace(type, (_, quoted?: string, stays?: string) => quoted ?? stays ?? ""),
    plain,
  );
}
