/** What requests ask of the far side. */
import { describe, expect, test } from "bun:test";
import { effectsAsked, statementsIn } from "../../src/meaning/call/request.ts";

const ask = (line: string, body = "") => {
  const [method = null, target = ""] = line.includes(" ") ? line.split(" ") : [null, line];
  return effectsAsked({ method, target, body }).join(" ");
};

describe("a request asks for more than an answer", () => {
  const graph = (field: string) => JSON.stringify({ query: `mutation { ${field}(id: "x") { id } }` });
  const cases: readonly (readonly [string, string, string])[] = [
    ["DELETE https://api.example.com/users/1", "", "destroy"],
    ["delete /repos/acme/api", "", "destroy"],
    ["DELETE http://localhost:9200/index", "", "destroy"],
    ["POST http://es:9200/index/_delete_by_query", "{}", "destroy"],
    ["POST https://ci.example.com/job/x/doDelete", "", "destroy"],
    ["https://api.example.com/graphql", graph("volumeDelete"), "destroy"],
    ["PUT http://vault:8200/v1/sys/seal", "", "disrupt"],
    ["PUT http://consul:8500/v1/agent/force-leave/n1", "", "disrupt"],
    ["POST http://es:9200/_snapshot/b/s/_restore", "", "disrupt"],
    ["PUT http://es:9200/orders/_settings", '{"index":{"blocks.write":true}}', "disrupt"],
    ["PUT http://es:9200/orders/_settings", '{"index":{"refresh_interval":"1s"}}', ""],
    ["POST http://es:9200/_aliases", '{"actions":[{"remove_index":{"index":"a"}}]}', "destroy"],
    ["POST http://es:9200/_aliases", '{"actions":[{"add":{"index":"a","alias":"b"}}]}', ""],
    ["PATCH https://api.heroku.com/apps/prod/config-vars", "{}", "disrupt"],
    ["POST http://es:9200/_security/user/eve", "{}", "grant"],
    ["PUT http://vault:8200/v1/sys/policies/acl/x", "{}", "grant"],
    ["GET http://vault:8200/v1/sys/policies/acl/x", "", ""],
    ["POST https://api.stripe.com/v1/refunds", "charge=ch_1", "publish"],
    ["GET https://api.stripe.com/v1/refunds", "", ""],
    ["POST https://slack.com/api/chat.postMessage", "{}", "publish"],
    ["https://api.example.com/graphql", '{"query":"mutation{deleteClass}"}', "destroy"],
    ["POST /user/keys", "key=ssh-ed25519", "grant"],
    ["PATCH /repos/acme/api", "private=false", "publish"],
    ["POST https://k8s:6443/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", "", "grant"],
    ["POST http://jenkins.example.com/scriptText", "script=1", "grant"],
    ["GET https://k8s:6443/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", "", ""],
    ["POST https://api.example.com/script/run", "x", ""],
    ["GET https://api.example.com/delete", "", ""],
    ["https://api.example.com/users", "", ""],
    ["POST https://api.example.com/oauth/token", "grant_type=x", ""],
    ["POST /repos/acme/api/issues/5/comments", "body=delete this", ""],
    ["https://api.example.com/graphql", graph("addComment"), ""],
    ["DELETE http://localhost:3000/api/items/1", "", ""],
    ["DELETE :3000/items/1", "", ""],
  ];
  for (const [line, body, effect] of cases)
    test(`${line} ${body}`.trim(), () => expect(ask(line, body)).toBe(effect));
});

test("statements are found in bodies and in parameters", () => {
  const of = (target: string, body = "") => statementsIn({ method: null, target, body });
  expect(of("http://ch:8123/?query=DROP%20TABLE%20x")).toEqual(["DROP TABLE x"]);
  expect(of("http://ch:8123/", "TRUNCATE TABLE t")).toEqual(["TRUNCATE TABLE t"]);
  expect(of("http://influx:8086/query", "q=DROP DATABASE m")).toEqual(["DROP DATABASE m"]);
  expect(of("http://x/?q=drop+shipping")).toEqual(["drop shipping"]);
  expect(of("http://x/?q=how+to+drop+a+table", '{"note":"drop it"}')).toEqual([]);
});
