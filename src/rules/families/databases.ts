/** Databases: data dropped, rights handed out, programs started by the server. */

import type { Interpret } from "../../meaning/action.ts";
import { show, withMarks } from "../../meaning/value.ts";
import { ASK_BEFORE_LOSS } from "../advice.ts";
import { type AnyRule, type RuleContext, rule } from "../rule.ts";
import { calls } from "../shape.ts";
import { onTestDatabase, sparesRealData, withoutTestGrants } from "../test-database.ts";
import { each, has, said, tries } from "../vocabulary.ts";

/** What a request asks for, in a sentence. */
const ASKED = {
  destroy: "delete",
  disrupt: "stop or cut off something",
  publish: "publish",
  expose: "open a way in",
  grant: "hand out rights",
  weaken: "weaken a protection",
  reveal: "show a secret",
} as const;

export const databases: readonly AnyRule[] = [
  rule({
    id: "db/destroy",
    title: "SQL that destroys data",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI02", "ASI10"],
    attack: "T1485",
    why: "Tables and rows that are dropped are gone; only a backup brings them back.",
    instead:
      "Use a database for tests (called …_test, on this machine), or write a migration that a person runs.",
    on: each("interpret"),
    match: (action, context) => {
      if (action.language !== "sql" || !action.code.text) return null;
      const text = withoutTestGrants(withMarks(action.code.text));
      // What is in tables of duckdb was read out of files, which stay; a new reading takes the old one's place.
      const sql = action.by === "duckdb" ? text.replace(/\bCREATE\s+OR\s+REPLACE\b/gi, "CREATE") : text;
      const found = destructiveSql(sql, madeBefore(action, context));
      if (found === null) return null;
      return sparesRealData(sql, action, context) ? null : `runs ${found}`;
    },
    examples: {
      block: [
        'psql -c "DROP DATABASE app"',
        "mysql -e 'drop table users'",
        "echo 'TRUNCATE users;' | psql app",
        'sqlite3 app.db "DELETE FROM users"',
        "psql <<'E'\nDROP SCHEMA public CASCADE;\nE",
        "psql -c 'UPDATE users SET admin = true'",
        "psql -h db.example.com -d app_test -c 'TRUNCATE users'",
        'psql -c "DROP DATABASE app_test; DROP DATABASE app"',
        "mysql -e 'DROP DATABASE testdb'",
      ],
      allow: [
        'psql -c "SELECT * FROM users"',
        'psql -c "DELETE FROM users WHERE id = 4"',
        "echo 'DROP TABLE x' > notes.sql",
        'sqlite3 app.db ".tables"',
        "git commit -m 'DROP TABLE users'",
        'psql -c "DROP DATABASE IF EXISTS app_test"',
        "psql -d app_test -c 'TRUNCATE users CASCADE'",
        "sqlite3 :memory: 'create table t(x); drop table t'",
      ],
    },
  }),
  rule({
    id: "db/admin-tool",
    title: "Dropping a database with its tool",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI02"],
    attack: "T1485",
    why: "The whole database would be gone.",
    instead: "Use a database for tests (called …_test, on this machine), or let a person do it.",
    on: calls(
      "dropdb|dropuser|pg_dropcluster|pg_resetwal",
      "mysqladmin drop|shutdown|flush-*",
      "mysqladmin * drop",
    ),
    match: (action, context) =>
      tries(action) || has(action.call, "--version") || onTestDatabase(action, context)
        ? null
        : `runs ${said(action)}`,
    examples: {
      block: ["dropdb app", "mysqladmin drop app", "mysqladmin -u root drop testdb", "dropuser x"],
      allow: ["createdb app", "mysqladmin status", "psql -l", "dropdb --if-exists app_test"],
    },
  }),
  rule({
    id: "db/http-api",
    title: "Deleting through a service's HTTP interface",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02"],
    attack: "T1485",
    why: "DELETE requests and delete-by-query take data away for good.",
    instead: "Look at it with a GET first; let a person delete.",
    on: calls("curl|http|https|wget|wget2|xh|xhs|httpie|curlie|grpcurl"),
    match: (action) => {
      const [effect] = action.call.effects;
      return effect ? `${said(action)}: asks the other side to ${ASKED[effect]}` : null;
    },
    examples: {
      block: [
        "curl -X DELETE http://localhost:9200/idx",
        "curl -X POST http://localhost:9200/idx/_delete_by_query",
        "http DELETE :9200/idx",
        "curl --request DELETE https://api.example.com/v1/users/4",
        `curl -d '{"query":"mutation { volumeDelete(volumeId: 1) }"}' https://api.example.com/graphql`,
        "http --method=DELETE https://api.example.com/users/1",
      ],
      allow: [
        "curl http://localhost:9200/_cat/indices",
        "curl -X POST -d '{}' http://localhost:3000/api",
        "http :3000/health",
        "curl -X DELETE http://localhost:3000/api/items/1",
      ],
    },
  }),
  rule({
    id: "db/rights",
    title: "SQL that hands out rights or changes accounts",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1098",
    why: "Rights given in a database last until somebody takes them back.",
    instead: ASK_BEFORE_LOSS,
    on: each("interpret"),
    match: (action) => {
      if (action.language !== "sql" || !action.code.text) return null;
      const found =
        /(?:^|;)\s*(GRANT\b|REVOKE\b|EXEC(?:UTE)?\s+sp_add(?:srv)?rolemember\b|ALTER\s+SERVER\s+ROLE\b|REASSIGN\s+OWNED\b|(?:CREATE|ALTER|DROP)\s+(?:USER|ROLE|LOGIN)\b|SET\s+PASSWORD\b)[^;]*/i.exec(
          withoutTestGrants(show(action.code.text)),
        );
      return found
        ? `runs ${found[0]
            .replace(/^;?\s*/, "")
            .replace(/(PASSWORD\s+|BY\s+)\S+/i, "$1…")
            .slice(0, 60)}`
        : null;
    },
    examples: {
      block: [
        'psql -c "GRANT ALL ON ALL TABLES IN SCHEMA public TO eve"',
        "mysql -e \"CREATE USER 'x'@'%' IDENTIFIED BY 'y'\"",
        'psql -c "ALTER ROLE app SUPERUSER"',
        'psql -c "GRANT ALL ON DATABASE app_test, app TO eve"',
        "echo 'REVOKE ALL ON t FROM u;' | psql",
      ],
      allow: [
        'psql -c "GRANT ALL PRIVILEGES ON DATABASE app_test TO app"',
        'psql -c "SELECT * FROM grants"',
        "echo 'GRANT x' > notes.sql",
        'mysql -e "SHOW GRANTS"',
      ],
    },
  }),
  rule({
    id: "db/restore",
    title: "Loading a dump over a database",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI02"],
    attack: "T1565.001",
    why: "With --clean what was there is dropped first.",
    instead: "Load it into a database of its own.",
    on: calls(
      "pg_restore -c|--clean",
      "mongorestore --drop",
      "redis-cli --pipe",
      "gitlab-backup restore",
      "gitlab-rake gitlab:backup:restore*",
      "mysqlimport --delete|-d|--replace",
      "neo4j-admin --force|--overwrite-destination",
    ),
    match: (action, context) => (onTestDatabase(action, context) ? null : said(action)),
    examples: {
      block: [
        "pg_restore --clean -d app x.dump",
        "pg_restore -c -d app x.dump",
        "mongorestore --drop dump/",
        "mysqlimport --delete app t.txt",
      ],
      allow: [
        "pg_restore -l x.dump",
        "pg_dump app > x.sql",
        "mongorestore dump/",
        "pg_restore -d fresh x.dump",
      ],
    },
  }),
  rule({
    id: "db/migration-reset",
    title: "Resetting a database through the project's own tool",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02"],
    attack: "T1485",
    why: "Everything in it is gone, on whatever database the settings point to.",
    instead:
      "Apply the pending migrations; reset only a database for tests (RAILS_ENV=test, DATABASE_URL=…/app_test).",
    on: calls(
      "prisma migrate reset",
      "prisma db execute --url",
      "supabase migration repair",
      "prisma db push --force-reset|--accept-data-loss",
      "rails|rake db:drop*|db:reset|db:purge|db:migrate:reset|db:schema:load|db:truncate_all",
      "php artisan migrate:fresh|migrate:reset|migrate:refresh|db:wipe",
      "artisan migrate:fresh|migrate:reset|migrate:refresh|db:wipe",
      "python|python3 manage.py|*/manage.py flush|reset_db|sqlflush",
      "manage.py|django-admin flush|reset_db|sqlflush",
      "alembic downgrade *",
      "sequelize|sequelize-cli db:drop|db:migrate:undo:all",
      "knex migrate:rollback --all",
      "sequelize|sequelize-cli db:seed:undo:all",
      "php artisan queue:flush|queue:clear|down|model:prune|telescope:clear",
      "typeorm|typeorm-ts-node-commonjs|typeorm-ts-node-esm schema:drop|schema:sync",
      "drizzle-kit drop",
      "drizzle-kit push --force",
      "mikro-orm schema:drop|schema:fresh|migration:fresh",
      "sea-orm-cli migrate fresh|reset|refresh|down",
      "symfony|drupal|console|doctrine doctrine:database:drop|doctrine:schema:drop|doctrine:fixtures:load|orm:schema-tool:drop",
      "symfony console doctrine:database:drop|doctrine:schema:drop",
      "sail artisan|art migrate:fresh|migrate:reset|migrate:refresh|db:wipe",
      "manage.py|django-admin migrate * zero",
      "flask db downgrade",
      "dotnet ef database drop",
      "dotnet ef database update 0",
      "sqitch revert",
      "hasura migrate apply --down",
      "atlas schema apply --auto-approve",
      "wrangler d1 execute --remote --file",
      "etcdctl|etcdutl snapshot restore",
      "cypher-shell *DETACH*DELETE*",
      "flyway clean",
      "liquibase drop-all|dropAll",
      "diesel database reset",
      "diesel migration revert --all",
      "sqlx database drop|reset",
      "mix ecto.drop|ecto.reset",
      "mix do ** ecto.drop*|ecto.reset*|ecto.rollback*",
      "atlas schema clean",
      "goose reset",
      "goose down-to 0",
      "goose * * reset",
      "goose * * down-to 0",
      "migrate drop",
      "dbmate drop",
      "supabase db reset --linked",
    ),
    match: (action, context) => (onTestDatabase(action, context) ? null : said(action)),
    examples: {
      block: [
        "npx prisma migrate reset --force",
        "pnpm -F web prisma migrate reset",
        "bun run prisma db push --force-reset",
        "yarn sequelize db:drop",
        "rails db:drop",
        "php artisan migrate:fresh",
        "python manage.py flush --no-input",
        "alembic downgrade base",
        "mix ecto.reset",
        "flyway clean",
        "prisma db push --accept-data-loss",
      ],
      allow: [
        "npx prisma migrate dev",
        "pnpm prisma generate",
        "rails db:migrate",
        "php artisan migrate",
        "python manage.py migrate",
        "RAILS_ENV=test rails db:reset",
        "alembic upgrade head",
        "alembic downgrade -1",
      ],
    },
  }),
];

