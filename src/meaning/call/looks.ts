/** What arguments look like: a path, code, a statement. For programs that no table has. */

import { prefix, show, type Text } from "../value.ts";
import { dropPrefix } from "./words.ts";

/** Options and subcommands that code follows, in programs that nobody knows. */
export const CODE_FOLLOWS = /^(?:-[ecxr]|--(?:eval|execute|exec|command|expression|code)|eval|exec)$/;

/** The beginning of a statement that changes a database, in SQL, SPARQL or Cypher. */
export const SQL_STATEMENT =
  /^\s*(?:DELETE\s+(?:WHERE|DATA)\b|CLEAR\s+(?:ALL|GRAPH|DEFAULT|NAMED)\b|(?:OPTIONAL\s+)?MATCH\s*\(|(?:DROP|TRUNCATE|ALTER|CREATE|GRANT|REVOKE|COPY|WITH)\s|DELETE\s+FROM\s|UPDATE\s+\S+\s+SET\s)/i;

/** Subcommands that take a statement … */
export const SQL_WORD = /^(?:(?:pg:)?psql|sql|shell|execute|query|d1)$/;

/** … and options, with the statement attached or behind them. */
export const SQL_FOLLOWS =
  /^(?:(?:pg:)?psql|sql|shell|exec|execute|query|-[ecqx]|--(?:eval|execute|exec|command|query|sql|statement)(?:=.*)?)$/s;

/** Programs with these kinds of output print their own arguments, or nothing of any file. */
export const SAYS_WORDS: ReadonlySet<string> = new Set(["arguments", "digest", "nothing", "environment"]);

/** A shell by its path, with or without arguments. */
export const SHELL_COMMAND = /^!?\s*\/(?:usr\/(?:local\/)?)?bin\/(?:ba|da|z|k|a|c|tc)?sh(?:\s|$)/;

/** A shell by its name with flags alone, and no line to run. */
const CHOSEN_SHELL = /^(?:\/(?:usr\/(?:local\/)?)?bin\/)?(?:ba|da|z|k|a|fi)?sh(?:\s+(?:-\w+|pipefail))*$/;

/** Does the setting or option only say which shell is to be taken (`shell = ["bash", "-uc"]`)? What it is given shows later. */
export function choosesShell(name: string, value: Text): boolean {
  return /shell$/i.test(name) && CHOSEN_SHELL.test(show(value).trim());
}

/** The value in `--option=value`, `@file` and `file://path`; the argument itself where there is none. */
export function attachedValue(arg: Text): Text {
  const start = prefix(arg);
  const before = /^(?:--?[\w-]+=)?(?:@|file:\/\/)?/.exec(start)?.[0] ?? "";
  return before === "" ? arg : dropPrefix(arg, before.length);
}

/** For programs that nobody knows: does the operand look like something in the file system? */
export function looksLikePath(text: Text): boolean {
  const start = show(text);
  return (
    /^(?:[.~]?\/|\.\.?\/|~)|\//.test(start) && !/^[a-z][a-z0-9+.-]*:\/\//i.test(start) && !/\s/.test(start)
  );
}

/** Programs whose operands are addresses, with or without a scheme. */
export const WEB_CLIENTS: ReadonlySet<string> = new Set(
  "curl wget wget2 http https httpie xh xhs curlie grpcurl aria2c axel".split(" "),
);

/** Programs that ask name servers. */
export const NAME_CLIENTS: ReadonlySet<string> = new Set(
  "dig nslookup host drill kdig delv dog doggo q resolvectl systemd-resolve getent".split(" "),
);

/** Is it a path of this machine, and not one of a service (`/api/users`)? By the directory that it begins with. */
export function isOfTheHost(path: Text): boolean {
  return /^(?:~|\/$|\/\*|\.\.(?:\/|$)|\/(?:bin|boot|dev|etc|home|lib\w*|media|mnt|opt|proc|root|sbin|srv|sys|usr|var|Users|Library|System|Applications)(?:\/|$))/.test(
    show(path),
  );
}

/** Programs whose name says that they take statements: `octosql`, `pg-query`. */
export const SPEAKS_SQL = /sql|cypher|sparql|^graph|(?:^|[-_])query/;
