/** Nix, Guix and what is built on them: packages, and shells with packages in them. */
import type { Table } from "../spec.ts";

const NIX = {
  style: "gnu",
  flags: `-i,--install,--uninstall -q,--query -u,--upgrade -d,--delete-old -v,--verbose --quiet --pure
    --impure --keep-failed,-K --keep-going,-k --fallback --no-build-output,-Q --show-trace --dry-run
    --no-out-link --no-link --print-build-logs,-L --print-out-paths --refresh --offline --rebuild
    --recreate-lock-file --accept-flake-config --no-write-lock-file --commit-lock-file --json --raw
    --readonly-mode --gc --optimise --verify --ignore-environment --installed --available -a -P
    --list-generations --rollback --add --list --update --container -C -N --no-substitutes --strict
    --eval --parse`,
  values: `-j,--max-jobs --cores -p,--packages -A,--attr --profile --builders --system --substituters
    --timeout --update-input --system-profile --remove --type --log-format --target-host --build-host
    --delete-generations --delete-older-than --ad-hoc --keep`,
  options: {
    "--run,--command": "shell",
    "-f,--file": "script:other",
    "-E,--expr": "code:other",
    "-I,--include": "read",
    "-o,--out-link": "write",
    "--store,--from,--to": "url",
    "-c": "command",
    "--flake": "read",
    "-e,--expression": "code:other",
  },
  several: {
    "--option": ["text", "text"],
    "--arg": ["text", "code:other"],
    "--argstr": ["text", "text"],
    "--override-input": ["text", "url"],
    "--override-flake": ["text", "url"],
  },
  operands: ["read..."],
  network: true,
  projectCode: true,
  subcommands: {
    run: { style: "posix", operands: ["remote-program", "text..."], projectCode: true },
    "shell,develop,environment,activate": {
      options: { "-c,--command,--": "command" },
      operands: ["package..."],
      input: "code:shell",
      interactive: true,
      projectCode: true,
    },
    exec: { operands: ["command"] },
    repl: { operands: ["script:other", "text..."], input: "code:other", options: { "-L": "library" } },
    "time-machine": { values: "-C --commit", operands: ["command"] },
    "build,flake,profile,store,search,eval,log,fmt,copy,hash,path-info,why-depends,print-dev-env,config,registry,upgrade-nix,doctor,show-derivation,derivation,bundle,edit,nar,key,realisation,daemon,help,install,remove,upgrade,pull,package,describe,system,home,home-manager,switch,boot,test,up,add,init,update,info,services,generate,global,rm,ls,os,clean":
      {
        operands: ["text..."],
        projectCode: true,
        subcommands: {
          "check,show,update,lock,init,new,metadata,info,clone,archive,install,remove,list,upgrade,rollback,history,gc,delete,ping,verify,optimise,reconfigure,build,search":
            { projectCode: true },
        },
      },
    "gc,wipe-history,delete-generations": { operands: ["text..."], effect: "destroy" },
  },
} as const;

export const nix = {
  "nix,nix-env,nix-build,nix-store,nix-channel,nix-instantiate,nix-collect-garbage,nix-prefetch-url,nix-prefetch-git,nixos-rebuild,home-manager,darwin-rebuild,nix-copy-closure,nix-hash,nix-daemon,guix,cachix,nix-index,nix-locate,nh":
    NIX,
  "nix-shell": { ...NIX, input: "code:shell" },
  "devbox,devenv,flox": {
    flags: "-q,--quiet --pure --impure --verbose -v --omit-nix-env",
    values: "-c,--config -e,--env -d,--dir -r,--remote --environment",
    options: { "--env-file": "identity" },
    network: true,
    projectCode: true,
    subcommands: {
      // A script of its file by name, or any command.
      "run,shell,activate,exec": {
        flags: "--list -l --recompute --print-env -t,--trust -s,--start-services",
        values: "-m,--mode",
        options: { "-c,--command": "shell" },
        operands: ["command"],
        interactive: true,
        input: "code:shell",
        projectCode: true,
      },
      "add,install,rm,remove,uninstall,update,upgrade,search,info,list,init,services,up,test,build,gc,generate,global,pull,push,edit,show,cache,version,create,envs,containerize,shellenv":
        { projectCode: true },
    },
  },
} satisfies Table;
