/** Keys, certificates, encryption and password stores. Sources: openssl(1), gpg(1), age(1), pass(1). */
import type { Program, Table } from "../spec.ts";

/** What openssl's commands for keys and certificates share. */
const PKI = {
  style: "single",
  flags: `-text -noout -nodes -noenc -new -x509 -pubout -pubin -pubkey -export -nokeys -nocerts -clcerts
    -cacerts -check -encrypt -decrypt -issuer -subject -dates -enddate -startdate -serial -fingerprint
    -modulus -hash -purpose -sha256 -sha1 -sha512 -md5 -hex -base64 -binary -r -c -d -a -1 -5 -6 -apr1
    -stdin -table -quiet -batch -CAcreateserial -legacy -nomac -t -v -engines -providers -s -genkey`,
  values: `-days -subj -addext -extensions -reqexts -set_serial -newkey -inform -outform -keyform -passin
    -passout -name -ext -checkend -nameopt -certopt -salt -keyopt -pkeyopt -algorithm -aes256
    -hmac -iter -keyid -elapsed -bytes -macopt -provider`,
  options: {
    "-in": "read",
    "-out": "write",
    "-key,-CAkey,-signkey,-keyfile": "identity",
    "-CA,-CAfile,-CApath,-cert,-certfile,-certs,-chain,-untrusted": "read",
    "-keyout": "write",
    "-config,-extfile": "config",
    "-engine": "library",
    "-rand": "read",
    "-writerand": "write",
    "-signature": "read",
    "-url": "url",
    "-host": "host",
  },
  operands: ["read..."],
} as const satisfies Program;

