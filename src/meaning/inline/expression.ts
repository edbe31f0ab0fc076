/**
 * A program in terms that Python, JavaScript, Perl, Ruby and PHP have in common. Each language's file in `lower/`
 * makes this from its syntax tree; `follow/` works out what it does. What has no bearing on effects is `other`.
 */
export type Expr =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "member"; readonly object: Expr; readonly name: string }
  | { readonly kind: "index"; readonly object: Expr; readonly index: Expr }
  | {
      readonly kind: "slice";
      readonly object: Expr;
      readonly from: Expr | null;
      readonly to: Expr | null;
      readonly step: Expr | null;
    }
  | { readonly kind: "call"; readonly callee: Expr; readonly args: readonly Argument[] }
  /** Strings put together: templates, adjacent literals. */
  | { readonly kind: "join"; readonly parts: readonly Expr[] }
  | { readonly kind: "binary"; readonly operator: string; readonly left: Expr; readonly right: Expr }
  | { readonly kind: "list"; readonly items: readonly Argument[] }
  | {
      readonly kind: "map";
      readonly entries: readonly { readonly key: Expr | null; readonly value: Expr }[];
    }
  | {
      readonly kind: "function";
      readonly name: string | null;
      /** A list of one spread item takes the arguments that are left; in Python a map, those by name. */
      readonly parameters: readonly Expr[];
      readonly body: Expr;
      /** Naming it as a member calls it. */
      readonly getter?: boolean;
    }
  | {
      readonly kind: "class";
      readonly name: string | null;
      readonly parents: readonly Expr[];
      /** What else stands with them: `metaclass=M`. */
      readonly options?: readonly Argument[];
      readonly body: readonly Expr[];
    }
  | {
      readonly kind: "assign";
      readonly target: Expr;
      readonly operator: string | null;
      readonly value: Expr;
    }
  /** A body while something holds that others make and end (`with`). */
  | { readonly kind: "within"; readonly managers: readonly Expr[]; readonly body: Expr }
  /** Several expressions in order; the value is that of the last. */
  | { readonly kind: "block"; readonly items: readonly Expr[] }
  /** One of several expressions; which of them is not known. `first`: the first is worked out in any case (`a || b`). */
  | { readonly kind: "choice"; readonly ways: readonly Expr[]; readonly first?: true }
  /** For each item of a list; `collects`: the value is the list of results. */
  | {
      readonly kind: "each";
      readonly target: Expr;
      readonly list: Expr;
      readonly body: Expr;
      readonly collects: boolean;
      /** Each result is a list, and the value is one list of all (`[x for y in z for x in y]`). */
      readonly flat?: boolean;
    }
  /** A module is loaded; each name in `names` is bound to a part of it (`null`: to all of it). */
  | {
      readonly kind: "use";
      readonly module: string;
      readonly names: readonly { readonly part: string | null; readonly as: string }[];
    }
  /** A loop while the condition holds; `step` is evaluated at the end of each round. */
  | { readonly kind: "loop"; readonly condition: Expr; readonly step: Expr; readonly body: Expr }
  /** A value that the program makes in a way that is not followed. */
  | { readonly kind: "computed" }
  | { readonly kind: "return"; readonly value: Expr }
  /** A loop, or more, ends here (`break`, `raise`); `value`: what is raised. */
  | { readonly kind: "leave"; readonly value: Expr }
  /** One of the items that a call of the function around gives. */
  | { readonly kind: "yield"; readonly value: Expr }
  /** Backticks. */
  | { readonly kind: "command"; readonly command: Expr }
  /** Anything else: its parts are followed, its value carries their taint. */
  | { readonly kind: "other"; readonly parts: readonly Expr[] };

export interface Argument {
  readonly name: string | null;
  readonly value: Expr;
  /** `*list`, `...list`: each item is an argument; with the name `**`, each entry of a map. */
  readonly spread: boolean;
}

export const nothing: Expr = { kind: "other", parts: [] };

/** An argument without a name. */
export function positional(value: Expr): Argument {
  return { name: null, value, spread: false };
}

/** A call of a function by its (dotted) name. */
export function callOf(name: string, ...args: readonly Expr[]): Expr {
  return { kind: "call", callee: { kind: "name", name }, args: args.map(positional) };
}

/** A string that is all known. */
export function textOf(text: string): Expr {
  return { kind: "text", text };
}

/** Several expressions in order; a single one is itself. */
export function block(items: readonly Expr[]): Expr {
  const [only] = items;
  return items.length === 1 && only ? only : { kind: "block", items };
}
