/** native/front.c and the keeper: nested shells that become the real shell before any runtime has started. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decodeFile, decodeFront, encodeFront, encodeWanted } from "../../src/keeper/front.ts";
import { agent, type Ground, ground, possible, refused } from "./ground.ts";

function question(size: number | null, count: number, rest: string): Buffer {
  const body = Buffer.from(rest, "latin1");
  const bytes = Buffer.alloc(12 + body.length, "\0\0\0\0frnt");
  bytes.writeUInt32LE(size ?? 8 + body.length, 0);
  bytes.writeUInt32LE(count, 8);
  body.copy(bytes, 12);
  return bytes;
}

describe("the question", () => {
  test("is what the process was started with, byte for byte", () => {
    const started = decodeFront(question(null, 3, "/w d\0sh\0-c\0\xff\0A=1\0B=\0"));
    expect(started?.cwd).toBe("/w d");
    expect(started?.arguments.map((each) => Buffer.from(each).toString("latin1"))).toEqual([
      "sh",
      "-c",
      "\xff",
    ]);
    expect(started?.environment.map(String).length).toBe(2);
  });

  test("is waited for, and told from the other kind", () => {
    const whole = question(null, 2, "/\0sh\0-c\0");
    for (let size = 8; size < whole.length; size++) expect(decodeFront(whole.subarray(0, size))).toBeNull();
    expect(decodeFront(Buffer.from('\x02\0\0\0{"kind":1}'))).toBeNull();
  });

  test.each([
    ["more arguments than there are", question(null, 9, "/\0sh\0")],
    ["no end", question(null, 1, "/\0sh")],
    ["nothing in it", question(null, 0, "")],
    ["more than it says", question(10, 1, "/\0sh\0")],
  ])("%s: refused", (_, bytes) => {
    expect(() => decodeFront(bytes)).toThrow();
  });
});

describe("a file that was asked for", () => {
  const file = (content: string) => {
    const bytes = Buffer.from(`\0\0\0\0file${content}`, "latin1");
    bytes.writeUInt32LE(bytes.length - 4, 0);
    return bytes;
  };

  test("comes byte for byte, and is waited for", () => {
    const whole = file("a\0\xff");
    expect(decodeFile(whole)?.toString("latin1")).toBe("a\0\xff");
    expect(decodeFile(file(""))?.length).toBe(0);
    for (let size = 0; size < whole.length; size++) expect(decodeFile(whole.subarray(0, size))).toBeNull();
  });

  test("is a file, and not too long", () => {
    expect(() => decodeFile(question(null, 1, "/\0sh\0"))).toThrow();
    const long = file("");
    long.writeUInt32LE((1 << 20) + 5, 0);
    expect(() => decodeFile(long)).toThrow();
  });
});

describe("the answer", () => {
  const run = {
    kind: "run",
    path: "/bin/sh",
    sandbox: { engine: "off" },
    withheld: ["A", "B"],
    given: [],
    output: null,
    descriptor: 3,
  } as const;

  test("says one of four things", () => {
    expect(Buffer.from(encodeFront(null)).toString("latin1")).toBe("\x08\0\0\0s\0\0\0\0\0\0\0");
    expect(Buffer.from(encodeWanted(2)).toString("latin1")).toBe("\x08\0\0\0f\0\0\0\x02\0\0\0");
    expect(Buffer.from(encodeFront(run)).toString("latin1")).toBe("\x0c\0\0\0r\0\0\0\0\0\0\0A\0B\0");
    const refused = encodeFront({ kind: "refused", text: "no\n", status: 126 });
    expect(Buffer.from(refused).toString("latin1")).toBe("\x0b\0\0\0x\0\0\0\x7e\0\0\0no\n");
  });

  test("is none where the shell would have to do more", () => {
    expect(() => encodeFront({ ...run, given: ["A=1"] })).toThrow();
  });

  test.each([
    ["a name that is no text", "A\ufffd"],
    ["more names than the front has room for", "A".repeat(1 << 16)],
  ])("starts the runtime for %s", (_, name) => {
    expect(Buffer.from(encodeFront({ ...run, withheld: [name] })).readUInt8(4)).toBe("s".charCodeAt(0));
  });
});

describe.skipIf(!possible)("a nested shell", () => {
  let field: Ground;
  beforeAll(() => {
    field = ground();
  }, 180_000);
  afterAll(() => field.remove());

  /** Judged as dangerous, and harmless if it should run: there is no such device. */

  /** The agent has a shell run this, and what this starts is nested. */
  const nested = (code: string) => {
    writeFileSync(join(field.project, "nested.pl"), `$| = 1; ${code}`);
    return field.run([], agent('sh("perl nested.pl")'));
  };
  test("gets its arguments, its standard input and its status, and starts no runtime", () => {
    const { out } = nested(`
      print system("/bin/sh", "-c", "exit 7") >> 8, "\\n";
      system("/bin/sh", "-c", 'printf "%s|" "$0" "$#" "$@"', "n", "", "a b");
      print "\\n", qx{echo in | /bin/sh -c 'read x; echo \\$x'};
      system("/bin/sh", "-ec", 'read -r line < /proc/$$/stat; set -- $line; shift 9; [ $1 -lt 1000 ] && echo few page faults');
      print system("/bin/sh", "-c", "kill -9 \\$\\$"), "\\n";
    `);
    expect(out).toBe("7\nn|2||a b|\nin\nfew page faults\n9\n");
  });

  test("is refused like any other, also for what runs before its command", () => {
    writeFileSync(join(field.project, "startup"), `${refused}\n`);
    // Not in the program's text: then the program would not have been started.
    writeFileSync(join(field.project, "told"), refused);
    writeFileSync(join(field.project, "place"), "./startup");
    const { out, err } = nested(`
      open my $told, "<", "told";
      print system("/bin/sh", "-c", <$told>) >> 8, "\\n";
      open my $place, "<", "place";
      $ENV{BASH_ENV} = <$place>;
      print system("/bin/bash", "-c", "echo ran") >> 8, "\\n";
    `);
    expect(out).toBe("126\n126\n");
    expect(err.match(/blocked: .*nonexistent/g)?.length).toBe(2);
    const asked = field.records().filter(({ command }) => command === refused);
    expect(asked.map(({ verdict }) => verdict)).toEqual(["deny"]);
  });

  test("reads a script's file, which is judged before it runs", () => {
    const script = (name: string, text: string) =>
      writeFileSync(join(field.project, name), text, { mode: 0o755 });
    script(
      "by-name",
      '#!/bin/sh -e\nread -r line < /proc/$$/stat\necho "$0 $# $2"\nset -- $line\nshift 9\n[ $1 -lt 1000 ] && echo few page faults\n',
    );
    script("large", `#!/bin/sh\n${"# padding that is read and sent in pieces\n".repeat(2000)}exit 5\n`);
    script("empty", "");
    script("too-large", `#!/bin/sh\n${"#".repeat((1 << 20) + 1)}\necho ran\n`);
    writeFileSync(join(field.project, "names"), "by-name\nlarge\ntoo-large\nbad\n");
    script("bad", `#!/bin/sh\necho ran\n${refused}\n`);
    const { out, err } = nested(`
      open my $names, "<", "names";
      for my $name (map { chomp; $_ } <$names>) { print system("./$name", "one", "two words") >> 8, "\\n" }
      print system("/bin/sh", "by-name") >> 8, system("/bin/sh", "empty") >> 8, system("/bin/sh", "none") >> 8, "\\n";
    `);
    expect(out).toBe(
      `./by-name 2 two words\nfew page faults\n0\n5\n126\n126\nby-name 0 \nfew page faults\n002\n`,
    );
    expect(err).toContain("larger than 1048576 bytes");
    expect(err).toMatch(/blocked: .*nonexistent/);
  });

  test("reads no option out of a name that has a byte order mark", () => {
    writeFileSync(join(field.project, "\ufeff-c"), refused);
    const { out } = nested('print system("/bin/sh", "\\xef\\xbb\\xbf-c", "true") >> 8, "\\n"');
    expect(out).toBe("126\n");
  });

  test.each([
    ["zsh", ".zshenv", "ZDOTDIR", '"-c"'],
    ["zsh", ".zshenv", "HOME", '"-c"'],
    ["bash", ".bash_profile", "HOME", '"-l", "-c"'],
    ["sh", ".profile", "HOME", '"-lc"'],
  ])("%s: %s of another %s is judged", (shell, file, variable, options) => {
    if (!existsSync(`/bin/${shell}`)) return;
    const directory = join(field.project, `startup-${shell}`);
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, file), refused);
    const { out } = nested(`
      $ENV{${variable}} = "startup-" . "${shell}";
      print system("/bin/${shell}", ${options}, "echo ran") >> 8, "\\n";
      $ENV{${variable}} = "none";
      print system("/bin/${shell}", ${options}, "echo fine") >> 8, "\\n";
    `);
    expect(out).toBe("126\nfine\n0\n");
  });

  test("reads a script from a pipe that it was given open, and no other pipe", () => {
    const { out, err } = nested(`
      print qx{echo "echo piped" | /bin/sh /dev/stdin};
      print qx{bash -c 'bash <(echo echo substituted)'};
      system("mkfifo", "named");
      if (!fork) { open my $named, ">", "named"; print $named "echo ran\\n"; exit 0 }
      print system("/bin/sh", "named") >> 8, "\\n";
      print qx{cat named};
    `);
    expect(out).toBe("piped\nsubstituted\n126\necho ran\n");
    expect(err).toContain("named is a pipe");
  });

  test("is refused where descriptors are closed or few, or leaves nothing open", () => {
    const { out, err } = nested(`
      print qx{/bin/sh -c 'exec <&-; exec /bin/sh -c "ls /proc/self/fd | wc -l"'};
      print system("/bin/sh", "-c", 'exec 0<&- 1>&- 2>&-; exec /bin/sh -c "exit 5"') >> 8, "\\n";
      print system("/bin/sh", "-c", 'ulimit -n 3; exec /bin/sh -c "exit 5"') >> 8 ? "closed" : "ran", "\\n";
    `);
    expect(out, err).toMatch(/^[34]\n5\nclosed\n$/);
  });

  test("is served while another does not read its answer", () => {
    const { out } = nested(`
      use IO::Socket::UNIX;
      my $path = "$ENV{HOME}/.local/state/guardsh/keeper/here/socket";
      my $s = IO::Socket::UNIX->new(Peer => $path);
      my $code = "mkfs.ext4 /dev/nonexistent # " . ("x" x 900_000);
      my $json = qq({"shell":"sh","pieces":[{"name":"command","source":"$code"}],"arguments":[],"cwd":"/","environment":["GUARDSH_FORMAT=json"]});
      print $s pack("V", length $json), $json; $s->flush;
      system("/bin/sh", "-c", "echo served");
    `);
    expect(out).toBe("served\n");
  });

  test("has as many arguments and as much of an environment as it likes", () => {
    const { out } = nested(`
      system("/bin/sh", "-c", 'echo $#', "n", ("a b") x 20_000);
      system("/bin/sh", "-c", 'echo $#', "n", ("x" x 1000) x 1500);
      $ENV{"SAMPLE$_"} = "y" x 100 for 1 .. 3000;
      system("/bin/sh", "-c", 'echo \${#SAMPLE3000}');
    `);
    expect(out).toBe("20000\n1500\n100\n");
  });

  test("changes nothing of the environment that the agent and its commands have", () => {
    const show = 'print join(" ", map { "$_=$ENV{$_}" } sort grep { /^BUN_/ } keys %ENV), "\\n"';
    writeFileSync(
      join(field.project, "nested.pl"),
      `$| = 1; ${show}; system("/bin/sh", "-c", 'echo $BUN_SAMPLE');`,
    );
    const { out } = field.run([], agent(`${show}; sh("perl nested.pl")`), { BUN_SAMPLE: "1" });
    const all = `BUN_RUNTIME_TRANSPILER_CACHE_PATH=0 BUN_SAMPLE=1\n`;
    expect(out).toBe(`${all}${all}1\n`);
  });

  test("does not make the keeper read its own standard input", () => {
    const { out } = nested(`
      print qx{echo "echo fed" | /bin/sh -s one}, qx{echo "echo plain" | /bin/sh};
    `);
    expect(out).toBe("fed\nplain\n");
  });

  test("that asks nonsense hears so, and no other does", () => {
    const { out } = nested(`
      use IO::Socket::UNIX;
      my $path = "$ENV{HOME}/.local/state/guardsh/keeper/here/socket";
      for my $rest ("frnt\\x09\\0\\0\\0/\\0sh\\0", "frnt\\xff\\xff\\xff\\xff/\\0", "frnt") {
        my $s = IO::Socket::UNIX->new(Peer => $path) or next;
        print $s pack("V", length $rest), $rest; $s->flush; shutdown($s, 1);
        print join("", <$s>) =~ /refused/ ? "refused " : "dropped ";
      }
      system("/bin/sh", "-c", "echo still served");
    `);
    expect(out).toMatch(/^(refused |dropped ){3}still served\n$/);
  });
});
