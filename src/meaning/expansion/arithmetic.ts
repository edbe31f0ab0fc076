/** Arithmetic on known numbers, for `$(( … ))`, `(( … ))`, array indexes and slices. */

const TOKEN =
  /\s*(0[xX][0-9a-fA-F]+|\d+#[0-9a-zA-Z]+|\d+|[A-Za-z_]\w*|<<=|>>=|\*\*|\+\+|--|[-+*/%&|^]=|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%<>&|^!~?:()=,])/y;

const ASSIGNMENT = /^(?:[-+*/%&|^]|<<|>>)?=$/;

const levels: readonly (readonly string[])[] = [
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

/**
 * The value of an expression, or null where it is not known (unknown variable, malformed).
 * `lookup` gives the value of a variable as text; `assign` takes the values that the expression gives to variables.
 */
export function evaluate(
  expression: string,
  lookup: (name: string) => string | null,
  assign: ((name: string, value: number) => void) | null = null,
  depth = 0,
): number | null {
  if (depth > 8 || expression.length > 1000) return null;
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  let at = 0;
  while (at < expression.trimEnd().length) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(expression);
    if (!found?.[1]) return null;
    tokens.push(found[1]);
    at = TOKEN.lastIndex;
  }
  if (tokens.length === 0) return 0;
  let index = 0;
  const fail = Symbol("unknown");
  const number = (token: string): number => {
    const base = /^(\d+)#(\w+)$/.exec(token);
    if (base) return Number.parseInt(base[2] ?? "", Number(base[1]));
    return /^0\d/.test(token) ? Number.parseInt(token, 8) : Number(token);
  };
  const numberIn = (name: string): number => {
    const text = lookup(name);
    const value = text === null ? null : text === "" ? 0 : evaluate(text, lookup, assign, depth + 1);
    if (value === null) throw fail;
    return value;
  };
  const give = (name: string | undefined, value: number): number => {
    if (name === undefined || !assign || !/^[A-Za-z_]/.test(name)) throw fail;
    assign(name, value);
    return value;
  };
  const primary = (): number => {
    const token = tokens[index++];
    if (token === undefined) throw fail;
    if (token === "++" || token === "--") {
      const name = tokens[index++] ?? "";
      return give(name, numberIn(name) + (token === "++" ? 1 : -1));
    }
    if (token === "(") {
      const value = list();
      if (tokens[index++] !== ")") throw fail;
      return value;
    }
    if (token === "-") return -primary();
    if (token === "+") return primary();
    if (token === "!") return primary() === 0 ? 1 : 0;
    if (token === "~") return ~primary();
    if (/^\d/.test(token)) return number(token);
    if (/^[A-Za-z_]/.test(token)) {
      const operator = tokens[index] ?? "";
      if (operator === "++" || operator === "--") {
        index++;
        const before = numberIn(token);
        give(token, before + (operator === "++" ? 1 : -1));
        return before;
      }
      if (ASSIGNMENT.test(operator)) {
        index++;
        const right = ternary();
        return give(token, operator === "=" ? right : apply(operator.slice(0, -1), numberIn(token), right));
      }
      return numberIn(token);
    }
    throw fail;
  };
  const binary = (level: number): number => {
    const operators = levels[level];
    if (!operators) return primary();
    let left = binary(level + 1);
    for (;;) {
      const operator = tokens[index];
      if (operator === undefined || !operators.includes(operator)) return left;
      index++;
      left = apply(operator, left, binary(operator === "**" ? level : level + 1));
    }
  };
  const apply = (operator: string, a: number, b: number): number => {
    switch (operator) {
      case "+":
        return a + b;
      case "-":
        return a - b;
      case "*":
        return a * b;
      case "/":
        if (b === 0) throw fail;
        return Math.trunc(a / b);
      case "%":
        if (b === 0) throw fail;
        return a % b;
      case "**":
        return a ** b;
      case "<<":
        return a << b;
      case ">>":
        return a >> b;
      case "&":
        return a & b;
      case "|":
        return a | b;
      case "^":
        return a ^ b;
      case "==":
        return a === b ? 1 : 0;
      case "!=":
        return a !== b ? 1 : 0;
      case "<":
        return a < b ? 1 : 0;
      case ">":
        return a > b ? 1 : 0;
      case "<=":
        return a <= b ? 1 : 0;
      case ">=":
        return a >= b ? 1 : 0;
      case "&&":
        return a !== 0 && b !== 0 ? 1 : 0;
      case "||":
        return a !== 0 || b !== 0 ? 1 : 0;
      default:
        throw fail;
    }
  };
  const ternary = (): number => {
    const condition = binary(0);
    if (tokens[index] !== "?") return condition;
    index++;
    const yes = ternary();
    if (tokens[index++] !== ":") throw fail;
    const no = ternary();
    return condition !== 0 ? yes : no;
  };
  const list = (): number => {
    let value = ternary();
    while (tokens[index] === ",") {
      index++;
      value = ternary();
    }
    return value;
  };
  try {
    const value = list();
    return index === tokens.length && Number.isFinite(value) ? value : null;
  } catch (error) {
    if (error === fail) return null;
    throw error;
  }
}
