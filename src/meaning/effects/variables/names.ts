/** What an environment variable is to the program that it is set for, by its name: names that many programs share. */
import type { Role } from "../../../commands/spec.ts";

/** Endings that by convention say that the value is a command line (`X_PAGER`, `Y_SSH_COMMAND`), or names a program to start. */
const COMMAND =
  /(?:^|_)(?:PAGER|\w*EDITOR|FCEDIT|READER|YACC|LEX|LIBTOOL|INSTALL|SH|VISUAL|BROWSER|RSH|SSH|SSH_COMMAND|SSH_EXECUTABLE|ASKPASS|PASSWORD_COMMAND|PASSCOMMAND|WRAPPER|LAUNCHER|OPENER|XDG_OPEN|LESSOPEN|LESSCLOSE|DIFF|DIFFTOOL|MERGETOOL|CMD|COMMAND|HOOK|CC|CXX|LD|AR|RANLIB|LINKER|COMPILER|RUNNER|CONFIG_SHELL|SCRIPT_SHELL|PKG_CONFIG|TERMINAL|VIEWER|PLAYER|MAILER|SENDMAIL|LIBTOOLIZE|GHOSTSCRIPT|PROGRAM)$/;

/** Where code is that is loaded into the program: plug-ins, modules, hooks that run at its start. */
const LIBRARY =
  /(?:^|_)(?:PLUGINS?(?:_(?:PATHS?|DIRS?))?|EXTENSIONS?_(?:PATH|DIR)|EXTRA_MODULES|(?:LAYER|MODULE|DRIVER|LOADER)S?_(?:PATH|DIRS?)|LOAD_PATH|STARTUP_HOOKS|PROFILER_PATH|SK_PROVIDER|EXTERNAL_MODULE|CONFIGURE_PATH|COMMAND_PREFIX)$|^(?:RUBYLIB|R_LIBS(?:_USER)?|R_PROFILE_USER|GTK_MODULES|GTK_PATH|QML2?_IMPORT_PATH|SASL_PATH|GUIX_PACKAGE_PATH|GCONV_PATH|GOROOT|GOTOOLDIR)$/;

/** Files in which the program writes down what happens. */
const RECORD = /(?:^|_)(?:HISTFILE|HISTORY(?:_FILE)?|(?:SSL)?KEYLOGFILE)$/;

/** Switches, not commands: `BROWSER=none`, `PAGER=`. */
const SWITCH = /^(?:none|never|always|auto|true|false|yes|no|on|off|0|1|cat|vi|vim|nano|less|more)?$/i;

/** What the variable is by its name; `value`: what it holds, where that is known. Null: the name tells nothing. */
export function roleOfVariable(name: string, value: string | null): Role | null {
  if (SWITCH.test(value ?? "?")) return null;
  if (COMMAND.test(name)) return "shell";
  if (LIBRARY.test(name)) return "library";
  return RECORD.test(name) ? "append" : null;
}

/** Does the variable hold words that the program puts before its arguments, by the custom of the time: `XZ_OPT`, `ANT_ARGS`? */
export function holdsWords(name: string, program: string): boolean {
  const own = program.toUpperCase().replaceAll(/[^A-Z\d]/g, "_");
  return name.startsWith(own) && /^_?(?:OPTS?|OPTIONS|ARGS|DEFAULTS)$/.test(name.slice(own.length));
}
