/**
 * Databases that inline programs open, and what they tell them: a statement is judged as if the client of that database
 * were given it, so that what is for tests is told by the same signs (`sqlite3 x.db SQL`, `psql URL -c SQL`).
 */
import { SQL_STATEMENT } from "../../call/looks.ts";
import { under } from "../../interpreter/engine.ts";
import { textStream } from "../../stream.ts";
import { known, literal, prefix, type Text } from "../../value.ts";
import type { SpecOf } from "../calls/spec.ts";
import type { Arguments, Program } from "../follow/program.ts";
import { nothingKnown, toLiteral, toText, type Value } from "../values/known.ts";
import { pick } from "./arguments.ts";
import { asCommand } from "./equivalent.ts";

/** `sqlite:///x.db`, `sqlite+aiosqlite://`, `sqlite::memory:`, `dbi:SQLite:dbname=x.db`: what stands behind is the file. */
const FILE_ADDRESS = /^(?:dbi:)?sqlite(?:\+\w+)?:(?:\/\/\/?)?(?:dbname=)?/i;
const SERVER_ADDRESS = /^(?:dbi:)?(postgres(?:ql)?|pgsql|pg|mysql|mariadb)(?:\+\w+)?:/i;

/** A database is opened; what is not known of it may be any. */
export function openDatabase(program: Program, spec: SpecOf<"database">, args: Arguments): Value {
  const file = pick(args, spec.file);
  const given = file ?? pick(args, spec.address);
  const client = file ? ["sqlite3", toText(file)] : clientFor(given, args);
  program.databases.push(
    client === null ? null : client.map((word) => (typeof word === "string" ? known(word) : word)),
  );
  if (file && !/^(?::memory:|file:.*mode=memory.*)?$/.test(toLiteral(file) ?? "?"))
    return program.perform({ does: "read", path: 0 }, { ...args, positional: [file] }, "");
  return nothingKnown;
}

/** The client that a person would start for it; null where it is not known which database that is. */
function clientFor(given: Value | null, args: Arguments): readonly (string | Text)[] | null {
  // `connection: { filename: "x.db" }`
  const named = given?.kind === "map" ? new Map([...args.named, ...given.entries]) : args.named;
  const path = named.get("filename");
  if (path) return ["sqlite3", toText(path)];
  const address = given?.kind === "text" ? toLiteral(given) : null;
  if (given?.kind === "text" && address === null) return null;
  const [file] = FILE_ADDRESS.exec(address ?? "") ?? [];
  if (address !== null && file !== undefined) return ["sqlite3", address.slice(file.length) || ":memory:"];
  const [, server] = SERVER_ADDRESS.exec(address ?? "") ?? [];
  // `host=localhost dbname=x`, `mysql:host=localhost;dbname=x`, or one by one.
  const part = (...names: readonly string[]): Text | null => {
    for (const name of names) {
      const own = named.get(name);
      if (own) return toText(own);
      const [, written] = new RegExp(`(?:^|[\\s;:])${name}=([^\\s;]+)`).exec(address ?? "") ?? [];
      if (written !== undefined) return known(written);
    }
    return null;
  };
  if (address !== null && server !== undefined && address.includes("://"))
    return ["psql", address.replace(/^[^:]*/, "postgresql")];
  const name = part("dbname", "database", "db", "dbName");
  if (name === null) return null;
  if (toLiteral(named.get("adapter"))?.startsWith("sqlite") || toLiteral(named.get("dialect")) === "sqlite")
    return ["sqlite3", name];
  return ["psql", "-h", part("host", "hostname", "server") ?? known("localhost"), "-d", name];
}

/** A statement for the databases that are open; without one that is known, for whichever it is. */
export function runStatement(program: Program, code: Text): void {
  if (!SQL_STATEMENT.test(prefix(code)) && !/^\s*MATCH\s*\(/i.test(prefix(code))) return;
  const { engine, source, frame, databases } = program;
  const clients =
    databases.flatMap((client) => client ?? []).length > 0 && !databases.includes(null) ? databases : [];
  for (const client of clients)
    if (client)
      asCommand(program, [
        ...client,
        ...(literal(client[0] ?? known("")) === "psql" ? [known("-c")] : []),
        code,
      ]);
  if (clients.length > 0) return;
  engine.code(
    textStream(code),
    { language: "sql", from: "argument", by: source.by, span: source.span },
    under(frame, source.by),
  );
}
