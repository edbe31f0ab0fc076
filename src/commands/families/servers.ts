/**
 * What servers, clusters and appliances are controlled with: mail, names, web, printers, storage, batch queues, routers,
 * hypervisors. Their words are those of services (`service: true`); options that act are said here. Sources: the manuals of
 * Postfix, Exim, Dovecot, BIND, Unbound, PowerDNS, CUPS, Ceph, Gluster, Pacemaker, Slurm, OpenWrt, Proxmox, ESXi.
 */
import type { Table } from "../spec.ts";

const SHOW = { operands: ["text..."], output: "digest", input: "ignored" } as const;
const DESTROY = { ...SHOW, effect: "destroy" } as const;
const DISRUPT = { ...SHOW, effect: "disrupt" } as const;
const WEAKEN = { ...SHOW, effect: "weaken" } as const;
/** A client of a server: nouns and verbs. */
const CONTROL = { operands: ["text..."], service: true, output: "digest" } as const;

export const servers = {
  // Mail.
  postsuper: {
    flags: "-p -s -S -v",
    values: "-c -d,-h,-H,-r,-e,-f",
    ...SHOW,
    effectWith: { "-d": "destroy", "-h,-r,-e": "disrupt" },
  },
  postconf: {
    flags: "-n -d -h -H -v -x -p -P -m -a -A -l -t -o -q",
    values: "-c -e,-X,-#,-M,-F",
    ...SHOW,
    effectWith: { "-e,-X,-#": "weaken" },
  },
  postfix: {
    values: "-c -D",
    ...SHOW,
    subcommands: {
      "stop,abort,reload,flush": DISRUPT,
      "start,check,status,set-permissions,upgrade-configuration,logrotate,tls": SHOW,
    },
  },
  "exim,exim4": {
    style: "single",
    flags: "-bp -bpc -bpr -bt -bv -bV -bP -bd -qff -qf -q -v -i -z -x -Mvb -Mvh -Mvl -Mvc -t -oi -odf",
    values: "-f -r -s -y -o -q1h -oMr -Mrm,-Mg,-Mf,-Mt,-M,-Mar,-Mes,-Mmad",
    options: { "-C": "config", "-be": "code:other" },
    operands: ["host..."],
    input: "upload",
    network: true,
    effectWith: { "-Mrm,-Mg,-Mmad": "destroy", "-Mf,-Mes": "disrupt" },
  },
  "doveadm,dovecot,cyradm,zmprov,zmcontrol,mailctl": {
    ...CONTROL,
    flags: "-D -v -A -n",
    values: "-u -S -f -o -c",
    subcommands: {
      "search,who,fetch,user,quota,log,stats,help,instance": SHOW,
      "expunge,deduplicate": DESTROY,
    },
  },
  mosquitto_passwd: { flags: "-U -b -c -D -H", operands: ["edit", "text..."], effect: "grant" },

  // Names and time.
  "rndc,unbound-control,nsd-control,knotc,pdnsutil,pdnssec,pdns_control,kresctl,rec_control": {
    ...CONTROL,
    values: "-c -s -p -k -b -y",
    subcommands: {
      "status,stats,list,list_zones,dumpdb,zonestatus,list-zone,list-all-zones,check-zone,ping,lookup,show-zone":
        SHOW,
      "forward_add,stub_add,local_zone,local_data,set_option,insecure_add": WEAKEN,
      "local_zone_remove,local_data_remove,forward_remove,stub_remove,clear-zone,delete-zone,delzone,zone-purge":
        DESTROY,
    },
  },

  // The web.
  "a2dissite,a2dismod,a2disconf,nginx_dissite": { flags: "-q -f -p -m", ...DISRUPT },
  "varnishadm,haproxyctl,nginxctl,lighttpd-angel,fpm-ctl": { ...CONTROL, values: "-n -T -S -t" },

  // Printers and shares.
  "cancel,lprm": {
    flags: "-a -x -E",
    values: "-U -P",
    options: { "-h": "host", "-u": "upload-text" },
    operands: ["text..."],
    network: true,
    effectWith: { "-a,-x": "disrupt" },
  },
  "cupsdisable,cupsreject,cupsaccept,cupsenable": { flags: "-c -E --hold", values: "-h -r -U", ...DISRUPT },
  lpadmin: {
    flags: "-E",
    values: "-d -h -U -c -i -m -o -P -r -u -v -D -L -R -x,-p",
    ...SHOW,
    effectWith: { "-x": "destroy", "-p": "disrupt" },
  },
  cupsctl: {
    flags: `--remote-admin --remote-any --share-printers --user-cancel-any --no-remote-admin --no-remote-any
      --debug-logging`,
    ...SHOW,
    effectWith: { "--remote-admin,--remote-any,--share-printers": "expose" },
  },
  "smbcontrol,nmbd-control": { ...CONTROL, flags: "-t", values: "-s" },
  snmpset: { flags: "-Cq", values: "-v -c -l -u -a -A -x -X -r -t -O", ...DISRUPT },

  // Telephony and chat: `-rx 'core stop now'` is a command of the server.
  "asterisk,fs_cli,rasterisk,kamcmd": {
    ...CONTROL,
    flags: "-r -v -c -R",
    options: { "-rx,-x,-X": "method" },
    style: "single",
    interactive: true,
  },
  "prosodyctl,ejabberdctl,kamctl,opensipsctl,mattermost-cli,mmctl,rocketchatctl,synctl,synapse_ctl": CONTROL,

  // Forges, build servers, repositories.
  "gitlab-ctl,chef-server-ctl,artifactoryctl,forgejo,nexus-cli,sonar.sh,jira.sh,catalinactl,activemq,artemis,karaf":
    {
      ...CONTROL,
      subcommands: {
        "reset-password,change-password": { ...SHOW, effect: "grant" },
        "cleanse,remove-accounts,uninstall": DESTROY,
        "status,tail,service-list,show-config,diff-config,check-config": SHOW,
      },
    },
  "r10k,g10k,cf-agentctl": {
    ...CONTROL,
    flags: "-v -p,--puppetfile --verbose",
    values: "-c,--config",
    subcommands: {
      deploy: { ...SHOW, flags: "-p", subcommands: { "environment,module": DISRUPT, display: SHOW } },
    },
  },
  "memcflush,memcrm": { values: "--servers --hash --username --password", ...DESTROY },

  // Storage.
  ceph: {
    ...CONTROL,
    flags: "--yes-i-really-mean-it --yes-i-really-really-mean-it --force",
    values: "-c --id --name --cluster -f,--format -k",
    subcommands: {
      osd: {
        ...CONTROL,
        subcommands: {
          "out,down,destroy,purge,rm,lost,set,unset,reweight,crush": DISRUPT,
          "tree,df,ls,stat,dump,status,find": SHOW,
        },
      },
      "status,health,df,-s,versions,quorum_status,pg,report": SHOW,
    },
  },
  "radosgw-admin,cephadm,ceph-volume,cephfs-shell": {
    ...CONTROL,
    flags: `--yes-i-really-mean-it --yes-i-really-really-mean-it --force --purge-data --purge-keys --destroy
      --no-progress`,
    values: "-p,--pool -n --namespace --uid --bucket --image --snap --fsid",
  },
  "gluster,glusterd,moosefs,mfscli,lctl,mmdelfs,mmshutdown,weka,beegfs-ctl": {
    ...CONTROL,
    values: "--mode --remote-host",
  },
  "hdfs,mapred,ozone": {
    style: "single",
    network: true,
    subcommands: {
      namenode: {
        ...SHOW,
        style: "single",
        flags: "-format -force -rollback -importCheckpoint -recover -nonInteractive",
        effectWith: { "-format,-rollback": "destroy", "-recover": "disrupt" },
      },
      "dfs,fs": {
        style: "single",
        flags: `-r -R -f -h -p -d -skipTrash -ls -cat -text -tail -du -df -count -stat -mkdir -rm -rmr
          -rmdir -expunge -mv -cp -get -copyToLocal`,
        options: { "-put,-copyFromLocal,-moveFromLocal,-appendToFile": "upload" },
        effectWith: { "-rm,-rmr,-expunge": "destroy" },
      },
      dfsadmin: {
        ...SHOW,
        style: "single",
        flags: "-report -printTopology",
        options: { "-safemode": "text" },
        effectWith: { "-safemode": "disrupt" },
      },
      "balancer,fsck,haadmin": {
        ...SHOW,
        style: "single",
        flags: "-delete -move -failover -transitionToStandby -files -blocks -locations",
        effectWith: { "-delete": "destroy", "-failover,-transitionToStandby": "disrupt" },
      },
    },
  },

  // Clusters of machines and their batch queues.
  "pcs,crm,crm_node,crm_resource,stonith_admin,corosync-cfgtool": {
    ...CONTROL,
    flags: "--all -H -R -s -l -L -f,--force",
    values: "-F,--fence -r,--resource -N,--node",
    effectWith: { "-H,-R,-F": "disrupt" },
  },
  "scontrol,sacctmgr,condor_off,condor_restart,qconf,qmgr,bkilladm,badmin,lsadmin,pbs_server": {
    ...CONTROL,
    flags: "-i,--immediate -fast -graceful -o -d",
    values: "-M,--clusters -name -s",
    options: { "-c": "method" },
    subcommands: {
      "show,list,ping,version,hold,release,requeue,wait_job": SHOW,
      "update,reconfigure,takeover": DISRUPT,
    },
  },
  "pbsnodes,qmod": { flags: "-a -l -c -d -e -o -r -s", ...SHOW, effectWith: { "-o,-d,-s": "disrupt" } },

  // Appliances and routers.
  "uci,ubus,vtysh,configure-cli": {
    flags: "-d -q -n -S -v",
    values: "-t -p -f -c",
    ...SHOW,
    subcommands: {
      "set,delete,del_list,add,add_list,rename,import,reorder,revert,batch,commit": DISRUPT,
      call: { operands: ["text", "method", "text..."], service: true },
      "show,get,export,changes,list,listen,monitor,wait_for": SHOW,
    },
  },
  pihole: {
    flags: "-q -c -v -t -g",
    values: "-w -b -f,-r,-a",
    ...SHOW,
    effectWith: { "-f": "destroy", "-r": "disrupt", "-a": "weaken" },
    subcommands: {
      "disable,allow,uninstall,flush,repair": WEAKEN,
      "status,query,version,tail,updateGravity": SHOW,
    },
  },
  "ha,hassio,midclt,synouser,synoservice,unraid,omv-salt,opnsense-shell,configctl": {
    ...CONTROL,
    options: { "-c": "method" },
  },
  "raspi-config": {
    ...SHOW,
    interactive: true,
    subcommands: { nonint: { ...SHOW, subcommands: { "get_*": SHOW, "do_*": WEAKEN } } },
  },

  // Hypervisors and the processors beside them.
  "pvecm,pveum,pveceph,pvesr,ha-manager": {
    ...CONTROL,
    subcommands: {
      acl: { ...SHOW, subcommands: { "modify,delete": { ...SHOW, effect: "grant" }, list: SHOW } },
    },
  },
  "vim-cmd": {
    ...SHOW,
    subcommands: {
      "vmsvc/power.off,vmsvc/power.reset,vmsvc/power.shutdown,vmsvc/power.reboot,vmsvc/unregister,vmsvc/snapshot.revert,hostsvc/maintenance_mode_enter":
        DISRUPT,
      "*destroy,*removeall,*.remove": DESTROY,
      "hostsvc/enable_ssh,hostsvc/start_ssh,hostsvc/enable_esx_shell": WEAKEN,
    },
  },
  hponcfg: {
    flags: "-r -h",
    options: { "-f": "read", "-w": "write" },
    ...SHOW,
    effectWith: { "-f": "weaken", "-r": "disrupt" },
  },
} satisfies Table;
