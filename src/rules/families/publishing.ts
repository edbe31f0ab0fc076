/** Publishing: logins to registries, packages handed out or taken away. */
import { staysHere } from "../images.ts";
import { JAVASCRIPT } from "../package-managers.ts";
import { type AnyRule, rule } from "../rule.ts";
import { calls } from "../shape.ts";
import { begins, inEarnest, said, tries } from "../vocabulary.ts";

const ENGINES = "docker|podman|nerdctl";

/** Programs that copy images from one place to another. */
const MOVING_IMAGES = ["skopeo|crane|regctl|oras copy|cp|push|delete|sync", "regctl image copy|delete"];

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
    on: calls(
      `${JAVASCRIPT}|${ENGINES}|cargo|gem|helm|poetry|hatch|skopeo|oras|crane|composer|nuget login|adduser|add-user|signin|setapikey`,
      "helm registry login",
      "crane auth login",
      "npm token create",
      `${JAVASCRIPT}|poetry|composer config|set ** *_authToken*|*pypi-token*|http-basic.*`,
    ),
    match: (action) => (tries(action) || begins(action, "config", "get") ? null : said(action)),
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
    on: calls(
      `${JAVASCRIPT}|cargo|gem|twine unpublish|deprecate|yank !--undo`,
      `${JAVASCRIPT}|cargo|gem owner|access|team|org add|rm|remove|set|grant|revoke|set-owner`,
      "cargo|gem owner --add|-a|--remove|-r",
      "dotnet nuget delete",
      "nuget delete",
      "mix hex.retire",
    ),
    match: inEarnest,
    examples: {
      block: [
        "npm unpublish pkg --force",
        "cargo yank --vers 1.0.0",
        "gem yank x -v 1.0",
        "npm owner add eve pkg",
        "npm deprecate x 'no'",
        "cargo owner --add eve",
      ],
      allow: [
        "npm view x",
        "npm owner ls x",
        "cargo search x",
        "npm dist-tag ls x",
        "cargo yank --vers 1.0.0 --undo",
      ],
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
    on: calls(
      `${ENGINES}|docker-compose|buildah|buildx|oras|crane|kaniko push`,
      `${ENGINES}|buildah|crane image|compose|manifest|buildx push`,
      `${ENGINES} buildx imagetools create`,
      "ollama push",
      `${ENGINES}|docker-compose|buildah|buildx build|buildx|compose --push`,
      ...MOVING_IMAGES,
    ),
    match: (action) => (tries(action) || staysHere(action) ? null : said(action)),
    examples: {
      block: [
        "docker push me/x:latest",
        "docker buildx build --push -t me/x .",
        "podman push x",
        "skopeo copy a docker://b",
        "docker compose push",
        "ollama push me/model",
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
