/** Secrets lost: keys and credentials that are deleted, and with them what only they open. */
import type { Action, Run } from "../../meaning/action.ts";
import { show } from "../../meaning/value.ts";
import { type AnyRule, rule } from "../rule.ts";
import { calls } from "../shape.ts";
import { candidates, each, marked, name, said } from "../vocabulary.ts";

export const secretLoss: readonly AnyRule[] = [
  rule({
    id: "secrets/delete",
    title: "Deleting a key or a credential of the user",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI03"],
    attack: "T1531",
    why: "A key has no second copy: what only it opens is lost with it, and so is the way in.",
    instead: "Rename it, or let the tool that made it take it out: gh auth logout, ssh-keygen -R.",
    on: each("delete"),
    match: (action, context) => {
      // A project's own `.env` is made again from its template; a key in /tmp was made for a test.
      const passing = [context.project, ...context.temporary];
      const own = candidates(action.path).every((path) => passing.some((dir) => path.startsWith(`${dir}/`)));
      const [mark] = own ? [] : marked(action.path, context, "secret");
      return mark ? `deletes ${name(action.path)}: ${mark.what}` : null;
    },
    examples: {
      block: ["unlink ~/.ssh/id_rsa", "rm -f ~/.aws/credentials", "mv ~/.ssh/id_ed25519 /dev/null"],
      allow: ["rm .env", "rm -f /tmp/key.pem"],
    },
  }),
  rule({
    id: "secrets/forget",
    title: "Taking keys out of the agent or the keyring that holds them",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1531",
    why: "Other programs that sign and log in with them stop working until a person unlocks them again.",
    instead: "Leave them there; name the key to be used with -i.",
    on: calls("ssh-add -d|-D", "keyctl purge|clear|unlink|revoke|invalidate", "gpgconf --kill|--reload"),
    match: (action, { actions }) => (actions.some((other) => makesOwn(action, other)) ? null : said(action)),
    examples: {
      block: [
        "ssh-add -D",
        "ssh-add -d ~/.ssh/id_ed25519",
        "keyctl purge user",
        "gpgconf --kill all",
        "GNUPGHOME=~/.gnupg gpgconf --kill all",
        "ssh-add -D; ssh-agent",
      ],
      allow: [
        "ssh-add -l",
        "keyctl show",
        "gpgconf --list-dirs",
        "export GNUPGHOME=$(mktemp -d); gpg --quick-gen-key t@example.com; gpgconf --kill all",
        'eval "$(ssh-agent -s)"; ssh-add ./test_key; make deploy-test; ssh-add -D',
      ],
    },
  }),
];

/** The keys are held by an agent that the same command has started, or for a directory that it has made. */
function makesOwn({ program, origin }: Run, before: Action): boolean {
  if (before.origin.span.start >= origin.span.start) return false;
  if (program === "ssh-add") return before.kind === "run" && before.program === "ssh-agent";
  return (
    program === "gpgconf" &&
    before.kind === "environment" &&
    before.operation.kind === "set" &&
    before.operation.name === "GNUPGHOME" &&
    /^\/(?:var\/)?tmp\//.test(show(before.operation.value))
  );
}
