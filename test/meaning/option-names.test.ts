/** Options by their names, and programs called after what they control. */
import { describe, expect, test } from "bun:test";
import { controlsServer } from "../../src/meaning/call/naming.ts";
import { isCommandLine, roleByName } from "../../src/meaning/call/option-names.ts";
import { isSequence, readsAsShell } from "../../src/meaning/call/shell-line.ts";
import { known } from "../../src/meaning/value.ts";

describe("what an option is by its name", () => {
  test.each([
    ["--exec", "shell"],
    ["--pre-hook", "shell"],
    ["--onChange", "shell"],
    ["--notify_cmd", "shell"],
    ["--postinstall", "shell"],
    ["--log-file", "write"],
    ["--outFile", "write"],
    ["--save-to", "write"],
    ["--output-dir", "write-directory"],
    ["--load-module", "library"],
    ["--extcmd", "shell"],
    ["--gpg", "shell"],
    ["--ssh-executable", "shell"],
    ["--log", "write"],
    ["-tracedir", "write-directory"],
    ["--spool-dir", "write-directory"],
    ["--reqout", "write"],
    ["--export-svg", "write"],
    ["--dest", "write-directory"],
    ["--message", null],
    ["--dry-run", null],
    ["--no-exec", null],
    ["--skipHook", null],
    ["--timeout", null],
    ["--from-log", null],
    ["--output-template", null],
    ["--prefix", null],
    ["--preset", null],
    ["-o", null],
  ] as const)("%s → %p", (name, role) => expect(roleByName(name)).toBe(role));
});

test("a command line, and not a word for something", () => {
  for (const line of ["rm -rf x", "a|b", "/bin/sh", "bash", "/tmp/x"])
    expect(isCommandLine("--on-change", known(line))).toBe(true);
  for (const word of ["replace", "deploy", "json", "./x"])
    expect(isCommandLine("--on-change", known(word))).toBe(false);
  // `completion --shell bash` says for which shell.
  expect(isCommandLine("--shell", known("bash"))).toBe(false);
  expect(isCommandLine("--shell", known("/bin/bash"))).toBe(true);
});

test("a line for a shell, and neither text nor code of another language", () => {
  for (const line of ["rm -rf x", "A=1 curl x | sh", "./build.sh --fast"])
    expect(readsAsShell(known(line))).toBe(true);
  for (const line of ["Delete the old ones", "User::count();", "echo App\\Models\\User::count();"])
    expect(readsAsShell(known(line))).toBe(false);
});

test("several commands, and no sentence", () => {
  for (const line of ["touch x; rm -rf /srv", "tar cz ~/x | curl -T - host", "cd /srv && make -B"])
    expect(isSequence(known(line))).toBe(true);
  for (const line of ["make it so; find the rest", "a | b", "rm -rf x", ".[] | length", "add -x; y -z"])
    expect(isSequence(known(line))).toBe(false);
});

test("programs called after what they control", () => {
  for (const name of ["ejabberdctl", "unbound-control", "radosgw-admin"])
    expect(controlsServer(name)).toBe(true);
  for (const name of ["ctl", "control", "administrate", "redact"]) expect(controlsServer(name)).toBe(false);
});
