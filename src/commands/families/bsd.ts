/** FreeBSD, OpenBSD and NetBSD: settings, disks, jails and virtual machines. Sources: their manuals, section 8. */
import type { Table } from "../spec.ts";

const SHOW = { operands: ["text..."], output: "digest", input: "ignored" } as const;
const DESTROY = { ...SHOW, effect: "destroy" } as const;
const DISRUPT = { ...SHOW, effect: "disrupt" } as const;

export const bsd = {
  jail: {
    flags: "-c -m -r -R -f -h -i -l -n -q -s -v -d -C",
    values: "-e -J -j -p -u -U",
    operands: ["text..."],
    effectWith: { "-r,-R": "disrupt" },
  },
  bhyvectl: {
    flags: "--destroy --force-reset --force-poweroff --create --suspend --checkpoint --get-all",
    values: "--vm --cpu",
    ...SHOW,
    effectWith: { "--destroy": "destroy", "--force-reset,--force-poweroff": "disrupt" },
  },
  sysrc: {
    flags: "-a -A -c -d -D -e -E -F -i -l -L -n -N -q -s -v -x",
    values: "-j",
    options: { "-f": "edit", "-R": "work-directory" },
    ...SHOW,
    effectWith: { "-x": "weaken" },
  },
  "geli,gbde": {
    ...SHOW,
    subcommands: {
      "kill,init,onetime,delkey,clear,suspend,resize": DESTROY,
      "detach,stop": DISRUPT,
      "attach,list,status,dump,version,backup,restore,setkey,configure,load,unload": SHOW,
    },
  },
  "gmirror,gstripe,gconcat,graid,graid3,gvinum,gjournal,gnop,gcache,gmultipath,geom": {
    flags: "-f -v -y -s",
    ...SHOW,
    subcommands: {
      "forget,destroy,remove,clear,stop,delete,label,create,deactivate": { ...DESTROY },
      "list,status,dump,load,activate,insert,rebuild,configure,disk,part": SHOW,
    },
  },
  "camcontrol,nvmecontrol,mfiutil,mprutil,mpsutil": {
    flags: "-v -q -y -w",
    values: "-n -u -C -t",
    ...SHOW,
    subcommands: {
      "format,sanitize,security,zone,power,idle,standby,sleep,stop,eject,reset,fwdownload,defects,hpa,ama,clear,delete":
        DESTROY,
      "devlist,identify,inquiry,readcap,tur,rescan,tags,negotiate,periphlist,modepage,cmd,attrib,persist,show,logpage":
        SHOW,
    },
  },
  mdconfig: {
    flags: "-l -v -n -r -d",
    values: "-a -t -s -S -u -o -x -y",
    options: { "-f": "edit" },
    ...SHOW,
    effectWith: { "-d": "disrupt", "-r": "destroy" },
  },
  "bsdlabel,disklabel,fdisk_bsd,newfs_lfs,boot0cfg,installboot,gptboot": {
    flags: "-A -B -e -n -R -w -E -d -v",
    values: "-m -b -f -T",
    operands: ["metadata", "text..."],
    output: "digest",
    effectWith: { "-w,-B,-e,-R,-E": "destroy" },
  },
  "iocage,ezjail-admin,bastille,cbsd,pot,appjail,vm-bhyve": {
    flags: "-f,--force -r -R -a -w -d,--download",
    ...SHOW,
    service: true,
    subcommands: {
      "console,exec,cmd,chroot,jexec": {
        style: "posix",
        flags: "-U -u -f",
        operands: ["container", "command"],
        place: "container",
      },
    },
  },
  "portupgrade,portmaster,portinstall,pkg_deinstall,synth,poudriere": {
    flags:
      "-a,--all -f,--force -r,--recursive -R,--upward-recursive -y,--yes -n,--noexecute -d -D -G -P -PP -b -v",
    values: "-m -x -o",
    operands: ["package..."],
    network: true,
    harmless: "-n",
  },
  udhcpc: {
    flags: "-f -b -n -q -R -S -a -B -v",
    values: "-p -t -T -A -r -x -O -V -F -C -l -i,--interface",
    options: { "-s,--script": "program" },
    operands: [],
    effect: "disrupt",
  },
  "mdev,devfs,devctl": {
    flags: "-s -d -f -S -v",
    ...SHOW,
    subcommands: { "disable,detach,delete,reset,rescan,suspend,rule,ruleset": DISRUPT },
  },
  "crond,dcron,bcron,fcron": {
    flags: "-b -f -S -n -s -i -P -p",
    values: "-l -d -L -m -x",
    options: { "-c": "script:shell" },
    operands: [],
    effect: "grant",
  },
} satisfies Table;
