/** Databases and services through their libraries, in whatever language: statements, and what is one by another name. */
import { type CallTable, folding, same } from "./spec.ts";

/** How libraries open a database, in whatever language. */
const databases: CallTable = {
  ...same(
    { does: "database", file: [0, "database"] },
    `sqlite3.connect aiosqlite.connect apsw.Connection duckdb.connect peewee.SqliteDatabase better-sqlite3
    bun:sqlite.Database node:sqlite.DatabaseSync sqlite.DatabaseSync sqlite3.Database SQLite3.Database.new
    SQLite3.Database.open sqlite3 Sequel.sqlite`,
  ),
  ...same(
    { does: "database", address: ["url", "dsn", "conninfo", "connectionString", "connection", 0] },
    `sqlalchemy.create_engine sqlalchemy.ext.asyncio.create_async_engine sqlmodel.create_engine psycopg.connect
    psycopg2.connect psycopg.AsyncConnection.connect asyncpg.connect asyncpg.create_pool databases.Database
    dataset.connect records.Database pymysql.connect MySQLdb.connect mysql.connector.connect aiomysql.connect
    pg.Client pg.Pool postgres mysql.createConnection mysql.createPool mysql2.createConnection
    mysql2.createPool mysql2/promise.createConnection mysql2/promise.createPool knex sequelize.Sequelize
    typeorm.DataSource PG.connect PG.Connection.new Mysql2.Client.new Sequel.connect
    ActiveRecord.Base.establish_connection pdo mysqli mysqli_connect pg_connect DBI.connect`,
  ),
};

/** Methods that every language's libraries share. */
export const storeCalls: CallTable = {
  ...databases,
  ...same(
    { does: "statement", code: [0, "sql", "query", "operation"] },
    `*#execute *#executemany *#executescript *#sql *#executeSql *#execute_sql *#runQuery *#exec_driver_sql *#exec *#query *#raw *#run *#unsafe
    *#$executeRawUnsafe *#$queryRawUnsafe *#prepare *#do *#exec_params *#exec_query *#multi_query
    mysql_query`,
  ),
  ...same({ does: "statement", code: [1, 0] }, "mysqli_query mysqli_multi_query pg_query pg_exec"),
  ...same({ does: "statement", says: "DROP DATABASE" }, "*#dropDatabase *#drop_database"),
  ...same(
    { does: "statement", says: "DROP TABLE" },
    `*#dropCollection *#drop_collection *#drop_all *#drop_table *#drop_tables *#dropTable
    *#dropAllSchemas`,
  ),
  /** Orders of administration: a replica that steps down, a shard that goes, a server that ends. */
  ...same(
    { does: "equivalent", words: ["systemctl", "stop", "mongod"] },
    "rs.stepDown sh.removeShard db.shutdownServer db.fsyncLock",
  ),
  ...same({ does: "statement", says: "DELETE FROM", bare: true }, "*#deleteMany *#delete_many"),
  ...same(
    { does: "equivalent", words: ["redis-cli"], more: 0 },
    "*#sendCommand *#execute_command *#executeCommand",
  ),
  /** Clients of clusters and clouds: methods that are named for one thing to do. */
  ...same(
    { does: "equivalent", words: ["kubectl", "delete", "namespace", "x"] },
    `*#delete_namespace *#deleteNamespace *#delete_namespaced_deployment *#delete_namespaced_stateful_set
    *#delete_namespaced_persistent_volume_claim *#delete_collection_namespaced_pod
    *#delete_persistent_volume`,
  ),
  ...same(
    { does: "equivalent", words: ["kubectl", "get", "secrets", "-o", "yaml"] },
    `*#list_secret_for_all_namespaces *#list_namespaced_secret *#read_namespaced_secret
    *#listSecretForAllNamespaces *#listNamespacedSecret *#readNamespacedSecret`,
  ),
  ...same(
    { does: "equivalent", words: ["kubectl", "create", "clusterrolebinding", "x", "--clusterrole=x"] },
    "*#create_cluster_role_binding *#createClusterRoleBinding",
  ),
  ...same({ does: "equivalent", words: ["vault", "kv", "get", "x"] }, "*#read_secret_version *#read_secret"),
  ...same(
    { does: "equivalent", words: ["gcloud", "secrets", "versions", "access", "latest", "--secret=x"] },
    "*#access_secret_version *#accessSecretVersion",
  ),
  ...same({ does: "equivalent", words: ["aws", "s3api", "delete-bucket"] }, "*#deleteBucket"),
  ...same({ does: "equivalent", words: ["aws", "ec2", "terminate-instances"] }, "*#terminateInstances"),
  ...same(
    { does: "equivalent", words: ["aws", "rds", "delete-db-instance"] },
    "*#deleteDBInstance *#deleteDBCluster",
  ),
  ...same({ does: "equivalent", words: ["aws", "cloudformation", "delete-stack"] }, "*#deleteStack"),
  "*#drop": { does: "statement", says: "DROP TABLE", bare: true },
  "*#_dropDatabase": { does: "statement", says: "DROP DATABASE" },
  ...same({ does: "statement", says: "DELETE FROM", type: true, bare: true }, "*#delete_all *#destroy_all"),
  // Streams and texts have this method, too.
  ...same({ does: "statement", says: "TRUNCATE TABLE", type: "named", bare: true }, "*#truncate"),
  // Sequelize, TypeORM, Knex: `User.destroy({ where: {} })`, `repository.delete({})`, `db("users").del()`.
  ...same({ does: "statement", says: "DELETE FROM", bare: true, given: true }, "*#destroy *#delete"),
  "sqlalchemy.delete": { does: "rows" },
  ...same({ does: "equivalent", words: ["alembic", "downgrade"], more: 1 }, "alembic.command.downgrade"),
  "django.core.management.call_command": { does: "equivalent", words: ["python", "manage.py"], more: 0 },
  /** `User.objects.all().delete()` */
  "*#all": { does: "rows" },
  ...same({ does: "rows" }, "db.table DB.table"),
  ...same({ does: "statement", says: "DELETE FROM" }, "rows#delete rows#destroy_all rows#delete_all"),
  "rows#truncate": { does: "statement", says: "TRUNCATE TABLE" },
  ...same(
    { does: "equivalent", words: ["secret-tool", "lookup", "service", "x"] },
    `keyring.get_password keyring.get_credential secretstorage.get_default_collection
    secretstorage.get_all_collections secretstorage.search_items browser_cookie3.load
    browser_cookie3.chrome browser_cookie3.chromium browser_cookie3.firefox browser_cookie3.edge
    browser_cookie3.brave browser_cookie3.safari pycookiecheat.chrome_cookies keytar.getPassword
    keytar.findCredentials`,
  ),
  ...same(
    { does: "equivalent", words: ["secret-tool", "lookup", "service", "x"] },
    "browser_cookie3.* browser_cookie3.load rookiepy.*",
  ),
  "*#begin_delete": { does: "equivalent", words: ["az", "group", "delete", "-n", "x"] },
  ...same(
    { does: "equivalent", words: ["redis-cli", "FLUSHALL"] },
    "*#flushall *#flushAll *#flushdb *#flushDb *#flushDB",
  ),
};