/** A table that is made: for this session alone, or one of which there must be none yet. */
const MADE = /\bCREATE\s+(TEMP(?:ORARY)?\s+)?TABLE\s+(IF\s+NOT\s+EXISTS\s+)?["`]?(\w+)/gi;

/**
 * Tables that the command itself has made: temporary ones; in a program of another language, which an error ends, all
 * that could not have been there before.
 */
function madeBefore({ by, origin }: Interpret, { actions }: RuleContext): ReadonlySet<string> {
  const inProgram = actions.some(
    (each) =>
      each.kind === "interpret" &&
      each.language !== "sql" &&
      each.language !== "shell" &&
      (each.by === by || origin.chain.includes(each.by)),
  );
  const out = new Set<string>();
  for (const each of actions) {
    if (each.kind !== "interpret" || each.language !== "sql" || !each.code.text || each.by !== by) continue;
    for (const [, temporary, ifMissing, name = ""] of withMarks(each.code.text).matchAll(MADE))
      if (temporary || (inProgram && !ifMissing)) out.add(name.toLowerCase());
  }
  return out;
}

/** The first statement that takes data away, shortened; null where there is none. Strings and comments do not count. */
function destructiveSql(sql: string, made: ReadonlySet<string>): string | null {
  const left = new Set(made);
  const bare = sql.replace(/--[^\n]*|\/\*(?!!)[\s\S]*?\*\//g, " ").replace(/'(?:''|\\.|[^'\\])*'/g, "''");
  for (const statement of bare.split(";")) {
    const text = statement.replace(/\s+/g, " ").trim();
    const [, drop, emptied] =
      /^(?:(DROP TABLE(?: IF EXISTS)?)|DELETE FROM|TRUNCATE(?: TABLE)?|UPDATE) ["`]?(\w+)/i.exec(text) ?? [];
    if (emptied !== undefined && left.has(emptied.toLowerCase())) {
      // A second DROP would be of another table of that name.
      if (drop) left.delete(emptied.toLowerCase());
      continue;
    }
    if (
      /^(?:DROP (?!.*\bIF EXISTS (?:temp|tmp)_)(?:DATABASE|TABLE|SCHEMA|VIEW|INDEX|USER|ROLE|TABLESPACE|WAREHOUSE|BUCKET|SCOPE|STREAM|STAGE|DATASET|SEQUENCE|PROCEDURE|TRIGGER|SERVER|COLLECTION|KEYSPACE|OWNED|MATERIALIZED|TYPE|FUNCTION|EXTENSION|COLUMN|MEASUREMENT|SERIES|SHARD|RETENTION POLICY|PUBLICATION|SUBSCRIPTION|POLICY|PARTITION)\b|TRUNCATE\b|CREATE OR REPLACE TABLE\b|ALTER TABLE\b[^;]*\bDELETE\b|ALTER TABLE\b.*\bDROP\b)/i.test(
        text,
      )
    )
      return text.slice(0, 60);
    if (/^(?:WITH .*)?DELETE FROM\b/i.test(text) && !/\bWHERE\b(?!\s*(?:1\s*=\s*1|TRUE)\s*$)/i.test(text))
      return text.slice(0, 60);
    // SPARQL and Cypher.
    if (
      /^(?:DELETE WHERE \{|CLEAR (?:ALL|GRAPH|DEFAULT|NAMED)\b|(?:OPTIONAL )?MATCH ?\(.*\bDELETE\b|DROP (?:ALL|GRAPH|DEFAULT|NAMED)\b)/i.test(
        text,
      )
    )
      return text.slice(0, 60);
    if (/^UPDATE\b.*\bSET\b/i.test(text) && !/\bWHERE\b/i.test(text)) return text.slice(0, 60);
    if (/^(?:GRANT ALL|ALTER (?:USER|ROLE)\b.*\bSUPERUSER|CREATE (?:USER|ROLE)\b.*\bSUPERUSER)/i.test(text))
      return text.slice(0, 60);
  }
  return null;
}
