import { describe, expect, test } from "bun:test";
import { settingsIn } from "../../src/meaning/call/settings-text.ts";

/** What a text sets, as `section+name=value`. */
function said(text: string): readonly string[] {
  return settingsIn(text).map(({ section, name, value }) => `${section}${name}=${value}`);
}

describe("configuration as text", () => {
  test.each([
    [
      "INI",
      '[core]\n\tpager = less -R ; x\n# no\n[diff "x"]\ncommand = "a b"\n',
      ["core.pager=less -R ; x", "diff.x.command=a b"],
    ],
    ["TOML", '[[tool.x]]\nrun = "make test"\n', ["tool.x.run=make test"]],
    [
      "YAML, with lists",
      "a:\n  cmds:\n    - make\n    - make test\n  name: x\n",
      ["cmds=make", "cmds=make test", "name=x"],
    ],
    ["YAML, with a block", "run: |\n  make\n  make test\nname: x\n", ["run=make", "run=make test", "name=x"]],
    ["a server's", "http { server { listen 80; root /srv/www; } }\n", ["listen=80", "root=/srv/www"]],
    ["JSON", '{"a": {"exec": ["sh", "-c", "x y"], "b": "c"}}', ["a.exec=sh -c 'x y'", "a.b=c"]],
    [
      "a program and its arguments apart",
      'exec: {command: sh, args: ["-c", "x y"]}\n',
      ["exec.command=sh", "exec.command=sh -c 'x y'", "exec.args=-c", "exec.args=x y"],
    ],
    ["tables in one line", '[a]\nb = {c = "x", d = ["y", "z"]}\n', ["a.b.c=x", "a.b.d=y z"]],
    [
      "XML",
      '<a><exec executable="rm"><arg value="-r"/></exec><dir>x &amp; y</dir></a>',
      ["executable=rm", "executable=rm -r", "arg=-r", "dir=x & y"],
    ],
    ["a property list", "<dict><key>Label</key><string>x</string></dict>", ["Label=x"]],
    ["the home directory", 'dir = "${env:HOME}/x"\n', ["dir=~/x"]],
    ["options", "--pre=x\n-e y\nbuild --jobs=2\n", ["--pre=x", "-e=y", "--jobs=2"]],
  ])("%s", (_, text, expected) => {
    expect(said(text)).toEqual(expected);
  });
});
