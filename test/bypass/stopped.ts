/** What all tables of ways around guards share. Nothing in them is ever run: each command is only judged. */
import { describe, expect, test } from "bun:test";
import { judge } from "../../src/policy/judge.ts";
import type { Decision } from "../../src/policy/verdict.ts";
import { exampleWorld } from "../rules/example-world.ts";

/** The verdict on a command in the circumstances of the rules' examples. */
export function decisionOn(source: string, shell: "bash" | "zsh" | "dash" = "bash"): Decision {
  return judge({ ...exampleWorld, shell, source }).decision;
}

/** Each of the commands is refused, or a person is asked. */
export function stopped(title: string, commands: readonly string[], shell?: "bash" | "zsh" | "dash"): void {
  describe(title, () => {
    test.each(commands.map((command) => [command]))("%s", (command) => {
      expect(["ask", "deny"]).toContain(decisionOn(command, shell));
    });
  });
}

/** Each of the commands runs. */
export function passes(title: string, commands: readonly string[]): void {
  describe(title, () => {
    test.each(commands.map((command) => [command]))("%s", (command) => {
      expect(["allow", "warn"]).toContain(decisionOn(command));
    });
  });
}
