/** Files that an option hands to the program to use: named for the same by the option and by themselves. */
import { expect, test } from "bun:test";
import { isHandedOver } from "../../src/meaning/call/handed-files.ts";
import { known } from "../../src/meaning/value.ts";

const handed = (option: string, file: string) => isHandedOver(option, known(file));

test("what a program proves itself with, by the option and by the file", () => {
  for (const [option, file] of [
    ["--tls-key", "/srv/tls.pem"],
    ["-keyfile", "ca.key"],
    ["--ca-key", "./ca-key.pem"],
    ["--key-file", "server.key"],
    ["--kubeconfig", "/home/dev/.kube/config"],
    ["--tls-psk-file", "/home/zabbix/zabbix_agentd.psk"],
    ["--password-file", "/home/dev/.restic-pass"],
    ["--vault-password-file", ".vault_pass"],
    ["--passphrase-file", "/srv/backup/passphrase"],
    ["--ks", "release.jks"],
    ["--keystore", "debug.keystore"],
    ["--token-file", "/run/agent/token"],
    ["--netrc-file", "/home/dev/.netrc"],
    ["--load-cookies", "cookies.txt"],
    ["--ssh-key", "/home/dev/.ssh/id_ed25519"],
    ["--service-account-file", "service-account.json"],
    ["-k", "client_key.pem"],
  ] as const)
    expect([option, file, handed(option, file)]).toEqual([option, file, true]);
});

test("what is handed on, called otherwise, or the machine's", () => {
  for (const [option, file] of [
    ["--upload-key", "server.key"],
    ["--print-key", "server.key"],
    ["--key", "/home/dev/.ssh/id_rsa"],
    ["--key", "users/1"],
    ["-k", "server.pem"],
    ["-i", "server.key"],
    ["--input", "server.key"],
    ["--password-file", "/etc/shadow"],
    ["--password-file", "/home/dev/.ssh/id_rsa"],
    ["--token-file", "/home/dev/.aws/credentials"],
    ["--key-file", "/etc/ssl/private/host.key"],
    ["--cookies", "/home/dev/.netrc"],
  ] as const)
    expect([option, file, handed(option, file)]).toEqual([option, file, false]);
});
