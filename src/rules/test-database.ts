/** Databases made for tests: dropped and made anew all day, and nothing of anybody's is in them. */
import type { Interpret, Run } from "../meaning/action.ts";
import { literal, show } from "../meaning/value.ts";
import { authorityOf, canonicalHost, isLoopback } from "../places/index.ts";
import type { RuleContext } from "./rule.ts";
import { operands, option, words } from "./vocabulary.ts";

/** `app_test`, `test_app_2`: by the convention of every framework. `testdb` and `test` are anybody's. */
const NAMED =
  /^(?:tests?|testing|ci|e2e)[_-][a-z0-9_-]+$|^[a-z0-9_-]+[_-](?:tests?|testing|e2e)(?:[_-]?\d+)?$/i;

/** … unless it says that it is not. */
const REAL = /(?:^|[_-])(?:prod|production|live)(?:[_-]|$)/i;

/** Is a database named for tests? */
export function isTestDatabase(name: string): boolean {
  return NAMED.test(name);
}

/** Tools of frameworks that choose their database by the name of an environment. */
const TOOLS =
  /^(?:rails|rake|hanami|mix|php|artisan|console|symfony|sail|sequelize|sequelize-cli|knex|prisma|typeorm|drizzle-kit)$/;

const ENVIRONMENTS = ["RAILS_ENV", "RACK_ENV", "HANAMI_ENV", "MIX_ENV", "APP_ENV", "NODE_ENV"];

const TEST = /^test(?:ing)?$/;

/** Clients of a server: the database is an option, an address, or the first operand. */
const CLIENTS = /^(?:psql|pgcli|mysql|mariadb|mycli|mongosh|mongo)$/;

/** Clients that load a dump, whose first operand is the dump. */
const LOADERS = /^(?:pg_restore|mongorestore)$/;

/** A file of a database among the temporary ones, which are deleted as they are. */
const SCRATCH = /^(?:\/var)?\/tmp\/(?!.*\.\.\/)/;

/** Clients of a file. */
const FILES = /^(?:sqlite3?|litecli|duckdb)$/;

/** Tools that change the scheme of the database at the address that a variable or an argument gives. */
const MIGRATORS =
  /^(?:prisma|diesel|sqlx|sea-orm-cli|alembic|flask|manage\.py|django-admin|goose|migrate|dbmate|atlas|drizzle-kit|knex|sequelize|sequelize-cli|typeorm|flyway|gradle|gradlew|rails|rake|mix)$/;

const ADDRESS_VARIABLE = /^(?:TEST_)?(?:DATABASE|DB|POSTGRES|PG|MYSQL|SQLALCHEMY_DATABASE)_?UR[IL]$/;

/** Variables that say which server a client talks to. */
const SERVER_VARIABLES = ["PGHOST", "PGSERVICE", "MYSQL_HOST", "DATABASE_URL"];

