/** Databases and their clients. SQL, and what a client runs beside SQL, is code. Sources: the programs' own help and manuals. */
import type { Table } from "../spec.ts";

const MYSQL = {
  flags: `-A,--no-auto-rehash -B,--batch -b,--no-beep -C,--compress -c,--comments -E,--vertical -f,--force
    -G,--named-commands -H,--html -i,--ignore-spaces -j,--syslog -L,--skip-line-numbers
    -N,--skip-column-names -n,--unbuffered -o,--one-database -q,--quick -r,--raw -s,--silent -t,--table
    -U,--safe-updates -v,--verbose -w,--wait -X,--xml --binary-as-hex --column-names --local-infile
    --no-defaults --print-defaults --ssl --skip-ssl --enable-cleartext-plugin --abort-source-on-error
    --auto-rehash --reconnect --show-warnings --sigint-ignore --system-command --skip-system-command
    --no-create-db --no-create-info --no-data --all-databases --add-drop-table --add-drop-database
    --routines --triggers --events --single-transaction --lock-tables --skip-lock-tables --databases
    --hex-blob --compact --complete-insert --extended-insert --set-gtid-purged --column-statistics
    --no-tablespaces --master-data --flush-logs --skip-add-drop-table --opt --delete --replace --ignore`,
  values: `-h,--host -P,--port -u,--user --protocol --connect-timeout --max-allowed-packet
    --default-character-set -D,--database --delimiter --prompt --bind-address --ssl-mode --tls-version
    --ignore-table --tables --where --fields-terminated-by --lines-terminated-by --login-path
    --compression-algorithms --histignore`,
  options: {
    "-e,--execute": "code:sql",
    "--init-command": "code:sql",
    "--defaults-file,--defaults-extra-file": "config",
    "--pager": "shell",
    "--tee": "append",
    "--plugin-dir": "library",
    "--default-auth": "library",
    "-S,--socket": "create",
    "--ssl-ca,--ssl-cert,--ssl-key": "read",
    "--result-file": "write",
    "-T,--tab": "write-directory",
  },
  optional: { "-p,--password": "credential", "--pager-command": "shell" },
  operands: ["text..."],
  input: "code:sql",
  network: true,
  environment: { PAGER: "shell", MYSQL_PWD: "text", EDITOR: "shell", VISUAL: "shell" },
  reader: "sql-client",
} as const;

const POSTGRES = {
  values: `-h,--host -p,--port -U,--username -d,--dbname --maintenance-db --role -E,--encoding -O,--owner
    -n,--schema -N,--exclude-schema -j,--jobs -Z,--compress -F,--format --section -S,--superuser
    -l,--locale --lc-collate --icu-locale --tablespace`,
  operands: ["text..."],
  network: true,
} as const;

