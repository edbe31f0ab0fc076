/** A place in the tokens of a program, and looking around from there. */
import { type Expr, nothing } from "../expression.ts";
import type { Token } from "./scan.ts";
import { MODIFIERS } from "./words.ts";

export class Cursor {
  protected readonly tokens: readonly Token[];
  protected at = 0;
  private closings: ReadonlyMap<number, number> | null = null;

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
