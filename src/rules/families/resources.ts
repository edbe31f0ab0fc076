/** Resources: disks filled, machines loaded, output and waiting without end. */
import type { Run } from "../../meaning/action.ts";
import { type AnyRule, rule } from "../rule.ts";
import { calls } from "../shape.ts";
import { begins, each, has, name, operands, option, said, tries, words } from "../vocabulary.ts";

/** So many requests are a trial and no load. */
const FEW = 1000;

export const resources: readonly AnyRule[] = [
  rule({
    id: "resource/limits-off",
    title: "Lifting the limits on what programs may use",
    severity: "medium",
    decision: "warn",
    owasp: ["ASI08"],
    attack: "T1499",
    why: "A program that goes wrong can then take the whole machine with it.",
    instead: "Raise the one limit that is needed, to a number.",
    on: calls(
      "ulimit unlimited !-c",
      "prlimit --*=unlimited !--core",
      "prlimit --*=unlimited:unlimited !--core",
      "systemctl set-property * MemoryMax=infinity|TasksMax=infinity|MemoryMax=|TasksMax=|CPUQuota=",
    ),
    match: said,
    examples: {
      block: ["ulimit -u unlimited", "ulimit -v unlimited", "prlimit --pid 1234 --nproc=unlimited"],
      allow: ["ulimit -n 4096", "ulimit -c unlimited", "ulimit -a", "prlimit"],
    },
  }),
  rule({
    id: "resource/fill",
    title: "Making a file of enormous size",
    severity: "high",
    decision: "ask",
    owasp: ["ASI08"],
    attack: "T1499",
    why: "A full disk stops everything else on the machine.",
    instead: "Use a size that the test really needs (truncate -s 10M).",
    on: calls("fallocate|truncate|mkfile|dd|xfs_mkfile|head"),
    match: (action) => (gigabytesMade(action) >= 50 ? said(action) : null),
    examples: {
      block: [
        "fallocate -l 500G x",
        "truncate -s 10T x",
        "dd if=/dev/zero of=x bs=1G count=1000",
        "mkfile 900g x",
      ],
      allow: [
        "fallocate -l 1G x",
        "truncate -s 0 x",
        "dd if=/dev/zero of=x bs=1M count=100",
        "dd if=/dev/zero of=/dev/null bs=1G count=100",
      ],
    },
  }),
  rule({
    id: "resource/stress",
    title: "Loading the machine or another one on purpose",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI08"],
    attack: "T1499",
    why: "Everything else on that machine slows down or stops.",
    instead: "Measure with a small, bounded number of requests against localhost.",
    on: calls(
      "stress|stress-ng|ab|wrk|wrk2|hey|siege|vegeta|bombardier|k6|locust|autocannon|oha|iperf|iperf3",
      "sysbench|cpuburn|burnP6|memtester|flent|tsung|httperf|h2load|artillery|gatling.sh",
    ),
    match: (action) => {
      if (tries(action)) return null;
      if (/^(?:stress|stress-ng|cpuburn|burnP6|memtester)$/.test(action.program ?? "")) return said(action);
      if (action.program === "vegeta" && !begins(action, "attack")) return null;
      if (Number(option(action.call, "-n", "--requests") ?? Number.NaN) <= FEW) return null;
      const target = words(action).find(
        (word) =>
          /^(?:[a-z]+:\/\/)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?(?:\/|$)/i.test(word) &&
          /\.[a-z]{2,}|^\d+\.\d+/i.test(word) &&
          !/\.(?:js|ts|py|json|ya?ml|txt|lua)$/.test(word),
      );
      return target !== undefined && !/(?:^|\/\/)(?:localhost|127\.|0\.0\.0\.0|\[::1\])/.test(target)
        ? said(action)
        : null;
    },
    examples: {
      block: [
        "stress --cpu 8",
        "ab -n 100000 -c 500 http://example.com/",
        "wrk -t12 -c400 https://api.example.com/",
        "stress-ng --vm 8",
        "hey -n 10000 https://example.com",
      ],
      allow: [
        "ab -n 100 http://localhost:3000/",
        "ab -n 100 -c 10 https://example.com/",
        "vegeta report results.bin",
        "wrk http://127.0.0.1:8080",
        "k6 run test.js",
        "hey --help",
      ],
    },
  }),
  rule({
    id: "resource/endless-memory",
    title: "Keeping in memory what has no end",
    severity: "high",
    decision: "ask",
    owasp: ["ASI08"],
    attack: "T1499",
    why: "The program holds all that it reads until the machine has no memory left.",
    instead: "Take a known amount first: head -c 1M /dev/urandom | sort.",
    on: calls("tail|sort|tac|shuf"),
    match: (action) => {
      if (action.origin.chain.includes("timeout")) return null;
      return operands(action.call).some((path) => /^\/dev\/(?:u?random|zero|full)$/.test(path))
        ? said(action)
        : null;
    },
    examples: {
      block: ["tail /dev/zero", "sort /dev/urandom", "tac /dev/zero > x"],
      allow: [
        "head -c 1M /dev/urandom | sort",
        "tail -f app.log",
        "shuf -n 1 --random-source=/dev/zero list.txt",
        "timeout 5 tail /dev/zero",
      ],
    },
  }),
  rule({
    id: "resource/endless-output",
    title: "Output without end",
    severity: "low",
    decision: "warn",
    owasp: ["ASI08"],
    attack: "T1499",
    why: "It fills the transcript, and the command never ends by itself.",
    instead: "Give it an end: | head -20, head -c 1K, timeout 5.",
    on: calls("cat|yes|hexdump|xxd|od|strings|base64"),
    match: (action) => {
      if (action.origin.chain.includes("timeout")) return null;
      if (action.program === "yes") return null;
      return operands(action.call).some((path) => /^\/dev\/(?:u?random|zero|full)$/.test(path)) &&
        !has(action.call, "-n", "-l", "--len", "-N", "--read-bytes", "--length") &&
        action.program !== "base64" &&
        action.program !== "xxd" &&
        action.program !== "cat"
        ? said(action)
        : null;
    },
    examples: {
      block: ["hexdump /dev/urandom", "strings /dev/zero", "od /dev/urandom"],
      allow: [
        "hexdump -n 16 /dev/urandom",
        "od -N 8 /dev/urandom",
        "cat README.md",
        "timeout 5 hexdump /dev/urandom",
      ],
    },
  }),
  rule({
    id: "resource/wait-forever",
    title: "Waiting for days",
    severity: "low",
    decision: "warn",
    owasp: ["ASI08"],
    attack: null,
    why: "The session hangs, and nothing else can be done in it.",
    instead: "Wait for what you wait for: until curl -sf …; do sleep 1; done, with a bound.",
    on: calls("sleep|gsleep"),
    match: (action) => {
      const seconds = operands(action.call).reduce((sum, word) => {
        const [, count = "0", unit = "s"] = /^([\d.]+)([smhd]?)$/.exec(word) ?? [];
        return sum + Number(count) * ({ m: 60, h: 3600, d: 86400 }[unit] ?? 1);
      }, 0);
      return seconds > 43_200 || operands(action.call).includes("infinity") ? said(action) : null;
    },
    examples: {
      block: ["sleep infinity", "sleep 7d", "sleep 999999"],
      allow: ["sleep 1", "sleep 5m", "sleep $N"],
    },
  }),
  rule({
    id: "resource/endless",
    title: "Filling a disk without end",
    severity: "high",
    decision: "deny",
    owasp: ["ASI08"],
    attack: "T1499",
    why: "A full disk stops everything else on the machine.",
    instead: "Give it an end: head -c 1M, dd count=…, timeout.",
    on: each("write"),
    match: (action) => {
      const endless =
        action.content.via.includes("yes") ||
        action.content.sources.some((source) => /^\/dev\/u?random$|^\/dev\/zero$/.test(source));
      return endless &&
        action.mode !== "append" &&
        action.by !== "dd" &&
        !action.content.via.some((program) => ["head", "dd", "timeout"].includes(program))
        ? `writes ${name(action.path)} without end`
        : null;
    },
    examples: {
      block: ["yes > big", "yes | tee big"],
      allow: [
        "yes | head -5 > x",
        "yes | apt list",
        "head -c 1M /dev/zero > x",
        "dd if=/dev/zero of=x bs=1M count=10",
      ],
    },
  }),
  rule({
    id: "resource/endless-block-copy",
    title: "Copying an endless device without a count",
    severity: "high",
    decision: "deny",
    owasp: ["ASI08"],
    attack: "T1499",
    why: "A full disk stops everything else on the machine.",
    instead: "Give it an end: count=….",
    on: calls("dd|cat|cp"),
    match: (action) => {
      const text = words(action);
      if (action.program === "dd") {
        return text.some((word) => /^if=\/dev\/(?:zero|u?random|full)$/.test(word)) &&
          !text.some((word) => /^count=/.test(word)) &&
          text.some((word) => /^of=/.test(word) && word !== "of=/dev/null")
          ? "copies an endless device without a count"
          : null;
      }
      return action.program === "cp" && text.some((word) => /^\/dev\/(?:zero|u?random)$/.test(word))
        ? "copies an endless device"
        : null;
    },
    examples: {
      block: ["dd if=/dev/zero of=/tmp/fill", "dd if=/dev/urandom of=x bs=1M", "cp /dev/zero x"],
      allow: ["dd if=/dev/zero of=x bs=1M count=10", "dd if=a of=b"],
    },
  }),
];

