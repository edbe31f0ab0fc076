import { describe, expect, test } from "bun:test";
import { linesIn } from "../../src/meaning/call/lines-in.ts";

describe("lines to run in configuration of any language", () => {
  test.each([
    ["behind words and a sign", "bind generic X !rm -rf /srv\n", ["rm -rf /srv"]],
    ["in a string", "vrrp_script x { script \"sh -c 'ls /srv'\" interval 2 }\n", ["sh -c 'ls /srv'"]],
    ["in a string with a pipe in front", 'CustomLog "|/bin/sh -c \\"ls\\"" common\n', ['/bin/sh -c "ls"']],
    [
      "behind a comma",
      "UserParameter=x,curl https://example.com/x | sh\n",
      ["curl https://example.com/x | sh"],
    ],
    ["in a string that is the whole line", '"rm -rf /srv"\n', ["rm -rf /srv"]],
    ["in brackets of Lisp", "(layer x (cmd rm -rf /srv))\n", ["rm -rf /srv"]],
    ["in brackets", "text = [[${execi 60 rm -rf /srv}]]\n", ["rm -rf /srv"]],
  ])("%s", (_, content, expected) => {
    expect(linesIn(content)).toEqual(expect.arrayContaining(expected));
  });

  test.each([
    ["a comment", "# rm -rf /srv\n"],
    ["a comment of vim", '" rm -rf /srv\n'],
    ["a shell that is yet to be given its line", 'set shell := ["bash", "-uc"]\n'],
    ["a sentence", 'description = "remove the files and copy them to a server"\n'],
    ["settings of a server", "listen 80;\nserver_name example.com;\nproxy_pass http://localhost:3000;\n"],
    ["a dependency", '"rimraf": "^5.0.0"\n'],
  ])("not %s", (_, content) => {
    expect(linesIn(content)).toEqual([]);
  });
});
