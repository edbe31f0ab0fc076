/** Services: what others depend on, deleted, stopped, opened or published. */

import type { Run } from "../../meaning/action.ts";
import { literal } from "../../meaning/value.ts";
import { ASK_BEFORE_LOSS, IN_TRANSCRIPT } from "../advice.ts";
import { staysHere } from "../images.ts";
import { printsForItsService } from "../own-service.ts";
import { type AnyRule, rule } from "../rule.ts";
import { isMild } from "../services.ts";
import { calls } from "../shape.ts";
import { onTestDatabase } from "../test-database.ts";
import { begins, either, has, having, operands, steps, tries } from "../vocabulary.ts";

/** Programs whose rules are in a family of their own. */
const OWN_RULES = new Set(
  "git docker podman nerdctl docker-compose crontab rm shred find rsync curl wget http xh".split(" "),
);

/** `gh release create --draft`: only those who maintain the project see it, until one of them publishes it. */
function isDraft(action: Run): boolean {
  return begins(action, "release", "create") && has(action.call, "--draft");
}

/** `mkfs.ext4 disk.img`: what is made anew is a file. Disks have rules of their own. */
function onDiskImage({ program, call }: Run): boolean {
  const devices = call.operands.flatMap(({ text, role }) => (role === "device" ? [literal(text)] : []));
  return (
    /^(?:mkfs|mke2fs|mkdosfs|mkswap|newfs)/.test(program ?? "") &&
    devices.length > 0 &&
    devices.every((file) => file !== null && /[./]/.test(file) && !file.startsWith("/dev/"))
  );
}

/** Tasks of build tools, anywhere among those that are named, that put a release where everybody takes it from. */
const TASKS: Readonly<Record<string, RegExp>> = {
  mvn: /^(?:deploy(?::deploy\S*)?|release:perform|nexus-staging:\S+)$/,
  gradle:
    /(?:^|:)(?:publish(?!\S*ToMavenLocal)\S*|upload(?:Archives|Release)|closeAndRelease\S*|bintrayUpload|jib)$/,
  sbt: /^(?:\+?publish(?:Signed)?|release|ci-release|sonatype\S*)$/,
  rake: /^(?:release(?:\[.*\])?|gem:push|publish)$/,
};

const SAME_TOOL: Readonly<Record<string, string>> = { mvnw: "mvn", mvnd: "mvn", gradlew: "gradle" };

/** Calls that publish: of build tools by their tasks, and of programs whose tables hold many others of another kind. */
const publishing = calls(
  "mvn|mvnw|mvnd|gradle|gradlew|sbt|rake",
  "nuget push",
  "dotnet nuget push",
  "dart|flutter pub publish",
  "xcrun altool --upload-app|--upload-package",
  "cpan-upload *",
  "rebar3 hex publish|cut",
  "python|python3|py setup.py ** upload|register",
  "kaggle datasets|kernels|models create|version|push",
);

function publishes(action: Run): boolean {
  if (action.call.effects.includes("publish") && !isDraft(action)) return true;
  if (!publishing.is(action) || tries(action)) return false;
  const program = action.program ?? "";
  const task = TASKS[SAME_TOOL[program] ?? program];
  return task === undefined || steps(action).some((step) => task.test(step));
}

