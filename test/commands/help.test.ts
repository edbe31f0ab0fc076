/**
 * The tables held against what the programs on this machine say of themselves: `--help` is asked, nothing else is run.
 * An option that both know must have a value in both or in neither; a wrong arity makes operands out of values.
 */
import { describe, expect, test } from "bun:test";
import { lookup, type Program } from "../../src/commands/index.ts";

/** Programs that answer `--help` with a list of options, touch nothing, and come from a project that the table is written after. */
const ASKED =
  `b2sum base32 base64 basename basenc cat chgrp chmod chown chroot cksum comm cp csplit cut date dd df du env
  expand factor fmt fold head id install join ln ls md5sum mkdir mkfifo mknod mktemp mv nice nl nohup nproc numfmt od paste
  pr printenv ptx readlink realpath rm rmdir sha1sum sha256sum shred shuf sort split stat stdbuf sum sync tac tail tee timeout
  touch tr truncate uniq wc grep sed tar gzip find xargs diff cmp diff3 sdiff patch gawk mawk flock setsid ionice taskset chrt
  unshare nsenter script column look hexdump rev dmesg lsblk findmnt mount umount losetup wipefs fallocate prlimit setpriv
  strace ltrace curl wget rsync jq make gcc bzip2 xz zstd zip unzip cpio file tree ps free watch pkill pgrep ssh-keygen gpg
  openssl git node npm python3 pip perl bash rg fd parallel psql sqlite3 mysql`
    .split(/\s+/)
    .filter((name) => name !== "");

/** What a help text leaves out: options that take a value although it shows none. The manuals and the programs do. */
const UNSAID: Readonly<Record<string, string>> = {
  bash: "--init-file --rcfile",
  file: "--parameter",
  jq: "--arg --argjson --slurpfile --rawfile",
  node: "--build-snapshot --loader --print --report-directory",
  setpriv: "--pdeathsig",
  unshare: "--propagation --setgroups",
  wget: "--max-redirect --hsts-file",
};

type Arity = "none" | "value" | "optional";

/** Long options in a help text with what follows them: `--name`, `--name=VALUE`, `--name[=VALUE]`, `--name VALUE`. */
function said(help: string): Map<string, Set<Arity>> {
  const options = new Map<string, Set<Arity>>();
  for (const line of help.split("\n")) {
    // An option is listed at the beginning of a line, alone or after its short form.
    const listed =
      /^\s{1,10}(?:-\w(?:[ =]?[<[]?[A-Za-z][\w.,]*[>\]]?)?,\s+)?(--[a-z0-9][\w-]*)(\[=[^\]]+\]|=\S+|[ ]<[^>]+>|[ ][A-Z][A-Z_-]+\b)?/.exec(
        line,
      );
    const [, name, value] = listed ?? [];
    if (name === undefined) continue;
    const arity = value === undefined ? "none" : value.startsWith("[") ? "optional" : "value";
    options.set(name, (options.get(name) ?? new Set<Arity>()).add(arity));
  }
  return options;
}

/** The arity that a table gives an option; null when it does not have it. */
function tabled(program: Program, name: string): Arity | null {
  const has = (groups: readonly string[]) => groups.some((group) => group.split(",").includes(name));
  if (has(program.flags?.split(/\s+/) ?? [])) return "none";
  if (has(Object.keys(program.optional ?? {}))) return "optional";
  const valued = [
    ...(program.values?.split(/\s+/) ?? []),
    ...Object.keys(program.options ?? {}),
    ...Object.keys(program.several ?? {}),
  ];
  return has(valued) ? "value" : null;
}

function helpOf(name: string): string | null {
  const path = Bun.which(name);
  if (path === null) return null;
  const run = Bun.spawnSync([path, "--help"], {
    stdin: "ignore",
    env: { PATH: process.env.PATH ?? "", LC_ALL: "C", HOME: "/nonexistent" },
    timeout: 10_000,
  });
  return `${run.stdout}\n${run.stderr}`;
}

describe("options have a value where the program says so", () => {
  for (const name of ASKED) {
    const entry = lookup(name);
    test.skipIf(entry === null || Bun.which(name) === null)(name, () => {
      const help = helpOf(name);
      if (entry === null || help === null) return;
      const wrong: string[] = [];
      for (const [option, arities] of said(help)) {
        const ours = tabled(entry, option);
        if (ours === null || arities.size !== 1 || UNSAID[name]?.split(" ").includes(option)) continue;
        const [theirs] = arities;
        // A long flag may have a value attached without being said to: `none` and `optional` read alike.
        if ((ours === "value") !== (theirs === "value")) wrong.push(`${option}: ${theirs}, not ${ours}`);
      }
      expect(wrong).toEqual([]);
    });
  }
});
