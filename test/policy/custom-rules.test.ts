import { describe, expect, test } from "bun:test";
import { customFindings } from "../../src/policy/custom-rules.ts";
import { readLayer } from "../../src/policy/layers/validate.ts";
import { actionsOf, around } from "../controls/meaning.ts";

/** What a rule with these conditions finds in a command. */
function found(when: string, source: string): readonly string[] {
  const text = `[[rule]]\nid = "team/x"\ntitle = "X"\nwhy = "Because."\n[rule.when]\n${when}\n`;
  const { rule = [] } = readLayer(text, "policy.toml");
  return customFindings(actionsOf(source), { rule }, around).map(({ what }) => what);
}

const table: readonly (readonly [when: string, finds: readonly string[], not: readonly string[]])[] = [
  [
    'program = ["kubectl"]\nsubcommand = ["delete"]',
    ["kubectl delete ns x", "sudo kubectl delete pod y", "bash -c 'kubectl delete x y'"],
    ["kubectl get ns", "echo kubectl delete x"],
  ],
  [
    'calls = ["acmectl deploy|rollback --env=prod*", "kubectl ** delete !--dry-run"]',
    ["acmectl --env prod-eu deploy x", "acmectl rollback --env=prod", "kubectl -n a delete pod x"],
    ["acmectl deploy --env=dev", "acmectl status --env=prod", "kubectl delete pod x --dry-run=client"],
  ],
  ['program = ["rm"]\noptions = ["--recursive"]', ["rm -rf x", "rm -R x", "rm --recursive x"], ["rm -f x"]],
  ['program = ["rm"]\nall_options = ["-r", "-f"]', ["rm -rf x", "rm -r --force x"], ["rm -r x"]],
  ['program = ["rm"]\nwithout_options = ["-i"]', ["rm x"], ["rm -i x"]],
  ['program = ["deploy"]\noptions = ["--prod"]', ["deploy --prod", "deploy --prod=yes"], ["deploy --stage"]],
  [
    'action = ["write", "delete"]\npath = ["./migrations/**"]',
    ["echo > migrations/1.sql", "rm -rf migrations", "rm migrations/a/b", "cd migrations && rm 1"],
    ["cat migrations/1.sql", "rm migrations.txt"],
  ],
  [
    'action = ["read"]\npath = ["~/clients/**"]',
    ["cat ~/clients/a/b", "cat /home/dev/clients/x", "grep -r x ~/clients"],
    ["cat clients/x"],
  ],
  [
    'action = ["connect"]\nhost = [".prod.example.com", "10.0.0.0/8"]',
    ["curl https://db.prod.example.com/", "ssh 10.1.2.3"],
    ["curl https://example.com"],
  ],
  ['action = ["connect"]\nport = [5432]', ["nc db.example.com 5432"], ["nc db.example.com 80"]],
  ['inside = ["sudo"]\nprogram = ["make"]', ["sudo make x"], ["make x"]],
  ['privileged = true\nprogram = ["rm"]', ["sudo rm x"], ["rm x"]],
  ['program = ["psql"]\noperands = [{ text = ["*prod*"] }]', ["psql my-prod-db"], ["psql dev"]],
  ['program = ["rm"]\nplace = ["host"]', ["ssh box 'rm x'"], ["rm x"]],
  ['action = ["interpret"]\nlanguage = ["shell"]', ["bash -c 'ls'"], ["ls"]],
];

for (const [when, finds, not] of table) {
  describe(when.replaceAll("\n", ", "), () => {
    for (const source of finds)
      test(`finds ${source}`, () => expect(found(when, source).length).toBeGreaterThan(0));
    for (const source of not) test(`not ${source}`, () => expect(found(when, source)).toEqual([]));
  });
}
