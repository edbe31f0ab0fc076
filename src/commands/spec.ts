/**
 * How a program's arguments are described: what each option and operand means, never what to think of it.
 *
 * A table entry is data. It says which options take a value and what that value is, what the operands are, and a
 * few facts about the program as a whole. `meaning/` turns a call and its entry into actions; `rules/` judge those.
 */

export type CodeLanguage =
  | "shell"
  | "python"
  | "javascript"
  | "perl"
  | "ruby"
  | "php"
  | "awk"
  | "sed"
  | "sql"
  | "lua"
  | "tcl"
  | "applescript"
  | "powershell"
  | "cmd"
  | "make"
  | "vim"
  | "elisp"
  | "r"
  | "other";

/** What one argument is to the program. */
export type Role =
  /** A message, a pattern, a number, a name: nothing that the program opens or runs. */
  | "text"
  /** A number. Where it may only be attached, what is no digit is the next option: `perl -l0ne`, `perl -lne`. */
  | "number"
  /** A file whose content is read. */
  | "read"
  /** A key, a credential or an environment file that the program uses without showing it (`ssh -i`, `node --env-file`). */
  | "identity"
  /** A file or directory of which only names or attributes are looked at (`ls`, `stat`, `test -e`). */
  | "metadata"
  /** A file that is created or overwritten. */
  | "write"
  /** A file that is appended to. */
  | "append"
  /** A file that is changed in place (`sed -i`, `patch`): read and written. */
  | "edit"
  /** Made if it is not there; content that is there stays (`mkdir`, `touch`, `mkfifo`). */
  | "create"
  /** A file whose mode, owner, attributes or capabilities are changed (`chmod`, `chown`, `chattr`, `setcap`). */
  | "attributes"
  /** What a link points to … */
  | "link-target"
  /** … and the link that is made. Without a slot for it, the link comes up in the directory in force. */
  | "link"
  /** A directory in which the program creates files (`-C dir`, `unzip -d dir`). */
  | "write-directory"
  | "delete"
  /** A file that goes away here and comes up elsewhere (`mv` sources). */
  | "move"
  /** A directory that the program works in from here on (`make -C`, `git -C`). */
  | "work-directory"
  /** What is done, in the words of the service: a method of HTTP (`curl -X`), a module (`ansible -m`). */
  | "method"
  /** An address that is connected to: a URL … */
  | "url"
  /** … `user@host`, `host`, `host:port` … */
  | "host"
  /** … `host:path` (also `s3://bucket/key`, `pod:path`) or a local path to read from, … */
  | "remote-read"
  /** … the same, and what is read goes away (`rsync --remove-source-files`, `rclone move`), … */
  | "remote-move"
  /** … or to write to (`scp`, `rsync`, `aws s3 cp`). */
  | "remote-write"
  /** A port or address that is listened on. */
  | "listen"
  /** A file whose content is sent to the address of the call. */
  | "upload"
  /** Text that is sent to the address of the call; `@name` sends a file (curl -d). */
  | "upload-text"
  /** Like `upload-text`, as form fields (`name=@file`, `name=<file`). */
  | "upload-form"
  /** A file where what came from the network is stored. */
  | "download"
  /**
   * A file, or a directory of files, that says what a service is asked to do: a manifest, the body of a request, a batch.
   * It is judged by what it holds (meaning/call/documents.ts).
   */
  | "document"
  /** Configuration that can hold options of the program itself (`curl -K`, `wget -i`). */
  | "config"
  /**
   * The rest is a command with its arguments, each an own word (`sudo`, `env`, `nice`, `xargs`). As the role of an
   * option (`gdb --args`, `xterm -e`) it takes its value and everything after it.
   */
  | "command"
  /** One string that a shell runs (`sh -c`, `watch`, `su -c`). Several words of this role are joined by blanks. */
  | "shell"
  /** The same, with a file that is to be changed put behind it (`GIT_EDITOR`). */
  | "editor"
  /** The same, but several words of this role are as many lines, each for a shell of its own (`concurrently`, `hyperfine`). */
  | "line"
  /** A string of code in a language. */
  | `code:${CodeLanguage}`
  /** A file of code that is run. `script:other` for a program file or an unknown kind. */
  | `script:${CodeLanguage}`
  /** The path of a program that is started (`--editor`, `-I prog`), with or without arguments in the same string. */
  | "program"
  /** A command and its arguments in one string, parted by commas (`gcc -wrapper gdb,--args`). */
  | "comma-command"
  /** A command line that prints the name of the file to open instead; behind `|` it prints the content (`LESSOPEN`). */
  | "opener"
  /** Of an environment variable: words that the program puts in front of its arguments (`TAR_OPTIONS`). */
  | "options"
  /** A shared object or plug-in that is loaded into the program. */
  | "library"
  /** `NAME=value` that is put into an environment or into variables of the program. */
  | "assignment"
  /** `name=value` that sets something of the program itself (`git -c`, `ssh -o`, `apt -o`, `sysctl`); see `settings`. */
  | "setting"
  /** Name of an environment variable that is read. */
  | "variable"
  | "user"
  | "mode"
  | "owner"
  | "signal"
  /** A process id, a process name or pattern. */
  | "process"
  /** A package to install: a name, a path, a URL. */
  | "package"
  /** A file that lists packages to install, one a line (`pip install -r`). */
  | "package-list"
  /** A package that is fetched and run at once (`npx`, `uvx`). */
  | "remote-program"
  /** A container, pod or machine in which the command of the call runs. */
  | "container"
  /** A container image. */
  | "image"
  /** `host-path:container-path` (docker -v). */
  | "mount"
  /** A block device or disk. */
  | "device"
  /** Something with secrets in it: a password on the command line, a token. */
  | "credential";

