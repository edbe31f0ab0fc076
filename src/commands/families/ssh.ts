/** Other hosts: ssh and what is built on it, rsync, copies to stores elsewhere. Sources: openssh 9.x, rsync(1). */
import type { Table } from "../spec.ts";

/** ssh_config keywords whose value is run, read or connected to; in lower case. */
const SSH_SETTINGS = {
  proxycommand: "shell",
  localcommand: "shell",
  remotecommand: "shell",
  knownhostscommand: "shell",
  "match:exec": "shell",
  pkcs11provider: "library",
  securitykeyprovider: "library",
  xauthlocation: "program",
  identityfile: "read",
  certificatefile: "read",
  userknownhostsfile: "write",
  globalknownhostsfile: "read",
  revokedhostkeys: "read",
  include: "config",
  controlpath: "create",
  identityagent: "metadata",
  proxyjump: "host",
  hostname: "host",
  localforward: "listen",
  dynamicforward: "listen",
  remoteforward: "host",
  ssh_command: "shell",
  sftp_server: "text",
} as const;

const TRANSFER = {
  flags: "-1 -2 -3 -4 -6 -A -a -B -C -f -O -p -q -R -r -s -T -v -N",
  values: "-c -l -P -X -b -D",
  options: { "-F": "config", "-i": "identity", "-J": "host", "-o": "setting", "-S": "program" },
  settings: SSH_SETTINGS,
  network: true,
} as const;

/** Options go on behind the host, up to the first word of the command. */
const SSH = {
  flags: "-4 -6 -A -a -C -f -G -g -K -k -M -N -n -q -s -T -t -tt -V -v -vv -vvv -X -x -Y -y -1 -2",
  values: "-B -b -c -e -m -O -P -p -Q -w",
  options: {
    "-l": "user",
    "-i": "identity",
    "-F": "config",
    "-E": "append",
    "-S": "create",
    "-I": "library",
    "-J": "host",
    "-o": "setting",
    "-D": "listen",
    "-L": "listen",
    "-R": "host",
    "-W": "host",
  },
  settings: SSH_SETTINGS,
  operands: ["host", "shell..."],
  input: "code:shell",
  output: "network",
  place: "host",
  network: true,
  reader: "ssh",
} as const;

