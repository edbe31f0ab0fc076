/** Output is the same as when the runtime carries it. */
import { describe, expect, test } from "bun:test";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createFilter } from "../../src/controls/output/index.ts";
import { plainText } from "../../src/controls/output/plain.ts";
import { command, names, place, projectIn, recordsOf, standingBy } from "./ground.ts";

standingBy();

describe("output is the same as when the runtime carries it", () => {
  const secret = "kx7Qp2mN9vB4tR8wZ1";
  /** Each prints with `cat` what is in a file. */
  const outputs: Readonly<Record<string, string>> = {
    nothing: "",
    "one line": "hello\n",
    "no newline at the end": "hello\nworld",
    "windows lines": "a\r\nb\r\n",
    "a lone carriage return": "10%\r20%\r100%\ndone\n",
    "colours at the beginning": "\x1b[31mred\x1b[0m\nplain\n",
    "colours far behind": `${"plain text\n".repeat(20_000)}\x1b[1mbold\x1b[0m\n`,
    "not ASCII": "naïve ✓ 日本語\nplain\n",
    binary: "PNG\0\x01\x02\xff\xfe\n".repeat(50),
    "a line too long": `${"x".repeat(12_000)}\nshort\n`,
    "a line of exactly the limit": `${"x".repeat(10_000)}\n`,
    "too many lines": "line\n".repeat(60_000),
    "just enough lines": "line\n".repeat(50_000),
    much: `${"0123456789abcdef ".repeat(6)}\n`.repeat(30_000),
    "a secret": `before\nvalue=${secret}\nafter\n`,
    "a secret at the very end": `before\n${secret}`,
    "half a secret at the very end": `before\n${secret.slice(0, 9)}`,
    "a secret across a chunk": `${`${"y".repeat(8000)}\n`.repeat(8)}${"z".repeat(1500)} ${secret}\n`,
    "a token": "key AKIAIOSFODNN7EXAMPLE end\n",
    "an invisible instruction": "ok\u200b\u202e\n",
  };
  for (const [name, text] of Object.entries(outputs)) {
    test(name, () => {
      const file = join(projectIn(place), "output");
      writeFileSync(file, Buffer.from(text, name === "binary" ? "latin1" : "utf8"));
      const shown = (environment: Record<string, string>) => {
        const { stdout, status } = command(`cat output; exit 4`, {
          environment: { ACME_SECRET_KEY: secret, ...environment },
        });
        return { status, stdout };
      };
      expect(shown({})).toEqual(shown({ GUARDSH_STANDBY: "0" }));
    });
  }

  test("in pieces, with silence between them", () => {
    const code =
      "printf 'Name: '; sleep 0.1; printf 'x\\n'; printf '\\033[1mb'; sleep 0.1; printf '\\033[0m\\n' >&2; echo end";
    const standby = command(code, { together: true });
    expect(standby.stdout).toBe(
      command(code, { together: true, environment: { GUARDSH_STANDBY: "0" } }).stdout,
    );
    expect(standby.stdout).toBe("Name: x\nb\nend\n");
  });

  test("with standard descriptors closed, as the real shell", () => {
    const code =
      "echo out; echo err >&2; read -r x || echo none; " +
      'for n in 0 1 2 3 4; do [ -e "/proc/$$/fd/$n" ] && s="$s$n "; done; echo "$s" > fds';
    const fds = join(projectIn(place), "fds");
    for (const closed of ["<&-", ">&-", "2>&-", "<&- >&-", "<&- 2>&-", ">&- 2>&-"]) {
      const [guarded, real] = [names.bashGuardsh, "/bin/bash"].map((shell) => {
        const script = `exec ${shell} -c '${code}' ${closed}`;
        const { status, stdout, stderr } = command("", {
          path: "/bin/bash",
          arguments: ["-c", script],
        });
        return { status, stdout, stderr: stderr.replace(/line \d+: /g, ""), fds: readFileSync(fds, "utf8") };
      });
      expect({ closed, ...guarded }).toEqual({ closed, ...real });
    }
  });

  test("under limits of file size and stack, with what has to be cleaned", () => {
    for (const limit of ["ulimit -f 0", "ulimit -f 1", "ulimit -s 256"]) {
      const script = `${limit}; exec ${names.bashGuardsh} -c 'seq 3000; echo é; exit 3'`;
      const { status, stdout } = command("", { path: "/bin/bash", arguments: ["-c", script] });
      expect({ limit, status, end: stdout.slice(-8) }).toEqual({ limit, status: 3, end: "\n3000\né\n" });
    }
    const small = `ulimit -s 128; exec ${names.bashGuardsh} -c 'echo small'`;
    expect(command("", { path: "/bin/bash", arguments: ["-c", small] }).stdout).toBe("small\n");
  });

  test("for one who holds signals back", () => {
    const SIG_BLOCK = 0;
    // SIGCHLD, which has to be heard all the same, and SIGUSR1, which bash leaves as it is for what it starts.
    const held = new BigUint64Array([(1n << 16n) | (1n << 9n)]);
    for (const GUARDSH_STANDBY of ["1", "0"]) {
      const { status, stdout } = command("grep SigBlk /proc/self/status; echo é; exit 5", {
        environment: { GUARDSH_STANDBY },
        calls: [{ name: "rt_sigprocmask", arguments: [SIG_BLOCK, held, 0, 8] }],
      });
      expect({ status, stdout }).toEqual({ status: 5, stdout: "SigBlk:\t0000000000000200\né\n" });
    }
  });

  test("what finds no room is said to be lost", () => {
    // As the runtime carries it the log could not be written under the limit, so nothing would run.
    const code = `ulimit -f 1; exec ${names.bashGuardsh} -c 'seq 1 9999' > limited`;
    const { stderr } = command("", { path: "/bin/bash", arguments: ["-c", code] });
    expect(stderr).toContain("guardsh: output is lost");
  });

  test("a prompt comes before its answer", () => {
    const code = "printf 'go on? '; read -r answer; echo \"$answer\"";
    expect(command(code, { input: "yes\n" }).stdout).toBe("go on? yes\n");
  });

  test("what was taken out is counted in the log", () => {
    const code = "echo plain; printf '\\033[1mx\\033[0m\\n'";
    command(code);
    expect(recordsOf(code)).toMatchObject([
      { extra: { settled_by: "standby" }, end: { cleaned: { escapes: 2 }, bytes: 8 } },
    ]);
  });

  test("what is said to pass is what the filter lets pass", () => {
    const { tables, columns, lines } = plainText({ secrets: [{ kind: "k", value: secret }] });
    expect(tables.length).toBeGreaterThan(65_536);
    const inside = `${"x".repeat(columns)}\n`;
    expect(Buffer.from(createFilter().push(Buffer.from(inside))).toString()).toBe(inside);
    expect(lines).toBeLessThan(50_000);
  });
});