/** `postgresql://localhost/app_test`, also as `--url=…`, `-Dflyway.url=jdbc:…`. */
const ADDRESS = /^(?:--?[\w.-]+=)?(?:jdbc:)?([a-z][a-z0-9+]*:\/\/[^/?#]*\/[^?#]+)/;

/** A database as far as a call tells; without a word of a server, clients take the local one. */
interface Database {
  readonly name: string;
  readonly here: boolean;
}

/**
 * Is the call on databases for tests alone? By the environment that a framework is told, or by the name of every
 * database that the call may mean, on this machine.
 */
export function onTestDatabase(action: Run, context: RuleContext): boolean {
  const variables = variablesOf(action, context);
  if (inTestEnvironment(action, variables)) return true;
  const meant = databasesOf(action, variables);
  return meant.length > 0 && meant.every(isForTests);
}

function isForTests({ name, here }: Database): boolean {
  return here && (name === ":memory:" || (NAMED.test(name) && !REAL.test(name)));
}

/**
 * Does SQL that a client or a framework runs destroy only what is in databases for tests: those that it drops by their
 * names, or else the one that the client is connected to? Judged by the calls at the same place, all of which have to be.
 */
export function sparesRealData(sql: string, action: Interpret, context: RuleContext): boolean {
  const clients = clientsOf(action, context);
  return clients.length > 0 && clients.every((client) => spares(sql, client, context));
}

function spares(sql: string, client: Run, context: RuleContext): boolean {
  const dropped = [...sql.matchAll(/\bDROP\s+(?:DATABASE|SCHEMA)\s+(?:IF\s+EXISTS\s+)?["`[]?([\w-]+)/gi)].map(
    ([, name = ""]) => name,
  );
  const here = isHere(client);
  const namesTests = (name: string) => isForTests({ name, here });
  // `public` and mongosh's `db` are the database that the client is connected to.
  if (onTestDatabase(client, context))
    return dropped.every((name) => name === "public" || name === "db" || namesTests(name));
  const others = sql.replace(/\b(?:DROP|CREATE)\s+(?:DATABASE|SCHEMA)\b[^;]*/gi, "");
  return (
    dropped.length > 0 &&
    dropped.every(namesTests) &&
    !/\b(?:DROP|TRUNCATE|DELETE|UPDATE|ALTER|GRANT)\b/i.test(others)
  );
}

/** `GRANT ALL ON DATABASE app_test TO app`, `… ON app_test.* TO app`: rights to what its name says is for tests. */
const GRANT =
  /\bGRANT\s+[\w\s,]+?\s+ON\s+(?:DATABASE\s+)?["`]?([\w-]+)["`]?(?:\.\*)?\s+TO\s+[\w"`'@%.]+\s*(?=;|$)/gi;

/** The statements without those that hand out rights to databases for tests alone. */
export function withoutTestGrants(sql: string): string {
  return sql.replace(GRANT, (statement, name: string) => (isForTests({ name, here: true }) ? "" : statement));
}

/** The calls that run a piece of code, by where both stand: in a loop there are several. */
function clientsOf({ by, origin }: Interpret, { actions }: RuleContext): readonly Run[] {
  const around = actions.filter(
    (each): each is Run =>
      each.kind === "run" &&
      each.origin.span.start <= origin.span.start &&
      origin.span.start <= each.origin.span.end,
  );
  const own = around.filter(({ program }) => program === by);
  return own.length > 0 ? own : around.filter(({ program }) => TOOLS.test(program ?? ""));
}

/** Variables that a program is started with, each with every value that the command may have given it. */
type Variables = ReadonlyMap<string, readonly string[]>;

function variablesOf({ environment }: Run, { actions }: RuleContext): Variables {
  const out = new Map<string, string[]>();
  for (const each of actions) {
    if (each.kind !== "environment" || each.operation.kind !== "set") continue;
    const { name, value, exported } = each.operation;
    if (exported) out.set(name, [...(out.get(name) ?? []), literal(value) ?? show(value)]);
  }
  for (const [name, value] of environment) out.set(name, [literal(value) ?? show(value)]);
  return out;
}

/** `config.settings.test`: settings that name their database themselves. */
const TEST_SETTINGS = /(?:^|\.)(?:settings_)?tests?(?:ing)?(?:_settings)?$/;

function isDjango(action: Run): boolean {
  if (/^python[\d.]*$/.test(action.program ?? "")) return /(?:^|\/)manage\.py$/.test(words(action)[0] ?? "");
  return action.program === "manage.py" || action.program === "django-admin";
}

function inTestEnvironment(action: Run, variables: Variables): boolean {
  if (isDjango(action)) {
    const [given] = words(action).flatMap((word) => /^--settings=(.*)$/.exec(word)?.[1] ?? []);
    const settings =
      given ?? option(action.call, "--settings") ?? variables.get("DJANGO_SETTINGS_MODULE")?.join();
    return TEST_SETTINGS.test(settings ?? "");
  }
  if (!TOOLS.test(action.program ?? "")) return false;
  if (
    TEST.test(option(action.call, "--env", "--environment", "-e") ?? "") ||
    words(action).some((word) => /^--env=test(?:ing)?$/.test(word))
  )
    return true;
  return ENVIRONMENTS.some(
    (name) =>
      (variables.get(name)?.every((value) => TEST.test(value)) ?? false) ||
      words(action).some((word) => word.startsWith(`${name}=`) && TEST.test(word.slice(name.length + 1))),
  );
}

/** The databases that a call may be on, wherever it is told. */
function databasesOf(action: Run, variables: Variables): readonly Database[] {
  const { call } = action;
  const program = action.program ?? "";
  const given = operands(call);
  if (FILES.test(program))
    return given
      .slice(0, 1)
      .map((file) => ({ name: SCRATCH.test(file) ? ":memory:" : baseName(file), here: true }));
  if (/^(?:dropdb|mysqladmin)$/.test(program))
    return given.filter((word) => word !== "drop").map((name) => ({ name, here: isHere(action) }));
  const isClient = CLIENTS.test(program) || LOADERS.test(program);
  if (!isClient && !MIGRATORS.test(program)) return [];
  const addresses = words(action).flatMap(addressed);
  if (addresses.length > 0) return addresses;
  const named =
    option(call, "-d", "--dbname", "--database", "-D", "--db") ?? (CLIENTS.test(program) ? given[0] : null);
  if (isClient && named) return [{ name: named, here: isHere(action) }];
  if (isClient) return [];
  return [...variables].flatMap(([name, values]) =>
    ADDRESS_VARIABLE.test(name) ? values.flatMap(addressed) : [],
  );
}

/** The database at an address: `sqlite:///./var/app_test.db`, `postgres://localhost/app_test`. */
function addressed(word: string): readonly Database[] {
  if (/\bjdbc:(?:h2:mem|hsqldb:mem|derby:memory|sqlite::memory:)/.test(word))
    return [{ name: ":memory:", here: true }];
  const url = ADDRESS.exec(word)?.[1];
  if (url === undefined) return [];
  return [{ name: baseName(url), here: url.startsWith("sqlite") || isLocal(authorityOf(url)?.host ?? "") }];
}

/** What a file of a database, or the last part of an address, is called; `test.db` is as good as no file at all. */
function baseName(file: string): string {
  const base = file.replace(/^.*\//, "").replace(/\.(?:db|sqlite3?|duckdb)$/, "");
  return file.endsWith(":memory:") || (base === "test" && !file.endsWith("/test")) ? ":memory:" : base;
}

/** Is the client told of no server but one of this machine? */
function isHere(action: Run): boolean {
  const url = words(action).find((word) => /^[a-z][a-z0-9+]*:\/\//.test(word));
  const server = option(action.call, "-h", "--host", "-S", "--server");
  if (server === null && url === undefined)
    return !SERVER_VARIABLES.some((name) => action.environment.has(name));
  return isLocal(server ?? authorityOf(url ?? "")?.host ?? "");
}

/** Also a socket, and an address without a host. */
function isLocal(host: string): boolean {
  return host === "" || host.startsWith("/") || isLoopback(canonicalHost(host));
}