/** Of Python alone: services, schedules, and what people type, see and copy. */
export const libraryCalls: CallTable = {
  "crontab.CronTab": { does: "make", type: "crontab" },
  "crontab#new": { does: "equivalent", words: ["crontab", "jobs"] },
  ...same(
    { does: "equivalent", words: ["screencapture", "screen.png"] },
    "PIL.ImageGrab.grab pyautogui.screenshot pyscreenshot.grab",
  ),
  ...same(
    { does: "equivalent", words: ["xdotool", "type", "…"] },
    "pyautogui.write pyautogui.typewrite pyautogui.hotkey pyautogui.press keyboard.write keyboard.send",
  ),
  ...same(
    { does: "equivalent", words: ["xinput", "test", "1"] },
    "pynput.keyboard.Listener keyboard.hook keyboard.on_press keyboard.record keyboard.read_key",
  ),
  ...same({ does: "equivalent", words: ["xclip", "-o"] }, "pyperclip.paste clipboard.paste"),
  ...folding("text", "sqlalchemy.text sqlalchemy.sql.text"),
  ...same(
    { does: "make", type: "aws", keep: { service: 0, endpoint: "endpoint_url" } },
    "boto3.client boto3.resource",
  ),
  "aws#*": { does: "aws" },
  ...same({ does: "make", type: "boto" }, "boto3.Session boto3.session.Session"),
  ...same(
    { does: "make", type: "aws", keep: { service: 0, endpoint: "endpoint_url" } },
    "boto#client boto#resource",
  ),
  "boto#get_credentials": { does: "equivalent", words: ["aws", "configure", "export-credentials"] },
};
