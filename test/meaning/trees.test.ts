/** Files keep their names where they come up in a directory: what a copy, a transfer or an archive puts right into the home directory. */
import { expect, test } from "bun:test";
import { judge } from "../../src/policy/judge.ts";
import { home, linked, request } from "../policy/opened.ts";

const world = linked(
  {},
  ...["bash/.bashrc", "bash/notes.txt", "desktop/.config/autostart/x.desktop", "plain/a.txt"].map(
    (each) => `/home/dev/project/${each}`,
  ),
);

function rulesOf(source: string): readonly string[] {
  const environment = (name: string) => (name === "HOME" ? home : null);
  return judge({ ...request, source, environment, world }).findings.map(({ rule }) => rule);
}

test.each([
  ["scp host:.bashrc ~"],
  ["rsync -a host:dotfiles/.profile ~"],
  ["docker cp web:/root/.bashrc ~"],
  ["aws s3 cp s3://bucket/.zshrc ~"],
  ["tar xf x.tar -C ~ .bashrc"],
  ["cp --parents .config/autostart/x.desktop ~"],
  ["cp -r bash/. ~"],
  ["cp -rT bash ~"],
  ["rsync -a bash/ ~"],
  ["cp -r desktop/.config ~"],
  ["mv desktop/.config ~"],
  ['cp .bashrc "$HOME/$UNSET"'],
  ['ln -s .bashrc "$HOME/$UNSET"'],
])("%s changes what a shell or session starts from", (source) => {
  expect(rulesOf(source)).toContain("persistence/startup-file");
});

test.each([
  ["scp host:notes.txt ~"],
  ["cp -r bash ~"],
  ["cp -r plain/. ~"],
  ["rsync -a bash ~/backup/"],
  ["cp -r bash /tmp/x"],
  ["tar xf x.tar .bashrc"],
  ["scp ~/.bashrc host:"],
])("%s does not", (source) => {
  expect(rulesOf(source)).not.toContain("persistence/startup-file");
});

test("a link in the place of .ssh says who may log in", () => {
  expect(rulesOf("ln -s $PWD/ssh ~/.ssh")).toContain("persistence/authorized-keys");
  expect(rulesOf("ln -s ~/.ssh /tmp/x")).not.toContain("persistence/authorized-keys");
});
