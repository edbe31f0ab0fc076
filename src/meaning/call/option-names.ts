/**
 * Options by their names: what programs mean by names that they share (`--exec`, `--on-change`, `--log-file`), for
 * options that no table has. Values decide as well: a name that may mean something else (`--command deploy`) only counts
 * with a value that cannot.
 */
import { known, literal, show, type Text } from "../value.ts";
import { SHELL_COMMAND } from "./looks.ts";
import { plainName } from "./spelling.ts";

/** What the value of an option is by its name. */
export type NamedRole = "shell" | "write" | "write-directory" | "library" | "libraries";

/** How names of options for commands end: `--rsync-command`, `--extcmd`, `--deploy-hook`. */
const COMMAND =
  /(?:^|-)(?:(?:tool)?exec|[a-z]+proc|(?:task-)?(?:prolog|epilog)(?:ue)?|execute|run|commands?|cmds|(?:pre|post)?hook|(?:hook|event|alert|action|volume)-script|prog(?:ram)?|executable|pager|editor|rsh|ssh|askpass|(?:remote)?shell|browser|viewer|wrapper|launcher|action|notifier|mailer|sendmail|player|opener|locker|handler|debugger|interpreter)$|cmd$/;

/** How they end where they are called after the program whose place another takes: `--gpg`, `--helm-binary`, `--clang-path`. */
const PROGRAM =
  /(?:^|-)(?:gpg2?|tar|git|svn|hg|gcc|clang|cc|cxx|ld|make|cmake|perl|ruby|java|node|sudo|su|rsync|ffmpeg|aria2|objdump|addr2line|gdb|lldb|valgrind|strace|modprobe|docker|helm|kubectl|terraform|pandoc|(?:pdf|xe|lua)?latex)(?:-(?:path|bin|binary|exe|executable|location))?$/;

/** How names begin that say when something runs: `--on-change`, `--pre-build`, `--postinstall`. */
const MOMENT =
  /^(?:(?:on|pre|post|before|after)-.|(?:pre|post)(?:install|build|start|stop|run|test|deploy|commit|exec|release)$|(?:setup|teardown|cleanup)$|(?:diff|merge)-?tool$|with-(?:ghc|gcc|g\+\+|cc|cxx|ld|compiler|linker|interpreter|shell|editor|ssh)$)/;

/** A directory of plug-ins or modules that the program loads: `--plugin-dir`, `--modules-path`. */
const LIBRARIES =
  /(?:plugin|(?:^|-)(?:extension|module|hook|filter|driver|codec))s?-?(?:dirs?|directory|folder|paths?)$/;

/** A plug-in or library that the program loads. */
const LIBRARY =
  /(?:^|-)(?:f?plugins?|plugin-load(?:-add)?|(?:pre)?load|inject|require|library|loader|extension|module|dso|pkcs11|dlfilter|test-environment|global-setup|setup-files?|engine|driver|agentlib|agentpath|load-?(?:plugin|module|extension|library))$/;

/** Files that a program makes, by how the names of their options end … */
const FILE =
  /(?:^|-)(?:outputs?|out(?:file)?|(?:audit|error|debug|access|event)?logs?|dump|trace|report|save|export|(?:cpu|mem|heap)-?profile|(?:output|out|(?:key)?log|msg|pid|dump|save|dest|report|results?|stats|journal|audit|undo|transcript|debug|record|dependency)-?(?:file|path|filename)|trace-?file|(?:save|write|dump|export|record)-(?:to|as))$/;

/** … by how they begin: `--save-config FILE`, `--export-svg FILE` … */
const SAVES =
  /^(?:(?:save|dump|export|write|append|record)-|out(?:put)?-(?!.*(?:format|template|map|base|root|prefix|package)$))/;

/** … and by the word that is stuck to what is written: `--reqout`, but not `--timeout`. */
const OUT =
  /(?:^|-)(?!(?:time|lay|check|roll|ab|with|log|fan|hold|drop|fade|read|black|pay|work|burn)out$)[a-z]{2,}out$/;

