/**
 * The home directory as templates of configuration and build files spell it: `$ENV{HOME}` (CMake), `${user.home}` (Ant,
 * Maven), `${env:HOME}` (editors), `$(HOME)` (MSBuild), `{{ env "HOME" }}` (Go), `{{ ansible_env.HOME }}`, `%h` is left alone.
 */
const TEMPLATE =
  /\$ENV\{HOME\}|\$\{(?:user\.home|env[.:]HOME|(?:local)?env:HOME)\}|\$\(HOME\)|%(?:HOME|USERPROFILE)%|\{\{-?\s*(?:env\s+["']HOME["']|\.(?:Env\.)?HOME|ansible_env\.HOME|ansible_env\[["']HOME["']\]|ansible_user_dir|lookup\(\s*["'](?:ansible\.builtin\.)?env["']\s*,\s*["']HOME["']\s*\)|env_var\(\s*["']HOME["']\s*\))\s*-?\}\}/g;

/** The text with `~` in place of them. */
export function withHome(text: string): string {
  return text.replace(TEMPLATE, "~");
}
