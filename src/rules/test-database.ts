/** Databases made for tests: dropped and made anew all day, and nothing of anybody's is in them. */
import type { Run } from "../meaning/action.ts";
import { literal, show } from "../meaning/value.ts";
import { authorityOf, canonicalHost, isLoopback } from "../places/index.ts";
import type { RuleContext } from "./rule.ts";
import { operands, option, words } from "./vocabulary.ts";

/** `app_test`, `test_app_2`: by the convention of every framework. `testdb` and `test` are anybody's. */
const NAMED = /^(?:tests?|testing|ci)[_-][a-z0-9_-]+$|^[a-z0-9_-]+[_-](?:tests?|testing)(?:[_-]?\d+)?$/i;

/** Tools of frameworks that choose their database by the name of an environment. */
const TOOLS =
  /^(?:rails|rake|hanami|mix|php|artisan|console|symfony|sail|sequelize|sequelize-cli|knex|prisma|typeorm|drizzle-kit)$/;

const VARIABLES = ["RAILS_ENV", "RACK_ENV", "HANAMI_ENV", "MIX_ENV", "APP_ENV", "NODE_ENV"];

const TEST = /^test(?:ing)?$/;

/** Is it one of those tools, told that the environment is the one for tests; or one that drops only databases for tests? */
export function onTestDatabase(action: Run): boolean {
  if (/^(?:dropdb|mysqladmin)$/.test(action.program ?? "")) return dropsTestDatabase(action);
  if (!TOOLS.test(action.program ?? "")) return false;
  if (
    TEST.test(option(action.call, "--env") ?? "") ||
    words(action).some((word) => /^--env=test(?:ing)?$/.test(word))
  )
    return true;
  return VARIABLES.some((name) => {
    const value = action.environment.get(name);
    return (
      (value !== undefined && TEST.test(literal(value) ?? show(value))) ||
      words(action).some((word) => word.startsWith(`${name}=`) && TEST.test(word.slice(name.length + 1)))
    );
  });
}

/** Where clients of databases are told, by options and by variables, which server they talk to. */
const SERVER_VARIABLES = ["PGHOST", "PGSERVICE", "MYSQL_HOST", "DATABASE_URL"];

/** Is it a server of this machine, as far as the call says? Without a word of it, clients take the local one. */
function onThisMachine(action: Run): boolean {
  const address = option(action.call, "-h", "--host", "-S", "--server") ?? urlIn(action);
  if (address === null) return !SERVER_VARIABLES.some((name) => action.environment.has(name));
  const host = authorityOf(address)?.host ?? address;
  return host.startsWith("/") || isLoopback(canonicalHost(host));
}

function urlIn(action: Run): string | null {
  return words(action).find((word) => /^[a-z][a-z0-9+]*:\/\//.test(word)) ?? null;
}

/** `dropdb app_test`, `mysqladmin drop app_test`: does the tool drop nothing but databases for tests, on this machine? */
function dropsTestDatabase(action: Run): boolean {
  const named = operands(action.call).filter((word) => word !== "drop");
  return named.length > 0 && named.every((each) => NAMED.test(each)) && onThisMachine(action);
}

/**
 * Does SQL that a client runs destroy only what is in a database for tests: that is what it drops, or what it is connected
 * to? Judged by the client's call, which stands at the same place.
 */
export function sparesRealData(sql: string, client: Run): boolean {
  if (!onThisMachine(client)) return false;
  const dropped = [...sql.matchAll(/\bDROP\s+(?:DATABASE|SCHEMA)\s+(?:IF\s+EXISTS\s+)?["`[]?([\w-]+)/gi)];
  const others = sql.replace(/\b(?:DROP|CREATE)\s+(?:DATABASE|SCHEMA)\b[^;]*/gi, "");
  const connected = databaseOf(client);
  if (connected !== null && (NAMED.test(connected) || connected === ":memory:"))
    return dropped.every(([, name]) => NAMED.test(name ?? "") || name === "public");
  return (
    dropped.length > 0 &&
    dropped.every(([, name]) => NAMED.test(name ?? "")) &&
    !/\b(?:DROP|TRUNCATE|DELETE|UPDATE|ALTER|GRANT)\b/i.test(others)
  );
}

/** The database that a client is told to work on; null where the server or the settings choose. */
function databaseOf(client: Run): string | null {
  const url = urlIn(client);
  if (url !== null) return /^[a-z0-9+]+:\/\/[^/]*\/([^?]+)/.exec(url)?.[1] ?? null;
  const named = option(client.call, "-d", "--dbname", "-D", "--database") ?? operands(client.call)[0] ?? null;
  // A file of SQLite is known by its base name.
  return named === null ? null : named.replace(/^.*\//, "").replace(/\.(?:db|sqlite3?)$/, "");
}

/** The client that runs a piece of code, by where both stand; null where none is to be seen. */
export function clientOf(by: string, start: number, { actions }: RuleContext): Run | null {
  const found = actions.filter(
    (other): other is Run =>
      other.kind === "run" &&
      other.program === by &&
      other.origin.span.start <= start &&
      start <= other.origin.span.end,
  );
  return found.at(-1) ?? null;
}
