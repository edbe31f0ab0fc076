/** Transfers, requests, sockets, name service and scanners. Sources: curl(1) 8.x, wget(1), socat(1), nc(1), and --help. */
import type { Table } from "../spec.ts";

export const network = {
  curl: {
    flags: `--anyauth -a,--append --basic --ca-native --cert-status --compressed --compressed-ssh --create-dirs
      --crlf --digest --disallow-username-in-url --doh-cert-status --doh-insecure -f,--fail --fail-early
      --fail-with-body --false-start --form-escape --ftp-create-dirs --ftp-pasv --ftp-pret
      --ftp-skip-pasv-ip --ftp-ssl-ccc --ftp-ssl-control -G,--get -g,--globoff --haproxy-protocol
      -I,--head --http0.9 -0,--http1.0 --http1.1 --http2 --http2-prior-knowledge --http3 --http3-only
      --ignore-content-length -i,--include,--show-headers -k,--insecure -4,--ipv4 -6,--ipv6
      -j,--junk-session-cookies -l,--list-only -L,--location --location-trusted --mail-rcpt-allowfails
      -M,--manual --metalink --negotiate -n,--netrc --netrc-optional -:,--next --no-alpn -N,--no-buffer
      --no-clobber --no-keepalive --no-npn --no-progress-meter --no-sessionid --ntlm --ntlm-wb --parallel
      -Z --parallel-immediate --path-as-is --post301 --post302 --post303 -#,--progress-bar --proxy-anyauth
      --proxy-basic --proxy-ca-native --proxy-digest --proxy-http2 --proxy-insecure --proxy-negotiate
      --proxy-ntlm --proxy-ssl-allow-beast --proxy-ssl-auto-client-cert --proxy-tlsv1 -p,--proxytunnel
      -q,--disable --raw -J,--remote-header-name -O,--remote-name --remote-name-all -R,--remote-time
      --remove-on-error --retry-all-errors --retry-connrefused --sasl-ir -S,--show-error -s,--silent
      --socks5-basic --socks5-gssapi --socks5-gssapi-nec --ssl --ssl-allow-beast --ssl-auto-client-cert
      --ssl-no-revoke --ssl-reqd --ssl-revoke-best-effort -2,--sslv2 -3,--sslv3 --styled-output
      --suppress-connect-headers --tcp-fastopen --tcp-nodelay --tftp-no-options -1,--tlsv1 --tlsv1.0
      --tlsv1.1 --tlsv1.2 --tlsv1.3 --tr-encoding --trace-ids --trace-time -B,--use-ascii -v,--verbose
      --xattr --out-null --skip-existing`,
    values: `--alt-svc --aws-sigv4 --ciphers --connect-timeout --continue-at,-C --create-file-mode --crlfile
      --curves --data-ascii-text --delegation --dns-interface --dns-ipv4-addr --dns-ipv6-addr --dns-servers
      --expect100-timeout --ftp-account --ftp-alternative-to-user --ftp-method -P,--ftp-port
      --ftp-ssl-ccc-mode --happy-eyeballs-timeout-ms --haproxy-clientip --hostpubmd5 --hostpubsha256
      --ip-tos --ipfs-gateway --interface --keepalive-cnt --keepalive-time --krb --limit-rate --local-port
      --login-options --mail-auth --mail-from --mail-rcpt -m,--max-time --max-filesize --max-redirs
      --noproxy --parallel-max --proto --proto-default --proto-redir --proxy-ciphers --proxy-tls13-ciphers
      --proxy-tlsauthtype --proxy-tlspassword --proxy-tlsuser --proxy-service-name --pubkey -Q,--quote
      --random-file -r,--range --rate -e,--referer --request-target --retry --retry-delay --retry-max-time
      --sasl-authzid --service-name -Y,--speed-limit -y,--speed-time --tls-max --tls13-ciphers --tlsauthtype
      --tlspassword --tlsuser -t,--telnet-option --tftp-blksize -z,--time-cond --vlan-priority
      -A,--user-agent -w,--write-out --variable --parallel-max-host --data-raw --form-string
      --cert-type,--key-type,--proxy-cert-type,--proxy-key-type`,
    options: {
      "-X,--request": "method",
      "-o,--output": "download",
      "--output-dir": "write-directory",
      "-D,--dump-header": "write",
      "-c,--cookie-jar": "write",
      "--hsts": "write",
      "--stderr": "write",
      "--trace": "write",
      "--trace-ascii": "write",
      "--libcurl": "write",
      "--etag-save": "write",
      "--etag-compare": "read",
      "-T,--upload-file": "upload",
      "-d,--data,--data-ascii": "upload-text",
      "--data-binary": "upload-text",
      "--data-urlencode": "upload-form",
      "--json": "upload-text",
      "--url-query": "upload-form",
      "-F,--form": "upload-form",
      "-b,--cookie": "upload-text",
      "-H,--header": "upload-text",
      "--proxy-header": "upload-text",
      "-K,--config": "config",
      "--url": "url",
      "-x,--proxy,--preproxy,--socks4,--socks4a,--socks5,--socks5-hostname,--proxy1.0": "url",
      "--doh-url": "url",
      "--connect-to": "host",
      "--resolve": "host",
      "--unix-socket,--abstract-unix-socket": "create",
      "-u,--user": "credential",
      "-U,--proxy-user": "credential",
      "--oauth2-bearer": "credential",
      "--pass": "credential",
      "--proxy-pass": "credential",
      "-E,--cert": "identity",
      "--key": "identity",
      "--cacert": "read",
      "--capath": "read",
      "--proxy-cert": "read",
      "--proxy-key": "read",
      "--proxy-cacert": "read",
      "--proxy-capath": "read",
      "--pinnedpubkey": "read",
      "--netrc-file": "read",
      "--egd-file": "read",
      "--engine": "library",
    },
    operands: ["url..."],
    input: "ignored",
    output: "network",
    network: true,
    environment: { http_proxy: "url", https_proxy: "url", ALL_PROXY: "url", CURL_HOME: "config" },
    reader: "curl",
  },
  "wget,wget2": {
    flags: `--ignore-case --save-headers --warc-cdx --no-warc-compression -b,--background -d,--debug -q,--quiet
      -v,--verbose -nv,--no-verbose -F,--force-html -c,--continue --show-progress -N,--timestamping
      --no-if-modified-since --no-use-server-timestamps -S,--server-response --spider -nc,--no-clobber
      --no-netrc --no-dns-cache -4,--inet4-only -6,--inet6-only --ask-password --no-iri --unlink
      -nd,--no-directories -x,--force-directories -nH,--no-host-directories --protocol-directories
      --no-cookies --keep-session-cookies --ignore-length --no-http-keep-alive --no-cache
      --content-disposition --content-on-error --trust-server-names --auth-no-challenge --https-only
      --no-check-certificate --no-hsts --no-remove-listing --no-glob --no-passive-ftp
      --preserve-permissions --retr-symlinks -r,--recursive --delete-after -k,--convert-links
      --convert-file-only -K,--backup-converted -m,--mirror -p,--page-requisites --strict-comments
      -H,--span-hosts -L,--relative -np,--no-parent --no-proxy --no-config --random-wait
      --retry-connrefused --adjust-extension,-E --follow-ftp --xattr`,
    values: `-t,--tries -T,--timeout --dns-timeout --connect-timeout --read-timeout -w,--wait --waitretry
      -Q,--quota --bind-address --compression --limit-rate --restrict-file-names --prefer-family
      --local-encoding --remote-encoding --start-pos --report-speed --progress --cut-dirs --default-page
      --referer -U,--user-agent --max-redirect --secure-protocol --certificate-type --private-key-type
      -l,--level -A,--accept -R,--reject --accept-regex --reject-regex --regex-type -D,--domains
      --exclude-domains --follow-tags --ignore-tags -I,--include-directories -X,--exclude-directories
      --ciphers -B,--base --warc-header --warc-max-size --retry-on-http-error --user --http-user --ftp-user
      --proxy-user --backups --header`,
    options: {
      "--method": "method",
      "--warc-dedup": "read",
      "--warc-tempdir": "write-directory",
      "-O,--output-document": "download",
      "-P,--directory-prefix": "write-directory",
      "-o,--output-file": "write",
      "-a,--append-output": "append",
      "-i,--input-file": "config",
      "-e,--execute": "setting",
      "--config": "config",
      "--post-data": "upload-text",
      "--post-file": "upload",
      "--body-data": "upload-text",
      "--body-file": "upload",
      "--load-cookies": "read",
      "--save-cookies": "write",
      "--hsts-file": "write",
      "--warc-file": "write",
      "--rejected-log": "write",
      "--password,--http-password,--ftp-password,--proxy-password": "credential",
      "--use-askpass": "program",
      "--ca-certificate": "read",
      "--ca-directory": "read",
      "--crl-file": "read",
      "--certificate": "identity",
      "--private-key": "identity",
      "--pinnedpubkey": "read",
      "--random-file": "read",
      "--egd-file": "read",
    },
    settings: {
      use_askpass: "program",
      output_document: "write",
      post_file: "upload",
      body_file: "upload",
      input: "config",
      http_proxy: "url",
      https_proxy: "url",
      dir_prefix: "write-directory",
    },
    operands: ["url..."],
    input: "ignored",
    output: "network",
    network: true,
    recursive: "-r -m",
    environment: { WGETRC: "config", http_proxy: "url", https_proxy: "url" },
    reader: "curl",
  },
  "http,https,httpie,xh,xhs": {
    flags: `-j,--json -f,--form --multipart --compress -x --stream -S -d,--download -c,--continue -h,--headers
      -b,--body -v,--verbose -m,--meta -F,--follow --check-status --path-as-is --chunked --offline --quiet
      -q -I,--ignore-stdin --all --debug --ignore-netrc`,
    values: `-s,--style --format-options --pretty -p,--print --response-charset --response-mime
      --auth-type,-A --max-redirects --max-headers --timeout --verify --ssl --ciphers --boundary
      --default-scheme --session-read-only --session --raw`,
    options: {
      "--method": "method",
      "-o,--output": "download",
      "-a,--auth": "credential",
      "--bearer": "credential",
      "--proxy": "url",
      "--cert": "identity",
      "--cert-key": "identity",
    },
    operands: ["url", "upload-text..."],
    subcommands: { "GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS,get,post,put,patch,delete,head,options": {} },
    input: "upload",
    output: "network",
    network: true,
  },
  aria2c: {
    flags: `-q,--quiet -c,--continue -D,--daemon --enable-rpc --rpc-listen-all --allow-overwrite
      --auto-file-renaming --no-conf -Z,--force-sequential --check-certificate --dry-run --remote-time,-R
      --follow-torrent --seed-ratio`,
    values: `-x,--max-connection-per-server -s,--split -k,--min-split-size -j,--max-concurrent-downloads --header
      -U,--user-agent --referer --gid -t,--timeout -m,--max-tries --retry-wait --max-download-limit
      --file-allocation --checksum -T,--torrent-file --http-user --select-file --seed-time --bt-tracker
      --log-level --console-log-level --summary-interval --rpc-listen-port`,
    options: {
      "-o,--out": "download",
      "-d,--dir": "write-directory",
      "-i,--input-file": "config",
      "--conf-path": "config",
      "-l,--log": "write",
      "--on-download-complete,--on-download-start,--on-download-error,--on-download-stop,--on-download-pause,--on-bt-download-complete":
        "program",
      "--all-proxy,--http-proxy,--https-proxy,--ftp-proxy": "url",
      "--load-cookies": "read",
      "--save-cookies": "write",
      "--save-session": "write",
      "--http-passwd,--ftp-passwd,--rpc-secret": "credential",
      "--certificate,--private-key,--ca-certificate": "identity",
    },
    effectWith: { "--rpc-listen-all": "expose" },
    operands: ["url..."],
    input: "ignored",
    output: "network",
    network: true,
  },
  "lwp-download,lwp-request,GET,HEAD,POST,lwp-mirror,urlget,finger,whois": {
    flags: "-a -s -u -U -S -e -d -v",
    values: "-m -c -C -H -p -h",
    options: { "-b": "url" },
    operands: ["url", "download"],
    output: "network",
    network: true,
  },
  "dufs,miniserve,http-server,serve,live-server,simple-http-server,devd,filebrowser,droopy,updog,uploadserver":
    {
      flags: `-c --cors -o --open -s,--single,--spa -S --ssl,--tls -A,--allow-all -u,--upload -q,--quiet
        -g,--gzip -d -L -n --no-clipboard --no-compression --no-browser -C --silent -v`,
      values:
        "-p,--port -l,--listen -a,--auth,--address -i,--interfaces -t -e -T --host --log-level -P,--proxy",
      options: {
        "-r,--root": "read",
        "-b,--bind": "listen",
        "--config": "config",
        "--cert,-K,--key": "identity",
      },
      operands: ["read..."],
      serves: "-r",
      recursive: "*",
      output: "nothing",
      input: "ignored",
      network: true,
    },
  powercat: {
    style: "single",
    flags: "-l -v -g -ge -d -rep -u -h",
    values: "-p -t -o -of -dns -dnsft -ep",
    options: { "-c": "host", "-e": "program", "-i": "upload", "-r": "host" },
    operands: ["text..."],
    network: true,
    effect: "expose",
    interactive: true,
  },
  "woof,qrcp,croc,wormhole,magic-wormhole,ffsend,sendfile,onionshare": {
    flags: "-z -u -q --zip --upload -c --cors -o --open -s --single -S --ssl -A --no-clipboard",
    values: "-p,--port -l,--listen --code -a,--auth -i --relay",
    options: { "-b,--bind": "listen", "-d,--directory": "read" },
    operands: ["upload..."],
    network: true,
    effect: "publish",
    subcommands: {
      "send,tx,upload": { values: "--text", effect: "publish" },
      "receive,recv,rx,download": {
        operands: ["text..."],
        options: { "-o,--output-file,--out": "download" },
      },
    },
  },
  "nc,netcat,ncat,nc.traditional,nc.openbsd,cryptcat,sbd,pwncat,rustcat,rcat": {
    flags: `-4 -6 -b -C -D -d -F -h -k -l -N -n -r -S -t -U -u -v -z -L --listen --udp --ssl --broker --chat
      --keep-open --no-dns --verbose --zero -vv -lvnp -q0 --sctp --send-only --recv-only --telnet
      --ssl-verify --allow-any`,
    values: `-G -g -I -i -M -m -O -P -p -q -T -V -W -w -X --proxy-type --source-port --wait --idle-timeout
      --max-conns --ssl-ciphers --ssl-alpn --delay -R -K -H -s,--source`,
    options: {
      "-e,--exec": "program",
      "-c,--sh-exec": "shell",
      "--lua-exec": "script:lua",
      "-x,--proxy": "host",
      "-o,--output": "write",
      "--hex-dump": "write",
      "--append-output": "append",
      "--ssl-cert,--ssl-key,--ssl-trustfile": "read",
      "--allowfile,--denyfile": "read",
      "--proxy-auth": "credential",
    },
    operands: ["host", "text..."],
    input: "upload",
    output: "network",
    network: true,
    reader: "netcat",
  },
  "socat,socat1,filan,procan": {
    flags: "-h -d -D -v -x -q -s -u -U -g -t0 -4 -6 -V -dd -ddd -dddd",
    values: "-b -t -T -L -W -lp -ly -lm",
    options: { "-lf": "write", "-r": "write", "-R": "write" },
    operands: ["text", "text"],
    input: "upload",
    output: "network",
    network: true,
    reader: "socat",
  },
  "dig,host,nslookup,drill,kdig,delv,resolvectl,systemd-resolve,dog,doggo,mdig,nsupdate,resolveip": {
    flags: "-4 -6 -a -C -d -l -r -s -T -v -w -i -m -u -A -U -q --json",
    values: "-b -c -k -N -p -R -t -W -y -x -D",
    options: { "-f": "read" },
    operands: ["host..."],
    output: "network",
    network: true,
  },
  getent: {
    flags: "-i,--no-idn",
    values: "-s,--service",
    output: "inputs",
    input: "ignored",
    subcommands: {
      // The database itself, in whatever place it is kept.
      "shadow,gshadow": { output: "secret" },
    },
  },
  mtr: {
    flags: `-4 -6 -r,--report -w,--report-wide -x,--xml -t,--curses -p,--split -l,--raw -C,--csv -j,--json
      -n,--no-dns -b,--show-ips -z,--aslookup -e,--mpls -u,--udp -T,--tcp -S,--sctp`,
    values: `-c,--report-cycles -G,--gracetime -i,--interval -I,--interface -a,--address -f,--first-ttl
      -m,--max-ttl -U,--max-unknown -P,--port -L,--localport -s,--psize -B,--bitpattern -Q,--tos -M,--mark
      -o,--order -y,--ipinfo -Z,--timeout`,
    options: { "-F,--filename": "read" },
    operands: ["host..."],
    output: "digest",
    input: "ignored",
    network: true,
  },
  "ping,ping6,arping,oping,gping": {
    flags: "-4 -6 -a -A -b -B -d -D -f -h -L -n -O -q -r -R -U -v -V --raw --simple-graphics",
    values: "-c -F -i -I -l -m -M -N -o -p -Q -s -S -t -T -w -W -Z",
    options: { "--filename": "read" },
    operands: ["host..."],
    output: "digest",
    input: "ignored",
    network: true,
  },
  "traceroute,traceroute6,tracepath,tcptraceroute": {
    flags: "-4 -6 -a -A -b -d -D -e -E -F -I,--icmp -n -r -S -T,--tcp -U,--udp -v -V --mtu --back",
    values: "-f -g -i -l -m -M -N -O -p -P -q -s -t -w -z --sport --fwmark",
    operands: ["host...", "text"],
    output: "digest",
    input: "ignored",
    network: true,
  },
  nping: {
    flags: "-4 -6 --tcp --udp --icmp --arp --tr -N -q -v -d -n -H --tcp-connect --unprivileged",
    values:
      "-c --count -e -g -i --rate --delay -p --dest-port --source-port -S --dest-ip --ttl --data --data-string",
    operands: ["host..."],
    output: "digest",
    input: "ignored",
    network: true,
  },
  "nmap,masscan,zmap,zgrab,zgrab2,rustscan,naabu,unicornscan,zenmap": {
    flags: `-sL -sn -Pn -sS -sT -sA -sW -sM -sU -sN -sF -sX -sY -sZ -sO -n -R -F -r -sV -sC -O -A -v -vv -d -6
      -f -T0 -T1 -T2 -T3 -T4 -T5 --open --reason --packet-trace --iflist --privileged --unprivileged
      --traceroute --system-dns --interactive --ping`,
    values: `-p -PS -PA -PU -e -g -S --dns-servers --top-ports --min-rate --max-rate --host-timeout
      --script-args --version-intensity --exclude --max-retries -D --rate --ports --stylesheet --data-length
      --ttl --append-output`,
    options: {
      "-iL,--includefile": "read",
      "--excludefile": "read",
      "-oN,-oX,-oS,-oG,-oA,-oJ": "write",
      "--script": "library",
      "--script-args-file": "read",
      "--datadir": "read",
      "--resume": "read",
      "-b": "host",
    },
    operands: ["host..."],
    style: "single",
    output: "network",
    network: true,
  },
  "tcpdump,tshark,dumpcap,wireshark,ngrep,termshark,windump": {
    flags: `-A -B -d -D -h -H -I -J -K -l -L -n -N -O -p -q -S -t -tt -ttt -tttt -u -U -v -vv -x -xx -X -XX -#
      --immediate-mode -ln -nn -P`,
    values: "-c -C -E -G -i -j -M -m -s -T -y -W -Y -e -o -a -b -f --count -Q",
    options: { "-w": "write", "-r": "read", "-F": "read", "-V": "read", "-z": "program", "-Z": "user" },
    operands: ["text..."],
    network: true,
  },
} satisfies Table;
