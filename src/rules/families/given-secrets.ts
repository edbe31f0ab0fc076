/** Secrets that programs were given: what frameworks keep, what managers of secrets hand to a program, what services tell of it. */

import { isSecretName } from "../../meaning/call/secret-name.ts";
import { show } from "../../meaning/value.ts";
import { ASK_FOR_VALUE, IN_TRANSCRIPT } from "../advice.ts";
import { type AnyRule, rule } from "../rule.ts";
import { calls } from "../shape.ts";
import { each, handed, said, tries, words } from "../vocabulary.ts";

export const givenSecrets: readonly AnyRule[] = [
  rule({
    id: "secrets/framework",
    title: "Having a framework or a tool print the secrets that it keeps",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1552.001",
    why: IN_TRANSCRIPT,
    instead: "Let the application read them; to see whether one is set, ask for its name alone.",
    on: calls(
      "artisan env:decrypt|config:show",
      "symfony|console secrets:reveal|secrets:decrypt-to-local",
      "symfony|console secrets:list --reveal",
      "symfony|console debug:container --env-vars|--env-var",
      "symfony|console debug:dotenv",
      "symfony var:export",
      "passage show|*/*",
      "esc open",
      "pulumi env open",
      "convex env list",
      "render env list",
      "heroku redis:credentials",
      "vault|bao unwrap",
      "op signin --raw",
      "keepassxc-cli|kpcli open",
      "aws gamelift get-instance-access",
      "aws glue get-connection|get-connections",
      "az ** admin-key|query-key show|list",
      "az signalr|webpubsub|communication|redis|relay key|keys list",
      "az devops pat create",
      "ibmcloud ks cluster config --admin",
      "oci os preauth-request create",
      "glab api *variables*",
      "django-admin|manage.py print_settings",
      "django-admin diffsettings",
      "fly|flyctl config env",
      "buildkite-agent env|secret dump|get",
      "databricks auth describe|env --sensitive",
      "dotnet user-jwts print|key",
      "linode-cli profile token-create",
      "redis-cli|valkey-cli|keydb-cli acl list|getuser",
      "dotnet user-secrets list",
      "dotenv list|get",
      "direnv dump",
      "symfony console secrets:reveal|secrets:decrypt-to-local|debug:dotenv",
      "symfony console secrets:list --reveal",
      "wp config list",
      "wp config get *pass*|*_key|*_salt|*secret*",
      "drush sql:connect|sql-connect",
      "pm2 env",
      "airflow config get-value * *key|*conn|*password|*secret*",
      "mix scr.show",
      "rclone reveal",
      "rclone config reveal|dump|show",
      "bundle|bundler config get *.*",
      "aws2-wrap --export",
      "direnv export json",
      "scw config dump",
      "aliyun configure get",
      "yc lockbox payload get",
      "ibmcloud secrets-manager secret|secret-version",
      "tctl auth export --keys",
      "tctl auth sign",
      "pass-cli|proton-pass-cli item view|get",
      "dashlane password|note|otp",
      "secrethub read",
      "aws-iam-authenticator token",
      "docker|podman|nerdctl compose config --environment",
      "pg_dumpall -g|--globals-only|-r|--roles-only !--no-role-passwords",
      "rabbitmqctl export_definitions",
      "rabbitmqadmin export",
      "eas credentials",
      "glab variable list -F=json",
      "glab variable list --output=json",
      "helm secrets decrypt|view|dec",
      "jenkins-cli|jenkins list-credentials-as-xml|get-credentials-as-xml",
      "murk|fnox|secretspec|envvault|dugout export|get",
      "cf env|service-key",
      "aws lightsail download-default-key-pair",
      "aws elasticbeanstalk describe-configuration-settings",
      "az storage account show-connection-string",
      "ansible-inventory --list|--host --vault-password-file|--ask-vault-pass|--vault-id",
    ),
    match: (action) => (tries(action) || isPlain(action) ? null : said(action)),
    examples: {
      block: [
        "php artisan config:show database",
        "bin/console secrets:list --reveal",
        "wp config get DB_PASSWORD",
        "pm2 env 0",
        "rclone config dump",
        "pg_dumpall -g",
        "helm secrets view secrets.yaml",
      ],
      allow: [
        "rails routes",
        "bin/rails credentials:show",
        "php artisan config:show app.name",
        "bin/console debug:router",
        "wp config get table_prefix",
        "pm2 ls",
        'eval "$(direnv export bash)"',
        "rclone config file",
        "pg_dumpall -s",
        "bundle config get path",
      ],
    },
  }),
  rule({
    id: "secrets/framework-code",
    title: "Having an application print its own secrets, by code",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1552.001",
    why: IN_TRANSCRIPT,
    instead: "Ask whether it is there (.present?, bool(…), filled(…)) instead of for the value.",
    on: each("interpret"),
    match: (action) => {
      const code = action.code.text === null ? "" : show(action.code.text);
      const asked = KEEPS.exec(code);
      return asked === null || !PRINTED.test(code) || ASKS_IF_THERE.test(code)
        ? null
        : `prints ${asked[0]} by ${action.by}`;
    },
    examples: {
      block: [
        "rails runner 'puts Rails.application.credentials.config'",
        "php artisan tinker --execute 'echo config(\"database.connections.mysql.password\")'",
        "python manage.py shell -c 'from django.conf import settings; print(settings.SECRET_KEY)'",
        "flask shell <<< 'print(app.secret_key)'",
        "flask shell <<< 'print(app.config)'",
        "wp eval 'echo AUTH_KEY;'",
        "php artisan tinker --execute='echo env(\"APP_KEY\")'",
      ],
      allow: [
        "rails runner 'puts Rails.application.credentials.stripe.present?'",
        "rails runner 'puts User.count'",
        "php artisan tinker --execute 'echo config(\"app.name\")'",
        "python manage.py shell -c 'from django.conf import settings; print(settings.DEBUG)'",
        "python manage.py shell -c 'from django.conf import settings; print(bool(settings.SECRET_KEY))'",
      ],
    },
  }),
  rule({
    id: "secrets/handed-then-shown",
    title: "Showing what a manager of secrets hands to a program",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1555",
    why: "It puts the secrets into the environment of what it starts, and that prints them.",
    instead: "Start the program that needs them; ask the person for the one value that is needed.",
    on: each("environment"),
    match: ({ operation, origin }) => {
      const [manager] = origin.chain.filter((link) => HANDS.test(link));
      const isShown =
        operation.kind === "dump" || (operation.kind === "read" && isSecretName(operation.name));
      return manager === undefined || !isShown ? null : `shows the variables that ${manager} sets`;
    },
    examples: {
      block: [
        "doppler run -- env",
        "infisical run -- printenv",
        "op run --no-masking -- env",
        "bws run -- env",
        "doppler run -- printenv DATABASE_URL",
      ],
      allow: ["doppler run -- npm start", "op run -- printenv PATH", "dotenvx run -- node x.js"],
    },
  }),
  rule({
    id: "secrets/unhidden",
    title: "Having Terraform show what it hides",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1552.001",
    why: IN_TRANSCRIPT,
    instead: ASK_FOR_VALUE,
    on: calls("terraform|tofu|terragrunt console"),
    match: (action) =>
      /\bnonsensitive\s*\(/.test(handed(action)) ? `${said(action)}: nonsensitive()` : null,
    examples: {
      block: [
        "terraform console <<< 'nonsensitive(random_password.db.result)'",
        "echo 'nonsensitive(var.token)' | tofu console",
      ],
      allow: ["terraform console <<< 'length(var.zones)'", "tofu console"],
    },
  }),
];

/** Where frameworks keep their secrets, as code asks for them. */
const KEEPS =
  /\bRails\.application\.(?:credentials|secrets)\b|\bRails\.application\.secret_key_base|\bsettings\.(?:SECRET_KEY|DATABASES)\b|\bapp\.(?:secret_key|config(?:\s*\)|\[['"]SECRET_KEY['"]\]))|(?<!["'$\w])(?:(?:AUTH|SECURE_AUTH|LOGGED_IN|NONCE)_(?:KEY|SALT)|DB_PASSWORD)(?!["'\w])|\benv\(\s*['"][A-Z_]*(?:KEY|SECRET|PASSWORD|TOKEN)['"]\s*\)|\bgetConnectionInfo\(|\bget_all_env\(|\bconfig\(\s*['"]database['"]\s*\)|\bconfig\(\s*['"][\w.]*(?:password|secret|_key|\.key|token)['"]\s*\)/;
const PRINTED = /\b(?:puts|p|pp|print|echo|dd|dump|var_dump|print_r|inspect|pprint)\b/;
const ASKS_IF_THERE = /\.(?:present|blank|nil)\?|\bbool\(|\bisset\(|\bfilled\(|\bempty\(|\blen\(/;

/** Programs that start another with secrets in its environment. */
const HANDS =
  /^(?:op|doppler|gopass|esc|foreman|honcho|forego|aws-okta|infisical|bws|envchain|summon|teller|dotenvx|phase|vaultenv|envconsul|secretspec|fnox|varlock|vals|berglas|envkey|akeyless|ssm-env|aws-vault|chamber)$/;

/** `config:show app.name`, `bundle config get path`: a setting that is no secret by its name. */
function isPlain(action: Parameters<typeof said>[0]): boolean {
  const [, last = ""] = words(action);
  return action.program === "artisan" && /^app\.|\.(?:name|locale|driver|default|timezone)$/.test(last);
}
