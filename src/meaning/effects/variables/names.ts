/** What an environment variable is to the program that it is set for, by its name: names that many programs share. */
import type { Role } from "../../../commands/spec.ts";
import { isPureLine } from "../../call/shell-line.ts";
import { known } from "../../value.ts";

/** Endings that by convention say that the value is a command line (`X_PAGER`, `Y_SSH_COMMAND`), or names a program to start. */
const COMMAND =
  /(?:^|_)(?:PAGER|\w*EDITOR|FCEDIT|READER|YACC|LEX|LIBTOOL|INSTALL|SH|VISUAL|BROWSER|RSH|SSH|SSH_COMMAND|SSH_EXECUTABLE|ASKPASS|PASSWORD_COMMAND|PASSCOMMAND|WRAPPER|LAUNCHER|OPENER|XDG_OPEN|LESSOPEN|LESSCLOSE|DIFF|DIFFTOOL|MERGETOOL|CMD|COMMAND|HOOK|CC|CXX|LD|AR|RANLIB|LINKER|COMPILER|RUNNER|CONFIG_SHELL|SCRIPT_SHELL|PKG_CONFIG|TERMINAL|VIEWER|PLAYER|MAILER|SENDMAIL|LIBTOOLIZE|GHOSTSCRIPT|PROGRAM)$/;

/** Where code is that is loaded into the program: plug-ins, modules, hooks that run at its start. */
const LIBRARY =
  /(?:^|_)(?:PLUGINS?(?:_(?:PATHS?|DIRS?))?|EXTENSIONS?_(?:PATH|DIR)|EXTRA_MODULES|(?:LAYER|MODULE|DRIVER|LOADER)S?_(?:PATH|DIRS?)|LOAD_PATH|STARTUP_HOOKS|PROFILER_PATH|SK_PROVIDER|EXTERNAL_MODULE|CONFIGURE_PATH|COMMAND_PREFIX)$|^(?:RUBYLIB|R_LIBS(?:_USER)?|R_PROFILE_USER|GTK_MODULES|GTK_PATH|QML2?_IMPORT_PATH|SASL_PATH|GUIX_PACKAGE_PATH|GCONV_PATH|GOROOT|GOTOOLDIR)$/;

/** Files in which the program writes down what happens. */
const RECORD = /HISTFILE$|(?:^|_)(?:HISTORY(?:_FILE)?|(?:SSL)?KEYLOGFILE)$/;

/** Files and directories that it writes; the names are shared by many, so only what a shell or a login reads later counts. */
const WRITTEN =
  /(?:^|_)(?:(?:LOG|TRACE|OUT(?:PUT)?|DUMP|REPORT|STATS|PID|RECORD|PROFILE|COVERAGE)_?(?:FILE|PATH|TO)|(?:X|ICE)AUTHORITY)$/;
const FILLED =
  /PYCACHEPREFIX$|(?:^|_)(?:(?:CACHE|OUT(?:PUT)?|LOG|DUMP|INSTALL)_?(?:DIR|ROOT|PATH|PREFIX)|GCOV_PREFIX|V8_COVERAGE)$/;
const READ_LATER =
  /^(?:~|\/root|\/(?:home|Users)\/[^/]+)\/\.(?:ssh|gnupg|bash\w*|profile|zsh\w*|zprofile|login|xprofile|xinitrc|netrc|gitconfig|config\/(?:autostart|systemd|fish))(?:\/|$)|^\/etc\//;

/** Names of what is said, not run. */
const SAID = /MESSAGE|MSG|TITLE|DESC|BODY|TEXT|PROMPT|QUERY|INPUT|NAME|NOTE|COMMENT/;

/** Switches, not commands: `BROWSER=none`, `PAGER=`. */
const SWITCH = /^(?:none|never|always|auto|true|false|yes|no|on|off|0|1|cat|vi|vim|nano|less|more)?$/i;

/** What the variable is to a program by its name; `value`: what it holds, where that is known. Null: the name tells nothing. */
export function roleOfVariable(name: string, value: string | null, program: string): Role | null {
  if (SWITCH.test(value ?? "?")) return null;
  if (COMMAND.test(name)) return "shell";
  if (LIBRARY.test(name)) return "library";
  if (RECORD.test(name)) return "append";
  if (value === null) return null;
  if (READ_LATER.test(value))
    return WRITTEN.test(name) ? "append" : FILLED.test(name) ? "write-directory" : null;
  // `GOCACHEPROG`, `OPAMFETCH`: of its own, whatever it is for.
  const isOwn = program.length > 1 && name.startsWith(program.slice(0, 3).toUpperCase());
  return isOwn && !SAID.test(name) && isPureLine(known(value)) ? "shell" : null;
}

/** Does the variable hold words that the program puts before its arguments, by the custom of the time: `XZ_OPT`, `PERL_CPANM_OPT`? */
export function holdsWords(name: string, program: string): boolean {
  const own = program.toUpperCase().replaceAll(/[^A-Z\d]/g, "_");
  const words = /^(.*?)_?(?:OPTS?|OPTIONS|ARGS|DEFAULTS)$/.exec(name)?.[1];
  return words !== undefined && `_${words}_`.includes(`_${own}_`);
}
