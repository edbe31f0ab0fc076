/**
 * Programs by another way in: an interpreter is told to run what the tables know by its own name (`python -m twine`,
 * `php artisan`, `ruby bin/rails`, `node node_modules/.bin/prisma`, `java -jar jenkins-cli.jar`), an engine to run the image that holds it
 * (`docker run hashicorp/terraform destroy`).
 */
import { lookup } from "../../../commands/index.ts";
import type { Invocation } from "../../call/invocation.ts";
import { known, literal, type Text } from "../../value.ts";

/** Modules and scripts that are called otherwise than their program. */
const OTHERWISE: Readonly<Record<string, string>> = {
  django: "django-admin",
  "bin/console": "symfony",
  "ansible.cli.playbook": "ansible-playbook",
};

/** Behind the name of a program that comes as one file: `flyway-9.1.jar`, `kcat-1.2-all.jar`. */
const JAR = /(?:-v?\d[\w.]*)?(?:-(?:all|SNAPSHOT|standalone|shaded|jar-with-dependencies))*\.jar$/;

/** Scripts that are the program itself: what a project keeps in `bin`, and the two that frameworks put beside it. */
const IS_PROGRAM = /(?:^|\/)(?:\.?bin\/[^/]+|manage\.py|artisan)$/;

/** The program that an interpreter's call runs, with its arguments; null where it runs none that is known. */
export function embodied(invocation: Invocation): readonly Text[] | null {
  const { call, argv, program } = invocation;
  const image =
    call.arguments.find(({ role, option }) => role === "image" && option === null)?.text ??
    (/^(?:kubectl|oc)$/.test(program) ? call.options.get("--image")?.[0] : undefined);
  if (image && call.command) return inImage(image, call.command);
  const carried = carriedBy(invocation);
  if (carried) return carried;
  const module = /^(?:python|pypy|py$)/.test(program)
    ? call.arguments.find(({ option }) => option === "-m")
    : undefined;
  const script = call.arguments.find(({ option, role }) => option === null && role.startsWith("script:"));
  const jar = call.arguments.find(({ option }) => option === "-jar");
  const start = module ?? jar ?? script;
  const name = start ? literal(start.text) : null;
  // Any other script is the project's own, whatever it is called (`node scripts/reboot.js`, `deno init`).
  // `deno run npm:rimraf x`
  const packaged = /^(?:npm|jsr):(?:@[\w.-]+\/)?([\w.-]+)(?:@[\w.^~-]+)?$/.exec(name ?? "")?.[1];
  const called = packaged === undefined ? -1 : argv.findIndex((word) => literal(word) === name);
  if (packaged !== undefined && called > 0 && lookup(packaged) !== null)
    return [known(packaged), ...argv.slice(called + 1)];
  if (!start || name === null || (!module && !jar && !IS_PROGRAM.test(name))) return null;
  const at = argv.findIndex((word) => literal(word)?.endsWith(name));
  if (at < 1) return null;
  const base = OTHERWISE[name] ?? name.slice(name.lastIndexOf("/") + 1).replace(JAR, "");
  if (base === program || lookup(base) === null) return null;
  return [known(base), ...argv.slice(at + 1)];
}

/** Programs that hand the rest of their words to another that they bring: `k3s kubectl delete`, `atmos tf destroy`. */
const CARRIERS = /^(?:k3s|rke2|k0s|microk8s|minikube|rancher|tsh|atmos|colima|pass|gopass|chezmoi|yadm)$/;
const CARRIED: Readonly<Record<string, string>> = {
  git: "git",
  kubectl: "kubectl",
  kc: "kubectl",
  helm: "helm",
  helm3: "helm",
  helmfile: "helmfile",
  hf: "helmfile",
  terraform: "terraform",
  tf: "terraform",
  tofu: "tofu",
  nerdctl: "nerdctl",
  ctr: "ctr",
  crictl: "crictl",
  etcdctl: "etcdctl",
};

/** The program inside, with what is said to it; also of a flake: `nix run nixpkgs#terraform -- destroy`. */
function carriedBy({ program, argv }: Invocation): readonly Text[] | null {
  const words = argv.map((word) => literal(word) ?? "");
  if (program === "nix" && words[1] === "run") {
    const name = /#([\w-]+)$/.exec(words.find((word) => word.includes("#")) ?? "")?.[1];
    const dashes = words.indexOf("--");
    return name !== undefined && dashes > 0 && lookup(name) !== null
      ? [known(name), ...argv.slice(dashes + 1)]
      : null;
  }
  if (!CARRIERS.test(program)) return null;
  const at = words.findIndex((word, i) => i > 0 && !word.startsWith("-"));
  const inside = CARRIED[words[at] ?? ""];
  if (inside === undefined) return null;
  const rest = argv.slice(words[at + 1] === "--" ? at + 2 : at + 1);
  return [known(inside), ...rest];
}

/** Images that are called otherwise than the client in them. */
const IMAGES: Readonly<Record<string, string>> = {
  "aws-cli": "aws",
  "azure-cli": "az",
  "google-cloud-cli": "gcloud",
  "cloud-sdk": "gcloud",
};

/** Images of a whole system, which share their name with a client of something else. */
const SYSTEMS: ReadonlySet<string> = new Set(["alpine"]);

/** The client of a service that an image is made of, with what is said to it; its service is not in the container. */
function inImage(image: Text, words: readonly Text[]): readonly Text[] | null {
  const name =
    literal(image)
      ?.replace(/^.*\//, "")
      .replace(/[:@].*$/, "") ?? "";
  if (SYSTEMS.has(name)) return null;
  const program = IMAGES[name] ?? name;
  const [first] = words;
  const starts = first ? literal(first) : null;
  if (lookup(program)?.network !== true || starts === program) return null;
  return [known(program), ...words];
}