export const databases = {
  "mysql,mariadb,mycli,mysqlsh": MYSQL,
  "mysqldump,mariadb-dump,mysqlpump": { ...MYSQL, input: "ignored", output: "inputs" },
  "mysqladmin,mariadb-admin": {
    ...MYSQL,
    input: "ignored",
    subcommands: {
      drop: { operands: ["text"], effect: "destroy" },
      "shutdown,kill,stop-slave,stop-replica": { effect: "disrupt" },
      password: { operands: ["credential"], effect: "grant" },
      "create,status,ping,processlist,variables,version,extended-status,flush-hosts,flush-logs,flush-privileges,flush-tables,reload,refresh":
        {},
    },
  },
  "mysqlimport,mariadb-import,mysqlcheck,mysql_upgrade,mysql_config_editor,mysqlshow,mysqlbinlog": {
    ...MYSQL,
    operands: ["read..."],
    input: "ignored",
  },
  "mysqld,mysqld_safe,mariadbd,postgres,postmaster,redis-server,mongod,mongos,memcached,clickhouse-server,etcd,influxd,elasticsearch":
    {
      style: "gnu",
      flags: `--skip-grant-tables --initialize --initialize-insecure --daemonize --fork --version --auth
        --noauth`,
      values: "-p,--port --bind-address --bind_ip,--bind -u,--user -m -c",
      options: {
        "--init-file": "read",
        "--defaults-file,--config,-f": "config",
        "-D,--datadir,--dbpath": "write-directory",
        "--plugin-load,--plugin-load-add,--loadmodule": "library",
        "--logpath": "append",
      },
      operands: ["config"],
      effectWith: { "--skip-grant-tables": "weaken" },
    },
  "psql,pgcli,gitlab-psql": {
    ...POSTGRES,
    flags: `-1,--single-transaction -a,--echo-all -A,--no-align -b,--echo-errors -e,--echo-queries
      -E,--echo-hidden -H,--html -l,--list -n,--no-readline -q,--quiet -s,--single-step -S,--single-line
      -t,--tuples-only -V -w,--no-password -W,--password -x,--expanded -X,--no-psqlrc
      -z,--field-separator-zero -0,--record-separator-zero --csv`,
    values: `-h,--host -p,--port -U,--username -d,--dbname -F,--field-separator -P,--pset -R,--record-separator
      -T,--table-attr -v,--set,--variable`,
    options: {
      "-c,--command": "code:sql",
      "-f,--file": "script:sql",
      "-L,--log-file": "append",
      "-o,--output": "write",
    },
    operands: ["text", "text"],
    input: "code:sql",
    environment: {
      PSQL_PAGER: "shell",
      PAGER: "shell",
      PSQL_EDITOR: "shell",
      EDITOR: "shell",
      PGPASSWORD: "text",
      PSQLRC: "config",
    },
    reader: "sql-client",
  },
  "pg_dump,pg_dumpall,pg_basebackup": {
    ...POSTGRES,
    flags: `-a,--data-only -b,--blobs -B -c,--clean -C,--create -o -s,--schema-only -v,--verbose
      -w,--no-password -W,--password -x,--no-privileges --column-inserts --inserts --if-exists
      --disable-triggers --no-owner --no-comments --no-publications --quote-all-identifiers --globals-only
      -g -r --roles-only -R -P`,
    values: `${POSTGRES.values} -t,--table -T,--exclude-table --exclude-table-data -X --lock-wait-timeout --rows-per-insert`,
    options: { "-f,--file": "write", "-D,--pgdata": "write-directory" },
  },
  pg_restore: {
    ...POSTGRES,
    flags: `-a,--data-only -c,--clean -C,--create -e,--exit-on-error --list -1 -s,--schema-only -v,--verbose -w
      -W -x,--no-privileges --if-exists --disable-triggers --no-owner --single-transaction`,
    values: `${POSTGRES.values} -t,--table -I,--index -P,--function -T,--trigger`,
    options: { "-f,--file": "write", "-L,--use-list": "read" },
    operands: ["read"],
    effectWith: { "-c": "destroy" },
  },
  "dropdb,dropuser": {
    ...POSTGRES,
    flags: "-e,--echo -f,--force -i,--interactive -w -W --if-exists",
    effect: "destroy",
  },
  "createdb,createuser,pg_isready,vacuumdb,reindexdb,clusterdb,pg_amcheck": {
    ...POSTGRES,
    flags: `-e,--echo -w -W -a,--all -f,--full -z,--analyze -q,--quiet -v,--verbose -s,--superuser -P,--pwprompt
      -i,--inherit --interactive`,
    values: `-h,--host -p,--port -U,--username --maintenance-db -O,--owner -T,--template -E,--encoding -t,--table
      -c,--connection-limit`,
  },
  "pg_ctl,pg_dropcluster,pg_resetwal,initdb,pg_upgrade,pgbench,pg_createcluster,pg_lsclusters": {
    flags: "-w -W -s -i --initialize --stop -n",
    values: "-t -m,--mode -U -c,--client -j -T -S -o",
    options: {
      "-D,--pgdata": "write-directory",
      "-l,--log": "append",
      "-p": "program",
      "-f,--file": "script:sql",
    },
    effectWith: { "--stop": "destroy" },
    subcommands: {
      "stop,restart,kill": { effect: "disrupt" },
      "start,status,reload,initdb,init,promote": {},
    },
  },
  /** `pg_ctlcluster VERSION NAME stop` */
  pg_ctlcluster: {
    flags: "-f,--force --foreground --skip-systemctl-redirect --bindir",
    values: "-m,--mode -o,--options",
    subcommands: {
      "*": { subcommands: { "*": { subcommands: { "stop,restart,promote": { effect: "disrupt" } } } } },
    },
  },
  "sqlite3,sqlite,litecli,sqlcipher,sqlite-utils": {
    style: "single",
    flags: `-ascii -bail -batch -box -column -csv -deserialize -echo -header,-headers -noheader -html
      -interactive -json -line -list -markdown -memtrace -nofollow -quote -readonly -safe -stats -table
      -tabs -unsafe-testing -multiplex -hexkey`,
    values: "-newline -nonce -nullvalue -separator -maxsize -mmap -vfs -lookaside -pagecache -A",
    options: { "-cmd": "code:sql", "-init": "script:sql" },
    operands: ["edit", "code:sql..."],
    operandsWith: { "-readonly": ["read", "code:sql..."] },
    input: "code:sql",
    reader: "sql-client",
  },
  duckdb: {
    style: "single",
    flags: `-ascii -bail -batch -box -column -csv -echo -header -noheader -html -interactive -json -jsonlines
      -line -list -markdown -quote -readonly -stats -table -unsigned -no-stdin -safe -ui -unredacted`,
    values: "-newline -nullvalue -separator",
    options: { "-c,-s,-cmd": "code:sql", "-init": "script:sql", "-f": "script:sql" },
    operands: ["edit", "code:sql..."],
    operandsWith: { "-readonly": ["read", "code:sql..."] },
    input: "code:sql",
    reader: "sql-client",
  },
  "cqlsh,beeline,hive,impala-shell,spark-sql": {
    flags: "-S -v --verbose --silent --no-color --debug -l -B",
    values: "-u -n -d -k -i --hiveconf --hivevar -h -p --keyspace --encoding --outputformat --conf --master",
    options: { "-e,--execute,-q": "code:sql", "-f,--file": "script:sql", "-o": "write" },
    operands: ["text..."],
    input: "code:sql",
    network: true,
    reader: "sql-client",
  },
  cockroach: {
    flags: "--insecure --certs-only",
    values: "--host -p,--port -u,--user -d,--database --format",
    options: {
      "--url": "url",
      "--certs-dir": "identity",
      "-e,--execute": "code:sql",
      "-f,--file": "script:sql",
    },
    network: true,
    service: true,
    subcommands: { sql: { input: "code:sql" } },
  },
  db2: {
    operands: ["code:sql"],
    options: { "-f": "script:sql" },
    flags: "-t -v -x -o",
    input: "code:sql",
    network: true,
  },
  "sqlcmd,osql,bcp,tsql,sqsh,usql,sqlplus,sql,rqlite,clickhouse-client,clickhouse,clickhouse-local,trino,presto,vsql,gsql,osm2pgsql,pgloader,crate,q,octosql,dolt,ksql":
    {
      flags: `-E -L -N -C -G -I -b -r -e -m -k -X -x -u --multiquery -n --time -mn --insecure --silent
        --progress -t`,
      values: `-S,--server -U,--user -d,--database -h,--host --port -w -s -H --format --max_memory_usage -D`,
      options: {
        "-Q,-q,--query,--execute,-c": "code:sql",
        "-i,--input-file,-f,--file,--queries-file": "script:sql",
        "-o,--output": "write",
        "-P,--password": "credential",
      },
      operands: ["text..."],
      input: "code:sql",
      network: true,
      reader: "sql-client",
    },
  // Whole servers: copied, put back, changed in place, handed over.
  "mydumper,myloader": {
    values: `-h,--host -P,--port -u,--user -B,--database -t,--threads -r,--rows -T,--tables-list -x,--regex
      -S,--socket`,
    flags: "-c,--compress -v,--verbose -e -k -l --trx-consistency-only --no-locks --overwrite-tables",
    options: {
      "-p,--password": "credential",
      "--outputdir": "write-directory",
      "-o": "write-directory",
      "-d,--directory": "read",
      "-L,--logfile": "write",
    },
    operands: ["text..."],
    network: true,
    effectWith: { "--overwrite-tables": "destroy" },
  },
  "xtrabackup,mariadb-backup,mariabackup,innobackupex": {
    flags: `--backup --prepare --copy-back --move-back --apply-log --apply-log-only
      --force-non-empty-directories --compress --decompress --stats`,
    values: "--user --host --port --socket --databases --tables --parallel --use-memory --stream",
    options: {
      "--password": "credential",
      "--target-dir,--incremental-basedir": "metadata",
      "--datadir": "write-directory",
      "--defaults-file": "config",
      "--encrypt-key-file": "identity",
    },
    operands: ["text..."],
    effectWith: { "--copy-back,--move-back": "destroy" },
  },
  "pt-online-schema-change,pt-archiver,pt-table-sync,pt-kill,pt-slave-restart,pt-table-checksum,gh-ost": {
    flags: "--dry-run --execute --kill --ask-pass --statistics --purge --no-check-charset --print --verbose",
    values: `--alter --chunk-size --max-load --critical-load --recursion-method -u --user -h --host --where
      --limit --match-info --busy-time`,
    options: {
      "--plugin": "library",
      "-p,--password": "credential",
      "-F,--defaults-file,--config": "config",
      "--file,--log": "write",
    },
    operands: ["text..."],
    harmless: "--dry-run",
    effectWith: { "--execute,--purge": "destroy", "--kill": "disrupt" },
  },
  "patronictl,repmgr,pg_auto_failover,pg_autoctl,stolonctl": {
    values: `-c,--config-file -d,--dcs-url -k -f -h -U --candidate --member --master --primary --scheduled
      -S --siblings-follow`,
    flags: "--force --dry-run --force-rewind --wait -w -F",
    service: true,
    harmless: "--dry-run",
    subcommands: {
      "reinit,remove,flush,edit-config": { effect: "destroy" },
      "failover,switchover,restart,pause,demote-cluster,promote": { values: "--leader", effect: "disrupt" },
      "standby,node,primary,master": {
        subcommands: {
          "promote,switchover,rejoin,unregister,register,follow,service": { effect: "disrupt" },
          "clone,check,status": {},
        },
      },
      "list,show-config,history,topology,query,dsn,version,cluster,daemon": {},
    },
  },
  // Firebird's own, which share their names with nobody but unixODBC.
  "isql,isql-fb,iusql": {
    style: "single",
    flags: "-a -b -e -m -n -now -q -r -x -z -v -w",
    values: "-u,-user -ch -d -l -page -s -t",
    options: { "-i,-input": "script:sql", "-o,-output": "write", "-p,-password": "credential" },
    operands: ["text..."],
    input: "code:other",
  },
  "gbak,gfix,gsec,nbackup": {
    style: "single",
    flags:
      "-c -rep -r -R -add -delete -b -t -v -g -l -nt -ol -se -online -sweep -mend -full -validate -list -force",
    values: "-user -pas -password -fe -page -mode -display -modify -pw -fname -shut -attach -tran -buffers",
    operands: ["text..."],
    effectWith: { "-c,-rep,-r,-mend,-delete,-R": "destroy", "-shut": "disrupt", "-add,-modify": "grant" },
  },
} satisfies Table;
