/**
 * Escaping for the place that a text is put into. The text is taken as one value: a word of a shell, a string of
 * SQL or JSON, text (not markup) of HTML or Markdown, one record of a log.
 */
import { ByteBuffer } from "./buffer.ts";

export type Context = "text" | "shell" | "sql" | "html" | "json" | "markdown" | "log";

interface Escaping {
  readonly before: string;
  readonly after: string;
  /** What stands for a byte; the others stand for themselves. */
  readonly table: Readonly<Record<string, string>>;
  /** Is a newline at the very end left out? */
  readonly dropLastNewline?: boolean;
}

/** CommonMark: any ASCII punctuation may be escaped by a backslash. `:` and `@` stop automatic links. */
const markdown = Object.fromEntries([..."\\`*_{}[]()#+-.!|~:@=^$"].map((mark) => [mark, `\\${mark}`]));

const contexts: Readonly<Record<Context, Escaping>> = {
  text: { before: "", after: "", table: {} },
  // Between single quotes nothing has a meaning but the single quote.
  shell: { before: "'", after: "'\n", table: { "'": "'\\''" } },
  // The backslash is doubled because MySQL reads it as an escape; where it has no meaning it stays doubled.
  sql: { before: "'", after: "'\n", table: { "'": "''", "\\": "\\\\" } },
  html: {
    before: "",
    after: "",
    table: { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "`": "&#96;" },
  },
  // `<`, `>` and `&` too, so that the string may stand in a script element.
  json: {
    before: '"',
    after: '"\n',
    table: {
      '"': '\\"',
      "\\": "\\\\",
      "\n": "\\n",
      "\r": "\\r",
      "\t": "\\t",
      "<": "\\u003c",
      ">": "\\u003e",
      "&": "\\u0026",
    },
  },
  markdown: { before: "", after: "", table: { ...markdown, "<": "&lt;", ">": "&gt;", "&": "&amp;" } },
  // One record, one line: what is written cannot look like the next record.
  log: {
    before: "",
    after: "\n",
    table: { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" },
    dropLastNewline: true,
  },
};

export const contextNames: readonly Context[] = ["text", "shell", "sql", "html", "json", "markdown", "log"];

export function isContext(name: string): name is Context {
  return Object.hasOwn(contexts, name);
}

/** Escapes a stream of clean text. */
export class Escaper {
  readonly #escaping: Escaping;
  readonly #table: readonly (string | undefined)[];
  readonly #plain: boolean;
  #begun = false;
  #newlineHeld = false;

  constructor(context: Context) {
    this.#escaping = contexts[context];
    this.#plain = context === "text";
    const { table } = this.#escaping;
    this.#table = Array.from({ length: 128 }, (_, byte) => table[String.fromCharCode(byte)]);
  }

  push(text: Uint8Array): Uint8Array {
    if (this.#plain || text.length === 0) return text;
    const out = new ByteBuffer(text.length * 2);
    this.#begin(out);
    for (const byte of text) {
      if (this.#newlineHeld) {
        out.ascii("\\n");
        this.#newlineHeld = false;
      }
      const replaced = this.#table[byte];
      if (byte === 0x0a && this.#escaping.dropLastNewline) this.#newlineHeld = true;
      else if (replaced === undefined) out.byte(byte);
      else out.ascii(replaced);
    }
    return out.take();
  }

  end(): Uint8Array {
    const out = new ByteBuffer();
    this.#begin(out);
    out.ascii(this.#escaping.after);
    return out.take();
  }

  #begin(out: ByteBuffer): void {
    if (!this.#begun) out.ascii(this.#escaping.before);
    this.#begun = true;
  }
}
