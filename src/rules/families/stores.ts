/** Stores that speak no SQL: key-value stores, documents, queues. */
import type { Run } from "../../meaning/action.ts";
import { withMarks } from "../../meaning/value.ts";
import { type AnyRule, rule } from "../rule.ts";
import { calls, shaped } from "../shape.ts";
import { onTestDatabase } from "../test-database.ts";
import { begins, has, option, said, steps } from "../vocabulary.ts";

const REDIS = "redis-cli|valkey-cli|keydb-cli";

/** An order of a store's protocol alone on its line. */
const ORDER_BY_WIRE =
  /^\s*(?:\*\d+[\s\\rn$\d]*)?(?:FLUSHALL|FLUSHDB|flush_all|SHUTDOWN|CONFIG\s+SET|SLAVEOF|REPLICAOF|DEBUG\s+SEGFAULT)\b/im;

export const stores: readonly AnyRule[] = [
  rule({
    id: "db/wire",
    title: "Emptying a store by its protocol",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI02"],
    attack: "T1485",
    why: "Everything in it is gone at once, and no client asks first.",
    instead: "Delete the one key that is meant, with the store's client.",
    on: calls("nc|ncat|netcat|socat|telnet|busybox"),
    match: (action) => {
      const found = action.stdin.text === null ? null : ORDER_BY_WIRE.exec(withMarks(action.stdin.text));
      return found ? `sends ${found[0].trim()} by ${action.program}` : null;
    },
    examples: {
      block: ["echo 'FLUSHALL' | nc redis.example.com 6379", "printf 'flush_all\\r\\n' | nc memcached 11211"],
      allow: ["echo stats | nc memcached 11211", "echo PING | nc localhost 6379"],
    },
  }),
  rule({
    id: "db/key-value",
    title: "Emptying a key-value store or queue",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI02"],
    attack: "T1485",
    why: "Everything in it is gone at once.",
    instead: "Delete the one key that is meant.",
    on: calls(
      REDIS,
      "mongosh|mongo|rabbitmqctl|rabbitmqadmin|kafka-topics|kafka-topics.sh|kafka-configs|kafka-configs.sh",
      "memcached-tool|etcdctl|consul|cqlsh|influx|clickhouse-client|hbase|fdbcli|asadm|zkCli.sh",
      "zookeeper-shell|zookeeper-shell.sh|hdfs",
    ),
    match: (action, context) => {
      if (/^mongo(?:sh)?$/.test(action.program ?? "") && onTestDatabase(action, context)) return null;
      if (emptiesStore(action) || deletesEveryKey(action)) return said(action);
      if (forgets(action)) return `${action.program}: has a topic forget what it holds`;
      // `redis-cli KEYS '*' | xargs redis-cli del`
      const deletes =
        REDIS.split("|").includes(action.program ?? "") && begins(action, "del|DEL|unlink|UNLINK");
      if (deletes && action.origin.chain.includes("xargs"))
        return `${action.program}: deletes every key that is listed`;
      const orders = ordersOf(action);
      const [rights] = orders.flatMap((text) => RIGHTS.exec(text) ?? []);
      if (rights !== undefined) return `${action.program}: ${rights} gives rights`;
      if (orders.some((text) => DELETES_BY_SCRIPT.test(text)))
        return `${action.program}: deletes by a script in the server`;
      const [order] = orders.flatMap((text) => EMPTYING_ORDER.exec(text) ?? []);
      return order === undefined ? null : `${action.program}: ${order.trim()}`;
    },
    examples: {
      block: [
        "redis-cli FLUSHALL",
        "echo flushall | redis-cli",
        "redis-cli KEYS '*' | xargs redis-cli del",
        "mongosh app --eval 'db.dropDatabase()'",
        "rabbitmqctl purge_queue jobs",
        "kafka-topics --delete --topic x",
        "echo \"disable 't'; drop 't'\" | hbase shell",
        "zkCli.sh -server zk:2181 deleteall /app",
        'mongosh admin --eval \'db.createUser({user:"x",pwd:"x",roles:["root"]})\'',
        "kafka-configs --alter --entity-type topics --entity-name t --add-config retention.ms=1",
        "redis-cli eval \"for _,k in ipairs(redis.call('keys','*')) do redis.call('del',k) end\" 0",
      ],
      allow: [
        "redis-cli GET x",
        "redis-cli info",
        "mongosh --eval 'db.users.find()'",
        "rabbitmqctl list_queues",
        "redis-cli eval 'return redis.call(\"get\", KEYS[1])' 1 foo",
        "kafka-configs --describe --entity-type topics --entity-name t",
      ],
    },
  }),
];