export const crypto = {
  openssl: {
    style: "single",
    network: false,
    environment: { OPENSSL_CONF: "config", OPENSSL_ENGINES: "library", OPENSSL_MODULES: "library" },
    reader: "openssl",
    subcommands: {
      "s_client,s_time": {
        style: "single",
        flags: `-quiet -showcerts -brief -debug -msg -ign_eof -no_ign_eof -crlf -tls1_2 -tls1_3 -4 -6 -status
          -prexit -servername_check -reconnect -verify_return_error -noservername`,
        values: "-servername -starttls -alpn -cipher -ciphersuites -verify -sess_out -name -xmpphost -port",
        options: {
          "-connect,-host": "host",
          "-proxy": "host",
          "-key": "identity",
          "-cert,-CAfile,-CApath,-certform": "read",
          "-keylogfile": "write",
          "-engine": "library",
          "-pass": "credential",
        },
        operands: ["host"],
        input: "upload",
        output: "network",
        network: true,
      },
      s_server: {
        style: "single",
        flags: "-quiet -www -WWW -HTTP -rev -nocert -debug",
        values: "-cipher -alpn",
        options: {
          "-accept,-port": "listen",
          "-key": "identity",
          "-cert,-CAfile": "read",
          "-engine": "library",
          "-pass": "credential",
        },
        operands: [],
        input: "upload",
        output: "network",
        network: true,
      },
      "enc,aes-256-cbc,aes-128-cbc,base64,des3,bf,rc4,zlib,chacha20": {
        style: "single",
        flags: `-e -d -a -base64 -A -nosalt -salt -p -P -nopad -debug -z -pbkdf2 -none -aes-256-cbc -aes-128-cbc
          -aes256`,
        values: "-K -iv -S -md -bufsize -iter -saltlen",
        options: {
          "-in": "read",
          "-out": "write",
          "-pass": "credential",
          "-k": "credential",
          "-kfile": "read",
          "-engine": "library",
          "-provider": "library",
          "-provider-path": "read",
        },
        operands: [],
      },
      "req,x509,rsa,ec,pkey,genrsa,genpkey,gendsa,ecparam,dhparam,ca,crl,pkcs8,pkcs7,cms,smime,verify,rsautl,pkeyutl,rand,asn1parse,passwd,crl2pkcs7,ts,ocsp,kdf,mac,md5,sha1,sha256,sha512,speed,prime,version,ciphers,list,errstr,spkac,storeutl,sess_id,engine,info,fipsinstall":
        {
          ...PKI,
          flags: `${PKI.flags} -sign -verify`,
          options: { ...PKI.options, "-inkey": "identity" },
        },
      dgst: { ...PKI, options: { ...PKI.options, "-sign,-verify,-prverify": "read" } },
      pkcs12: { ...PKI, options: { ...PKI.options, "-inkey": "read" } },
    },
  },
  "gpg,gpg2,gpgsm,gpgv,sq,rnp": {
    flags: `--list-signatures --quick-set-expire --quick-sign-key --quick-lsign-key --change-passphrase
      --edit-card --textmode --server --openpgp -i,--interactive -s,--sign --clear-sign,--clearsign
      -b,--detach-sign -e,--encrypt -c,--symmetric -d,--decrypt --verify -k,--list-keys
      -K,--list-secret-keys --list-sigs --check-sigs --fingerprint --delete-keys --delete-key
      --delete-secret-keys --delete-secret-key --delete-secret-and-public-key --export --export-secret-keys
      --export-secret-subkeys --export-ssh-key --import --fast-import --receive-keys,--recv-keys --send-keys
      --refresh-keys --search-keys --locate-keys --update-trustdb --full-generate-key,--full-gen-key
      --generate-key,--gen-key --quick-generate-key --quick-gen-key --quick-add-uid --edit-key --sign-key
      --lsign-key --card-status --card-edit --gen-revoke --generate-revocation -a,--armor -v -q,--quiet
      -n,--dry-run --batch --yes --no --with-colons --with-fingerprint --no-tty --list-packets --dearmor
      --enarmor --show-keys --list-only --no-default-keyring --use-agent --no-options --ignore-time-conflict
      --always-trust -t --print-mds --print-md --gen-random`,
    values: `--tofu-policy --encrypt-to --group --auto-key-locate -r,--recipient -R,--hidden-recipient
      -u,--local-user --default-key --trust-model --cipher-algo --digest-algo --s2k-mode --compress-algo -z
      --pinentry-mode --command-fd --status-fd --passphrase-fd --logger-fd --keyserver-options
      --export-options --import-options --keyid-format --list-options --weak-digest --set-filename
      --multifile`,
    options: {
      "-o,--output": "write",
      "--homedir": "work-directory",
      "--keyring,--primary-keyring,--secret-keyring": "read",
      "--passphrase": "credential",
      "--passphrase-file": "read",
      "--options": "config",
      "--keyserver": "url",
      "--agent-program,--dirmngr-program,--pinentry-program,--photo-viewer": "program",
      "--log-file,--status-file,--logger-file": "write",
      "--load-extension,--exec-path": "library",
    },
    operands: ["read..."],
    operandsWith: {
      "--export,--export-secret-keys,--export-secret-subkeys,--receive-keys,--send-keys,--search-keys,-k,-K,--delete-keys,--delete-secret-keys,--edit-key,--fingerprint,--quick-generate-key":
        ["text..."],
    },
    effectWith: {
      "--delete-secret-keys,--delete-secret-key,--delete-keys,--delete-secret-and-public-key": "destroy",
      "--send-keys": "publish",
    },
  },
  // Its own name encrypts, the others are its options as programs; files are changed in place.
  "ccrypt,ccencrypt,ccdecrypt": {
    flags: `-e,--encrypt -d,--decrypt -c,--cat -x,--keychange -u,--unixcrypt -b,--brave -f,--force -r,--recursive -R,--rec-symlinks
      -l,--symlinks -m,--mismatch -y,--keyref -s,--strictsuffix -t,--timid -T -v,--verbose -q,--quiet`,
    values: "-P,--prompt -Q,--prompt2 -S,--suffix -E,--envvar",
    options: { "-k,--keyfile": "identity", "-K,--key": "credential", "-H,--key2": "credential" },
    operands: ["edit..."],
    operandsWith: { "-c": ["read..."] },
    recursive: "-r -R",
  },
  "gpg-agent": {
    style: "posix",
    flags: "--daemon --server --supervised -q --quiet -v -c,--csh -s,--sh --use-standard-socket",
    values: "--default-cache-ttl --max-cache-ttl --log-file --debug-level",
    options: { "--homedir": "work-directory", "--options": "config", "--pinentry-program": "program" },
    optional: { "--write-env-file": "write" },
    operands: ["text..."],
    operandsWith: { "--daemon": ["command"] },
  },
  "gpgconf,gpg-connect-agent,gpgtar,pinentry,gpg-preset-passphrase": {
    flags: `--kill --launch --list-dirs --list-components -c -q --batch --create --extract -d -e
      --list-archive`,
    options: {
      "--homedir": "work-directory",
      "--options": "config",
      "--pinentry-program,--gpg": "program",
      "-o,--output": "write",
      "-C,--directory": "write-directory",
    },
    operands: ["text..."],
  },
  "age,rage,minisign,signify,signify-openbsd": {
    flags: "-e,--encrypt -d,--decrypt -p,--passphrase -a,--armor -S -V -G -f -W -q -n",
    values: "-r,--recipient -j -c -t -P -x",
    options: {
      "-o,--output": "write",
      "-i,--identity,-s": "identity",
      "-R,--recipients-file": "read",
      "-m": "read",
    },
    operands: ["read"],
  },
  // The certificates that every program of this machine trusts.
  trust: {
    subcommands: {
      anchor: { flags: "--store --remove -v --verbose", operands: ["read..."], effect: "weaken" },
      "list,extract,extract-compat,dump": {
        flags: "-v -q --overwrite",
        values: "--filter --format --purpose",
        operands: ["write..."],
      },
    },
  },
  "age-keygen,mkpasswd,pwgen,apg,uuidgen,htpasswd,mkcert,cfssl,cfssljson,certtool,certutil,pk12util,keyctl,tpm2":
    {
      flags: "-y -b -c -n -B -i -s -v -m -D -L -d --install --uninstall --issue --force --dry-run -q",
      values: "-C -t -r -a -l -e",
      options: {
        "-o,--output,--outfile": "write",
        "--config-dir,-cert-file,-key-file": "write",
        "--pre-hook,--post-hook,--deploy-hook,--reloadcmd,--manual-auth-hook,--manual-cleanup-hook,--renew-hook":
          "shell",
        "--webroot,-w": "write-directory",
      },
      operands: ["text..."],
    },
  "pass,gopass,passage,prs": {
    flags: `-c,--clip -q,--qrcode -m,--multiline -f,--force -e,--echo -n,--no-symbols -i,--in-place
      -r,--recursive`,
    output: "secret",
    subcommands: {
      "ls,list,find,search,init,help,version": { output: "digest" },
      "show,grep,otp,cat": {},
      "rm,remove,delete": { flags: "-r -f", effect: "destroy" },
      edit: { interactive: true, environment: { EDITOR: "shell" } },
      git: {},
    },
  },
  "bw,lpass,keepassxc-cli,kpcli,dcli,rbw,secret-tool,kwallet-query,ykman": {
    flags: "--raw --pretty -c -n --quiet --nointeraction --sync --all",
    values: "--session --username --password-only -f --field",
    options: { "--passwordfile,-k,--key-file": "read" },
    output: "secret",
    network: true,
    subcommands: {
      "login,logout,lock,unlock,sync,status,list,ls,config,generate": { output: "digest" },
      "get,show,export,lookup,search,extract,clip,password": {},
      "delete,rm,clear,purge": { effect: "destroy" },
    },
  },
  "cryptsetup,luksmeta,fscrypt,fscryptctl": {
    flags: "-q,--batch-mode -v,--verbose -y --readonly -t,--text -d --allow-discards --force-password",
    values: "-c,--cipher -h,--hash -s,--key-size -S,--key-slot --type --pbkdf -i --label",
    options: {
      "--key-file": "read",
      "--header": "read",
      "--master-key-file": "read",
      "--header-backup-file": "write",
    },
    operands: ["text", "device", "text..."],
    subcommands: {
      "luksformat,luksFormat,erase,luksErase,reencrypt,luksKillSlot,luksRemoveKey,luksHeaderRestore": {
        operands: ["device", "text..."],
        effect: "destroy",
      },
      "status,luksDump,isLuks,luksUUID,benchmark": { operands: ["metadata", "text..."] },
      "open,luksOpen,close,luksClose,luksAddKey,luksHeaderBackup,resize,luksChangeKey": {
        operands: ["device", "text..."],
      },
    },
  },
  "encfs,gocryptfs,cryfs,securefs": {
    style: "single",
    flags: `-f -fg -d -q -ro -init -passwd -info -fsck -reverse -sharedstorage -nosyslog -speed -aessiv -v
      -S --standard --reverse --public`,
    values: "-c -scryptn -i --idle -o -notifypid -ctlsock-timeout -badname,-exclude-from,-ef",
    options: {
      "-extpass,--extpass": "shell",
      "-passfile,-config,-masterkey": "identity",
      "-cpuprofile,-memprofile,-trace": "write",
    },
    operands: ["write-directory", "write-directory"],
  },
  "ecryptfs-unwrap-passphrase,ecryptfs-recover-private": {
    operands: ["identity", "text"],
    output: "secret",
    effect: "reveal",
  },
} satisfies Table;
