/** Directories and realms of accounts: LDAP, Kerberos, Samba, FreeIPA. Sources: OpenLDAP, MIT Kerberos and Samba manuals. */
import type { Table } from "../spec.ts";

const SHOW = { output: "digest" } as const;
const GRANT = { operands: ["text..."], effect: "grant" } as const;

const LDAP = {
  flags: "-x -Z -ZZ -v -c -n -M -MM -W -r -I -Q -A -a -S",
  values: "-D -b -d -e -h -p -P -R -U -X -Y -O -o -z -s",
  options: { "-w": "credential", "-y": "read", "-H": "url", "-f": "read" },
  network: true,
} as const;

export const accounts = {
  "ipa-server-install,ipa-client-install,ipa-replica-install,ipa-dns-install,ipa-ca-install": {
    flags: "--uninstall -U,--unattended --force --mkhomedir --no-ntp --setup-dns",
    values: "--domain --realm --server --hostname --principal",
    options: { "-a,--admin-password,-w,--password,--ds-password": "credential" },
    operands: ["text..."],
    network: true,
    effect: "grant",
    effectWith: { "--uninstall": "destroy" },
  },
  "ldapdelete,ldapmodrdn": { ...LDAP, operands: ["text..."], effect: "destroy", harmless: "-n" },
  "ldapadd,ldapmodify,ldappasswd,ldapexop": {
    ...LDAP,
    operands: ["text..."],
    effect: "grant",
    harmless: "-n",
  },
  "kadmin,kadmin.local": {
    flags: "-m -k -n",
    values: "-r -p -c -w -s -e -x -q",
    options: { "-t": "read" },
    operands: ["text..."],
    effect: "grant",
  },
  "kdb5_util,kpropd,kprop,ktutil": { flags: "-f -k", values: "-r -d -m", ...GRANT },
  smbpasswd: {
    flags: "-a -x -d -e -m -n -L -s -w -W -v -t -z",
    values: "-u,--user -r -U -D -G -h -p",
    ...GRANT,
    harmless: "-L",
  },
  "samba-tool,ipa,adcli,realm,sss_override,dsidm,dsconf,lldap-cli": {
    flags: "--force --all --raw -n --continue -v,--verbose",
    values: "-U,--user -H --domain --login-user -D -W",
    service: true,
    network: true,
    subcommands: {
      user: {
        subcommands: { "getpassword,syncpasswords": { ...SHOW, effect: "reveal" }, "list,show": SHOW },
      },
      "list,discover,info,testjoin,show-computer": SHOW,
      passwd: GRANT,
      "leave,deny,permit,delete-computer,reset-computer": { ...SHOW, effect: "disrupt" },
    },
  },
  pdbedit: {
    flags: `-L,--list -v,--verbose -w,--smbpasswd-style -a,--create -x,--delete -m,--machine
      -t,--password-from-stdin -r,--modify`,
    values: "-u,--user -f -h -D -S -p -G -U -I -N -P,--account-policy -C,--value -c -K -y,--policies-reset",
    options: { "-e,--export": "write", "-i,--import": "read", "-b": "read", "-s": "config" },
    operands: ["text..."],
    // Listed in the style of smbpasswd, accounts come with the hashes of their passwords.
    effectWith: { "-w": "reveal", "-a,-r,-i": "grant", "-x": "destroy" },
  },
  "slapadd,slapcat,slapindex,slapmodify": {
    flags: "-c -g -j -q -s -u -v -w -Q",
    values: "-b -d -n -o -S -a -H -O",
    options: { "-f": "config", "-F": "read", "-l": "write" },
    operands: [],
    // They go past the server and its rules on who may see and change what.
    effectWith: { "-l": "grant" },
  },
  // What a domain is asked to do.
  net: {
    values:
      "-U,--user -S,--server -I,--ipaddress -W,--workgroup -w -p,--port -C,--comment --machine-pass -T,--target",
    flags: "-P -k,--kerberos -N -l,--long -f,--force -v --encrypt",
    network: true,
    service: true,
    subcommands: {
      "rpc,ads,rap": {
        subcommands: {
          "user,group": {
            subcommands: { "add,delete,addmem,delmem,rename,setprimary": GRANT, "list,info,members": SHOW },
          },
          "password,join,leave,rights,trustdom,changetrustpw,vampire": GRANT,
          "shutdown,abortshutdown,service,registry": { ...SHOW, effect: "disrupt" },
          "info,testjoin,status,lookup,search,workgroup,server,session,share,printer": SHOW,
        },
      },
      usershare: { subcommands: { add: { ...SHOW, effect: "expose" }, "delete,info,list": SHOW } },
      "sam,groupmap,setlocalsid,setdomainsid,setauthuser,idmap": GRANT,
      "use,view,status,time,lookup,cache,conf,getlocalsid,getdomainsid,start,stop": SHOW,
    },
  },
  "rpcclient,winexe,wmis": {
    style: "posix",
    flags: "-N -P -k --uninstall --reinstall --system",
    values: "-U,--user -W -I -p -d -A --runas --ostype",
    options: { "-c,--command": "shell" },
    operands: ["host", "shell..."],
    place: "host",
    network: true,
    effect: "grant",
  },
  wbinfo: {
    flags: "-u -g -p -t -P -c --own-domain --all-domains -m --online-status",
    values: "-n -s -i -r -G -U -S -Y -N -I --domain --dc-info",
    options: { "-a,--authenticate,-K,--set-auth-user": "credential" },
    operands: ["text..."],
    effectWith: { "-a,-K": "grant" },
  },
  "groupmems,pwck,grpck": {
    flags: "-l,--list -r,--read-only -q,--quiet -s,--sort -p,--purge",
    values: "-a,--add -d,--delete -g,--group -R,--root",
    ...GRANT,
    harmless: "-l -r",
  },
} satisfies Table;
