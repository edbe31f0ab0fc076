/** Network interfaces, routes, sockets and packet filters of this machine. Sources: iproute2, net-tools, netfilter manuals. */
import type { Table } from "../spec.ts";

const SHOW = { operands: ["text..."], output: "digest", input: "ignored" } as const;

export const interfaces = {
  ss: {
    flags: `-H,--no-header -O,--oneline -n,--numeric -r,--resolve -a,--all -l,--listening -B,--bound-inactive
      -o,--options -e,--extended -m,--memory -p,--processes -T,--threads -i,--info --tipcinfo -s,--summary
      --tos --cgroup -b,--bpf -E,--events -Z,--context -z,--contexts -4,--ipv4 -6,--ipv6 -0,--packet
      -t,--tcp -M,--mptcp -S,--sctp -u,--udp -d,--dccp -w,--raw -x,--unix --tipc --vsock --xdp -K,--kill`,
    values: "-f,--family -A,--query,--socket -N,--net --inet-sockopt",
    options: { "-F,--filter": "read", "-D,--diag": "write" },
    ...SHOW,
  },
  "netstat,ifstat,nstat,route,ifconfig,iwconfig,ethtool,iw,mii-tool,vnstat,iftop,nethogs,bmon,nload": {
    flags: "-a -A -c -e -i -l -m -n -o -p -r -s -t -u -w -x -W -v -g -N -F -4 -6 -h -K -k -S -T -P",
    values: "-I -f",
    ...SHOW,
  },
  arp: {
    flags: "-a -e -s -d -n,--numeric -v,--verbose -D,--use-device",
    values: "-i,--device -H,-t,--hw-type",
    options: { "-f,--file": "read" },
    ...SHOW,
  },
  /** The firewall of macOS; its options are verbs with a value. */
  socketfilterfw: {
    flags: "--getglobalstate --getblockall --listapps --getallowsigned --getstealthmode --getloggingmode",
    values: `--setglobalstate --setblockall --setallowsigned --setallowsignedapp --setstealthmode
      --setloggingmode --add --remove --blockapp --unblockapp`,
    ...SHOW,
  },
  "nmcli,networkctl": {
    style: "posix",
    flags: "-t,--terse -p,--pretty -o,--overview -s,--show-secrets -a,--ask --no-pager -l,--full -v",
    values: "-c,--colors -f,--fields -g,--get-values -e,--escape -m,--mode -w,--wait -n,--lines",
    ...SHOW,
  },
  "ip,bridge,tc,rdma,devlink,dcb": {
    style: "single",
    flags: `-a,-all -br,-brief -c,-color -d,-details -h,-human,-human-readable -iec -j,-json -o,-oneline
      -p,-pretty -r,-resolve -s,-stats,-statistics -t,-timestamp -ts,-tshort -4 -6 -B -D -I -M -0
      -N,-Numeric -V,-Version -force`,
    values: "-f,-family -l,-loops -rc,-rcvbuf -n,-net,-netns",
    options: { "-b,-batch": "config" },
    ...SHOW,
    subcommands: {
      netns: {
        style: "posix",
        subcommands: {
          "exec,ex": { style: "posix", operands: ["text", "command"] },
          "add,del,delete,list,show,identify,pids,set,attach,monitor,list-id": {},
        },
      },
      vrf: { style: "posix", subcommands: { exec: { style: "posix", operands: ["text", "command"] } } },
    },
  },
  "iptables,ip6tables,iptables-legacy,iptables-nft,ebtables,arptables,ipset,nft,ufw,firewall-cmd,pfctl,iptables-restore,ip6tables-restore,ipfw,ip6fw,npfctl,shorewall,shorewall6,firehol,ferm,vuurmuur,foomuuri,firewall-offline-cmd,csf,apf,awall":
    {
      flags: `-n -v -x -c -i -a -e -j -N -s -d -E -F --permanent --reload --complete-reload --list-all
        --panic-on --panic-off --flush -w --state -L -Z -S`,
      values: `-t,--table -A,--append -D,--delete -I,--insert -R,--replace -P,--policy -X --zone --add-port
        --remove-port --add-service --remove-service --add-rich-rule --add-source --add-rule -p --dport
        --sport -m -o --comment --define --set-default-zone`,
      options: { "-f,--file": "config", "-M,--modprobe": "program" },
      output: "digest",
      effectWith: { "-F,-X,--panic-off,-P,-D": "weaken" },
      subcommands: {
        "disable,reset,flush": { effect: "weaken" },
        "status,show,list,enable,allow,deny,reject,limit,app,logging,reload,version,add,insert,prepend,route,monitor,describe,create":
          { style: "none" },
        delete: { style: "none", effect: "weaken" },
      },
    },
  "ngrok,cloudflared,gsocket,gs-netcat,gs-mount,gs-sftp,localtunnel,lt,bore,frpc,frps,chisel,gost,ligolo-ng,ligolo-proxy,ligolo-agent,rathole,zrok,tailscale,pagekite,sish,inlets,tunnelto,expose,playit,loophole,telebit,iodine,dnscat2,dnscat,ptunnel,revsocks,rpivot,proxytunnel,sshuttle,wstunnel,udp2raw,pwnat,nps,npc,ssf,earthworm,termite,venom,stowaway,microsocks,dante,3proxy,redsocks,v2ray,xray,shadowsocks,ss-local,ss-server,ss-tunnel,sing-box,clash,wireproxy,tor,i2pd":
    {
      operands: ["host..."],
      options: {
        "-c,--config,-config": "config",
        "--url": "url",
        "--authtoken,--token,--auth": "credential",
        "--remote,-r": "host",
      },
      values: "-p,--port,--local-port --subdomain -s -l --host -h --name",
      network: true,
      effect: "expose",
      interactive: true,
      subcommands: {
        "version,status,config,ip,list,ls,whoami,update,completion,netcheck,logout,ping,help": {
          operands: ["text..."],
        },
        // cloudflared's tunnels are things that it can also be asked about.
        tunnel: {
          operands: ["text..."],
          options: { "--config": "config" },
          values: "--hostname",
          effect: "expose",
          subcommands: { "list,info": {} },
        },
      },
    },
  "openvpn,wg,wg-quick,strongswan,ipsec,xl2tpd,nordvpn,mullvad,protonvpn,warp-cli": {
    flags: "--nobind --persist-tun --verb --client --daemon",
    values: "--dev --proto --port --script-security --cipher --auth -b,--background -q",
    options: {
      "--config": "config",
      "--up,--down,--route-up,--tls-verify,--client-connect,--ipchange,--auth-user-pass-verify,--learn-address,--script,-s":
        "shell",
      "--plugin": "library",
      "--log,--log-append,--status,--writepid": "write",
      "--auth-user-pass,--ca,--cert,--key,--secret,--askpass": "read",
      "--remote": "host",
    },
    operands: ["text..."],
    network: true,
  },
  "ntpdate,chronyc,timedatectl,ntpq,sntp,rdate,hwclock,ntpd": {
    flags: "-b -B -d -q -s -u -v -w",
    values: "-a -e -o -p -t",
    options: { "-k": "read" },
    operands: ["text..."],
    network: true,
  },
} satisfies Table;
