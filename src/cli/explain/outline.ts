/** A Script as an indented outline in plain words, each line with what stands there in the source. */
import type {
  ArrayItem,
  Assignment,
  Command,
  Parameter,
  Redirect,
  Script,
  Simple,
  Span,
  Statement,
  Word,
  WordPart,
} from "../../syntax/index.ts";

/** One line of the outline, with those below it. */
interface Node {
  readonly text: string;
  readonly below: readonly Node[];
}

/** The outline's lines, indented by two blanks a level. `source` is the text that the spans point into. */
export function outline(script: Script, source: string): readonly string[] {
  const lines: string[] = [];
  const draw = (nodes: readonly Node[], indent: string): void => {
    for (const { text, below } of nodes) {
      lines.push(indent + text);
      draw(below, `${indent}  `);
    }
  };
  draw(new Outline(source).script(script), "");
  return lines;
}

class Outline {
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  script({ body, problems }: Script): readonly Node[] {
    return [
      ...this.#list(body),
      ...problems.map(({ span, message }) => ({
        text: `not understood (${message}): ${this.#at(span)}`,
        below: [],
      })),
    ];
  }

  /** The source of a span on one line, shortened. */
  #at({ start, end }: Span): string {
    const text = this.#source.slice(start, end).replace(/\s+/g, " ").trim();
    return text.length > 90 ? `${text.slice(0, 88)}…` : text;
  }

  #list(statements: readonly Statement[]): readonly Node[] {
    return statements.map(({ background, command }) =>
      background ? { text: "in the background", below: [this.#command(command)] } : this.#command(command),
    );
  }

  #part(text: string, statements: readonly Statement[]): readonly Node[] {
    return statements.length > 0 ? [{ text, below: this.#list(statements) }] : [];
  }

  #command(node: Command): Node {
    switch (node.kind) {
      case "simple":
        return this.#simple(node);
      case "pipeline": {
        const marks = `${node.negated ? ", status inverted" : ""}${node.timed ? ", timed" : ""}`;
        const [only] = node.stages;
        if (node.stages.length === 1 && only !== undefined && marks === "") return this.#command(only);
        return { text: `pipeline${marks}`, below: node.stages.map((stage) => this.#command(stage)) };
      }
      case "and-or":
        return {
          text: "one after the other",
          below: node.commands.map((command, index) => {
            const operator = node.operators[index - 1];
            const { text, below } = this.#command(command);
            if (operator === undefined) return { text, below };
            return { text: `${operator === "&&" ? "if that went well" : "if that failed"}: ${text}`, below };
          }),
        };
      case "group":
        return { text: node.subshell ? "in a subshell" : "group", below: this.#list(node.body) };
      case "if":
        return {
          text: "if",
          below: [
            ...node.branches.flatMap(({ condition, body }) => [
              ...this.#part("condition", condition),
              ...this.#part("then", body),
            ]),
            ...this.#part("else", node.otherwise),
          ],
        };
      case "loop":
        return {
          text: node.until ? "until" : "while",
          below: [...this.#part("condition", node.condition), ...this.#part("do", node.body)],
        };
      case "for": {
        const items =
          node.items === null ? "the arguments" : node.items.map(({ span }) => this.#at(span)).join(" ");
        return {
          text: `${node.select ? "select" : "for each"} ${node.name} of ${items}`,
          below: [...this.#inside(node.items ?? []), ...this.#part("do", node.body)],
        };
      }
      case "arithmetic-for":
        return {
          text: `count: ${node.expressions.map(({ span }) => this.#at(span)).join("; ")}`,
          below: [...this.#inside(node.expressions), ...this.#part("do", node.body)],
        };
      case "case":
        return {
          text: `case of ${this.#at(node.subject.span)}`,
          below: [
            ...this.#inside([node.subject]),
            ...node.items.flatMap(({ patterns, body }) =>
              this.#part(`like ${patterns.map(({ span }) => this.#at(span)).join(" or ")}`, body),
            ),
          ],
        };
      case "test":
        return { text: `test ${this.#at(node.span)}`, below: this.#inside(node.words) };
      case "arithmetic":
        return { text: `arithmetic ${this.#at(node.span)}`, below: this.#inside([node.expression]) };
      case "function":
        return { text: `defines the function ${node.name}`, below: [this.#command(node.body)] };
      case "coprocess":
        return { text: `coprocess ${node.name ?? ""}`.trimEnd(), below: [this.#command(node.body)] };
      case "redirected": {
        const { text, below } = this.#command(node.command);
        return { text, below: [...below, ...this.#redirects(node.redirects)] };
      }
    }
  }

  #simple({ assignments, words, redirects }: Simple): Node {
    const command = words.map(({ span }) => this.#at(span)).join(" ");
    const sets = assignments.map((each) => this.#at(each.span)).join(" ");
    const text = command === "" ? (sets === "" ? "only redirections" : `sets ${sets}`) : `command ${command}`;
    return {
      text: command !== "" && sets !== "" ? `${text}, with ${sets}` : text,
      below: [
        ...this.#inside(assignments.flatMap(assigned)),
        ...this.#inside(words),
        ...this.#redirects(redirects),
      ],
    };
  }

  #redirects(redirects: readonly Redirect[]): readonly Node[] {
    return redirects.map((redirect) => this.#redirect(redirect));
  }

  #redirect(redirect: Redirect): Node {
    switch (redirect.kind) {
      case "file":
        return { text: `redirection ${this.#at(redirect.span)}`, below: this.#inside([redirect.target]) };
      case "here-string":
        return { text: `standard input ${this.#at(redirect.span)}`, below: this.#inside([redirect.value]) };
      case "here-document":
        return {
          text: `standard input: here-document${redirect.literal ? ", taken as it is" : ""}`,
          below: this.#inside([redirect.body]),
        };
    }
  }

  /** The scripts that run inside words. */
  #inside(words: readonly Word[]): readonly Node[] {
    return words.flatMap(({ parts }) => this.#insideParts(parts));
  }

  #insideParts(parts: readonly WordPart[]): readonly Node[] {
    return parts.flatMap((part) => this.#insidePart(part));
  }

  #insidePart(part: WordPart): readonly Node[] {
    switch (part.kind) {
      case "literal":
      case "glob":
        return [];
      case "quoted":
      case "extended-glob":
        return this.#insideParts(part.parts);
      case "parameter":
        return this.#inside(parameterWords(part));
      case "command-substitution":
        return [{ text: "what is printed by", below: this.script(part.script) }];
      case "process-substitution":
        return [
          { text: `as a file, ${part.direction === "<" ? "from" : "into"}`, below: this.script(part.script) },
        ];
      case "arithmetic-expansion":
        return this.#inside([part.expression]);
      case "brace-expansion":
        return part.content.kind === "list" ? this.#inside(part.content.items) : [];
    }
  }
}

function assigned({ index, value }: Assignment): readonly Word[] {
  const item = ({ key, value: word }: ArrayItem) => (key === null ? [word] : [key, word]);
  const words = value.kind === "scalar" ? [value.word] : value.items.flatMap(item);
  return index === null ? words : [index, ...words];
}

function parameterWords({ index, operation }: Parameter): readonly Word[] {
  const words = index === null ? [] : [index];
  switch (operation?.kind) {
    case "default":
    case "unknown":
      return [...words, operation.operand];
    case "remove":
      return [...words, operation.pattern];
    case "replace":
      return [...words, operation.pattern, operation.replacement];
    case "slice":
      return operation.length === null
        ? [...words, operation.offset]
        : [...words, operation.offset, operation.length];
    case "case":
      return operation.pattern === null ? words : [...words, operation.pattern];
    case "transform":
    case "names":
    case undefined:
      return words;
  }
}