/** Calls of a store's client that empty it, or cut it off. */
const emptiesStore = shaped(
  `${REDIS} flushall|flushdb|shutdown|slaveof|replicaof`,
  `${REDIS} config|acl set|setuser|deluser|load`,
  `${REDIS} debug segfault|reload|flushall|restart`,
  `${REDIS} cluster reset|failover|forget|delslots`,
  `${REDIS} --cluster=reset|del-node|fix`,
  `${REDIS} migrate|swapdb|failover|script`,
  "memcached-tool * flush_all",
  "zkCli.sh|zookeeper-shell|zookeeper-shell.sh ** deleteall|rmr|delete",
  "fdbcli --exec=*clear*",
  "asadm -e|--execute=*truncate*|*quiesce*",
  "hdfs namenode|journalnode -format",
  "hdfs dfsadmin -safemode|-allowSnapshot|-refreshNodes",
  "consul kv delete -recurse",
  "rabbitmqctl reset|force_reset|delete_vhost|delete_queue|purge_queue",
  "kafka-topics|kafka-topics.sh --delete",
  "influx -execute=*drop*database*|*drop*measurement*",
);

/** A range of keys from the very first one on: `etcdctl del --prefix ""`. */
function deletesEveryKey(action: Run): boolean {
  const [verb, key] = steps(action);
  return (
    action.program === "etcdctl" && verb === "del" && key === "" && has(action.call, "--prefix", "--from-key")
  );
}

/** Topics that are told to forget soon what they hold. */
const forgets = shaped(
  "kafka-configs|kafka-configs.sh --alter --add-config=*retention.*|*cleanup.policy=*",
  "kafka-configs|kafka-configs.sh --alter --delete-config=*retention.*|*cleanup.policy*",
  "kafka-topics|kafka-topics.sh --alter --config=*retention.*",
);

/** Scripts in the server that delete what they find. */
const DELETES_BY_SCRIPT = /\bredis\.p?call\s*\(\s*['"](?:del|unlink|flushall|flushdb)\b/i;

/** What empties a store in the words of its own language: lines of a protocol, methods, statements. */
const EMPTYING_ORDER =
  /^\s*(?:FLUSHALL|FLUSHDB|SHUTDOWN|CONFIG\s+SET|SLAVEOF|REPLICAOF|flush_all)\b|\b(?:dropDatabase\s*\(|\.drop\s*\(|deleteMany\s*\(\s*\{\s*\}|remove\s*\(\s*\{\s*\}|updateMany\s*\(\s*\{\s*\}|shutdownServer\s*\(|dropUser\s*\(|shutdown\s*:\s*1)|^\s*(?:disable|drop|truncate)(?:_all)?\s+'|;\s*(?:disable|drop|truncate)(?:_all)?\s+'|\bDROP\s+(?:TABLE|KEYSPACE|DATABASE)\b|\bTRUNCATE\b/im;

/** What a client is told in its store's language: on standard input, in an option or in an operand. */
function ordersOf({ call, stdin }: Run): readonly string[] {
  const given = ["--eval", "-e", "--execute", "-q", "--query"].flatMap((name) => option(call, name) ?? []);
  const scripts = call.operands.filter(({ role }) => role.startsWith("code"));
  return [
    ...given,
    ...scripts.map(({ text }) => withMarks(text)),
    ...(stdin.text === null ? [] : [withMarks(stdin.text)]),
  ];
}

/** What hands out rights in the language of MongoDB's shell. */
const RIGHTS =
  /\.(?:createUser|grantRolesToUser|updateUser|createRole|grantPrivilegesToRole|changeUserPassword)\s*\(/;
