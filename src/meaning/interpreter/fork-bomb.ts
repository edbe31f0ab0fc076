/** Fork bombs: functions that start themselves more than once. */
import type { Command, Statement } from "../../syntax/script.ts";

/** Does a function's body start the function again in a pipeline or in the background (a fork bomb)? */
export function multiplies(command: Command, name: string, parallel: boolean): boolean {
  const inList = (statements: readonly Statement[]): boolean =>
    statements.some((each) => multiplies(each.command, name, parallel || each.background));
  switch (command.kind) {
    case "simple": {
      const part = command.words[0]?.parts[0];
      return parallel && part?.kind === "literal" && part.text === name;
    }
    case "pipeline":
      return command.stages.some((stage) => multiplies(stage, name, parallel || command.stages.length > 1));
    case "and-or":
      return command.commands.some((each) => multiplies(each, name, parallel));
    case "group":
      return inList(command.body);
    case "if":
      return (
        command.branches.some((each) => inList(each.body) || inList(each.condition)) ||
        inList(command.otherwise)
      );
    case "loop":
      return inList(command.body) || inList(command.condition);
    case "for":
    case "arithmetic-for":
      return inList(command.body);
    case "case":
      return command.items.some((item) => inList(item.body));
    case "redirected":
      return multiplies(command.command, name, parallel);
    case "coprocess":
      return multiplies(command.body, name, true);
    case "test":
    case "arithmetic":
    case "function":
      return false;
  }
}