/** A slot for operands: one, or `…` for any number (at most one such slot; slots after it are filled from the end). */
export type Slot = Role | `${Role}...`;

type OptionName = `-${string}` | `+${string}`;

/**
 * How options are written.
 * - `gnu`: `-abc`, `-ovalue`, `--long[=value]`, anywhere (the default).
 * - `posix`: the same, ending at the first operand.
 * - `single`: long options with one dash, value in the next word or after `=`: `-name value` (find, java, openssl,
 *   terraform, go). An option of one letter may have its value attached (`gcc -Idir -ofile`).
 * - `keys`: `key=value` operands (dd).
 * - `old`: the first word is a bundle without a dash (tar, ar, ps); otherwise as `gnu`.
 * - `none`: everything is an operand (echo, test).
 */
export type Style = "gnu" | "posix" | "single" | "keys" | "old" | "none";

/** What the program's standard output holds. */
export type Output =
  /** What it read: its files and its standard input (cat, sed, base64). The default. */
  | "inputs"
  /** Something that tells nothing of the content (wc, sha256sum, test). */
  | "digest"
  /** What came from the network (curl, wget -O-). */
  | "network"
  /** Its arguments (echo, printf). */
  | "arguments"
  /** The environment (env, printenv). */
  | "environment"
  /** A secret: it prints credentials by design (`gh auth token`, `vault read`, `pass show`). */
  | "secret"
  | "nothing";

/** What the program does with its standard input when no operand says otherwise. */
export type Input =
  /** Reads it as data. The default. */
  | "data"
  /** Never looks at it (rm, echo, sudo itself). */
  | "ignored"
  /** Runs it as code when there is no script operand (sh, python, psql), and no command (`fakeroot`, `poetry shell`). */
  | `code:${CodeLanguage}`
  /** Sends it to the address of the call when told to (nc, `curl -T -`). */
  | "upload"
  /** Takes names of files or arguments from it (xargs, `cpio`, `parallel`). */
  | "arguments"
  /** Writes it to its operands (tee, dd). */
  | "stored";

