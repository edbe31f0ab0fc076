/** Random sources, always the same ones: nothing throws, and bash never runs a command that we have not seen. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { parse, type Reading, type Word, type WordPart } from "../../src/syntax/index.ts";

/** A linear congruential generator: the same numbers for the same seed, everywhere. */
function randomFrom(seed: number) {
  let state = seed;
  return (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const tokens =
  "c1|c2|c3|c4|c5| |  |\n|;|&|&&|(|)|{ |; }|'|\"|`|\\|$(|${x:-|}| <<E\n| <<'E'\n| <<-E\n|\nE\n|\nE|\n\tE\n|#| #|$'|$\"|$((|))|((|[[ | ]]|case x in x) |;; |esac|if |; then |; fi|x=|a=(|<(|2>&1|<<<| ! |{a,b}|\\\n|$x|for i in a; do |; done|f() { |*|@(|time |EOF|\t|$|[|]|=|~|,|\\'|\\\"|$$|<|${|!|-|\r|\0|é|\ud800"
    .split("|")
    .concat("|", "||", "|&");

function soup(random: (limit: number) => number): string {
  let source = "";
  for (let left = 3 + random(20); left > 0; left--) source += tokens[random(tokens.length)];
  return source;
}

/** Mostly well-formed: commands in every kind of nesting, then now and then a mistake. */
class Scripts {
  readonly #random: (limit: number) => number;
  #documents = "";

  constructor(random: (limit: number) => number) {
    this.#random = random;
  }

  make(): string {
    this.#documents = "";
    let source = this.#list(0);
    source += `\n${this.#documents}${this.#name()}`;
    for (let left = this.#random(4) - 1; left > 0; left--) {
      const at = this.#random(source.length + 1);
      const rest = source.slice(this.#random(2) === 0 ? at : at + 1);
      source = source.slice(0, at) + (this.#random(2) === 0 ? this.#pick(tokens) : "") + rest;
    }
    return source;
  }

  #pick(of: readonly string[]): string {
    return of[this.#random(of.length)] ?? "";
  }

  #name(): string {
    return `c${1 + this.#random(5)}`;
  }

  #word(depth: number): string {
    const fixed = [
      "a",
      "'c1 ; c2'",
      '"c3 | c4"',
      "\\;",
      "\\'",
      "$'\\'c1;'",
      "{a,b}",
      "#a",
      "x=1",
      "${#x}",
      "\\\nb",
    ];
    const inside = depth > 2 ? fixed.length : fixed.length * 2;
    const which = this.#random(inside);
    if (which < fixed.length) return fixed[which] ?? "";
    const forms = [
      () => `$(${this.#list(depth + 1)})`,
      () => `"$(${this.#list(depth + 1)})"`,
      () => `\`${this.#name()} \\\`${this.#name()}\\\`\``,
      () => `\${x:-${this.#word(depth + 1)}}`,
      () => `"\${x:-${this.#word(depth + 1)}}"`,
      () => `<(${this.#list(depth + 1)})`,
      () => `$((1+$(${this.#name()})))`,
      () => this.#word(depth + 1) + this.#word(depth + 1),
    ];
    return forms[this.#random(forms.length)]?.() ?? "";
  }

  #hereDocument(): string {
    const delimiter = this.#pick(["E", "'E'", "\\E", '"E"', '"E"F', "-E", "-'E'", "'E G'"]);
    const body = this.#pick([
      "c1; c2\n",
      `$(${this.#name()})\n`,
      "`c2`\n",
      "'\n",
      '"\n',
      "E \n",
      " E\n",
      "a\\\n",
      "E\\\n",
    ]);
    const end = delimiter.replace(/^-/, "").replace(/["'\\]/g, "");
    this.#documents += `${body}${delimiter.startsWith("-") ? this.#pick(["", "\t"]) : ""}${end}\n`;
    return ` <<${delimiter}`;
  }

  #simple(depth: number): string {
    let source = this.#pick(["", "", "x=1 ", "x='c1' "]) + this.#name();
    for (let left = this.#random(4); left > 0; left--) source += ` ${this.#word(depth)}`;
    if (depth === 0 && this.#random(4) === 0) source += this.#hereDocument();
    if (this.#random(5) === 0) source += this.#pick([" 2>&1", " >/dev/null", " <<< a", " </dev/null"]);
    return source;
  }

  #command(depth: number): string {
    const list = () => this.#list(depth + 1);
    const forms = [
      () => `( ${list()} )`,
      () => `{ ${list()}; }`,
      () => `if ${list()}; then ${list()}; fi`,
      () => `case a in (b) ${list()};; a|c) ${list()};; esac`,
      () => `for i in a; do ${list()}; done`,
      () => `! ${this.#simple(depth)}`,
      () => `[[ a == b || $(${this.#name()}) ]]`,
      () => `(( $(${this.#name()}) + 1 ))`,
      () => `((${this.#name()}) | ${this.#name()})`,
    ];
    const which = depth > 2 ? forms.length : this.#random(forms.length * 2);
    return (forms[which] ?? (() => this.#simple(depth)))();
  }

  #list(depth: number): string {
    let source = this.#command(depth);
    for (let left = this.#random(depth === 0 ? 4 : 2); left > 0; left--) {
      source += this.#pick([" ; ", " && ", " || ", " | ", " & "]);
      if (depth === 0 && this.#random(2) === 0) {
        source += `c1 # c2 '\n${this.#documents}`;
        this.#documents = "";
      }
      source += this.#command(depth);
    }
    return source;
  }
}

/** The text of a word, expansions left out. */
function textOf(parts: readonly WordPart[]): string {
  let text = "";
  for (const part of parts) {
    if (part.kind === "literal" || part.kind === "glob" || part.kind === "extended-glob") text += part.text;
    if (part.kind === "quoted") text += textOf(part.parts);
    if (part.kind === "parameter" && part.operation?.kind === "default")
      text += textOf(part.operation.operand.parts);
    if (part.kind === "brace-expansion" && part.content.kind === "list") {
      text += part.content.items.map((item) => textOf(item.parts)).join(" ");
    }
  }
  return text;
}

/** Every text that may be a command's name: words up to the first that no expansion can make vanish. */
function names(reading: Reading): string[] {
  const out: string[] = [];
  JSON.stringify(reading.scripts, (_, node: { kind?: string; words?: readonly Word[] } | null) => {
    if (node?.kind === "simple") {
      for (const { parts } of node.words ?? []) {
        out.push(textOf(parts));
        if (parts.every((part) => part.kind === "literal")) break;
      }
    }
    return node;
  });
  return out;
}

test("no source makes the parsers fail", () => {
  const random = randomFrom(7);
  const scripts = new Scripts(random);
  for (let left = 2000; left > 0; left--) {
    const source = left % 2 === 0 ? soup(random) : scripts.make();
    const reading = parse(source, { dialect: left % 3 === 0 ? "sh" : "bash" });
    expect(reading.unparsed?.reason ?? "read", JSON.stringify(source)).not.toBe("internal");
    expect(reading.scripts.length + (reading.unparsed === null ? 0 : 1), source).toBeGreaterThan(0);
  }
}, 60_000);

const bash = Bun.which("bash");
const timeout = Bun.which("timeout");

// Every command is c1 … c5, which do not exist; a handler writes down which of them bash looked for.
describe.if(bash !== null && timeout !== null)("against bash", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(`${tmpdir()}/guardsh-fuzz-`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("what bash runs is in the reading", () => {
    const scripts = new Scripts(randomFrom(20));
    for (let index = 0; index < 150; index++) {
      const source = scripts.make();
      const reading = parse(source);
      if (reading.unparsed !== null) continue;
      const log = openSync(`${folder}/log${index}`, "w");
      Bun.spawnSync([timeout ?? "", "-s", "KILL", "2", bash ?? "", "--norc", "-c", source], {
        cwd: folder,
        stdio: ["ignore", "ignore", "ignore", log],
        env: {
          PATH: "/nonexistent",
          "BASH_FUNC_command_not_found_handle%%": '() { builtin echo "$1" >&3; }',
        },
      });
      closeSync(log);
      const known = names(reading);
      const ran = readFileSync(`${folder}/log${index}`, "utf8").match(/c[1-5]/g) ?? [];
      const unseen = ran.filter((name) => !known.some((text) => text.includes(name)));
      expect(unseen, JSON.stringify(source)).toEqual([]);
    }
  }, 60_000);
});
