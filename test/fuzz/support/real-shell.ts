/** What a real shell starts: programs are run in a throw-away folder, where the only thing to start is a harmless few. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { changedBetween, treeOf } from "./changes.ts";
import type { Dialect } from "./programs.ts";

/** All that the programs may start. None of them writes anything but its output. */
const HARMLESS = [
  "cat",
  "rev",
  "tr",
  "env",
  "sh",
  "bash",
  "dash",
  "zsh",
  "head",
  "tail",
  "base64",
  "cut",
  "seq",
  "nice",
  "printf",
  "echo",
];

const FIELD = "\x1f";
const RECORD = "\x1e";

export class RealShell {
  readonly folder = mkdtempSync(join(tmpdir(), "guardsh-fuzz-"));
  private readonly log = join(this.folder, "log");
  private readonly bin = join(this.folder, "bin");
  readonly cwd = join(this.folder, "project");

  constructor() {
    mkdirSync(this.bin);
    mkdirSync(this.cwd);
    const mark = join(this.bin, "mark");
    writeFileSync(
      mark,
      `#!/bin/sh\n{ for each; do printf '${FIELD.replace(FIELD, "\\037")}%s' "$each"; done; printf '\\036'; } >> '${this.log}'\n`,
    );
    chmodSync(mark, 0o755);
    for (const name of HARMLESS) {
      const path = Bun.which(name);
      if (path !== null) symlinkSync(path, join(this.bin, name));
    }
  }

  /** The arguments of each `mark` that was started, in order; null where the shell had to be ended. */
  marks(source: string, dialect: Dialect): readonly (readonly string[])[] | null {
    rmSync(this.log, { force: true });
    const timeout = Bun.which("timeout") ?? "timeout";
    const shell = Bun.which(dialect) ?? dialect;
    const options = dialect === "bash" ? ["--norc"] : dialect === "zsh" ? ["-f"] : [];
    const { exitCode } = Bun.spawnSync([timeout, "-s", "KILL", "3", shell, ...options, "-c", source], {
      cwd: this.cwd,
      stdio: ["ignore", "ignore", "ignore"],
      env: { PATH: this.bin, HOME: this.cwd },
    });
    if (exitCode === 137 || exitCode === null) return null;
    if (!existsSync(this.log)) return [];
    return readFileSync(this.log, "utf8")
      .split(RECORD)
      .slice(0, -1)
      .map((record) => record.split(FIELD).slice(1));
  }

  /** Puts these files, and no others, into the directory. */
  lay(files: Readonly<Record<string, string>>): void {
    rmSync(this.cwd, { recursive: true, force: true });
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.cwd, name)), { recursive: true });
      writeFileSync(join(this.cwd, name), text);
    }
  }

  /**
   * The paths that a program changed in a directory of its own, in which nothing else can be written; null where the shell had to be
   * ended. @throws without bubblewrap, for such a program may name any file
   */
  changes(
    source: string,
    dialect: Dialect,
    before: Readonly<Record<string, string>>,
  ): readonly string[] | null {
    this.lay(before);
    const held = Bun.which("bwrap");
    if (held === null) throw new Error("bubblewrap (bwrap) is needed to hold the programs");
    const confined = [
      held,
      "--ro-bind",
      "/",
      "/",
      "--dev",
      "/dev",
      "--proc",
      "/proc",
      "--bind",
      this.folder,
      this.folder,
    ];
    const apart = ["--unshare-net", "--unshare-pid", "--die-with-parent", "--chdir", this.cwd];
    const options = dialect === "bash" ? ["--norc"] : dialect === "zsh" ? ["-f"] : [];
    const earlier = treeOf(this.cwd);
    const { exitCode } = Bun.spawnSync(
      [...confined, ...apart, "timeout", "-s", "KILL", "3", dialect, ...options, "-c", source],
      {
        stdio: ["ignore", "ignore", "ignore"],
        // zsh keeps here-documents in files.
        env: { PATH: "/usr/bin:/bin", HOME: join(this.cwd, "home"), TMPPREFIX: join(this.folder, "zsh") },
      },
    );
    return exitCode === 137 || exitCode === null ? null : changedBetween(earlier, treeOf(this.cwd));
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
