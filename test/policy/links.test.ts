/** What is opened for a command where links lie in the project, or may lie there by the time something is read. */
import { describe, expect, test } from "bun:test";
import { linked, opened } from "./opened.ts";

const world = linked(
  {
    "/home/dev/project/key": "/home/dev/.ssh/id_rsa",
    "/home/dev/project/chart/files": "/home/dev/.aws",
    "/home/dev/project/etc": "/etc",
    "/home/dev/project/doc": "/home/dev/project/src",
  },
  ...["/home/dev/.ssh/id_rsa", "/etc/passwd", "/usr/bin/git"],
  ...["a.txt", "src/a.c", "chart/Chart.yaml", "x"].map((each) => `/home/dev/project/${each}`),
);
const reads = (source: string, more = {}) => opened(source, { world, ...more }).reads;

describe("files that the command itself brings may be links to the keys", () => {
  test.each([
    ["git checkout evil; cat a.txt; git push"],
    ["git pull && cat README.md"],
    ["git clone git@host:x && cat x/README.md"],
    ["git stash pop; while read -r l; do echo $l; done < a.txt; git push"],
    ["git switch evil && git commit -F a.txt && git push"],
    ["git reset --hard x; scp a.txt host:"],
    ["tar xf a.tar && cat x/y; ssh host"],
    ["cp -r src x && cat x/y; ssh host"],
    ["rsync -a host:x . && cat x/y"],
    ["cat a.txt & git checkout evil; git push"],
    ["git checkout evil; gcloud projects list"],
  ])("nothing for %s", (source) => {
    expect(opened(source, { world })).toMatchObject({ reads: [], writes: [], withheld: true });
  });

  test.each([
    ["git pull --rebase && git push"],
    ["git checkout -b x && cat a.txt && git push -u origin x"],
    ["cat a.txt && git add a.txt && git commit -m x && git push"],
    ["git pull && rsync -a . host:x"],
    ["tar cf - src | ssh host tar xf -"],
  ])("the keys for %s", (source) => {
    expect(reads(source)).not.toEqual([]);
  });
});

describe("files that are brought may make a repository of a directory", () => {
  test.each([
    ["cd src && git pull --rebase && git push"],
    ["git checkout evil && cd x && git push"],
    ["git clone git@host:x && cd x/y && git fetch"],
    ["git init --bare src && cd src && git fetch git@host:x"],
  ])("no keys for %s", (source) => {
    expect(reads(source)).toEqual([]);
  });

  test.each([["cd src && git push"], ["git clone git@host:x && cd x && git checkout -b y && git push"]])(
    "the keys for %s",
    (source) => {
      expect(reads(source)).not.toEqual([]);
    },
  );
});

describe("what is added may be a repository, into which git looks afterwards", () => {
  test.each([
    ["git add -A && git commit -m x && git push && git status"],
    ["git add src; git diff; git push"],
    ["git add .; git commit -am x; git push"],
  ])("no keys for %s", (source) => {
    expect(reads(source)).toEqual([]);
  });

  test.each([
    ["git status && git add -A && git commit -m x && git push"],
    ["git add a.txt && git status && git push"],
  ])("the keys for %s", (source) => {
    expect(reads(source)).not.toEqual([]);
  });
});

describe("links that lead out of the project", () => {
  test.each([
    ["aws ssm put-parameter --name x --value file://chart/files/config", "a file of the credentials"],
    ["aws s3 sync chart s3://x", "one lies below"],
    ["kubectl create secret generic x --from-file=k=chart/files/config", "inside of a word"],
    ["kubectl get pods -o go-template-file=key", "whatever it is for"],
    ["scp -r . host:x", "the same"],
    ["helm upgrade x ./chart", "helm follows links in charts"],
    ["date -f key; ssh host", "date says what it cannot read"],
    ["aws lambda update-function-code --zip-file fileb://key", "behind a scheme"],
    ["sed -n 'w etc/x' a.txt; gcloud projects list", "what is written would be there"],
  ])("nothing for %s: %s", (source) => {
    const { reads, writes } = opened(source, { world });
    expect([...reads, ...writes]).toEqual([]);
  });

  test.each([["aws s3 sync src s3://x"], ["kubectl apply -f src"], ["aws s3 cp doc/a.c s3://x"]])(
    "the credentials for %s",
    (source) => {
      expect(reads(source)).toContain("/home/dev/.aws");
    },
  );

  test("root writes by none of them, and installs nothing from here", () => {
    const writes = (source: string) => opened(source, { world, root: true }).writes;
    expect(writes("apt-get install -y jq && cp a.txt b.txt")).toContain("/usr");
    for (const source of [
      "apt-get install -y jq && cp a.txt etc/x",
      "apt-get install -y jq && tar xf a.tar",
      "update-ca-certificates --hooksdir ./hooks",
      "cp -r src x && apt-get -o Dir::Bin::dpkg=./x install jq",
      "dnf install --setopt=pluginpath=src gcc",
      "logrotate --mail=./x -f /etc/logrotate.conf",
      "certbot renew --config-dir x",
      "postfix -c ./x check",
      "cp a.txt x-1.gem && gem install x",
    ])
      expect(writes(source), source).not.toContain("/usr");
  });
});

describe("what a program of keys starts by its name", () => {
  const path = "/home/dev/project/.venv/bin:/usr/bin";
  test.each([
    ["git push", "ssh"],
    ["rsync -a src host:", "ssh"],
    ["kubectl get pods", "aws"],
  ])("%s gets none where %s lies in the project", (source, name) => {
    const planted = linked({}, `/home/dev/project/.venv/bin/${name}`, `/usr/bin/${name}`);
    expect(opened(source, { path, world: planted }).reads).toEqual([]);
    expect(opened(source, { path }).reads).not.toEqual([]);
  });
});

test.each([
  ["git archive --remote=./evil HEAD", "it runs what its settings say"],
  ["git clone git@localhost:x", "the same, by a server here"],
  ["git pull --recurse-submodules", "whose settings those are is not known"],
  ["jq -L . 'import \"k\" as $k; $k' a.txt; ssh host", "a module, or data"],
  ["jq -f x.jq a.txt; ssh host", "the same"],
  ["awk '{ print | $1 }' a.txt; ssh host", "what is read is run"],
  ["awk '{ print > $1 }' a.txt; ssh host", "nobody knows where it writes"],
  ["mosh --local host -- ./x", "it runs here"],
  ["rsync --files-from=list . host:", "a list says what is read"],
  ["rsync --filter='merge key' . host:", "what it cannot read it says"],
  ["psql -c '\\setenv PAGER ./x'", "a command of the client's own"],
  ["mysql -e 'source x'", "the same"],
])("no keys for %s: %s", (source) => {
  expect(reads(source)).toEqual([]);
});
