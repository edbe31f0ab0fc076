/** Mail, print, load generators, message queues and other clients of one protocol. Sources: each program's `--help`. */
import type { Table } from "../spec.ts";

export const messaging = {
  /** busybox: `ftpget HOST [LOCAL] REMOTE`; without a name for it here, the file keeps its own. */
  ftpget: {
    flags: "-c,--continue -v,--verbose",
    values: "-u,--username -P,--port",
    options: { "-p,--password": "credential" },
    operands: ["host", "download", "text"],
    output: "network",
    network: true,
  },
  ftpput: {
    flags: "-v,--verbose",
    values: "-u,--username -P,--port",
    options: { "-p,--password": "credential" },
    operands: ["host", "text", "upload"],
    network: true,
  },
  "tftp,atftp": {
    flags: "-4 -6 -v -g,--get -p,--put",
    values: "-m -R -b",
    options: { "-c": "command", "-l,--local-file": "upload", "-r,--remote-file": "download" },
    operands: ["host", "text..."],
    input: "code:other",
    network: true,
  },
  axel: {
    flags:
      "-a,--alternate -c,--no-clobber -k,--insecure -N,--no-proxy -p,--percentage -q,--quiet -v,--verbose -4 -6",
    values:
      "-n,--num-connections -s,--max-speed -H,--header -U,--user-agent -T,--timeout -S,--search --max-redirect",
    options: { "-o,--output": "download" },
    operands: ["url..."],
    output: "network",
    network: true,
  },
  "lftp,lftpget,yafc,ftp,tnftp,ncftp,ncftpget,cadaver,puf,saldl,hget": {
    input: "code:other",
    flags: "-a -d -g -i -n -p -v -q -R -V -z -m -k --verbose",
    values: "-P -t -T -u -s -r -H -A -N",
    options: { "-o,--output": "download", "-f": "script:other", "-e": "code:other", "-c": "code:other" },
    operands: ["url", "text..."],
    output: "network",
    network: true,
    interactive: true,
  },
  ncftpput: {
    flags: "-a -A -b -B -c -C -d -D -E -F -m -R -S -T -U -v -V -y -z -Z",
    values: "-j -o -P -r -t -u",
    options: { "-p": "credential", "-f": "read" },
    operands: ["host", "text", "upload..."],
    network: true,
  },
  "grpcurl,websocat,wscat,evans,curlie,hurl": {
    flags: "-v -k -plaintext -insecure --test --verbose -1 -E -t -q -n --very-verbose",
    values: "-H -max-time --variable -import-path -authority",
    options: {
      "-X,--request": "method",
      "-o,--output": "write",
      "-d": "upload-text",
      "-proto,-protoset": "read",
      "--cert,-cert,--key,-key,-cacert": "read",
      "-c,--connect": "url",
      "-l,--listen": "listen",
    },
    operands: ["url", "text..."],
    output: "network",
    network: true,
  },
  "ab,wrk,wrk2,hey,vegeta,siege,k6,bombardier,oha,autocannon,artillery,locust": {
    flags: "-k -l --latency -q --disable-keepalive -v -V --headless -j,--json",
    values: `-n -c -t -d -R,--rate -r -z --duration --vus -C -H -A -P -X -w -m,--method --users --body,-b
      -i,--iterations -u -T`,
    options: {
      "-p,--post-file": "upload",
      "-s,--script": "script:lua",
      "-f,--file,--body-file,-D": "upload",
      "-g": "write",
      "-e": "write",
      "-o,--output": "write",
    },
    operands: ["url", "text..."],
    operandsWith: { "-f": ["text..."] },
    output: "digest",
    network: true,
    subcommands: { "run,attack,report,quick,plot,cloud": { operands: ["script:javascript", "text..."] } },
  },
  "telnet,rlogin,corkscrew,connect-proxy": {
    style: "posix",
    flags: "-4 -6 -8 -a -c -d -E -f -F -K -L -N -r -x -q -v -H -R -D",
    values: "-b -e -k -X -i -S",
    options: { "-n": "write", "-l": "user" },
    operands: ["host", "text..."],
    input: "upload",
    output: "network",
    network: true,
    interactive: true,
  },
  "rsh,rexec": {
    style: "posix",
    flags: "-n -d -K",
    options: { "-l": "user", "-p": "credential" },
    operands: ["host", "shell..."],
    place: "host",
    network: true,
  },
  rcp: { flags: "-p -r -x -K", operands: ["remote-read...", "remote-write"], recursive: "-r", network: true },
  socket: {
    flags: "-b -c -f -l -q -r -s -v -w",
    options: { "-p": "shell" },
    operands: ["host", "text"],
    input: "upload",
    output: "network",
    network: true,
  },
  "hping3,hping,hping2": {
    flags: `-0 -1,--icmp -2,--udp -8 -n -q -I -V -D -z -Z -S,--syn -F,--fin -A,--ack -R,--rst -P -U --flood
      --fast --faster --rand-source --safe --end`,
    values: `-c,--count -i,--interval -p,--destport -s,--baseport -d,--data -e,--sign -a,--spoof -t,--ttl
      -w,--win --beep -K,--icmp-ipver`,
    options: { "-E,--file": "upload", "--icmp-gw": "text", "-9,--listen": "listen" },
    operands: ["host"],
    network: true,
    output: "network",
  },
  mosquitto: {
    flags: "-d -v --verbose --test-config",
    values: "-p",
    options: { "-c,--config-file": "config" },
    operands: [],
    network: true,
  },
  "mosquitto_pub,mosquitto_sub,mosquitto_rr,amqp-publish,mqtt": {
    flags: "-d -n -r --quiet -v -C -L -q -e -u -l",
    values: "-h,--host --port -t,--topic -b -m,--message -i -P --qos -k -o --username -p -K -G -X -D -s",
    options: { "-f,--file": "upload", "--pw": "credential", "--cafile,--cert,--key": "read" },
    operands: ["upload..."],
    input: "upload",
    output: "network",
    network: true,
  },
  "kcat,kafkacat": {
    flags: "-C -P -L -Q -e -q -u -v -J -T -O -E -U",
    values: "-b -t -p -o -k -K -c -D -d -f -G -s -z -i -Z",
    options: { "-X": "text", "-F": "config", "-l": "upload" },
    operands: ["upload..."],
    input: "upload",
    output: "network",
    network: true,
  },
  "rabbitmqadmin,rabbitmqctl,rabbitmq-plugins,nats,rpk,kaf,pulsar-admin": {
    flags: "-q --force -f --all-topics",
    values: "-n --node -H,--host -u,--username -V,--vhost -s,--server",
    options: { "-p,--password": "credential", "-c,--config": "config" },
    operands: ["text..."],
    network: true,
    service: true,
    subcommands: {
      "delete,purge,rm,reset,force_reset,forget_cluster_node,delete_*,purge_*,clear_*": {
        operands: ["text..."],
        effect: "destroy",
      },
      "stop,stop_app,close_*,shutdown,rotate_logs": { operands: ["text..."], effect: "disrupt" },
      "add_user,set_permissions,set_user_tags,change_password": { operands: ["text..."], effect: "grant" },
      "stream,str,consumer,con,kv,object,topic,topics,namespaces,tenants,queue,vhost,group,cluster": {
        operands: ["text..."],
        subcommands: {
          "delete,del,rm,purge,remove": { operands: ["text..."], effect: "destroy", flags: "-y" },
        },
      },
    },
  },
  "kafka-topics,kafka-console-producer,kafka-console-consumer,kafka-configs,kafka-consumer-groups,kafka-delete-records,kafka-acls,kafka-topics.sh,kafka-console-producer.sh,kafka-console-consumer.sh,kafka-configs.sh,kafka-consumer-groups.sh,kafka-delete-records.sh,kafka-acls.sh":
    {
      flags: `--list --describe --create --alter --delete --remove --from-beginning --execute --force
        --all-topics --reset-offsets --add --if-exists --if-not-exists`,
      values: `--bootstrap-server --zookeeper --topic --partitions --replication-factor --config --group
        --to-offset --entity-type --entity-name --add-config --delete-config --max-messages --property
        --partition --offset --allow-principal --deny-principal --allow-host --deny-host --operation
        --resource-pattern-type`,
      options: {
        "--command-config,--producer.config,--consumer.config": "config",
        "--offset-json-file": "read",
      },
      operands: [],
      network: true,
      effectWith: {
        "--delete": "destroy",
        "--remove": "destroy",
        "--offset-json-file": "destroy",
        "--reset-offsets": "destroy",
        "--allow-principal": "grant",
      },
    },
  "efax,fax": {
    flags: "-s -w -v",
    values: "-c -f -g -h -i -j -k -l -o -p -q -t -x",
    options: { "-d": "device", "-r": "write" },
    operands: ["read..."],
  },
  "picocom,cu,tip,gtkterm,kermit,ckermit": {
    flags: "-s -o -m -M -z -l -L -w -H -8 -v -x -q",
    values: "-b,--baud -a -t -c -p -d -f --databits",
    options: {
      "-S,--script": "script:other",
      "-D,--device": "device",
      "-C,--capturefile,--logfile": "write",
      "-y": "script:other",
      "--send-cmd,--receive-cmd": "shell",
    },
    operands: ["text..."],
    interactive: true,
  },
  "lp,lpr,lpstat,lpq": {
    flags: "-c -E -m -s -w -a -l -t -p -v -r",
    values: "-d -H -i -n -o -P -q -T -J -# -u -U",
    options: { "-h": "host" },
    operands: ["upload..."],
    network: true,
  },
  "hexchat,xchat": {
    flags: "-a,--no-auto -e,--existing -p,--plugindir -u,--configdir --minimize",
    options: { "-c,--command": "code:other", "-d,--cfgdir": "config", "--url": "url" },
    operands: ["url..."],
    network: true,
    interactive: true,
  },
  "irssi,weechat,weechat-headless,weechat-curses,epic5,bitchx,profanity,mcabber,poezio,kvirc": {
    flags: "-a,--no-auto -e --existing --minimize -!,--noconnect -V",
    values: "-n,--nick -w,--password -p,--port -l,--log -h,--hostname",
    options: {
      "-r,--run-command": "code:other",
      "-c,--connect": "host",
      "--home,--config,--cfgdir,-d,--dir,-f": "config",
    },
    operands: ["text..."],
    network: true,
    interactive: true,
  },
} satisfies Table;
