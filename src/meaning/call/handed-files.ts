/**
 * Files with which a program proves who it is, or opens what is its own: `--tls-key server.key`, `--password-file ~/.restic-pass`. Such
 * a file is used, and not shown. The option says so by its name where the file is called the same.
 */
import { show, type Text } from "../value.ts";
import { plainName } from "./spelling.ts";

/** What options are for by the end of their names, and how files of that kind are called. */
const KINDS: readonly (readonly [option: RegExp, file: RegExp])[] = [
  [/key$/, /\.(?:pem|key|p12|pfx|jks|keystore)$/],
  [/^(?:ks|keystore|key-?ring|pkcs12|p12|pfx)$|-(?:ks|keystore|pkcs12)$/, /\.(?:jks|keystore|p12|pfx|bks)$/],
  [/psk$/, /psk/],
  [/(?:^|-)kube-?config$/, /(?:^|\/)(?:\.kube\/config|kubeconfig|[\w.-]+\.kubeconfig)$/],
  [/(?:^|-)(?:identity|private-key|ssh-key)$/, /\.(?:pem|key)$|\/\.ssh\/id_\w+$/],
  [/pass(?:word|wd|phrase)?$|(?:^|-)pw$/, /pass|pwd|(?:^|\W)pw(?:\W|$)/],
  [/(?:^|-)(?:token|jwt)$/, /token|jwt/],
  [/(?:^|-)netrc$/, /\/\.netrc$/],
  [/(?:^|-)cookies?(?:-jar)?$/, /cookie/],
  [/(?:^|-)(?:cred(?:ential)?s?|service-account)$/, /cred|account/],
];

/** What stands behind `-k` of a program that nobody knows is a key where the file says so, too. */
const KEY_BY_LETTER = /key[^/]*\.(?:pem|key)$/;

/** Names that say that the file is handed on. */
const HANDS_ON =
  /upload|send|share|post|put|add|import|export|print|show|dump|display|reveal|decode|read|copy|data/;

/** Files that the machine itself, its users or its superuser are known by. */
const OF_THE_MACHINE = /^\/(?:etc|root|var\/lib)\/(?!\.)|(?:^|\/)g?shadow$/;

/** Does the option name a file that the program is to use for itself (`etcd --key-file server.key`)? */
export function isHandedOver(option: string, text: Text): boolean {
  const file = show(text).toLowerCase();
  if (/^-[kK]$/.test(option)) return KEY_BY_LETTER.test(file) && !OF_THE_MACHINE.test(file);
  if (!/^--?[A-Za-z]{2}/.test(option)) return false;
  const name = plainName(option);
  if (HANDS_ON.test(name) || OF_THE_MACHINE.test(file)) return false;
  const purpose = name.replace(/-?(?:file|path)$/, "");
  return KINDS.some(([kind, called]) => kind.test(purpose) && called.test(file));
}
