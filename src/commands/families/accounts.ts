/** Directories and realms of accounts: LDAP, Kerberos, Samba, FreeIPA. Sources: OpenLDAP, MIT Kerberos and Samba manuals. */
import type { Table } from "../spec.ts";

const SHOW = { operands: ["text..."], output: "digest" } as const;
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
    values: "-r -p -c -w -s -e -x",
    options: { "-q": "text", "-t": "read" },
    operands: ["text..."],
    effect: "grant",
  },
  "kdb5_util,kpropd,kprop,ktutil": { flags: "-f -k", values: "-r -d -m", ...GRANT },
  "smbpasswd,pdbedit": {
    flags: "-a -x -d -e -m -n -L -s -w -W -v -t -z",
    values: "-u,--user -r -U -D -G -h -p",
    ...GRANT,
    harmless: "-L",
  },
  "samba-tool,ipa,adcli,realm,sss_override,dsidm,dsconf,lldap-cli": {
    flags: "--force --all --raw -n --continue -v,--verbose",
    values: "-U,--user -H --domain --login-user -D -W",
    operands: ["text..."],
    service: true,
    network: true,
    subcommands: {
      "list,discover,info,testjoin,show-computer": SHOW,
      "leave,deny,permit,delete-computer,reset-computer": { ...SHOW, effect: "disrupt" },
    },
  },
  "groupmems,pwck,grpck": {
    flags: "-l,--list -r,--read-only -q,--quiet -s,--sort -p,--purge",
    values: "-a,--add -d,--delete -g,--group -R,--root",
    ...GRANT,
    harmless: "-l -r",
  },
} satisfies Table;