/** Programs whose arguments are a little language of their own. Each name has a reader in `meaning/programs/`. */
export type Reader =
  | "find"
  | "xargs"
  | "dd"
  | "tar"
  | "git"
  | "awk"
  | "sed"
  | "curl"
  | "env"
  | "test"
  | "make"
  | "socat"
  | "fish"
  | "netcat"
  | "openssl"
  | "ssh"
  | "docker"
  | "kubectl"
  | "parallel"
  | "tmux"
  | "crontab"
  | "rsync"
  | "own-addresses"
  | "package-run"
  | "powershell"
  | "cmd"
  | "sql-client"
  | "editor"
  | "declare"
  | "read"
  | "mapfile"
  | "names-variable"
  | "shift"
  | "getopts"
  | "let"
  | "hash"
  | "flock"
  | "bind"
  | "complete"
  | "shopt"
  | "printf"
  | "patch"
  | "set"
  | "cd"
  | "source"
  | "eval"
  | "exec"
  | "trap"
  | "alias"
  | "kill"
  | "tex"
  | "ansible"
  | "playbook"
  | "assembled"
  | "python"
  | "ruby"
  | "shell"
  | "zsh";

/**
 * What a call does to something that is no file here: a database, a cluster, an account, a service. Rules that know the
 * program better go before; this is what lets a guard stop `delete` in a tool it has no rule for.
 */
export type Effect =
  /** Something that lasts is gone, or its content is (`dropdb`, `kubectl delete`, `terraform destroy`, `aws s3 rb`). */
  | "destroy"
  /** Something that runs is stopped, restarted, scaled down or cut off (`systemctl stop`, `reboot`, `kubectl drain`). */
  | "disrupt"
  /** Something is made public or handed to others (`npm publish`, `gh release create`, `gh gist create`). */
  | "publish"
  /** A way in is opened: a tunnel, a public bucket, a port (`ngrok`, `tailscale funnel`). */
  | "expose"
  /** Rights or credentials are made or handed out (`aws iam create-access-key`, `gh auth login`, `usermod -aG`). */
  | "grant"
  /** A protection is switched off or weakened (`ufw disable`, `setenforce 0`, `auditctl -e 0`). */
  | "weaken"
  /** The value of a secret is shown (`secrets access`, `token show`). */
  | "reveal";

