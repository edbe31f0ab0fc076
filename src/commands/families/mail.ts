/**
 * Mail: clients, what delivers and fetches it, and filters, all of which can be told to run a program. Sources: mutt(1),
 * s-nail(1), sendmail(8), procmail(1), maildrop(1), fetchmail(1), imapfilter(1), spamassassin(1), nmh.
 */
import type { Table } from "../spec.ts";

/** What is sent comes on standard input, to the addresses among the operands. */
const SENDS = {
  style: "posix",
  operands: ["host..."],
  input: "upload",
  network: true,
  interactive: true,
} as const;

/** A program that holds the letter, or a configuration that is read at start. */
const FETCHES = { operands: ["text..."], network: true } as const;

export const mail = {
  "mutt,neomutt": {
    ...SENDS,
    flags: "-B -d -E -n -N -p -R -v -z -Z -x -y -D",
    values: "-b -c -f -g -m -s -l -A -Q",
    options: { "-a": "upload", "-e": "code:other", "-F": "script:other", "-i,-H": "upload" },
  },
  "mail,mailx,s-nail,nail,heirloom-mailx,bsd-mailx,mailutils": {
    ...SENDS,
    flags: "-B -d -E -e -H -I -N -n -R -t -v -z -Z -~ -F -i",
    values: "-b -c -f -r -s -T -u -A -L -O -h -m -X -Y -C",
    options: { "-a,--attach": "upload", "-q": "upload", "-S": "setting", "--exec": "code:other" },
    settings: {
      sendmail: "program",
      mta: "program",
      pager: "shell",
      editor: "program",
      visual: "program",
      shell: "program",
    },
  },
  "alpine,pine": {
    ...SENDS,
    flags: "-h -i -k -n -o -z -I -conf -nowrite_passfile",
    values: "-c -d -r -sort -x -feature-list",
    options: { "-F": "read", "-p,-P": "config", "-attach": "upload", "-passfile": "identity", "-url": "url" },
  },
  "sendmail,nullmailer-inject,esmtp,ssmtp,dma,qmail-inject": {
    ...SENDS,
    flags: "-bp -bt -bd -bs -bm -bi -i -oi -t -v -n -G -N -U",
    values: "-B -F -f -h -O -o -q -R -V -A -d -L",
    options: { "-C": "config", "-X": "append" },
  },
  "msmtp,mpop": {
    ...SENDS,
    flags: "-a -t -v -S -A -P --read-envelope-from -d --debug -q -Q -s --serverinfo --rmqs --configure",
    values:
      "--account --host --port --from -f --tls --auth --user --domain --timeout --logfile --pipelining --keep",
    options: {
      "-C,--file": "config",
      "-X": "append",
      "--passwordeval": "shell",
      "--delivery": "setting",
      "--tls-key-file,--tls-cert-file,--tls-trust-file": "read",
    },
    settings: { mda: "shell", "mda,*": "shell" },
  },
  "swaks,mpack,aerc,himalaya": {
    ...SENDS,
    flags: "-tls -n --quit-after --silent --hide-all",
    values: `--to -t --from -f --server -s --header --h-Subject --port -p --auth --auth-user -au --protocol
      --ehlo -c -d -m`,
    options: {
      "--attach,--attach-body,-a": "upload",
      "--body,--data": "upload-text",
      "--pipe": "shell",
      "--auth-password,-ap": "credential",
      "--config": "config",
      "-o": "write",
    },
  },
  "sylpheed,claws-mail,thunderbird,evolution,kmail,geary": {
    style: "single",
    flags: "--receive --send --online --offline -compose --debug",
    values: "-P --composing",
    options: { "--attach": "upload", "--compose": "host", "--profile": "config" },
    operands: ["upload-text..."],
    network: true,
  },

  // Delivery and sorting: recipes run programs.
  procmail: {
    flags: "-o -t -v -Y -d -p",
    values: "-f -a",
    operands: ["script:other", "text..."],
    assignments: "leading",
    input: "data",
  },
  maildrop: {
    flags: "-A -D -M -t -w",
    values: "-d -f -V -W",
    operands: ["script:other", "text..."],
    input: "data",
  },
  "formail,reformail": {
    style: "posix",
    flags: "-b -B -c -e -f -k -q -r -t -Y -z",
    values: "-a -A -i -I -l -m -n -p -R -u -U -x -X -D -d",
    options: { "-s": "command" },
    operands: ["text..."],
    input: "data",
  },
  "mhshow,mhbuild,mhn,rcvstore,rcvpack,rcvtty,slocal,comp,repl,forw": {
    style: "single",
    flags: "-edit -noedit -debug -verbose -nolist -create",
    values: "-user -addr -info -sender -output",
    options: {
      "-file": "read",
      "-form,-filter": "read",
      "-maildelivery": "script:other",
      "-editor,-whatnowproc,-showproc,-moreproc": "program",
    },
    operands: ["text..."],
  },
  metamail: {
    flags: "-b -B -d -e -h -p -P -q -r -R -T -w -x -y -z",
    values: "-c -E -f -s",
    options: { "-m": "script:other" },
    operands: ["read..."],
  },

  // Fetching.
  fetchmail: {
    flags: "-v -s -k -K -a -F -c -q -N --ssl --nodetach --keep --all",
    values: "-d -p --proto -P --port -u --user -t --timeout -i --idfile -r --folder -l -B -e -S -D",
    options: {
      "-m,--mda": "shell",
      "--plugin,--plugout,--preconnect,--postconnect": "shell",
      "-f,--fetchmailrc": "config",
      "-L,--logfile": "append",
      "--bsmtp": "write",
    },
    ...FETCHES,
    operands: ["host..."],
  },
  "getmail,getmail6": {
    flags: "-q -v -d -n -l -a -i",
    options: { "-r,--rcfile": "config", "-g,--getmaildir": "config" },
    ...FETCHES,
  },
  "mbsync,isync,offlineimap": {
    flags: "-a -l -n -q -V -D -o -1 -d --all --dry-run --info",
    values: "-u -f -k -P",
    options: { "-c,--config": "config" },
    ...FETCHES,
  },
  imapfilter: {
    flags: "-n -v -i",
    options: { "-c": "script:lua", "-e": "code:lua", "-l,-d": "write", "-t": "read" },
    operands: [],
    network: true,
  },

  // What is thought to be rubbish.
  "spamassassin,sa-learn,sa-update,sa-compile,spamd": {
    flags: "-d -D -e -h -k -L -r -R -t -W -x -M --spam --ham --forget --sync",
    values: "--max-children -i -u -P,--allowplugins",
    options: {
      "-C,--configpath,--siteconfigpath,--config-file,-p,--prefspath": "config",
      "--cf": "setting",
      "--pre": "setting",
    },
    settings: { loadplugin: "library", "loadplugin *": "library" },
    operands: ["read..."],
  },
  spamc: {
    flags: "-B -c -E -K -l -R -r -S -x -X -y -z",
    values: "-F -L -n -p -s -t -u -C",
    options: { "-d": "host", "-e": "command", "-U": "create" },
    operands: [],
    input: "upload",
    network: true,
  },
  bogofilter: {
    flags: "-e -M -n -N -p -q -R -s -S -t -T -u -U -v -V -b -B -H -L",
    values: "-m -o -k -x -D",
    options: { "-c": "config", "-d": "write-directory", "-I": "read", "-O": "write" },
    operands: ["read..."],
  },
} satisfies Table;
