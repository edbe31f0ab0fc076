/**
 * Programs that give a program or a port of this machine to whoever connects: super-servers, forwarders, terminals in a
 * browser. Sources: tcpserver(1), ipsvd(7), inetd.conf(5), pen(1), redir(1), ttyd(1), shellinaboxd(1), gs-netcat(1).
 */
import type { Table } from "../spec.ts";

/** Something of this machine can be reached from elsewhere from now on. */
const EXPOSES = { network: true, effect: "expose", interactive: true } as const;

/** The configuration says what is started for whom. */
const BY_CONFIGURATION = {
  flags: "-d -n -i -h -v -l -4 -6 -dontfork -limit -syslog -foreground -fd",
  values: "-a -q -R -C -g -u -inetd_compat",
  options: { "-f,-c,--config,--conf,-conffile": "script:other", "-pidfile,-p,-filelog": "write" },
  operands: ["script:other..."],
  ...EXPOSES,
} as const;

export const superservers = {
  // ADDRESS PORT COMMAND: the command gets the connection as its input and output.
  "tcpserver,tcpsvd,udpsvd,ipsvd,sslserver,sslsvd,s6-tcpserver,s6-tcpserver4,s6-tcpserver6,s6-tlsserver,fnord,udpserver,ptyserver":
    {
      style: "posix",
      flags: `-1 -3 -4 -6 -B -d -D -e -E -h -H -I -n -o -O -p -P -q -Q -r -R -s -S -v -vv -V -w -W -z -Z
        --inetd --accept,-a`,
      values: "-b -c -C -g -i -k -l -L -t -T -u -U -x -X --listen --fdname",
      operands: ["text", "text", "command"],
      interactive: true,
    },
  "tcpclient,sslclient,s6-tcpclient,s6-tlsclient": {
    style: "posix",
    flags: "-4 -6 -d -D -h -H -n -N -q -Q -r -R -v -e -E -s -S -x -X",
    values: "-i -p -T -t -l -C -A -a",
    operands: ["host", "text", "command"],
    network: true,
    interactive: true,
  },
  "inetd,xinetd,openbsd-inetd,inetutils-inetd,rlinetd,rinetd,portfwd": BY_CONFIGURATION,
  "pen,redir,6tunnel,ghostunnel,netsed,tcptunnel,simpleproxy,rtunnel,portspoof,iptunnel": {
    style: "posix",
    flags: "-4 -6 -a -b -d -f -h -H -i -r -s -v -W -X -n,--syslog --debug --inetd --ftp",
    values: "-B -c -e -E -l -L -m -O -p -t -T -u -x --lport --laddr --cport --caddr --name --timeout --bind",
    options: { "-C,-S,-j,-F,--pidfile": "write" },
    operands: ["text..."],
    ...EXPOSES,
  },

  "stunnel,stunnel4,hitch": {
    flags: "-fd -help -version -sockets -options",
    options: { "--config": "script:other", "-p": "write" },
    operands: ["script:other..."],
    network: true,
  },

  // A terminal of this machine in somebody's browser.
  "ttyd,gotty,wetty,shellinabox,shellinaboxd,websocketd,sshx,upterm,teleconsole,tty-share,webtty,butterfly,terminado":
    {
      flags: `-W,--writable -w,--permit-write -O -o,--once -b -q -d -t,--disable-ssl -R -6 --reconnect
        --random-url -T --tls --read-only --quiet`,
      values: `-p,--port -i,--interface -a,--address --host -u,--user -g,--group -k -m --max-connection
        --base-path --title-format --width --loglevel --ssh-host --server -s,--service`,
      options: {
        "-c,--credential": "credential",
        "--command,--shell": "shell",
        "-C,--ssl-cert,-K,--ssl-key,-A": "read",
        "--config": "config",
        "--dir,--staticdir,--cgidir": "read",
      },
      operands: ["command"],
      ...EXPOSES,
    },
  // Shells through a relay, with or without a program attached.
  "revsh,pwncat-cs,villain,icmpsh,hans,ptunnel-ng,dns2tcpc,dns2tcpd,iodined,serveo": {
    style: "posix",
    flags: "-l -i -d -D -q -S -T -w -g -m -c -k -P -v -4",
    values: "-s -p -r -L -z -u -t -a",
    options: { "-e": "shell", "-o": "write", "-f": "upload" },
    operands: ["text..."],
    ...EXPOSES,
  },
  "tincd,edge,n2n,supernode,nebula,zerotier-cli,zerotier-one,netclient,innernet,hamachi": {
    flags: "-D --no-detach -d -v -f -b -H -r -E -j -q",
    values: "-n,--net -a -m -M -s -u -g -o --logfile -k -L",
    options: { "-c,--config,-config": "config", "-l": "host", "--pidfile": "write" },
    ...EXPOSES,
    subcommands: { "info,status,listnetworks,listpeers,peers,dump,leave,list,version": {} },
  },
  // A directory of this machine for everybody to read.
  "darkhttpd,mini_httpd,thttpd,webfsd,webfs,svnserve,git-daemon,git-http-backend,gitweb,cgit,lwan,mongoose": {
    flags: `-C -D -F -p -s -t -v -V -S -X --daemon --foreground --export-all --reuseaddr --verbose
      --strict-paths --inetd`,
    values: `-h -M -P -T -u -i --port --addr --maxconn --listen --listen-host --listen-port --tunnel-user
      --enable --disable --timeout -c`,
    options: { "-r,-d,--root,--base-path": "read", "--log,-l,--pid-file,--pidfile": "write" },
    operands: ["read..."],
    recursive: "*",
    harmless: "-V -t",
    ...EXPOSES,
  },
} satisfies Table;
