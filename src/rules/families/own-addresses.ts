/** Addresses in a program's own syntax, by which something else is meant than a place to fetch from. */
import { canonicalHost, isLoopback, isPrivate } from "../../places/index.ts";
import { type AnyRule, rule } from "../rule.ts";
import { calls } from "../shape.ts";
import { each, inEarnest, said } from "../vocabulary.ts";

export const ownAddresses: readonly AnyRule[] = [
  rule({
    id: "vcs/command-address",
    title: "A repository's address that is a command line",
    severity: "high",
    decision: "ask",
    owasp: ["ASI05", "ASI02"],
    attack: "T1202",
    why: "git starts what stands behind ext:: with every fetch and push, also long after it was set.",
    instead: "Use the address of the repository itself (https, ssh).",
    on: calls(
      "git clone|fetch|pull|push|ls-remote|remote|submodule|subtree|archive|config|fetch-pack|send-pack ** ext::*",
      "git -c=protocol.ext.allow=always|user",
      "git -c=*=ext::*",
    ),
    match: inEarnest,
    examples: {
      block: [
        "git remote add x 'ext::sh -c id'",
        "git ls-remote 'ext::sh -c x'",
        "git submodule add 'ext::/tmp/x' s",
        "git -c protocol.ext.allow=always clone 'ext::sh -c id% >&2' d",
      ],
      allow: [
        "git remote add x https://github.com/o/r",
        "git -c protocol.file.allow=always clone ./a b",
        "git commit -m 'no ext::sh addresses'",
      ],
    },
  }),
  rule({
    id: "network/smuggled-protocol",
    title: "Speaking to a local service through an address of another protocol",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02"],
    attack: "T1090.001",
    why: "gopher: and dict: send lines of the address as they are, so that any service inside takes them for commands.",
    instead: "Use the client of the service (redis-cli, memcached's own tools).",
    on: each("connect"),
    match: ({ scheme, host, by, target }) => {
      if (host === null || !/^(?:curl|wget)/.test(by) || !/^(?:gopher|dict)s?$/.test(scheme ?? ""))
        return null;
      const there = canonicalHost(host);
      return isLoopback(there) || isPrivate(there) ? `${by} ${target.pieces.join("")}`.slice(0, 100) : null;
    },
    examples: {
      block: ["curl gopher://127.0.0.1:6379/_FLUSHALL", "curl dict://10.0.0.5:11211/stats"],
      allow: [
        "curl gopher://gopher.floodgap.com/",
        "curl dict://dict.org/d:curl",
        "curl http://127.0.0.1:6379/",
        "curl -v telnet://localhost:5432",
      ],
    },
  }),
  rule({
    id: "code/image-script",
    title: "An image program that runs a script, or deletes what it has read",
    severity: "high",
    decision: "ask",
    owasp: ["ASI05"],
    attack: "T1202",
    why: "An msl: file can read and write any other file; ephemeral: deletes the file once it is read.",
    instead: "Name image files, and delete by rm.",
    on: calls(
      "convert|magick|mogrify|composite|montage|identify|compare|import|display|animate|conjure|gm ** msl:*|vid:msl:*|ephemeral:*",
    ),
    match: said,
    examples: {
      block: ["convert msl:/tmp/x.msl out.png", "identify vid:msl:x", "magick ephemeral:src/index.ts null:"],
      allow: ["convert in.png png:out", "convert label:Hello out.png", "magick identify in.png"],
    },
  }),
];
