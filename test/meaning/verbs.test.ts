/** The verbs that clients of services share. */
import { describe, expect, test } from "bun:test";
import { effectsOfModule, namedForLoss } from "../../src/meaning/call/naming.ts";
import { effectsDeclared, effectsInWords, onlyLooks } from "../../src/meaning/call/verbs.ts";
import type { Text } from "../../src/meaning/value.ts";

const none: ReadonlyMap<string, readonly Text[]> = new Map();

function service(line: string): string {
  const given = line.split(" ");
  const options = new Map(given.filter((word) => word.startsWith("-")).map((name) => [name, []]));
  const words = given.filter((word) => !word.startsWith("-"));
  return effectsInWords(words, options, "service").join(" ");
}

describe("a client of a service", () => {
  const effects: Readonly<Record<string, readonly string[]>> = {
    destroy: [
      "project delete p",
      "delete project p",
      "apps:destroy",
      "sql-drop",
      "ecs DeleteInstance",
      "cognito-idp admin-delete-user",
      "beta container clusters delete",
      "run delete 5",
      "run-operation drop_all",
      "env rm KEY",
      // Groups whose names have verbs in them, and groups in groups.
      "compute os-config patch-deployments delete d",
      "compute networks vpc-access connectors delete c",
      "run jobs executions delete e",
      "backup snapshot rm s",
      "preview destroy p",
      "beta container hub packages resource-bundles releases delete r",
      "protection set --delete-data",
      "apps destroy cache",
      "apps:destroy profile-service",
      "deluser alice",
      "secret schedule-secret-deletion",
      "storage rsync --delete-unmatched-destination-objects",
    ],
    disrupt: [
      "record-sets update www",
      "domain demote",
      "d1 time-travel restore",
      "lambda uninstrument f",
      "ps:stop web",
      "glue batch-stop-job-run",
      "route replace r",
      "instance-groups managed recreate-instances g",
      "server reboot s",
      "job cancel 4",
      "db failover",
    ],
    publish: ["theme push --live", "theme publish", "promote v5"],
    weaken: ["silence add alertname", "monitor mute 5", "downtime create", "firewall update fw"],
    reveal: [
      "db conn-uri",
      "connection-string main",
      "token fetch t",
      "secret get KEY",
      "functions:secrets:access X",
      "token show t",
    ],
    grant: [
      "policy attach p",
      "AttachPolicyToUser",
      "tokens create deploy",
      "user add eve",
      "create-api-key",
      "groups memberships add",
      "modify-membership-roles",
      "assign-role r",
      "add-profile-permission",
      "sts assume-root",
      "members invite eve",
      "password set",
      "user setpassword administrator",
    ],
    "": [
      "",
      "project list",
      "migration new add_users",
      "record-sets list",
      "logs filter-log-events DELETE",
      "search delete",
      "run-tests delete",
      "patch-deployments list",
      "run jobs list delete",
      "run script delete",
      "patch-file delete",
      "db replace x",
      "create drop",
      "release list",
      "cache purge",
      "telemetry disable",
      "clear cache",
      "pg:info",
      "set-context delete",
      "apply destroy",
      "logs",
      "./delete x",
      "secret list",
      "run-all plan",
      "theme push",
      "build --prod",
    ],
  };
  for (const [effect, lines] of Object.entries(effects))
    for (const line of lines)
      test(`${line || "nothing"} → ${effect || "no effect"}`, () => expect(service(line)).toBe(effect));
});

describe("a program that nobody knows", () => {
  const says = (line: string, ...options: string[]) =>
    effectsInWords(line.split(" "), new Map(options.map((name) => [name, []])), "unknown").join(" ");

  test("plain verbs with an object are believed", () => {
    expect(says("namespace delete production")).toBe("destroy");
    expect(says("delete production")).toBe("destroy");
    expect(says("serverdelete production")).toBe("destroy");
    expect(says("deleteall /app")).toBe("destroy");
  });
  test("weak ones only when somebody said yes beforehand", () => {
    expect(says("server rm x")).toBe("");
    expect(says("server rm x", "--force")).toBe("destroy");
    expect(says("rm x", "--force")).toBe("");
  });
  test("alone they are said of everything", () => {
    expect(says("destroy")).toBe("destroy");
    expect(says("delete", "--all")).toBe("destroy");
    expect(says("reset", "--force")).toBe("destroy");
    expect(says("uninstall mesh", "--force")).toBe("destroy");
    expect(effectsInWords(["uninstall", "numpy"], new Map([["-y", []]]), "local")).toEqual([]);
    expect(says("clean", "--force")).toBe("");
    expect(says("undelete x")).toBe("");
    expect(says("deleted x")).toBe("");
  });
  test("so is publishing", () => {
    expect(says("publish")).toBe("publish");
    expect(says("docs build publish")).toBe("");
  });
  test("what switches a protection off, hands out all rights, shows a secret, stops everything", () => {
    expect(says("firewall disable")).toBe("weaken");
    expect(says("user add eve", "--admin")).toBe("grant");
    expect(says("secret get db")).toBe("reveal");
    expect(says("destroy", "--all", "--yes")).toBe("destroy");
    expect(says("node drain n1", "--force")).toBe("disrupt");
    expect(says("server reboot")).toBe("disrupt");
    expect(says("x", "--factory-reset")).toBe("destroy");
    expect(says("rm s3://prod/")).toBe("destroy");
  });
  test("and the same words of something small are not", () => {
    expect(says("colors disable")).toBe("");
    expect(says("user add eve")).toBe("");
    expect(says("token get x")).toBe("");
    expect(says("stop web", "--force")).toBe("");
    expect(says("rm build/x")).toBe("");
  });
  test("nothing else is", () => {
    expect(says("delete")).toBe("");
    expect(says("stop server")).toBe("");
    expect(says("list delete x")).toBe("");
    expect(says("src/x.ts delete y")).toBe("");
    expect(says("cache purge all")).toBe("");
  });
});

test("names of programs and of modules", () => {
  expect(["k3s-uninstall.sh", "aws-nuke", "rke2-killall.sh"].every(namedForLoss)).toBe(true);
  expect(["uninstaller", "nuked", "docker-clean", "wipe-fs-check"].some(namedForLoss)).toBe(false);
  expect(effectsOfModule("ansible.posix.authorized_key")).toEqual(["grant"]);
  expect(effectsOfModule("ansible.builtin.reboot")).toEqual(["disrupt"]);
  expect(effectsOfModule("ping")).toEqual([]);
});

test("a state that is declared, a number that leaves none", () => {
  expect(effectsDeclared(["-a", "path=/srv state=absent"])).toEqual(["destroy"]);
  expect(effectsDeclared(["user", "alice", "ensure=absent"])).toEqual(["destroy"]);
  expect(effectsDeclared(["-e", '{"state": "stopped"}'])).toEqual(["disrupt"]);
  expect(effectsDeclared(["--desired-count", "0"])).toEqual(["disrupt"]);
  expect(effectsDeclared(["--num-nodes=0"])).toEqual(["disrupt"]);
  expect(effectsDeclared(["--desired-count", "2", "state=present", "--count"])).toEqual([]);
});

test("a verb of looking behind the subcommand that the table knows", () => {
  expect(onlyLooks(["owner"], ["owner", "ls", "react"])).toBe(true);
  expect(onlyLooks(["delete"], ["delete", "list"])).toBe(false);
  expect(onlyLooks(["volume", "rm"], ["volume", "rm", "list"])).toBe(false);
  expect(effectsInWords(["delete", "list"], none, "service")).toEqual(["destroy"]);
});