export const services: readonly AnyRule[] = [
  rule({
    id: "service/publish",
    title: "Publishing for everybody",
    severity: "high",
    decision: "ask",
    owasp: ["ASI04"],
    attack: "T1195.002",
    why: "What is published is copied at once and cannot be taken back.",
    instead: "Prepare the release; the person publishes it.",
    on: either(having("publish"), publishing),
    match: (action) =>
      publishes(action) && !staysHere(action) ? `${line(action)}: publishes for everybody` : null,
    examples: {
      block: [
        "npm publish",
        "cargo publish",
        "twine upload dist/*",
        "poetry publish",
        "gem push x.gem",
        "mvn clean deploy",
        "./gradlew :lib:publishReleaseToMavenCentral",
      ],
      allow: [
        "npm publish --dry-run",
        "gh release create v1.2.0 --draft --generate-notes",
        "npm publish --registry http://localhost:4873",
        "npm pack",
        "cargo package",
        "npm run publish-docs",
        "mvn clean verify",
        "gradle publishToMavenLocal",
      ],
    },
  }),
  rule({
    id: "service/expose",
    title: "Opening a way in from outside",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI10"],
    attack: "T1133",
    why: "Whoever knows or guesses the address can reach this machine or its data.",
    instead: "Serve on localhost only, or ask the person.",
    on: having("expose"),
    match: (action) => `${line(action)}: opens a way in from outside`,
    examples: {
      block: ["ngrok http 3000", "cloudflared tunnel --url http://localhost:3000"],
      allow: ["python3 -m http.server", "vite preview", "ngrok --help"],
    },
  }),
  rule({
    id: "service/destroy",
    title: "Deleting something of a service",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI10"],
    attack: "T1485",
    why: "What is deleted in a service is gone for everybody who uses it, mostly without a way back.",
    instead: ASK_BEFORE_LOSS,
    on: having("destroy"),
    match: (action, context) =>
      !OWN_RULES.has(action.program ?? "") && !onTestDatabase(action, context) && !onDiskImage(action)
        ? `${line(action)}: deletes for good`
        : null,
    examples: {
      block: [
        "kubectl delete namespace prod",
        "terraform destroy",
        "aws s3 rb s3://bucket --force",
        "dropdb app",
        "helm uninstall app",
        "flipt namespace delete production",
        "algolia indices delete products",
        "aws sqs purge-queue --queue-url https://x",
        "gcloud apigee products delete p",
        "vault delete secret/x",
      ],
      allow: [
        "kubectl get pods",
        "terraform plan",
        "aws s3 ls",
        "docker compose down",
        "npm run delete",
        "helm list",
        "./manage delete x",
      ],
    },
  }),
  rule({
    id: "service/disrupt",
    title: "Stopping or cutting off something that runs",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI08"],
    attack: "T1489",
    why: "People and other services may be using it right now.",
    instead: ASK_BEFORE_LOSS,
    on: having("disrupt"),
    match: (action) => (isMild(action) ? null : `${line(action)}: stops or cuts off something that runs`),
    examples: {
      block: [
        "reboot",
        "shutdown -h now",
        "kubectl drain node1",
        "kubectl scale deploy/x --replicas=0",
        "systemctl stop nginx",
        "systemctl restart sshd",
        "fuser -km /mnt",
      ],
      allow: [
        "kubectl logs x",
        "docker compose down",
        "kill %1",
        "kubectl scale deploy/x --replicas=3",
        "systemctl restart nginx",
        "fuser -k 3000/tcp",
      ],
    },
  }),
  rule({
    id: "service/grant",
    title: "Making or handing out rights and credentials",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1098",
    why: "Rights and keys made now work for whoever holds them, long after this session.",
    instead: ASK_BEFORE_LOSS,
    on: having("grant"),
    match: (action) => `${line(action)}: hands out rights`,
    examples: {
      block: [
        "aws iam create-access-key --user-name x",
        "aws iam attach-user-policy --user-name x --policy-arn y",
      ],
      allow: ["aws iam list-users", "gh auth status"],
    },
  }),
  rule({
    id: "service/reveal",
    title: "Showing a secret of a service",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1552",
    why: IN_TRANSCRIPT,
    instead: "Refer to the secret by its name; the program that needs it reads it itself.",
    on: having("reveal"),
    match: (action, context) =>
      printsForItsService(action, context) ? null : `${line(action)}: shows the value of a secret`,
    examples: {
      block: ["firebase functions:secrets:access KEY", "clever tokens show t", "render secrets get KEY"],
      allow: ["firebase functions:list", "clever tokens list", "vercel env ls"],
    },
  }),
  rule({
    id: "service/weaken",
    title: "Weakening a protection",
    severity: "high",
    decision: "ask",
    owasp: ["ASI10"],
    attack: "T1562",
    why: "The protection is there for everybody who uses the machine or the service.",
    instead: ASK_BEFORE_LOSS,
    on: having("weaken"),
    match: (action) => `${line(action)}: weakens a protection`,
    examples: {
      block: ["ufw disable", "setenforce 0", "aws cloudtrail stop-logging --name x"],
      allow: ["ufw status", "getenforce", "aws cloudtrail describe-trails"],
    },
  }),
];

/** The call as `program sub command operand`. */
function line(action: Run): string {
  return [action.program ?? "?", ...action.call.subcommand, ...operands(action.call)].join(" ").slice(0, 100);
}
