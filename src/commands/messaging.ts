/** Mail, print, load generators, message queues and other clients of one protocol. Sources: each program's `--help`. */
import type { Table } from "./spec.ts";

export const messaging = {
  "tftp,atftp": {
    flags: "-4 -6 -v -l",
    values: "-m -R",
    options: { "-c": "command", "-g": "text", "-p": "text" },
    operands: ["host", "text..."],
    input: "code:other",
    network: true,
  },
  "axel,lftp,lftpget,ftp,tnftp,ncftp,ncftpget,ncftpput,cadaver,puf,saldl,hget": {
    input: "code:other",
    flags: "-a -d -g -i -n -p -v -q -R -V -z -m -k --verbose",
    values: "-P -t -T -u -s -r -H -A -N",
    options: { "-o,--output": "download", "-f": "read", "-e": "shell", "-c": "shell" },
    operands: ["url", "text..."],
    output: "network",
    network: true,
    interactive: true,
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
  "telnet,rlogin,tcpclient,tcpserver,s6-tcpserver,stunnel,corkscrew,connect-proxy": {
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
  "mosquitto_pub,mosquitto_sub,mosquitto_rr,kafkacat,kcat,amqp-publish,mqtt": {
    flags: "-d -n -r --quiet -v -C -L -q -e -u -l",
    values: "-h,--host --port -t,--topic -b -m,--message -i -P --qos -k -o --username -p -K -G -X -D -s",
    options: { "-f,--file,-F": "upload", "--pw": "credential", "--cafile,--cert,--key": "read" },
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
        --partition --offset`,
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
      },
    },
  "efax,fax": {
    flags: "-s -w -v",
    values: "-c -f -g -h -i -j -k -l -o -p -q -t -x",
    options: { "-d": "device", "-r": "write" },
    operands: ["read..."],
  },
  "minicom,picocom,cu,tip,gtkterm,kermit,ckermit": {
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
  runscript: { operands: ["script:other", "write", "text"] },
  "ascii-xfr,sz,sx,sb,rz,rx,rb": {
    flags: "-d -e -n -r -s -v -a -b -y -q",
    values: "-l -c -L -t",
    operands: ["read..."],
  },
  "lp,lpr,lpstat,lpq,lprm,cancel,lpadmin,cupsctl": {
    flags: "-c -E -m -s -w -a -l -t -p -v -r",
    values: "-d -H -i -n -o -P -q -T -J -# -u -U",
    options: { "-h": "host" },
    operands: ["upload..."],
    network: true,
  },
  "mail,mailx,s-nail,mutt,neomutt,alpine,pine,sendmail,msmtp,ssmtp,swaks,mpack,mailutils,exim,exim4,postfix,nullmailer-inject,aerc,himalaya,nail":
    {
      style: "posix",
      flags: "-B -d -E -e -H -i -I -N -n -R -r -t -v -z -Z -bv -bt -bd -bp -oi -M -x -p",
      values: "-b -c -s -T -u -C -f -o -O -S -q --to --from --server --header --h-Subject -m -h -Q -X -L",
      options: {
        "-a,--attach,-A,--attachment": "upload",
        "--body": "upload-text",
        "--exec": "code:other",
        "-F,--rc-file": "config",
        "--config": "config",
        "-be": "code:other",
        "--pipe": "shell",
      },
      operands: ["host..."],
      input: "upload",
      network: true,
      interactive: true,
    },
} satisfies Table;
