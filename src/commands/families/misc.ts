/** Programs that fit nowhere else, and those that are known for starting shells. Sources: their manuals and --help. */
import type { Table } from "../spec.ts";

export const misc = {
  "apache2,httpd,apache2ctl,apachectl": {
    flags: "-t -T -S -M -l -L -v -V -X",
    values: "-D -k -e -n -p",
    options: {
      "-C,-c": "code:other",
      "-f": "config",
      "-d": "work-directory",
      "-E": "append",
      // busybox's httpd: what it serves; apache's only asks for help.
      "-h": "read",
    },
    recursive: "*",
    subcommands: {
      "start,configtest,status,fullstatus,graceful": {},
      "stop,graceful-stop,restart": { effect: "disrupt" },
    },
  },
  pexec: {
    style: "posix",
    flags: "-c,--shell-command -v -C --list -m -j",
    values: "-n,--number -p,--parameters -e,--environment",
    options: {
      "-o,--output": "write",
      "-u": "write",
      "-s,--shell": "program",
      "-f,--parameter-file": "read",
    },
    operands: ["command"],
    operandsWith: { "-c": ["shell..."] },
  },
  "ginsh,tdbtool,ksshell,tasksh": {
    flags: "-s -v -V -i -c -C -r",
    values: "-b -p -t -y -L -l",
    options: { "-d": "write-directory" },
    operands: ["read..."],
    input: "code:other",
  },
  "bashbug,apport-cli,apport-bug,ubuntu-bug,reportbug,landscape-client,unattended-upgrade,do-release-upgrade,update-manager,software-properties-gtk":
    {
      flags: "-f -k -v -q -b -l -n -w -p -m -u",
      values: "-P,--package --symptom -s",
      options: { "-c,--crash-file,--conf": "script:perl", "--save": "write" },
      operands: ["read..."],
      interactive: true,
      environment: { EDITOR: "shell", VISUAL: "shell", PAGER: "shell" },
    },
  "nginx,caddy,traefik,varnishd,squid,envoy,h2o,openresty,coredns,pdns_server,dhcpd,privoxy,a2enmod,a2ensite":
    {
      flags: "-t,--test -T -S -M -l -L -v -V -X --no-daemon -n -h",
      values: `-k,-s -D -p,--port -i -a,--adapter --address -q --http --socket --workers --processes --root
        --alias --document-root -g`,
      options: {
        "-f,-c,-C,--config,--conf-file": "config",
        "-d": "work-directory",
        "-E": "append",
        "--pidfile,-x": "write",
        "--plugin": "library",
      },
      subcommands: {
        // Its own authority is put among those that the system and browsers believe.
        trust: { values: "--adapter --ca", effect: "weaken" },
        "start,configtest,graceful,status,fullstatus,run,adapt,validate,fmt,reload,version,file-server,reverse-proxy,respond,list-modules,environ,hash-password":
          {
            operands: ["read..."],
            values: "--config --adapter --from --to --listen",
            flags: "--browse --watch --overwrite",
          },
        "stop,graceful-stop,restart": { effect: "disrupt" },
      },
    },
  lighttpd: { flags: "-D -t -p -i -1 -v -V -h", options: { "-f": "config", "-m": "library" } },
  haproxy: {
    style: "single",
    flags: "-c -d -D -W -Ws -q -V -v -vv -db -dM -de -dp -dS -dr -dV -dG",
    values: "-n -N -L -sf -st -m -x -S",
    options: { "-f": "config", "-C": "work-directory", "-p": "write" },
    operands: ["config..."],
  },
  tinyproxy: { flags: "-d -h -v", options: { "-c": "config" } },
  unbound: { flags: "-d -p -v -h", values: "-w", options: { "-c": "config" } },
  named: {
    flags: "-4 -6 -f -g -s -v -V -F",
    values: "-d -D -E -m -M -n -p -S -T -u -U",
    options: { "-c": "config", "-L": "append", "-t": "work-directory", "-X": "write" },
  },
  dnsmasq: {
    flags: `-d,--no-daemon -k,--keep-in-foreground -q,--log-queries -R,--no-resolv -h,--no-hosts
      -z,--bind-interfaces -n,--no-poll -N,--no-negcache --test -b,--bogus-priv -D,--domain-needed
      -E,--expand-hosts -f,--filterwin2k -o,--strict-order -K,--dhcp-authoritative -5,--no-ping -w,--help`,
    values: `-p,--port -a,--listen-address -i,--interface -I,--except-interface -A,--address -S,--server
      -F,--dhcp-range -G,--dhcp-host -O,--dhcp-option -c,--cache-size -u,--user -g,--group -s,--domain
      -T,--local-ttl -W,--srv-host -Y,--txt-record --auth-server --auth-zone`,
    options: {
      "-C,--conf-file,-7,--conf-dir": "config",
      "-6,--dhcp-script": "shell",
      "--conf-script": "shell",
      "--dhcp-luascript": "script:lua",
      "-8,--log-facility": "append",
      "-x,--pid-file,-l,--dhcp-leasefile": "write",
      "-r,--resolv-file,-H,--addn-hosts,--dhcp-hostsfile,--servers-file": "read",
      "--tftp-root": "read",
    },
    operands: [],
  },
  dhclient: {
    style: "single",
    flags: "-4 -6 -1 -d -n -nw -q -r -v -w -x -N -T -P -S --no-pid",
    values: "-p -s -g -e -B -C -I -R -V -timeout",
    options: { "-sf": "program", "-cf": "config", "-lf,-pf": "write" },
    operands: ["text..."],
  },
  "gitea,gogs,jenkins,nexus,artifactory,sonarqube,zabbix_sender,nagios,icinga2,telegraf,collectd,grafana-server,prometheus,alertmanager,node_exporter,otelcol,jaeger,datadog-agent,snmpwalk,snmpget,ipmi-chassis,redfishtool,idracadm":
    {
      flags: "-v -d -q --json --recursive --quiet --dry-run",
      values: "-h -H -p -U -u -s -k -o -t -z -n -x -m --url --user --server-id --repo -I",
      options: {
        "-c,--config,--config.file,-C": "config",
        "-P,--password,--apikey,--access-token": "credential",
        "-i": "read",
      },
      network: true,
      interactive: true,
      subcommands: {
        "delete,del,rm,cleanup,dump-delete": { effect: "destroy" },
        "chassis,power,mc,sel": {
          subcommands: { "power,off,reset,cycle,clear": { effect: "disrupt" }, "status,list,info,elist": {} },
        },
        "rt,upload,u,push,publish": { effect: "publish" },
      },
    },
  openocd: {
    flags: "-v",
    values: "-d,--debug -l,--log_output -p,--pipe",
    options: { "-c,--command": "code:tcl", "-f,--file": "script:tcl", "-s,--search": "metadata" },
    operands: ["code:tcl..."],
  },
  "ksu,sash,slsh,tcl,jtag,arduino-cli,platformio,pio,west,idf.py,dosbox,wineconsole,mednafen,retroarch,gap,magma,singular,efibootdump":
    {
      flags: "-a -d -i -n -o -q -s -t -v -y -k -l -x --silent --verbose",
      values: "-p,--port -m -P -U -B -O -D -r --rev -z -u -b",
      options: {
        "-c,--command": "shell",
        "-C,--conf,--config": "config",
        "-f,--file": "script:other",
        "-e": "shell",
        "--eval": "code:other",
        "--plugin,--postconnect,--preconnect,--mda": "shell",
      },
      operands: ["text..."],
      input: "code:other",
      interactive: true,
      environment: { CRASHPAGER: "shell", PAGER: "shell", VISUAL: "shell", EDITOR: "shell" },
    },
  "easy_install,easy_install3": {
    flags: "-U,--upgrade -m -Z -a --user --no-deps",
    options: { "-d,--install-dir,-s": "write-directory", "-i,--index-url,-f": "url" },
    operands: ["package..."],
    network: true,
    projectCode: true,
  },
  "msfconsole,msfvenom,wpscan,arachni,sqlmap,hashcat,john,hydra,medusa,ncrack,aircrack-ng,airmon-ng,airodump-ng,aireplay-ng,responder,bettercap,ettercap,arpspoof,dnsspoof,macchanger,gobuster,dirb,dirbuster,feroxbuster,ffuf,wfuzz,nikto,nuclei,subfinder,amass,httpx,katana,theHarvester,recon-ng,setoolkit,beef-xss,msfdb,msfrpcd,empire,sliver,sliver-client,sliver-server,mythic,mythic-cli,havoc,covenant,merlin,koadic,pupy,linpeas,linpeas.sh,lse.sh,linenum,pspy,pspy64,mimikatz,lazagne,bloodhound,bloodhound-python,sharphound,kerbrute,rubeus,impacket-secretsdump,impacket-psexec,impacket-wmiexec,GetNPUsers.py,GetUserSPNs.py,ntlmrelayx.py,mimipenguin,deepce,kdigger,peirates,kubeletctl,amicontained,unshadow,zip2john,ssh2john,ssh2john.py,keepass2john,fcrackzip,pdfcrack,crunch,cewl,dsniff,tcpkill,driftnet,slowloris,goldeneye,hulk,mdk4,reaver,wifite,kismet,pacu,scoutsuite,prowler,cloudsploit,cartography,s3scanner,enumerate-iam,roadrecon,azurehound,microburst,stormspotter":
    {
      flags: `-v -V -q -f -r -k -I -R -d -e --show --force --status --username --stdout --single --list --test`,
      values: "-m -a -l -L -P -s -t -T -H -X -b -c -mode -C --format --rules -n --session -D",
      options: {
        "-x,--execute-command": "shell",
        "--eval": "code:python",
        "-o,--output,--outfile": "write",
        "-w,--wordlist,-wordlist": "read",
        "-u,--url,--target": "url",
        "-p,--password": "credential",
        "--potfile-path": "write",
        "-iL,-M": "read",
        "-h,-host": "host",
      },
      operands: ["read..."],
      network: true,
      effect: "weaken",
      // medusa is a shop as well.
      subcommands: { "db:*,plugin:*,develop,telemetry": { operands: ["text..."], projectCode: true } },
    },
  "tic,infocmp,tput,reset,clear,tset,toe,captoinfo,infotocap,resize,setterm,chvt,deallocvt,fgconsole,showkey,screenkey,cmatrix,pipes.sh,nyancat,tabs,vlock,physlock,i3lock,xscreensaver,slock":
    {
      flags: "-0 -1 -a -c -C -D -f -g -G -i -I -K -L -N -q -r -s -t -U -x -V -h -l -n -p",
      values: "-e -Q -R -v -w -A -B -T -S -m",
      options: { "-o": "write-directory", "-E": "read" },
      operands: ["read..."],
      operandsWith: { "-S": ["text..."] },
      output: "inputs",
    },
  "ical,remind,calcurse,khal,timew,todo.sh,jrnl,nb,zk,gcal,taskwarrior,watson,bugwarrior,vdirsyncer,notmuch,mu,afew,abook,khard,newsboat,rtv,tuir,toot,tut,bitlbee,signal-cli,telegram-cli,slack-term,ddgr,googler,surfraw,tldr,cheat,cht.sh,navi,howto,wikit,buku,wttr,ansiweather,redshift,ghostwriter,ledger,hledger,beancount,bean-check":
    {
      flags: "-v -s -q -l -a -b -u --update --list -r -n -i --random",
      values: "-p,--platform -L,--language -y -t -o --from --to --format --print -x",
      options: {
        "-d,-D,--directory": "write-directory",
        "-f,--file": "read",
        "-c,--config": "config",
        "-e,--exec": "shell",
      },
      subcommands: {
        "execute,exec": { operands: ["command"] },
        "shell,sh": { operands: [], interactive: true },
        "delete,purge": {},
        "add,done,list,ls,modify,edit,start,stop,next,projects,export,info,log,summary,sync,undo,annotate,append,bal,balance,reg,register,print,search,read,new,tag,show,count,config,context,calendar,waiting":
          {},
      },
    },
  "sendxmpp,ntfy,pushover,apprise,telegram-notify,noti,gotify,beep,spd-say,dunstify,termux-notification,termux-open,termux-clipboard-get,termux-sms-send":
    {
      flags: "-t -v --silent",
      values: "-p,--priority --title -c --tag -u,--user --token",
      options: { "-f,--file,--attach": "upload" },
      operands: ["text..."],
      network: true,
    },
  "claude,codex,gemini,aider,opencode,cursor-agent,cline,cn,crush,plandex,llm,aichat,sgpt,shell-gpt,mods,fabric-ai,ollama,llama-cli,llama-server,lms,vllm,open-interpreter,codebuff,qwen,kilo,kimi,droid,auggie,mentat,gptme,tgpt,swe-agent,sweagent,openhands,devin,roo":
    {
      flags: `-p,--print -c,--continue --dangerously-skip-permissions --dangerously-bypass-approvals-and-sandbox
        --full-auto --yolo -y,--yes,--yes-always --verbose -v --debug -d --no-auto-commits --json
        -i,--interactive -q,--quiet --fork-session --ide --strict-mcp-config --skip-git-repo-check --oss
        --search --no-git --allow-dangerously-skip-permissions --trust-all-tools --no-interactive
        --allow-all-tools --watch --resume-last`,
      values: `--model,-m --output-format --input-format --allowedTools,--allowed-tools
        --disallowedTools,--disallowed-tools --permission-mode --max-turns --append-system-prompt
        --system-prompt --session-id --sandbox,-s --ask-for-approval,-a --profile --approval-mode
        -r,--resume --fallback-model --betas --agent --agents --setting-sources --tools --message
        --edit-format -t --color --include-directories --permission-prompt-tool`,
      options: {
        "--mcp-config,--settings,--config": "config",
        "--add-dir,-C,--cd": "work-directory",
        "-f,--file,--read": "read",
        "--message-file,-F": "read",
        "--image": "upload",
        "-o,--output-last-message,--output": "write",
        "--test-cmd,--lint-cmd": "shell",
        "--load": "config",
        "--api-key": "credential",
        "--plugin-dir": "library",
      },
      network: true,
      interactive: true,
      effectWith: {
        "--dangerously-skip-permissions,--dangerously-bypass-approvals-and-sandbox,--yolo,--allow-dangerously-skip-permissions":
          "weaken",
      },
      subcommands: {
        sandbox: {
          style: "posix",
          operands: ["text", "command"],
          values: "--sandbox -c",
          subcommands: { "linux,macos,landlock,seatbelt,windows": { operands: ["command"] } },
        },
        debug: { style: "posix", operands: ["text", "command"] },
        mcp: {
          subcommands: {
            add: {
              style: "posix",
              values: "-s,--scope -t,--transport -H,--header",
              options: { "-e,--env": "assignment" },
              operands: ["text", "command"],
              effect: "grant",
            },
            "add-json,add-from-claude-desktop": { effect: "grant" },
            "remove,list,get,serve,reset-project-choices": {},
          },
        },
        config: { subcommands: { "set,add": { effect: "weaken" }, "get,list,remove,ls": {} } },
        rm: { effect: "destroy" },
        "pull,push,serve,list,ls,ps,show,create,cp,stop,update,doctor,install,setup-token,migrate-installer,login,logout,exec,resume,apply,completion,run,models,keys,plugins,templates,logs,chat,prompt,auth,plugin,agents,skills,review,features":
          {},
      },
    },
  "civicrm,cv,lando,ddev,valet,warden,docksal,localstack,stripe-mock,wiremock,mockoon-cli,prism,dredd,pact,schemathesis,applitools,percy,chromatic,lhci,pa11y,axe,sitespeed.io,webhint,linkchecker,lychee,muffet,htmltest,htmlproofer,linkinator,broken-link-checker,blc,mlc,awesome_bot,w3c-validator,vnu,html-validate,htmllint,djhtml,actionlint,shellcheck,shfmt,shellharden,bashate,checkbashisms,bats,shunit2,shellspec,kcov,bash_unit,roundup,dockle,editorconfig-checker,ec,eclint,reuse,licensee,license-checker,addlicense,fossa,scancode,ort,cyclonedx,renovate,dependabot,mergify,sourcery,codeclimate,deepsource,gitlab-ci-local,action-validator,treefmt,nixfmt,nixpkgs-fmt,alejandra,statix,deadnix,selene,luaformatter,hindent,ormolu,fourmolu,hlint,brittany,scalariform,cljstyle,zprint,clj-kondo,buildifier,dfmt,erlfmt,elm-format,elm-test,elm-review,purty,dartfmt,fvm,pub,melos,very_good,puro,xcbeautify,xcpretty,swiftlint,swiftformat,sourcekit-lsp,periphery,tuist,xcodegen,carthage,cocoapods":
    {
      flags: `-v,--verbose -q,--quiet -w,--write -d,--diff -l,--list -s,--simplify -f,--force -r,--recursive
        -x,--external-sources -a,--check-sourced --fix --check --lint --json --no-progress --offline
        --strict --watch -bn -ci -sr -kp -fn -mn --apply-fixes --set-exit-if-changed --fatal-infos
        --fatal-warnings --release --debug --profile --no-pub --dry-run --no-color -p --tap --timing`,
      values: `-e,--exclude -S,--severity -o,--enable -i,--indent -ln,--language-dialect,--color --format
        -P,--source-path -W --include -j,--jobs --timeout --max-concurrency --accept --header -t --target
        --flavor --dart-define --device-id --line-length --formatter --filter,-F --wiki-link-count -n`,
      options: {
        "--config,--config-file,--rcfile": "config",
        "--output": "write",
        "--baseline": "read",
        "--dart-define-from-file": "read",
      },
      operands: ["read..."],
      inPlace: "-w --fix",
      projectCode: true,
      network: true,
      subcommands: {
        "exec,ssh": { operands: ["command"] },
        run: { style: "gnu", operands: ["text..."], projectCode: true, values: "-d,--device-id -t,--target" },
        "publish,upload,deploy": {
          operands: ["text..."],
          flags: "--dry-run,-n --force,-f",
          effect: "publish",
          harmless: "--dry-run",
        },
        "poweroff,stop,delete,destroy,rebuild": {
          operands: ["text..."],
          effect: "disrupt",
          flags: "-y -O --omit-snapshot",
        },
        "lint,test,build,analyze,format,get,add,remove,upgrade,outdated,doctor,create,clean,pub,devices,install,start,list,describe,config,serve,validate,check,report,fix,compile,info,logs,generate,edit,bootstrap,use":
          { projectCode: true, flags: "-n", inPlace: "--fix", values: "-o --target-platform" },
      },
    },
} satisfies Table;