export const ssh = {
  "ssh,slogin": SSH,
  /** These take none behind the host. */
  "dbclient,et,plink": { ...SSH, style: "posix" },
  /** Its -M takes a port. */
  autossh: {
    ...SSH,
    flags: SSH.flags.replace("-M ", ""),
    values: `${SSH.values} -M`,
  },
  sshpass: {
    flags: "-e -v -h -V",
    values: "-d -P",
    options: { "-p": "credential", "-f": "read" },
    operands: ["command"],
    input: "ignored",
  },
  scp: {
    ...TRANSFER,
    values: TRANSFER.values.replace(" -D", ""),
    options: { ...TRANSFER.options, "-D": "program" },
    operands: ["remote-read...", "remote-write"],
    recursive: "-r",
  },
  "sftp,psftp": {
    ...TRANSFER,
    options: { ...TRANSFER.options, "-b": "script:other", "-s": "text", "-D": "program" },
    flags: "-4 -6 -A -a -C -f -N -p -q -r -v",
    values: "-B -c -l -P -R -X",
    operands: ["remote-read", "write"],
    input: "code:other",
  },
  mosh: {
    style: "posix",
    flags: "-4 -6 -a -n --no-init --no-ssh-pty --predict-overwrite --local --experimental-remote-ip",
    values: "-p,--port --predict --family --bind-server",
    options: { "--ssh": "shell", "--server": "shell", "--client": "program" },
    operands: ["host", "command"],
    place: "host",
    network: true,
  },
  "mosh-server": { style: "posix", operands: ["text", "command"], interactive: true },
  rsync: {
    flags: `-v,--verbose -q,--quiet -c,--checksum -a,--archive -r,--recursive -R,--relative -b,--backup
      -u,--update --inplace --append --append-verify -d,--dirs -l,--links -L,--copy-links
      --copy-unsafe-links --safe-links --munge-links -k,--copy-dirlinks -K,--keep-dirlinks -H,--hard-links
      -p,--perms -E,--executability -A,--acls -X,--xattrs -o,--owner -g,--group --devices --specials -D
      -t,--times -U,--atimes -N,--crtimes -O,--omit-dir-times -J,--omit-link-times --super --fake-super
      -S,--sparse --preallocate -n,--dry-run -W,--whole-file -x,--one-file-system
      --existing,--ignore-non-existing --ignore-existing --remove-source-files --del --delete
      --delete-before --delete-during --delete-delay --delete-after --delete-excluded
      --ignore-missing-args --delete-missing-args --ignore-errors --force --partial --delay-updates
      -m,--prune-empty-dirs --numeric-ids -I,--ignore-times --size-only -y,--fuzzy -z,--compress
      -C,--cvs-exclude -F -0,--from0 -s,--secluded-args,--protect-args --trust-sender --blocking-io
      --stats -8,--8-bit-output -h,--human-readable --progress -P -i,--itemize-changes --list-only
      -4,--ipv4 -6,--ipv6 --no-motd --daemon --no-detach --no-perms --no-owner --no-group --no-times
      --mkpath --old-args --open-noatime --no-implied-dirs`,
    values: `--info --debug --stderr --suffix --chmod --block-size,-B --max-delete --max-size --min-size
      --max-alloc --partial-dir --usermap --groupmap --chown --timeout --contimeout --modify-window,-@
      --compress-choice,--zc --compress-level,--zl --skip-compress -f,--filter --exclude --include --address
      --port --sockopts --outbuf -M,--remote-option --out-format --log-file-format --bwlimit --stop-after
      --stop-at --protocol --iconv --checksum-seed --checksum-choice,--cc --early-input --copy-as`,
    options: {
      "-e,--rsh": "shell",
      "--rsync-path": "shell",
      "--exclude-from": "read",
      "--include-from": "read",
      "--files-from": "read",
      "--password-file": "read",
      "--log-file": "write",
      "--write-batch,--only-write-batch": "write",
      "--read-batch": "read",
      "--backup-dir": "write-directory",
      "-T,--temp-dir": "write-directory",
      "--compare-dest,--copy-dest,--link-dest": "read",
      "--config": "config",
    },
    operands: ["remote-read...", "remote-write"],
    operandsWith: { "--remove-source-files": ["remote-move...", "remote-write"] },
    recursive: "-r -a",
    harmless: "-n --list-only",
    network: false,
    environment: { RSYNC_RSH: "shell", RSYNC_CONNECT_PROG: "shell" },
    reader: "rsync",
  },
  "rclone,s5cmd,s4cmd": {
    flags: `-v -q -P,--progress -n,--dry-run -i,--interactive -L -u,--update -c,--checksum --ignore-existing
      --delete-during --delete-excluded --no-traverse --fast-list`,
    values: `--transfers --checkers --bwlimit --include --exclude --filter --max-age --min-age --max-size
      --min-size --log-level --retries --endpoint-url --profile --addr --user`,
    options: {
      "--config": "config",
      "--log-file": "append",
      "--filter-from,--include-from,--exclude-from,--files-from": "read",
      "--password-command": "shell",
      "--pass": "credential",
      "--metadata-mapper": "program",
      "--backup-dir": "remote-write",
    },
    operands: ["remote-read", "remote-write"],
    network: true,
    harmless: "-n",
    subcommands: {
      "copy,sync,copyto,bisync,cp": { recursive: "*" },
      "move,moveto,mv": { operands: ["remote-move", "remote-write"], recursive: "*" },
      "delete,purge,deletefile,rmdir,rmdirs,rm,cleanup,rb": {
        operands: ["text..."],
        effect: "destroy",
        recursive: "*",
      },
      "ls,lsd,lsl,lsf,lsjson,size,check,tree,md5sum,sha1sum,about,version,listremotes,cat,hashsum,ncdu,du": {
        operands: ["text..."],
      },
      serve: { operands: ["text", "read"], effect: "expose" },
      link: { operands: ["text"], effect: "publish" },
      mount: { operands: ["remote-read", "write-directory"] },
      "config,obscure,authorize": { operands: ["text..."], output: "secret" },
      rcat: { operands: ["remote-write"], input: "upload" },
      copyurl: { operands: ["url", "remote-write"] },
      "mkdir,touch,mb": { operands: ["text..."] },
    },
  },
  "sshfs,curlftpfs,davfs2,mount.davfs,s3fs,gcsfuse,goofys,fuse-overlayfs,mergerfs,unionfs,bindfs,archivemount,fusermount,fusermount3":
    {
      flags: "-f -d -s -C -1 -h -u -z -q -reverse",
      values: "-p",
      options: { "-o": "setting", "-F": "config" },
      settings: SSH_SETTINGS,
      operands: ["remote-read", "write-directory"],
      network: true,
    },
  "ssh-keygen": {
    flags: "-A -B -c -e -H -h -i -k -l -L -o -p -q -u -v -y",
    values: "-a -b -C -E -I -m -n -O -r -t -V -Y -z -Z -F -R -M -K",
    options: {
      "-f": "write",
      "-D": "library",
      "-w": "library",
      "-s": "read",
      "-N": "credential",
      "-P": "credential",
    },
    operands: ["read..."],
    operandsWith: { "-y": [] },
    // Fingerprints, names in known_hosts, the public half: nothing is written, and of a key nothing secret is shown.
    harmless: "-l -B -F -y",
    effectWith: { "-s": "grant" },
  },
  "ssh-add": {
    flags: "-c -D -d -h -K -k -L -l -q -T -v -X -x",
    values: "-E -H -S -t",
    options: { "-e": "library", "-s": "library" },
    operands: ["identity..."],
  },
  "ssh-copy-id": {
    flags: "-f -n -s -x",
    values: "-p -t",
    options: { "-i": "upload", "-o": "setting", "-F": "config" },
    settings: SSH_SETTINGS,
    operands: ["host"],
    network: true,
    effect: "grant",
  },
  "ssh-keyscan": {
    flags: "-4 -6 -c -D -H -q -v",
    values: "-p -T -t -O",
    options: { "-f": "read" },
    operands: ["host..."],
    network: true,
  },
  "sshd,dropbear,ssh-keysign,ssh-pkcs11-helper,tinyssh,in.telnetd,vsftpd,proftpd,pure-ftpd,smbd,nmbd,rpcbind,exportfs":
    {
      flags: "-4 -6 -D -d -e -G -i -q -T -t -F -R -s -w -a -r -u",
      values: "-b -C -c -g -k -m",
      options: { "-f": "config", "-h": "read", "-E": "append", "-o": "setting", "-p": "listen" },
      settings: {
        forcecommand: "shell",
        authorizedkeyscommand: "shell",
        subsystem: "shell",
        authorizedkeysfile: "read",
      },
      operands: ["text..."],
      effect: "expose",
      harmless: "-t -T",
      interactive: true,
    },
  /** Its commands are those of ftp. */
  smbclient: {
    flags: "-N -L -E -g -A -k -x -e",
    values: "-p -W -m -s -b -D -O -i -l",
    options: { "-c,--command": "code:other", "-U,--user": "credential", "-T": "upload", "-I": "host" },
    operands: ["host", "text..."],
    input: "code:other",
    network: true,
    interactive: true,
  },
  "smbget,smbmap,smbcacls,impacket-smbclient,psexec.py,wmiexec.py,smbexec.py,secretsdump.py,evil-winrm,crackmapexec,netexec,nxc,xfreerdp,rdesktop,vncviewer,remmina,ldapsearch":
    {
      flags: "-N -L -E -g -A -k -x -Z -ZZ -LLL -v",
      values: "-p -W -m -s -b -D -H -h -o -t -i",
      options: {
        "-c,--command": "shell",
        "-U,--user": "credential",
        "-w": "credential",
        "-T": "upload",
        "-f": "read",
        "-y": "read",
        "-I": "host",
      },
      operands: ["host", "text..."],
      network: true,
      interactive: true,
    },
  vagrant: {
    flags: "-f,--force --no-provision --provision --color --machine-readable --no-destroy-on-error -y",
    values: "--provider --provision-with --name --base",
    projectCode: true,
    network: true,
    subcommands: {
      ssh: {
        options: { "-c,--command": "shell" },
        flags: "-p,--plain -t,--tty",
        operands: ["container", "command"],
        place: "container",
        input: "code:shell",
      },
      "winrm,powershell": {
        options: { "-c,--command": "code:powershell" },
        operands: ["host"],
        place: "host",
      },
      destroy: { flags: "-g,--graceful", effect: "destroy" },
      "halt,suspend,reload": {},
      upload: { operands: ["upload", "text..."] },
      share: { effect: "expose" },
    },
  },
} satisfies Table;
