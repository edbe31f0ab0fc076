/** Key-value, document and other stores, and migrations. Sources: the programs' own help. */
import type { Table } from "../spec.ts";

export const stores = {
  "redis-cli,redis,valkey-cli,keydb-cli,iredis": {
    style: "posix",
    flags: `-x -c --raw --no-raw --csv --json --quoted-json --show-pushes --stat --latency --latency-history
      --latency-dist --replica --bigkeys --memkeys --hotkeys --scan --intrinsic --ldb --ldb-sync-mode
      --cluster --verbose --no-auth-warning --askpass --tls --insecure --pipe -2 -3 -e`,
    values: `-h -p -s -r -i -n -d -D -t --pattern --quoted-pattern --user --sni --lru-test --pipe-timeout -X
      --count`,
    options: {
      "-a,--pass": "credential",
      "-u": "url",
      "--eval": "script:lua",
      "--rdb,--functions-rdb": "write",
      "--cacert,--cert,--key": "read",
    },
    input: "code:other",
    network: true,
    reader: "sql-client",
    subcommands: {
      "FLUSHALL,flushall,FlushAll,FLUSHDB,flushdb,SWAPDB,swapdb": { style: "none", effect: "destroy" },
      "SHUTDOWN,shutdown,REPLICAOF,replicaof,SLAVEOF,slaveof,FAILOVER,failover,DEBUG,debug": {
        style: "none",
        effect: "disrupt",
      },
      "CONFIG,config": {
        style: "none",
        subcommands: {
          "SET,set": { style: "none", effect: "weaken" },
          "GET,get,RESETSTAT,resetstat": { style: "none" },
        },
      },
      "EVAL,eval": { style: "none", operands: ["code:lua", "text..."] },
      "MODULE,module": {
        style: "none",
        subcommands: { "LOAD,load,LOADEX,loadex": { operands: ["library", "text..."] } },
      },
      "MONITOR,monitor,PING,ping,GET,get,KEYS,keys,SCAN,scan,INFO,info,TTL,ttl,TYPE,type,HGETALL,hgetall,LRANGE,lrange,SMEMBERS,smembers,ZRANGE,zrange,EXISTS,exists,DBSIZE,dbsize,SET,set,HGET,hget,LLEN,llen,CLIENT,client,MEMORY,memory,SLOWLOG,slowlog,OBJECT,object,MGET,mget,INCR,incr":
        { style: "none" },
    },
  },
  "mongo,mongosh": {
    flags: `--quiet --nodb --norc --shell --tls --ssl --tlsAllowInvalidCertificates --retryWrites --json
      --verbose -v`,
    values: "--host --port -u,--username --authenticationDatabase --authenticationMechanism --apiVersion",
    options: {
      "--eval": "code:javascript",
      "-f,--file": "script:javascript",
      "-p,--password": "credential",
      "--tlsCAFile,--tlsCertificateKeyFile": "read",
    },
    operands: ["url", "script:javascript..."],
    input: "code:javascript",
    network: true,
    reader: "sql-client",
  },
  "mongodump,mongoexport,bsondump,mongotop,mongostat,mongofiles": {
    flags: "--quiet -v --gzip --jsonArray --pretty --noHeaderLine --oplog",
    values: `-h,--host --port -u,--username -d,--db -c,--collection --authenticationDatabase -f,--fields
      -q,--query --type --sort --limit --skip`,
    options: {
      "-o,--out": "write",
      "--archive": "write",
      "--uri": "url",
      "-p,--password": "credential",
      "--queryFile,--config": "read",
    },
    operands: ["text..."],
    network: true,
  },
  "mongorestore,mongoimport": {
    flags: `--quiet -v --gzip --jsonArray --headerline --drop --upsert --stopOnError --noIndexRestore --objcheck
      --dryRun --preserveUUID`,
    values: `-h,--host --port -u,--username -d,--db -c,--collection --authenticationDatabase -f,--fields --type
      --mode --upsertFields --nsInclude --nsExclude --nsFrom --nsTo -j`,
    options: {
      "--file": "read",
      "--archive": "read",
      "--dir": "read",
      "--uri": "url",
      "-p,--password": "credential",
    },
    operands: ["read"],
    network: true,
    effectWith: { "--drop": "destroy" },
  },
  cbq: {
    flags: "-q,--quiet --no-ssl-verify --networkconfig",
    values: "-e,--engine -u,--user -t,--timeout",
    options: {
      "-s,--script": "code:sql",
      "-f,--file": "script:sql",
      "-p,--password": "credential",
      "-o,--output": "write",
    },
    operands: ["text..."],
    input: "code:sql",
    network: true,
  },
  // Both ends of it are a file, a bucket or an address.
  "elasticdump,multielasticdump": {
    flags: "--debug --quiet --overwrite --noRefresh --delete --all",
    values: `--type --limit --size --searchBody --concurrency --throttleInterval --match --ignoreErrors --timeout
      --awsChain --transform --maxRows --offset --scrollTime --scrollId`,
    options: {
      "--input": "remote-read",
      "--output": "remote-write",
      "--httpAuthFile,--cert,--ca,--key": "identity",
      "--s3SecretAccessKey,--pass": "credential",
    },
    operands: ["text..."],
    network: true,
  },
  "couchbase-cli,cbimport,curator,esrally,arangosh,neo4j,neo4j-admin,fauna,surreal,edgedb,gel,orientdb,riak-admin,aerospike,aql,asinfo,scylla,sstableloader":
    {
      flags: "-v --force -f --verbose --all --yes -y --quiet",
      values: "-u,--username -h,--host --port -d,--database --url -c,--cluster -n -a,--address --format",
      options: {
        "-p,--password": "credential",
        "--javascript.execute-string": "code:javascript",
        "--javascript.execute": "script:javascript",
        "-s,--script": "script:other",
        "--file": "read",
        "--output": "write",
      },
      operands: ["text..."],
      network: true,
      service: true,
    },
  /** Cypher shares the statements by which things are lost with SQL. */
  "cypher-shell": {
    flags: "--fail-fast --fail-at-end --non-interactive --enable-autocompletions --wrap --plain",
    values: `-a,--address,--uri -u,--username -d,--database --format -P,--param --access-mode --encryption
      --sample-rows`,
    options: { "-p,--password": "credential", "-f,--file": "script:sql", "--log": "append" },
    operands: ["code:sql..."],
    input: "code:sql",
    network: true,
  },
  /** Its words are written together. */
  nodetool: {
    flags: "--all -pp",
    values: "-u,--username -h,--host -p,--port -t,--tag -kc",
    options: { "-pw,--password": "credential", "-pwf,--password-file": "read" },
    network: true,
    subcommands: {
      "clearsnapshot,decommission,removenode,assassinate,truncatehints,garbagecollect,cleanup,scrub": {
        effect: "destroy",
      },
      "drain,stopdaemon,disable*,stop,pausehandoff,invalidate*,move": { effect: "disrupt" },
    },
  },
  "ldbsearch,dbmate,flyway,liquibase,goose,migrate,sqitch,alembic,skeema": {
    flags: "-v --force -f --verbose --dry-run --all --yes -y --drop --purge",
    values:
      "-u,--username -h,--host --port -d,--database --url -c,--cluster -n -o --format -t -dir -table -x",
    options: {
      "-p,--password": "credential",
      "--file": "read",
      "--output": "write",
      "--source,-source": "read",
      "--path,-path": "read",
      "-database": "url",
    },
    network: true,
    projectCode: true,
    harmless: "--dry-run",
    effectWith: { "--purge": "destroy" },
    subcommands: {
      "drop,clean,delete,down,reset,purge,dropAll,drop-all,rollback,undo,bucket-delete,bucket-flush,delete_indices,cleanup,truncate,db:drop,migrate:reset,rollback-*,dropall,decommission,removenode":
        { effect: "destroy" },
      "up,status,new,info,history,current,heads,upgrade,downgrade,revision,migrate,update,validate,create,version,stamp,query,list,show,dump,load,apply,verify,deploy,repair":
        {},
      "stop,drain,disablegossip,failover": { effect: "disrupt" },
    },
  },
} satisfies Table;