export interface Program {
  /**
   * Options without a value, separated by white space; names of one option joined by commas: `"-f,--force -v,--verbose"`.
   * `--help` and `--version` go without saying, and so does `-NUMBER` (`head -20`). A long flag may have a value attached
   * that tells nothing (`--color=never`).
   */
  readonly flags?: string;
  /** Options with a value that is text, written like flags: `"-n,--lines -c,--bytes"`. */
  readonly values?: string;
  /** Other options with a value: names joined by commas → what the value is. `"-o,--output": "write"`. */
  readonly options?: Readonly<Record<OptionName, Role>>;
  /** Options whose value may only be attached (`-i[SUFFIX]`, `--color[=WHEN]`), with its role. */
  readonly optional?: Readonly<Record<OptionName, Role>>;
  /** Options that take several words: `jq --arg NAME VALUE`, `bwrap --bind SRC DEST`. */
  readonly several?: Readonly<Record<OptionName, readonly Role[]>>;
  /**
   * What the value of a `setting` is, by name of the setting in lower case; `*` stands for any part of it:
   * `{ "core.pager": "shell", "alias.*": "shell" }`. Settings that are not listed are text.
   */
  readonly settings?: Readonly<Record<string, Role>>;
  /** `NAME=value` operands go into the environment: those before the first other operand (env, sudo), or all (make). */
  readonly assignments?: "leading" | "anywhere";
  /** `@file` stands for options that are read from a file (gcc, javac, readelf): a read. */
  readonly responseFiles?: boolean;
  /** What the operands are, in order. Default `["read..."]`, with subcommands `["text..."]`. */
  readonly operands?: readonly Slot[];
  /** Other operands when one of these options is given: `{ "-e,-f": ["read..."] }` for grep; first match in order wins. */
  readonly operandsWith?: Readonly<Record<OptionName, readonly Slot[]>>;
  readonly style?: Style;
  readonly input?: Input;
  readonly output?: Output;
  /** Flags that make operands stand for everything below them. `"*"`: always. */
  readonly recursive?: string;
  /** Flags that turn off questions and errors (`rm -f`). */
  readonly force?: string;
  /** Flags that make the call change nothing (`--dry-run`, `--help`, `--version`): its writes and deletes are then reads of metadata. */
  readonly harmless?: string;
  /**
   * Words behind the first operand that change nothing either, where all of them are among these or numbers:
   * `parted DISK unit s print`.
   */
  readonly looks?: string;
  /** Flags that make it change its operands in place although they are `read` otherwise (`sed -i`, `prettier --write`, `sort -o`). */
  readonly inPlace?: string;
  /**
   * What the call does to things that are no files; and what it does only when one of these options is given, or given with
   * that value (`--type=NodePort`); options with the same effect are joined by commas.
   */
  readonly effect?: Effect;
  readonly effectWith?: Readonly<Record<OptionName, Effect>>;
  /**
   * A client of a service (a cloud, a platform, a cluster, a store). What its subcommands do is read from the words
   * that all such clients share (`project delete`, `apps:destroy`, `token create`; `meaning/call/verbs.ts`), and its table
   * only says what those words do not. `false` for a subcommand whose words say nothing of the kind (`supabase stop`
   * stops containers here, `apt purge` is said of packages, for which there are rules).
   */
  readonly service?: boolean;
  /** Raises privileges for what it runs (sudo, doas, su, pkexec). */
  readonly privilege?: boolean;
  /** The command of the call runs elsewhere: on the host operand, in the container operand. */
  readonly place?: "host" | "container";
  /** Talks to the network even without an address on its command line (npm install, git fetch, apt). */
  readonly network?: boolean;
  /** Gives a person or whatever is on stdin a way to start programs (a pager, an editor, a debugger, a REPL). */
  readonly interactive?: boolean;
  /** Flags that give such a way although the program as a whole does not (`sudo -s`, `systemd-run -S`, `fzf --listen`). */
  readonly interactiveWith?: string;
  /** Runs code of the directory it works in, named by no argument (make: Makefile, pytest: conftest.py, npm ci: scripts). */
  readonly projectCode?: boolean;
  /** A server of files: without an operand that names some, and without these options, it serves the directory it works in. */
  readonly serves?: string;
  /**
   * Subcommands. Options of this entry are understood before and after the subcommand. Names of one subcommand are
   * joined by commas; `*` stands for any part of a name (`"delete-*,terminate-*"`), and an exact name goes before it.
   * What a subcommand does not say of its operands, its output, its network and the like, it has from this entry
   * (`meaning/call/subcommand.ts` says what); `style`, `effect` and what refers to options are its own.
   * A first operand that is no subcommand leaves the call to this entry alone.
   */
  readonly subcommands?: Readonly<Record<string, Program>>;
  /** Environment variables that name programs or code it runs: `{ PAGER: "shell", GIT_SSH_COMMAND: "shell" }`. */
  readonly environment?: Readonly<Record<string, Role>>;
  /** Names of documents, parted by blanks, of which it takes the first that is there when it is given none. */
  readonly documents?: string;
  /** A reader in `meaning/programs/` for what the table cannot say. It gets the call as sorted by this entry. */
  readonly reader?: Reader;
}

/** Programs by base name. Names of one program joined by commas: `"vi,vim,nvim"`. */
export type Table = Readonly<Record<string, Program>>;
