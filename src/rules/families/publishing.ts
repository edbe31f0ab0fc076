/** Publishing: logins to registries, packages handed out or taken away. */
import { staysHere } from "../images.ts";
import { type AnyRule, rule } from "../rule.ts";
import { shaped } from "../shape.ts";
import { begins, has, run, said, steps, tries } from "../vocabulary.ts";

const JAVASCRIPT = ["npm", "yarn", "pnpm", "bun"];

const ENGINES = ["docker", "podman", "nerdctl"];

export const publishing: readonly AnyRule[] = [
  rule({
    id: "packages/login",
    title: "Logging in to a package registry",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI03", "ASI04"],
    attack: "T1098",
    why: "With a login there, packages can be published in the person's name.",
    instead: "Ask the person to log in, in a terminal of their own.",
    on: run([
      ...JAVASCRIPT,
      "cargo",
      "gem",
      "docker",
      "podman",
      "helm",
      "poetry",
      "hatch",
      "skopeo",
      "oras",
      "crane",
      "composer",
      "nuget",
    ]),
    match: (action) =>
      !tries(action) &&
      (begins(action, "login|adduser|add-user|signin|setapikey|setApiKey") ||
        begins(action, "registry", "login") ||
        begins(action, "auth", "login") ||
        begins(action, "token", "create") ||
        (begins(action, "config|set") &&
          steps(action).some((step) => /_authToken|pypi-token|^http-basic\./.test(step)) &&
          !begins(action, "config", "get")))
        ? said(action)
        : null,
    examples: {
      block: [
        "npm login",
        "npm adduser",
        "cargo login",
        "docker login registry.example.com -u x -p y",
        "npm token create",
        "poetry config pypi-token.pypi x",
      ],
      allow: ["npm whoami", "docker logout", "npm config get registry", "cargo build"],
    },
  }),
  rule({
    id: "packages/unpublish",
    title: "Taking a published package away, or changing who owns it",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI04", "ASI02"],
    attack: "T1195.002",
    why: "Everybody who depends on it breaks at once, or gets code from somebody else.",
    instead: "A person does it on the registry's own page, if it is meant.",
    on: run([...JAVASCRIPT, "cargo", "gem", "dotnet", "nuget", "twine", "hex", "mix"]),
    match: (action) =>
      !tries(action) &&
      (begins(
        action,
        "unpublish|deprecate|yank|owner|access|dist-tag|team|org",
        "add|rm|remove|set|grant|revoke|set-owner",
      ) ||
        begins(action, "unpublish|yank|deprecate") ||
        (begins(action, "nuget", "delete") && action.program === "dotnet") ||
        (begins(action, "delete") && action.program === "nuget") ||
        begins(action, "hex.retire") ||
        (begins(action, "owner") && has(action.call, "--add", "-a", "--remove", "-r"))) &&
      !begins(action, "dist-tag")
        ? said(action)
        : null,
    examples: {
      block: [
        "npm unpublish pkg --force",
        "cargo yank --vers 1.0.0",
        "gem yank x -v 1.0",
        "npm owner add eve pkg",
        "npm deprecate x 'no'",
        "cargo owner --add eve",
      ],
      allow: ["npm view x", "npm owner ls x", "cargo search x", "npm dist-tag ls x"],
    },
  }),
  rule({
    id: "container/push-image",
    title: "Publishing an image",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI04"],
    attack: "T1525",
    why: "Others pull it by its name, with everything that was copied into it.",
    instead: "Build it; the person pushes it.",
    on: run([
      ...ENGINES,
      "docker-compose",
      "skopeo",
      "crane",
      "oras",
      "buildah",
      "buildx",
      "regctl",
      "kaniko",
    ]),
    match: (action) =>
      !tries(action) &&
      !staysHere(action) &&
      (begins(action, "push|image|compose|manifest|buildx", "push") ||
        begins(action, "buildx", "imagetools", "create") ||
        begins(action, "push") ||
        movesImages(action) ||
        (begins(action, "build|buildx|compose") && has(action.call, "--push")))
        ? said(action)
        : null,
    examples: {
      block: [
        "docker push me/x:latest",
        "docker buildx build --push -t me/x .",
        "podman push x",
        "skopeo copy a docker://b",
        "docker compose push",
        "skopeo copy dir:./x docker://registry.example.com/x",
      ],
      allow: [
        "docker pull x",
        "docker build -t x .",
        "docker images",
        "skopeo inspect docker://x",
        "skopeo copy docker://alpine:3 dir:./alpine",
        "podman push x oci-archive:/tmp/x.tar",
      ],
    },
  }),
];

const movesImages = shaped("skopeo|crane|regctl|oras copy|cp|push|delete|sync", "regctl image copy|delete");