/** Unless the name says that the file exists already: `--from-log`, `--replay-trace`. */
const IS_THERE =
  /(?:^|-)(?:from|in|input|read|parse|load|import|replay|restore|source|use|show|existing|compare|base(?:line)?)-/;

/** Directories that the program fills. */
const DIRECTORY =
  /(?:^|-)(?:outdir|dest(?:ination|dir)?|into|target-?dir|extract-to|(?:output|out|dest|destination|extract|unpack|logs?|traces?|dump|spool|record|export|reports?|results?|artifacts?|backup|downloads?)-?(?:dir|directory|folder))$/;

/** Names of switches, behind which stands an operand: `--dry-run`, `--no-exec`, `--json`. */
const SWITCH =
  /^(?:(?:no|dry|skip|without|disable|ignore|list|show|print|max|min)-|(?:json|yaml|raw|verbose|quiet|debug|strict|explain|check|test)$)/;

/** What an option's long name says its value is (`--preHook` and `--pre-hook` are the same); null where the name says nothing. */
export function roleByName(option: string): NamedRole | null {
  if (!/^--?[A-Za-z]{2}/.test(option)) return null;
  const name = plainName(option);
  if (SWITCH.test(name)) return null;
  if (COMMAND.test(name) || MOMENT.test(name) || PROGRAM.test(name)) return "shell";
  if (DIRECTORY.test(name)) return "write-directory";
  if ((FILE.test(name) || SAVES.test(name) || OUT.test(name)) && !IS_THERE.test(name)) return "write";
  if (LIBRARY.test(name)) return "library";
  if (LIBRARIES.test(name)) return "libraries";
  return null;
}

/** Options that delete what is already at the destination: `--clean-destination`, `--cleanOutputDir`, `--delete-extra`. */
const EMPTIES =
  /^(?:clean|clear|delete|remove|purge|prune|wipe|empty)-(?:dest(?:ination)?-?(?:dir)?|out(?:put)?-?(?:dir(?:ectory)?|path)?|target(?:-?dir)?|before|first|extra\w*|existing|old|others?|unknown)$/;

/** Does the option empty what the call writes to? */
export function emptiesTarget(option: string): boolean {
  return EMPTIES.test(plainName(option));
}

/** Is it a switch by its name, so that the next word is not its value? */
export function isSwitch(option: string): boolean {
  return SWITCH.test(plainName(option));
}

/** Is it a file of machine code by its name, where anything may lie? */
export function isMachineCode(text: Text): boolean {
  return /^\/(?:var\/)?tmp\/\S+\.(?:so|dylib|dll|node)(?:\.\d+)*$/.test(show(text));
}

/** Is it a file of machine code by its name, or one of code where anything may lie? */
export function isLibraryFile(text: Text): boolean {
  return /\.(?:so|dylib|dll|node)(?:\.\d+)*$|^\/(?:var\/)?tmp\/\S+\.(?:[cm]?[jt]s|py|rb|lua|pl|php|jar|sh)$/.test(
    show(text),
  );
}

/** Does the name say that the value is words for an interpreter or a compiler (`node-options`, `org.gradle.jvmargs`)? */
export function takesWords(option: string): boolean {
  return /(?:options|opts|flags|args)$/i.test(option);
}

/** The files in such words that load code from a place where anything may lie: `--require /tmp/x.js`. */
export function librariesIn(value: Text): readonly string[] {
  return show(value)
    .split(/[\s=:]+/)
    .filter((word) => isLibraryFile(known(word)) && /^\/(?:var\/)?tmp\//.test(word));
}

/** A shell by its plain name. */
const SHELL = /^(?:ba|da|z|k|a)?sh$/;

/** Is the option's value a command line, and not a word for something (`--on-conflict replace`, `completion --shell bash`)? */
export function isCommandLine(option: string, text: Text): boolean {
  const shown = show(text).trim();
  if (/\s|[;&|`<>]|\$\(/.test(shown)) return true;
  if (SHELL_COMMAND.test(shown) || /^\/(?:var\/)?tmp\/./.test(shown)) return true;
  return SHELL.test(literal(text) ?? "") && !/shell$/i.test(option);
}
