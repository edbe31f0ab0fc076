/**
 * What calls do, as data: each language's table names functions by their dotted path (`os.remove`) and methods of
 * things by `type#method` (`socket#connect`; `*#method` for things of which the type is not known).
 */

/**
 * Where an argument stands: a position, or the names of keywords too; `self` is what a method is called on.
 * The first that is given counts.
 */
export type At = number | string | readonly (number | string)[];

export type CallSpec =
  /** Files go. `all`: every argument, and every item of a list, names one. */
  | { readonly does: "delete"; readonly path: At; readonly tree?: boolean; readonly all?: boolean }
  /** A file is read; its content is the value. */
  | {
      readonly does: "read";
      readonly path: At;
      /** With all below it. */
      readonly tree?: boolean;
      /** A value that is no path is the content already. */
      readonly content?: boolean;
      /** Where this option is set, what is printed meanwhile takes its place. */
      readonly rewrites?: string;
      /** What is read where no path is given. */
      readonly otherwise?: string;
    }
  /** What is in an archive is put below a directory. */
  | { readonly does: "unpack"; readonly to: At }
  /** A file goes to another machine. */
  | { readonly does: "upload"; readonly path: At; readonly to: string }
  | {
      readonly does: "write";
      readonly path: At;
      readonly content?: At;
      readonly append?: boolean;
      readonly all?: boolean;
    }
  /** A file is opened for what the mode says. */
  | {
      readonly does: "open";
      readonly path: At;
      readonly mode?: At;
      readonly by?: string;
      /** What it is then, if not a plain file. */
      readonly as?: string;
    }
  | {
      readonly does: "copy";
      readonly from: At;
      readonly to: At;
      readonly moves?: boolean;
      readonly tree?: boolean;
    }
  | { readonly does: "link"; readonly target: At; readonly path: At; readonly symbolic: boolean }
  | {
      readonly does: "chmod";
      readonly path: At;
      readonly mode: At;
      readonly owner?: boolean;
      readonly tree?: boolean;
    }
  /** A directory is listed: the value is its names, or with `whole` its paths. */
  | { readonly does: "list"; readonly path: At; readonly whole?: boolean }
  | { readonly does: "chdir"; readonly path: At }
  /** A command line for the shell. */
  | { readonly does: "shell"; readonly command: At; readonly gives?: Gives }
  /**
   * A program with its arguments: `program` is a list or one string (`line`: a string is a command line for the
   * shell, always or where the option `shell` is set), `args` a list of arguments, `rest` their first position,
   * `zero`: the list begins with the program's own name.
   */
  | {
      readonly does: "start";
      readonly program: At;
      readonly args?: At;
      readonly rest?: number;
      readonly zero?: boolean;
      readonly line?: "always" | "option";
      readonly gives?: Gives;
    }
  /** A program that has the name of the function: `sh.rm("-rf", "x")`. */
  | { readonly does: "program" }
  /** A connection: host and port as two arguments, or as one (a pair, options, `host:port`). */
  | { readonly does: "connect"; readonly host?: At; readonly port?: At; readonly address?: At }
  | { readonly does: "listen"; readonly port?: At; readonly address?: At }
  /** A request to a URL; the response is the value. `saves`: it goes into that file. */
  | {
      readonly does: "request";
      readonly url: At;
      readonly sends?: readonly (number | string)[];
      readonly saves?: At;
      /** Its method: always the same, or an argument. */
      readonly method?: "DELETE";
      readonly methodIn?: At;
    }
  /**
   * SQL, if the text looks like it; or a method that stands for a statement (`User.delete_all`). `bare`: only without a
   * condition as its argument; `type`: only called on a class itself, or what has a name; `named`: as classes are named.
   */
  | { readonly does: "statement"; readonly code: At }
  | {
      readonly does: "statement";
      readonly says: string;
      readonly bare?: boolean;
      readonly type?: true | "named";
      /** Only where an empty condition is given: the name alone means other things as well. */
      readonly given?: true;
    }
  /** A database is opened: that of a file, or at an address (a URL, what a driver writes for one, a host by its name). */
  | { readonly does: "database"; readonly file?: At; readonly address?: At }
  /** A call of a client library, judged as this command line; `more`: a list of words that follow. */
  | { readonly does: "equivalent"; readonly words: readonly string[]; readonly more?: At }
  /** A call of Amazon's library: `boto3.client("ec2").terminate_instances` is `aws ec2 terminate-instances`. */
  | { readonly does: "aws" }
  /** All rows of a table. */
  | { readonly does: "rows" }
  /** Addresses among the arguments are connected to, anything else goes where the last one led. */
  | { readonly does: "exchange" }
  | { readonly does: "send"; readonly data: At }
  | { readonly does: "receive" }
  /** Descriptors are tied to one another (`dup2`). */
  | { readonly does: "tie" }
  /** Two streams are joined (`a.pipe(b)`). */
  | { readonly does: "pipe"; readonly to: At }
  /** Code of a language (by default the program's own) is run. */
  | {
      readonly does: "code";
      readonly code: At;
      readonly language?: "shell" | "javascript" | "python" | "yaml";
      readonly file?: boolean;
      /** In a process of its own. */
      readonly starts?: true;
      /** Only where something is known of the code: the name means other things as well. */
      readonly certain?: boolean;
    }
  /** A function is made of texts: its parameters, then its body. */
  | { readonly does: "make-function" }
  /** PHP: a name gets a value, or the names of a map get theirs (`from`). */
  | { readonly does: "define"; readonly name: At; readonly value: At }
  | { readonly does: "define"; readonly from: At }
  /** A file or, where the option `eval` is set, a text is run beside the program. */
  | { readonly does: "worker" }
  /** A function, or code as text, is called later with what stands from `given` on. */
  | { readonly does: "later"; readonly given: number }
  /** Perl's `File::Find`: a function is called for every file below a directory, whose path is the topic. */
  | { readonly does: "find"; readonly work: At; readonly path: At }
  /** A terminal is made to take a letter as typed, if that is what is asked of the device. */
  | { readonly does: "ioctl"; readonly request: At; readonly data: At }
  /** A program is started at a terminal of its own; a line is typed there. */
  | { readonly does: "terminal"; readonly command: At }
  | { readonly does: "type"; readonly data: At }
  /** A process that was found among all there are is ended. */
  | { readonly does: "end-process" }
  /** A process starts another like itself. */
  | { readonly does: "fork" }
  /** A function is called again and again. */
  | { readonly does: "forever" }
  /** A function gets what it hands its result to. */
  | { readonly does: "promise" }
  /** What the program prints is handed to a function (PHP's `ob_start`). */
  | { readonly does: "output-to"; readonly name: At }
  /** The value is a function of the language. */
  | { readonly does: "value-of"; readonly symbol: string }
  /** Native code is loaded. */
  | { readonly does: "library"; readonly path: At }
  /** `aside`: on the error stream, or in the message with which the program ends. */
  | { readonly does: "print"; readonly newline: boolean; readonly aside?: true }
  /** `open` with everything in its words: `">f"`, `"|cmd"`, `"cmd|"`, `">&S"`; `second`: what follows is the mode. */
  | { readonly does: "words"; readonly mode: At; readonly second?: boolean }
  /** Functions on handles of files and connections. */
  | { readonly does: "handle-read"; readonly handle: At }
  | { readonly does: "handle-write"; readonly handle: At; readonly content: At }
  /** A standard stream is replaced. */
  | { readonly does: "reopen"; readonly to: At }
  /** A function by its name, with the rest as its arguments. */
  | {
      readonly does: "dispatch";
      readonly name: number /** With each item of the list. */;
      readonly each?: true;
    }
  /** An option of a request that is being put together. */
  | { readonly does: "curl"; readonly handle: At; readonly option: At; readonly value: At }
  /** Variables of the environment: one, or without a name all. */
  | { readonly does: "environment"; readonly name?: At }
  /** A variable of the environment is set, or all those of a map; `NAME=value` as one text too. */
  | { readonly does: "set-environment"; readonly name: At; readonly value?: At }
  /** A `.env` file is put into the environment; what it said is what the call gives, or that under `parsed`. */
  | { readonly does: "load-environment"; readonly path?: At; readonly gives?: "all" | "parsed" }
  | { readonly does: "input" }
  /** A thing is made; what `keep` names is remembered of it. */
  | { readonly does: "make"; readonly type: string; readonly keep?: Readonly<Record<string, At>> }
  | { readonly does: "module"; readonly name: At }
  /** Python's `mock.patch`: a part of a module is replaced for a while; `at`: it begins or ends with the call, which may be on it. */
  | { readonly does: "patch"; readonly at?: "start" | "end" }
  /** A stand-in for these functions of libraries, for as long as what it decorates or holds runs. */
  | { readonly does: "stand-in"; readonly replaces: string }
  /** From here on the program itself answers requests to this address, or to any. */
  | { readonly does: "answers"; readonly address?: At }
  /** An object is put into bytes that make it again, by the call that it names itself; and is made again. */
  | { readonly does: "pickle" }
  | { readonly does: "unpickle"; readonly code: At }
  | { readonly does: "attribute"; readonly object: At; readonly name: At }
  | { readonly does: "fold"; readonly fold: string; readonly from?: At }
  | { readonly does: "home"; readonly path: At; readonly pattern?: true }
  | { readonly does: "value"; readonly text: string }
  /** Functions among the arguments are called with the items of the thing; `pairs`: with two at once; `keeps`: those stay. */
  | {
      readonly does: "map";
      readonly pairs?: boolean;
      readonly keeps?: boolean;
      /** In a thread or process of its own. */
      readonly starts?: true;
    }
  | { readonly does: "signal"; readonly target: At; readonly signal: At };

/** The entries of one kind. */
export type SpecOf<Does extends CallSpec["does"]> = Extract<CallSpec, { does: Does }>;

/** What starting a program gives: what it prints, its exit status, or the process. */
export type Gives = "output" | "status" | "process";

export type CallTable = Readonly<Record<string, CallSpec>>;

/** Names, parted by blanks and line ends. */
export function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** Several names for the same call: `same({ does: "chdir", path: 0 }, "process.chdir Deno.chdir")`. */
export function same(spec: CallSpec, names: string): CallTable {
  return Object.fromEntries(words(names).map((name) => [name, spec]));
}

/** Functions that only compute: `folding("base64", "base64.b64decode base64.decodebytes")`. */
export function folding(fold: string, names: string): CallTable {
  return same({ does: "fold", fold }, names);
}
