/** Arithmetic on known numbers, for `$(( … ))`, `(( … ))`, array indexes and slices. */

const TOKEN =
  /\s*(0[xX][0-9a-fA-F]+|\d+#[0-9a-zA-Z]+|\d+|[A-Za-z_]\w*|<<=|>>=|\*\*|\+\+|--|[-+*/%&|^]=|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%<>&|^!~?:()=,])/y;

const ASSIGNMENT = /^(?:[-+*/%&|^]|<<|>>)?=$/;

/** Binary operators from the loosest to the tightest. */
const LEVELS: readonly (readonly string[])[] = [
  ["||"],
  ["&&"],
  ["|"],
  ["^"],
  ["&"],
  ["==", "!="],
  ["<", ">", "<=", ">="],
  ["<<", ">>"],
  ["+", "-"],
  ["*", "/", "%"],
  ["**"],
];

const truth = (holds: boolean): number => (holds ? 1 : 0);

/** What each operator gives; not a finite number where the shell would stop with an error. */
const OPERATIONS: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => (b === 0 ? Number.NaN : Math.trunc(a / b)),
  "%": (a, b) => (b === 0 ? Number.NaN : a % b),
  "**": (a, b) => a ** b,
  "<<": (a, b) => a << b,
  ">>": (a, b) => a >> b,
  "&": (a, b) => a & b,
  "|": (a, b) => a | b,
  "^": (a, b) => a ^ b,
  "==": (a, b) => truth(a === b),
  "!=": (a, b) => truth(a !== b),
  "<": (a, b) => truth(a < b),
  ">": (a, b) => truth(a > b),
  "<=": (a, b) => truth(a <= b),
  ">=": (a, b) => truth(a >= b),
  "&&": (a, b) => truth(a !== 0 && b !== 0),
  "||": (a, b) => truth(a !== 0 || b !== 0),
};

/** Variables whose values are expressions in turn are followed this deep. */
const DEPTH = 8;
/** Longer expressions are not worked out. */
const LONGEST = 1000;

/** The variables that an expression reads and sets. */
interface Variables {
  /** The value of a variable as text; null where it is not known. */
  readonly lookup: (name: string) => string | null;
  /** Takes the values that the expression gives to variables; null: it may give none. */
  readonly assign: ((name: string, value: number) => void) | null;
}

/**
 * The value of an expression, or null where it is not known (unknown variable, malformed).
 * `lookup` gives the value of a variable as text; `assign` takes the values that the expression gives to variables.
 */
export function evaluate(
  expression: string,
  lookup: Variables["lookup"],
  assign: Variables["assign"] = null,
): number | null {
  return evaluateAt(expression, { lookup, assign }, 0);
}

function evaluateAt(expression: string, variables: Variables, depth: number): number | null {
  if (depth > DEPTH || expression.length > LONGEST) return null;
  const tokens = tokensOf(expression);
  if (tokens === null) return null;
  if (tokens.length === 0) return 0;
  try {
    return new Evaluation(tokens, variables, depth).value();
  } catch (error) {
    if (error === unknown) return null;
    throw error;
  }
}

/** Null where something in the text is no token. */
function tokensOf(expression: string): string[] | null {
  const tokens: string[] = [];
  const end = expression.trimEnd().length;
  for (let at = 0; at < end; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(expression)?.[1];
    if (token === undefined) return null;
    tokens.push(token);
  }
  return tokens;
}

/** Thrown inside, where the value cannot be known. */
const unknown = Symbol("unknown");

/** Parses and evaluates at once, by recursive descent. */
class Evaluation {
  readonly #tokens: readonly string[];
  readonly #variables: Variables;
  readonly #depth: number;
  #at = 0;

  constructor(tokens: readonly string[], variables: Variables, depth: number) {
    this.#tokens = tokens;
    this.#variables = variables;
    this.#depth = depth;
  }

  value(): number | null {
    const value = this.#list();
    return this.#at === this.#tokens.length && Number.isFinite(value) ? value : null;
  }

  /** `a, b`: the value is the last one's. */
  #list(): number {
    let value = this.#ternary();
    while (this.#take(",")) value = this.#ternary();
    return value;
  }

  /** Both ways are evaluated: what they assign, they may have assigned. */
  #ternary(): number {
    const condition = this.#binary(0);
    if (!this.#take("?")) return condition;
    const yes = this.#ternary();
    if (!this.#take(":")) throw unknown;
    const no = this.#ternary();
    return condition !== 0 ? yes : no;
  }

  #binary(level: number): number {
    const operators = LEVELS[level];
    if (!operators) return this.#primary();
    let left = this.#binary(level + 1);
    for (;;) {
      const operator = this.#tokens[this.#at];
      if (operator === undefined || !operators.includes(operator)) return left;
      this.#at++;
      // `**` alone groups to the right.
      left = calculate(operator, left, this.#binary(operator === "**" ? level : level + 1));
    }
  }

  #primary(): number {
    const token = this.#tokens[this.#at++];
    switch (token) {
      case undefined:
        throw unknown;
      case "++":
      case "--": {
        const name = this.#tokens[this.#at++] ?? "";
        return this.#give(name, this.#numberIn(name) + (token === "++" ? 1 : -1));
      }
      case "(": {
        const value = this.#list();
        if (!this.#take(")")) throw unknown;
        return value;
      }
      case "-":
        return -this.#primary();
      case "+":
        return this.#primary();
      case "!":
        return truth(this.#primary() === 0);
      case "~":
        return ~this.#primary();
      default:
        if (/^\d/.test(token)) return numberOf(token);
        if (/^[A-Za-z_]/.test(token)) return this.#variable(token);
        throw unknown;
    }
  }

  /** `x`, `x++`, `x = 1`, `x += 1`. */
  #variable(name: string): number {
    const operator = this.#tokens[this.#at] ?? "";
    if (operator === "++" || operator === "--") {
      this.#at++;
      const before = this.#numberIn(name);
      this.#give(name, before + (operator === "++" ? 1 : -1));
      return before;
    }
    if (!ASSIGNMENT.test(operator)) return this.#numberIn(name);
    this.#at++;
    const right = this.#ternary();
    const value = operator === "=" ? right : calculate(operator.slice(0, -1), this.#numberIn(name), right);
    return this.#give(name, value);
  }

  #numberIn(name: string): number {
    const text = this.#variables.lookup(name);
    const value = text === "" ? 0 : text === null ? null : evaluateAt(text, this.#variables, this.#depth + 1);
    if (value === null) throw unknown;
    return value;
  }

  #give(name: string, value: number): number {
    const { assign } = this.#variables;
    if (!assign || !/^[A-Za-z_]/.test(name)) throw unknown;
    assign(name, value);
    return value;
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at++;
    return true;
  }
}

function calculate(operator: string, a: number, b: number): number {
  const value = OPERATIONS[operator]?.(a, b) ?? Number.NaN;
  if (Number.isNaN(value)) throw unknown;
  return value;
}

/** `0x1f`, `2#101`, `017`. */
function numberOf(token: string): number {
  const base = /^(\d+)#(\w+)$/.exec(token);
  if (base) return Number.parseInt(base[2] ?? "", Number(base[1]));
  return /^0\d/.test(token) ? Number.parseInt(token, 8) : Number(token);
}
