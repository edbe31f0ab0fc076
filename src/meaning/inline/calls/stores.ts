/** Databases and services through their libraries, in whatever language: statements, and what is one by another name. */
import { type CallTable, folding, same } from "./spec.ts";

/** Methods that every language's libraries share. */
export const storeCalls: CallTable = {
  ...same(
    { does: "statement", code: [0, "sql", "query", "operation"] },
    "*#execute",
    "*#executemany",
    "*#executescript",
    "*#exec_driver_sql",
    "*#exec",
    "*#query",
    "*#raw",
    "*#run",
    "*#unsafe",
    "*#$executeRawUnsafe",
    "*#$queryRawUnsafe",
    "*#prepare",
    "*#do",
    "*#exec_params",
    "*#exec_query",
    "*#multi_query",
    "mysql_query",
  ),
  ...same({ does: "statement", code: [1, 0] }, "mysqli_query", "mysqli_multi_query", "pg_query", "pg_exec"),
  ...same({ does: "statement", says: "DROP DATABASE" }, "*#dropDatabase", "*#drop_database"),
  ...same(
    { does: "statement", says: "DROP TABLE" },
    "*#dropCollection",
    "*#drop_collection",
    "*#drop_all",
    "*#drop_table",
    "*#dropTable",
    "*#dropAllSchemas",
  ),
  /** Orders of administration: a replica that steps down, a shard that goes, a server that ends. */
  ...same(
    { does: "equivalent", words: ["systemctl", "stop", "mongod"] },
    "rs.stepDown",
    "sh.removeShard",
    "db.shutdownServer",
    "db.fsyncLock",
  ),
  ...same({ does: "statement", says: "DELETE FROM", bare: true }, "*#deleteMany", "*#delete_many"),
  /** Clients of clusters and clouds: methods that are named for one thing to do. */
  ...same(
    { does: "equivalent", words: ["kubectl", "delete", "namespace", "x"] },
    "*#delete_namespace",
    "*#deleteNamespace",
    "*#delete_namespaced_deployment",
    "*#delete_namespaced_stateful_set",
    "*#delete_namespaced_persistent_volume_claim",
    "*#delete_collection_namespaced_pod",
    "*#delete_persistent_volume",
  ),
  ...same({ does: "equivalent", words: ["aws", "s3api", "delete-bucket"] }, "*#deleteBucket"),
  ...same({ does: "equivalent", words: ["aws", "ec2", "terminate-instances"] }, "*#terminateInstances"),
  ...same(
    { does: "equivalent", words: ["aws", "rds", "delete-db-instance"] },
    "*#deleteDBInstance",
    "*#deleteDBCluster",
  ),
  ...same({ does: "equivalent", words: ["aws", "cloudformation", "delete-stack"] }, "*#deleteStack"),
  "*#drop": { does: "statement", says: "DROP TABLE", bare: true },
  "*#_dropDatabase": { does: "statement", says: "DROP DATABASE" },
  ...same(
    { does: "statement", says: "DELETE FROM", type: true, bare: true },
    "*#delete_all",
    "*#destroy_all",
  ),
  ...same({ does: "statement", says: "TRUNCATE TABLE", type: true, bare: true }, "*#truncate"),
  /** `User.objects.all().delete()` */
  "*#all": { does: "rows" },
  "rows#delete": { does: "statement", says: "DELETE FROM" },
  ...same(
    { does: "equivalent", words: ["secret-tool", "lookup", "service", "x"] },
    "keyring.get_password",
    "keyring.get_credential",
    "secretstorage.get_default_collection",
    "secretstorage.get_all_collections",
    "secretstorage.search_items",
    "browser_cookie3.load",
    "browser_cookie3.chrome",
    "browser_cookie3.chromium",
    "browser_cookie3.firefox",
    "browser_cookie3.edge",
    "browser_cookie3.brave",
    "browser_cookie3.safari",
    "pycookiecheat.chrome_cookies",
    "keytar.getPassword",
    "keytar.findCredentials",
  ),
  ...same(
    { does: "equivalent", words: ["redis-cli", "FLUSHALL"] },
    "*#flushall",
    "*#flushAll",
    "*#flushdb",
    "*#flushDb",
    "*#flushDB",
  ),
};

/** Of Python alone. */
export const libraryCalls: CallTable = {
  ...folding("text", "sqlalchemy.text", "sqlalchemy.sql.text"),
  ...same({ does: "make", type: "aws", keep: { service: 0 } }, "boto3.client", "boto3.resource"),
  "aws#*": { does: "aws" },
};
