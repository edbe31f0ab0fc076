/** Settings are merged into what is there, once. */
import { describe, expect, test } from "bun:test";
import { hookClients } from "../../src/agents/index.ts";
import { merged, setups, withPaths } from "../../src/agents/setups.ts";

const here = {
  guardsh: "/p/bin/guardsh",
  bashGuardsh: "/p/bin/bash-guardsh",
  shells: "/p/shells",
  state: "/s",
};

describe("every agent's settings", () => {
  for (const agent of hookClients) {
    const { content, notes } = setups[agent];
    const text = typeof content === "string" ? content : JSON.stringify(content);
    const filled = withPaths(text, here);

    test(`${agent}: all paths are filled in`, () => {
      for (const each of [filled, ...notes.map((note) => withPaths(note, here))])
        expect(each).not.toMatch(/@\w+@/);
      expect(filled).toContain("/p/bin/");
    });

    if (typeof content !== "string")
      test(`${agent}: a second time changes nothing, and nothing else is lost`, () => {
        const addition = JSON.parse(filled);
        const before = { mine: 1, hooks: { Stop: [{ hooks: [] }] }, env: { A: "b" } };
        const once = merged(before, addition);
        expect(once).toMatchObject(before);
        expect(merged(once, addition)).toEqual(once);
      });
  }
});

test("an entry for guardsh at another place is replaced, others stay", () => {
  const entry = (command: string) => ({ matcher: "Bash", hooks: [{ type: "command", command }] });
  const before = { hooks: { PreToolUse: [entry("/old/guardsh hook codex"), entry("lint")] } };
  const after = merged(before, { hooks: { PreToolUse: [entry("/new/guardsh hook codex")] } });
  expect(after).toEqual({ hooks: { PreToolUse: [entry("lint"), entry("/new/guardsh hook codex")] } });
});
