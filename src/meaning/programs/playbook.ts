/** Playbooks: the tasks of all their plays, with those of the files that they include and of the roles that they give to hosts. */
import { withHome } from "../call/home-names.ts";
import { resolve } from "../locations/path.ts";

export interface Task {
  readonly hosts: string;
  readonly module: string;
  /** As an ad-hoc call takes them: `name=value …`. */
  readonly args: string;
}

/** So many tasks of a playbook are followed … */
const MOST_TASKS = 2000;
/** … and so many files. */
const MOST_FILES = 200;

/** Keys of a task that say when, where and as whom, and under which no module stands. */
const KEYWORDS =
  /^(?:name|hosts|when|loop\w*|with_\w+|register|become\w*|vars|tags|notify|listen|args|delegate\w*|run_once|ignore_errors|changed_when|failed_when|check_mode|environment|until|retries|delay|no_log|async|poll|local_action|action|connection|remote_user|gather_facts|serial|strategy)$/;

/** What names another file of tasks or plays, and what names a role. */
const INCLUDES = /(?:^|\.)(?:include|(?:include|import)_(?:tasks|playbook))$/;
const ROLE = /(?:^|\.)(?:include|import)_role$/;

/** Whose hosts the tasks are for, and how they are reached. */
interface Play {
  readonly hosts: string;
  readonly connection: string;
}

/** The tasks of a playbook, in order. `read` gives what a file holds, by its absolute path; null: nobody knows. */
export function tasksOf(path: string, read: (path: string) => string | null): readonly Task[] {
  const found: Task[] = [];
  const seen = new Set<string>();
  const root = folderOf(path);

  const readFile = (file: string, play: Play): void => {
    if (seen.has(file) || seen.size >= MOST_FILES) return;
    seen.add(file);
    const text = read(file);
    if (text !== null) walk(parsed(text), play, folderOf(file));
  };
  const readRole = (role: unknown, play: Play): void => {
    const name = isRecord(role) ? (role.role ?? role.name) : role;
    if (typeof name !== "string" || !/^[\w.-]+$/.test(name)) return;
    for (const part of ["tasks", "handlers"])
      for (const ending of ["yml", "yaml"])
        readFile(resolve(root, `roles/${name}/${part}/main.${ending}`), play);
  };
  const walk = (value: unknown, play: Play, folder: string): void => {
    if (found.length >= MOST_TASKS) return;
    if (Array.isArray(value)) for (const each of value) walk(each, play, folder);
    if (!isRecord(value)) return;
    const here = playOf(value, play);
    for (const [module, given] of Object.entries(value)) {
      const file = INCLUDES.test(module) ? (isRecord(given) ? given.file : given) : undefined;
      if (typeof file === "string") readFile(resolve(folder, file), here);
      else if (ROLE.test(module)) readRole(given, here);
      else if (module === "roles" && Array.isArray(given)) for (const role of given) readRole(role, here);
      else if (/^(?:(?:pre_|post_)?tasks|handlers|block|rescue|always)$/.test(module))
        walk(given, here, folder);
      else if (!KEYWORDS.test(module) && typeof value.hosts !== "string")
        found.push({ hosts: here.hosts, module, args: argumentText(given) });
    }
  };
  readFile(path, { hosts: "all", connection: "" });
  return found;
}

function playOf(value: Readonly<Record<string, unknown>>, around: Play): Play {
  const hosts = typeof value.hosts === "string" ? value.hosts : around.hosts;
  const connection = typeof value.connection === "string" ? value.connection : around.connection;
  const isHere = value.delegate_to === "localhost" || connection === "local";
  return { hosts: isHere ? "localhost" : hosts, connection };
}

function parsed(text: string): unknown {
  try {
    return Bun.YAML.parse(withHome(text));
  } catch {
    return [];
  }
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}

function argumentText(given: unknown): string {
  if (typeof given === "string") return given;
  if (!isRecord(given)) return "";
  const free = given.cmd ?? given._raw_params;
  if (typeof free === "string") return free;
  return Object.entries(given)
    .flatMap(([name, value]) =>
      /^(?:string|number|boolean)$/.test(typeof value) ? [`${name}=${quoted(String(value))}`] : [],
    )
    .join(" ");
}

function quoted(value: string): string {
  return /^[^\s"']+$/.test(value) ? value : value.includes('"') ? `'${value}'` : `"${value}"`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
