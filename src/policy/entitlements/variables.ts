/** Variables of the environment: which a command with keys may set, and which lead its programs to files of the project. */
import { type Circumstances, isWritable, resolved } from "./whereabouts.ts";

/** Variables that programs may be given, because none of them leads to a file or starts anything. */
const harmless =
  /^(?:LANG|LC_[A-Z]+|TZ|TERM|CI|NO_COLOR|COLUMNS|LINES|GIT_TERMINAL_PROMPT|GIT_(?:AUTHOR|COMMITTER)_(?:NAME|EMAIL|DATE)|GIT_MERGE_AUTOEDIT|AWS_(?:DEFAULT_)?(?:PROFILE|REGION|OUTPUT)|AWS_(?:MAX_ATTEMPTS|RETRY_MODE)|CLOUDSDK_CORE_(?:PROJECT|ACCOUNT)|CLOUDSDK_COMPUTE_(?:REGION|ZONE)|HELM_NAMESPACE|PG(?:HOST|PORT|USER|PASSWORD|DATABASE|SSLMODE|CONNECT_TIMEOUT|TZ|CLIENTENCODING)|MYSQL_(?:PWD|HOST|TCP_PORT)|DEBIAN_FRONTEND|NEEDRESTART_MODE)$/;
/** Variables that a shell itself goes by, exported or not. */
const ofTheShell =
  /^(?:PATH|HOME|PWD|OLDPWD|CDPATH|IFS|ENV|SHELL|GLOBIGNORE|HISTFILE|TMPDIR|EXECIGNORE|PROMPT_COMMAND|PS\d|FPATH|ZDOTDIR|BASH.*|.*OPTS|path|fpath|cdpath)$/;

/** Variables by which a file of the project would have a say, if they were handed down: paths … */
const paths = `
  BASH_ENV ENV LD_PRELOAD LD_LIBRARY_PATH LD_AUDIT GCONV_PATH LOCPATH TERMINFO OPENSSL_CONF OPENSSL_MODULES OPENSSL_ENGINES KRB5_CONFIG
  PYTHONPATH PYTHONHOME PYTHONUSERBASE PERL5LIB PERL5OPT NODE_OPTIONS TAR_OPTIONS AWKPATH AWKLIBPATH XDG_CONFIG_HOME XDG_DATA_HOME
  GIT_DIR GIT_COMMON_DIR GIT_WORK_TREE GIT_EXEC_PATH GIT_TEMPLATE_DIR GIT_CONFIG GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM GNUPGHOME GH_CONFIG_DIR
  KUBECONFIG HELM_PLUGINS HELM_DATA_HOME AWS_CONFIG_FILE AWS_DATA_PATH CLOUDSDK_CONFIG CLOUDSDK_PYTHON BOTO_CONFIG AZURE_CONFIG_DIR
  AZURE_EXTENSION_DIR VAULT_CONFIG_PATH PGSERVICEFILE PGSYSCONFDIR PSQLRC MYSQL_HOME LIBMYSQL_PLUGIN_DIR
  APT_CONFIG DPKG_ROOT DPKG_ADMINDIR PIP_CONFIG_FILE NPM_CONFIG_USERCONFIG NPM_CONFIG_GLOBALCONFIG MAIL_CONFIG
`
  .trim()
  .split(/\s+/);
/** … and commands. */
const commands = `
  GIT_SSH_COMMAND GIT_SSH GIT_ASKPASS GIT_EDITOR GIT_SEQUENCE_EDITOR GIT_PAGER GIT_EXTERNAL_DIFF GIT_PROXY_COMMAND GIT_CONFIG_PARAMETERS
  GIT_CONFIG_VALUE_0 GIT_CONFIG_VALUE_1 GIT_CONFIG_VALUE_2 GIT_CONFIG_VALUE_3 EDITOR VISUAL PAGER LESSOPEN BROWSER GH_EDITOR GH_PAGER
  SSH_ASKPASS SSH_SK_PROVIDER SSH_SK_HELPER SSH_PKCS11_HELPER RSYNC_RSH RSYNC_CONNECT_PROG RSYNC_SHELL AWS_PAGER PSQL_PAGER PSQL_EDITOR
`
  .trim()
  .split(/\s+/);

/** May a command with keys set it? */
export function maySet(name: string, exported: boolean, { environment }: Circumstances): boolean {
  return exported || environment(name) !== null ? harmless.test(name) : !ofTheShell.test(name);
}

/** Does a variable lead to what commands may write: into the project, or a temporary directory? */
export function isMisled(around: Circumstances): boolean {
  const words = (name: string) => (around.environment(name) ?? "").split(/[\s:="']+/);
  return [...paths.flatMap(words), ...commands.flatMap(words).filter((word) => word.includes("/"))].some(
    (word) => word !== "" && isWritable(resolved(around.cwd, word, around.world), around),
  );
}
