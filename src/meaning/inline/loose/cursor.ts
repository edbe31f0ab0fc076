/** A place in the tokens of a program, and looking around from there. */
import { type Expr, nothing } from "../expression.ts";
import type { Token } from "./scan.ts";
import { MODIFIERS } from "./words.ts";

export class Cursor {
  protected readonly tokens: readonly Token[];
  protected at = 0;
  private closings: ReadonlyMap<number, number> | null = null;
  private ends: ReadonlyMap<number, number> | null = null;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  protected peek(ahead = 0): Token | null {
    return this.tokens[this.at + ahead] ?? null;
  }

  protected is(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token !== null && token.kind !== "text" && token.text === text;
  }

  protected take(text: string): boolean {
    if (!this.is(text)) return false;
    this.at++;
    return true;
  }

  protected skipLines(): void {
    while (this.peek()?.kind === "line") this.at++;
  }

  /** Where in this line a sign stands, before any bracket of a block; -1 where it does not. */
  protected lineUntil(sign: string): number {
    for (let i = this.at; i < this.tokens.length; i++) {
      const token = this.tokens[i];
      if (!token || token.kind === "line" || /^[;{]$/.test(token.text)) return -1;
      if (token.kind === "sign" && token.text === sign) return i;
    }
    return -1;
  }

  protected passLine(): Expr {
    while (this.at < this.tokens.length && this.peek()?.kind !== "line" && !this.is(";")) this.at++;
    return nothing;
  }

  /** The bracket that closes the one at a place; -1 where none does. */
  protected closing(open: number): number {
    this.closings ??= closingsOf(this.tokens);
    return this.closings.get(open) ?? -1;
  }

  /** The `end` that closes what a word at a place begins; -1 where none does. */
  protected end(open: number): number {
    this.ends ??= endsOf(this.tokens);
    return this.ends.get(open) ?? -1;
  }

  /** Passes over a type with others in it before the name that it is for: `List<String> names = …`. */
  protected skipType(): void {
    if (this.peek()?.kind !== "name") return;
    let open = 1;
    // `std::vector<…>`
    while (/^(?:::|\.)$/.test(this.peek(open)?.text ?? "") && this.peek(open + 1)?.kind === "name") open += 2;
    const behind = this.typeArguments(open);
    if (behind > 0 && this.peek(behind)?.kind === "name" && this.is("=", behind + 1)) this.at += behind;
  }

  /** How far ahead what stands in `<…>` from there on ends, if it can be types; 0 where it cannot. */
  protected typeArguments(open: number): number {
    if (!this.is("<", open)) return 0;
    let depth = 0;
    for (let ahead = open; ahead < open + 24; ahead++) {
      const token = this.peek(ahead);
      if (!token || (token.kind !== "name" && !/^(?:[<>,.?[\]&*]|>>|::)$/.test(token.text))) return 0;
      if (token.text === "<") depth++;
      if (/^>>?$/.test(token.text)) depth -= token.text.length;
      if (depth <= 0) return ahead + 1;
    }
    return 0;
  }

  /** Names of parameters, each the first or (where the type stands before it) the last name of its part. */
  protected parameters(from: number, to: number, first: boolean): Expr[] {
    const out: Expr[] = [];
    let names: string[] = [];
    for (let i = from; i <= to; i++) {
      const token = this.tokens[i];
      if (i === to || (token?.kind === "sign" && token.text === ",")) {
        const name = first ? names[0] : names.at(-1);
        if (name !== undefined) out.push({ kind: "name", name });
        names = [];
      } else if (token?.kind === "name" && !MODIFIERS.has(token.text)) names.push(token.text);
    }
    return out;
  }
}

/** Each opening bracket with the one that closes it, of whatever kind. */
function closingsOf(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const closings = new Map<number, number>();
  const open: number[] = [];
  tokens.forEach((token, i) => {
    if (token.kind !== "sign") return;
    if (/^[([{]$/.test(token.text)) open.push(i);
    else if (/^[)\]}]$/.test(token.text)) {
      const start = open.pop();
      if (start !== undefined) closings.set(start, i);
    }
  });
  return closings;
}

/** Words that begin what an `end` closes, wherever they stand; and those that do so only before their own line's rest. */
const BEGINS = /^(?:function|fn|def|defp|begin|quote)$/;
const HEADS = /^(?:if|for|while|unless|case|let|try)$/;
/** What a statement may follow in its line. */
const BEFORE = /^(?:;|then|do|else|end|=|return|\))$/;

/** Each word that begins a body with the `end` that closes it. `do` behind the head of a loop is the loop's own. */
function endsOf(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  let headed = false;
  tokens.forEach(({ kind, text }, i) => {
    if (kind === "line") headed = false;
    if (kind !== "name") return;
    const before = tokens[i - 1];
    const first = !before || before.kind === "line" || BEFORE.test(before.text);
    const isDo = text === "do" && !headed && tokens[i + 1]?.text !== ":";
    if (BEGINS.test(text) || (first && HEADS.test(text)) || isDo) open.push(i);
    headed ||= HEADS.test(text) || /^defp?$/.test(text);
    const start = text === "end" ? open.pop() : undefined;
    if (start !== undefined) ends.set(start, i);
  });
  return ends;
}

/** The tokens that stand in no bracket. */
export function outermost(tokens: readonly Token[]): readonly Token[] {
  let depth = 0;
  return tokens.filter((token) => {
    const opens = token.kind === "sign" && /^[([{]$/.test(token.text);
    if (token.kind === "sign" && /^[)\]}]$/.test(token.text)) depth--;
    if (opens) depth++;
    return depth === 0;
  });
}
