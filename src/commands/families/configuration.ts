/** Programs that bring many hosts into a state: Ansible, Salt, Puppet, Chef and their like. Sources: each program's help. */
import type { Table } from "../spec.ts";

/** Where ansible takes modules and plug-ins of its own from (Ansible Configuration Settings). */
const ANSIBLE_CODE = {
  ANSIBLE_CONFIG: "config",
  ANSIBLE_LIBRARY: "library",
  ANSIBLE_MODULE_UTILS: "library",
  ANSIBLE_ACTION_PLUGINS: "library",
  ANSIBLE_CALLBACK_PLUGINS: "library",
  ANSIBLE_CONNECTION_PLUGINS: "library",
  ANSIBLE_FILTER_PLUGINS: "library",
  ANSIBLE_LOOKUP_PLUGINS: "library",
  ANSIBLE_STRATEGY_PLUGINS: "library",
} as const;

export const configuration = {
  "ansible,ansible-console": {
    flags: `-b,--become -C,--check -D,--diff -k,--ask-pass -K,--ask-become-pass -o,--one-line -v -vv -vvv
      --list-hosts --flush-cache --step`,
    values: `-f,--forks -l,--limit -u,--user -T,--timeout -c,--connection -B,--background -P,--poll
      --become-user --become-method --task-timeout -e,--extra-vars`,
    options: {
      "-i,--inventory": "read",
      "-m,--module-name": "method",
      "-a,--args": "shell",
      "--private-key,--key-file": "identity",
      "-M,--module-path": "library",
      "--vault-password-file,--vault-id": "program",
      "-t,--tree": "write-directory",
      "--playbook-dir": "work-directory",
    },
    operands: ["host"],
    place: "host",
    network: true,
    service: true,
    harmless: "-C --list-hosts",
    environment: { ...ANSIBLE_CODE, PAGER: "shell" },
    reader: "ansible",
  },
  "ansible-playbook,ansible-pull,ansible-runner": {
    flags: `-b,--become -C,--check -D,--diff -k,--ask-pass -K,--ask-become-pass -v -vv -vvv --list-hosts
      --list-tasks --list-tags --syntax-check --step --flush-cache --force-handlers -J`,
    values: `-f,--forks -l,--limit -u,--user -T,--timeout -c,--connection -t,--tags --skip-tags
      --start-at-task --become-user --checkout -e,--extra-vars`,
    options: {
      "-i,--inventory": "read",
      "--private-key,--key-file": "identity",
      "-M,--module-path": "library",
      "--vault-password-file,--vault-id": "program",
      "-U,--url": "url",
      "-d,--directory": "write-directory",
    },
    operands: ["script:other..."],
    network: true,
    service: true,
    harmless: "-C --list-hosts --list-tasks --list-tags --syntax-check",
    environment: ANSIBLE_CODE,
    reader: "playbook",
  },
  "ansible-vault": {
    options: { "--vault-password-file,--vault-id": "program", "--output": "write" },
    subcommands: {
      "view,decrypt": { operands: ["edit..."], output: "secret" },
      "create,edit,encrypt,rekey": {
        operands: ["edit..."],
        interactive: true,
        environment: { EDITOR: "shell" },
      },
      encrypt_string: {},
    },
  },
  "ansible-galaxy,ansible-lint,ansible-inventory,ansible-doc,ansible-config": {
    flags: "-f,--force --list --graph -y --offline -q -v --parseable -n,--no-deps",
    values: "--roles-path -p --host --playbook-dir -t,--type",
    options: { "-r,--role-file": "read", "-i,--inventory": "read", "-c": "config" },
    network: true,
    subcommands: {
      "collection,role": { subcommands: { install: { operands: ["package..."] } } },
      edit: { interactive: true },
    },
  },
  "ansible-test": {
    subcommands: { shell: { operands: ["command"], flags: "--raw --docker --venv", input: "code:shell" } },
  },
  "salt,salt-call,salt-ssh,pepper": {
    flags: "--local --masterless -v -L -E -G -N -C -l --static -r,--raw",
    values: "-t,--timeout --out -b --config-dir",
    options: { "-c": "config" },
    operands: ["host", "text", "shell..."],
    operandsWith: { "--local": ["text", "shell..."], "-r": ["host", "shell..."] },
    place: "host",
    network: true,
    service: true,
  },
  "salt-run,salt-cloud": {
    flags: "-y,--assume-yes -P -Q -F -S --async -d,--destroy",
    values: "-t,--timeout -p,--profile -m,--map -l",
    operands: ["text..."],
    network: true,
    service: true,
    effectWith: { "-d": "destroy" },
  },
  "puppet,bolt,chef-client,chef-solo,knife,chef,inspec,cdist,cf-agent,pyinfra,fab,fabric,cap,itamae,mitamae":
    {
      flags: "-v,--verbose --debug --noop --test --local-mode -z -h --why-run -F -y",
      values: "-l -E,--environment -o,--override-runlist -N --targets,-t,-H -u,--user -p,--password",
      options: {
        "-e,--execute": "code:other",
        "-c,--config": "config",
        "-j": "read",
        "--custom-dir": "read",
      },
      network: true,
      service: true,
      harmless: "--noop --why-run",
      projectCode: true,
      subcommands: {
        apply: {
          flags: "-v -d",
          options: { "-l,--logdest": "write", "--modulepath": "library" },
          operands: ["script:other"],
          operandsWith: { "-e": [] },
        },
        shell: { options: { "-s,--shell": "program" }, operands: [], interactive: true },
        exec: { options: { "-E,--exec": "code:ruby" }, operands: ["script:ruby"] },
        ssh: { operands: ["host", "shell"], place: "host" },
        "command,script": { operands: ["text", "shell..."], place: "host", values: "-t,--targets" },
        "node,client,data": { subcommands: { "delete,bulk": { effect: "destroy" } } },
      },
    },
} satisfies Table;
