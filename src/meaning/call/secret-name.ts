/** Names of variables that hold secrets: those that `places/` knows, and a few that are no secret to everybody. */
import { secretVariable } from "../../places/index.ts";

const SHAPE =
  /(?:^|_)(?:API_?KEY|ACCESS_?KEY|SECRET_?KEY|PRIVATE_?KEY|SIGNING_?KEY|ENCRYPTION_?KEY|MASTER_?KEY|SECRETS?|TOKENS?|PASSWORD|PASSWD|PASSPHRASE|PASS|PWD|PAT|CREDENTIALS?|CREDS?|AUTH|COOKIE|DSN|WEBHOOK_URL|DATABASE_URL|CONNECTION_STRING)(?:_(?:KEY|ID|VALUE|BASE64|B64|FILE|\d+))?$/;

/** Is this the name of a variable that most likely holds a secret? `PWD` and `OLDPWD` are directories. */
export function isSecretName(name: string): boolean {
  if (name === "PWD" || name === "OLDPWD" || name === "SSH_AUTH_SOCK") return false;
  return SHAPE.test(name.toUpperCase()) || secretVariable(name) !== null;
}
