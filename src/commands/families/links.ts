/**
 * Bringing network links up and down: each of these runs scripts on every change. Sources: ifup(8), dhcpcd(8), udhcpc,
 * wpa_cli(8), hostapd(8), ucarp(8), keepalived(8), pppd(8), chat(8), openconnect(8), openfortivpn(1).
 */
import type { Table } from "../spec.ts";

const NAMES = { operands: ["text..."] } as const;

/** What is started when a tunnel stands or falls, and the configuration that can name it. */
const TUNNEL = { network: true, input: "ignored" } as const;

export const links = {
  "ifup,ifdown,ifquery,ifreload": {
    flags: `-a,--all -v,--verbose -f,--force -n,--no-act --no-mappings --no-loopback --list --state
      --read-environment`,
    values: "-o,--option -X,--exclude --allow",
    options: { "-i,--interfaces": "script:other", "--state-dir": "write-directory" },
    ...NAMES,
  },
  "dhcpcd,udhcpc6,udhcpd,pump,dhcp6c": {
    flags:
      "-4 -6 -A -b -B -d -D -E -g -G -J -K -L -M -n -N -p -q -R -S -T -U -v -w --background --release --quiet",
    values: "-C -e -F -h -i --interface -I -l -m -o -O -Q -r -t -V -W -x -X -y -z -Z -a",
    options: { "-c,--script,-s,-H": "program", "-f,--config": "config", "--pidfile": "write" },
    ...NAMES,
    network: true,
  },
  "ifplugd,netplugd,guessnet,laptop-net,whereami": {
    flags: "-a -b -f -F -I -k -l -M -n -p -q -s -S -w -W",
    values: "-A -d -i --iface -m -t -T -u -x -D",
    options: { "-r,--run": "program", "-c,--config": "script:other" },
    ...NAMES,
  },
  "wpa_cli,hostapd_cli,wpa_action": {
    flags: "-B -h -v -r",
    values: "-p -i -g -G -s",
    options: { "-a": "program", "-P": "write" },
    ...NAMES,
  },
  "wpa_supplicant,hostapd,iwd": {
    flags: "-B -d -dd -K -t -s -q -u -v -W -S -N -L",
    values: "-b -D -e -g -i -G -m -O,-p",
    options: { "-c,-I": "config", "-f,-P": "write", "-T": "write" },
    operands: ["config..."],
  },
  ucarp: {
    flags: "-P,--preempt -n,--neutral -B,--daemonize -z,--shutdown -S,--ignoreifstate -M,--nomcast",
    values: `-i,--interface -s,--srcip -v,--vhid -p,--pass -a,--addr -b,--advbase -k,--advskew
      -r,--deadratio -x,--xparam -f,--facility`,
    options: { "-u,--upscript,-d,--downscript": "program", "-o,--passfile": "identity" },
    operands: [],
  },
  "keepalived,vrrpd,conntrackd,corosync,pacemakerd,heartbeat": {
    flags: `-n,--dont-fork -l,--log-console -D,--log-detail -P,--vrrp -C,--check -d,--dump-conf -m -s
      -t,--config-test`,
    values: "-S,--log-facility -x -i --config-id",
    options: { "-f,--use-file": "config", "-p,--pid,-c,-r,--vrrp_pid,--checkers_pid": "write" },
    ...NAMES,
  },
  "connmanctl,iwctl,bluetoothctl,bt-agent,obexctl": {
    style: "posix",
    flags: "-m --monitor -d",
    values: "-a --agent -t --timeout --dont-ask -P,--passphrase -u",
    operands: ["text..."],
    input: "code:other",
  },
  "obexd,obexpushd,obexftpd": {
    flags: "-a,--auto-accept -n,--nodetach -d -l",
    values: "-C -P,--plugin",
    options: { "-r,--root": "read", "-s": "program" },
    operands: [],
    effect: "expose",
  },
  obexftp: {
    flags: "-i -l -L -S -v -x -X",
    values: "-b,--bluetooth -B,--channel -c,--chdir -C -t,--tty -u,--usb -U -d -k,--delete",
    options: { "-p,--put": "upload", "-g,--get": "write" },
    ...NAMES,
    network: true,
  },

  // Tunnels and dial-up.
  pppd: {
    style: "keys",
    subcommands: {
      "connect,disconnect,init,welcome,pty": { operands: ["shell", "text..."] },
      plugin: { operands: ["library", "text..."] },
      file: { operands: ["config", "text..."] },
    },
    ...TUNNEL,
  },
  pptp: {
    flags: "--debug --nolaunchpppd --sync --nobuffer --nohostroute",
    values:
      "--phone --quirks --localbind --loglevel --max-echo-wait --timeout --idle-wait --logstring --rtmark",
    operands: ["host", "text..."],
    ...TUNNEL,
  },
  chat: {
    flags: "-e -E -s -S -v -V",
    values: "-t -T -U",
    options: { "-f": "script:other", "-r": "write" },
    // What is expected and what is sent; `!COMMAND` stands for what a command prints.
    operands: ["code:other..."],
  },
  wvdial: {
    flags: "--chat --no-syslog -c -n",
    options: { "-C,--config": "config", "--remotename": "text" },
    ...NAMES,
    network: true,
  },
  openfortivpn: {
    flags: `-v -q --no-dns --no-routes --half-internet-routes --pppd-use-peerdns --insecure-ssl --seclevel-1
      --set-dns --use-syslog`,
    values: `-u,--username -o,--otp --realm --set-routes --trusted-cert --pppd-ipparam --pppd-ifname
      --persistent --ifname --cookie --pppd-call`,
    options: {
      "-c,--config": "config",
      "-p,--password": "credential",
      "--pppd-plugin": "library",
      "--pppd-log": "write",
      "--pinentry": "program",
      "--user-cert,--user-key,--ca-file": "read",
    },
    operands: ["host"],
    ...TUNNEL,
  },
  openconnect: {
    flags: `-b,--background -v,--verbose -q,--quiet --passwd-on-stdin --no-dtls -l --syslog --authenticate
      --cookieonly --juniper --non-inter --no-proxy -S --script-tun -d`,
    values: `-u,--user -g,--usergroup -F,--form-entry --authgroup --protocol --os --useragent --servercert
      -i,--interface -m --base-mtu --token-mode -C,--cookie --reconnect-timeout -U --setuid --csd-user`,
    options: {
      "-s,--script": "shell",
      "--csd-wrapper,--external-browser,--trojan,--xml-config": "program",
      "-c,--certificate,-k,--sslkey,--cafile": "read",
      "--config": "config",
      "--pid-file": "write",
      "-p,--key-password,--token-secret": "credential",
      "-P,--proxy": "url",
    },
    operands: ["host"],
    ...TUNNEL,
  },
  vpnc: {
    flags: "--print-config --no-detach --non-inter --long-help",
    values: "--gateway --id --username --domain --debug --dh --pfs --natt-mode --local-port",
    options: { "--script": "shell", "--pid-file": "write", "--password-helper": "program" },
    operands: ["config..."],
    ...TUNNEL,
  },
} satisfies Table;