/** How much a call writes, in gigabytes (2^30), as far as its words say so. */
function gigabytesMade({ program, call }: Run): number {
  const [first = ""] = operands(call);
  switch (program) {
    case "fallocate":
    case "truncate":
    case "xfs_mkfile":
      return gigabytes(option(call, "-l", "--length", "-s", "--size") ?? first);
    case "mkfile":
      return gigabytes(first);
    case "head":
      return gigabytes(option(call, "-c", "--bytes") ?? "0");
    case "dd": {
      const given = new Map(
        operands(call).map((word): [string, string] => [word.replace(/=.*/, ""), word.replace(/.*?=/, "")]),
      );
      const endless = /^\/dev\/(?:zero|u?random|full)$/.test(given.get("if") ?? "");
      if (!endless || given.get("of") === "/dev/null") return 0;
      const bytes = gigabytes(given.get("bs") ?? "512") * gigabytes(given.get("count") ?? "0");
      return bytes * 2 ** 30;
    }
    default:
      return 0;
  }
}

/** `10T`, `+500g`, `4096`: in gigabytes. */
function gigabytes(size: string): number {
  const [, digits = "0", unit = ""] = /^\+?(\d+(?:\.\d+)?)\s*([a-z]?)/i.exec(size) ?? [];
  const power = " KMGTPEZ".indexOf(unit.toUpperCase());
  return Number(digits) * 1024 ** (Math.max(power, 0) - 3);
}
