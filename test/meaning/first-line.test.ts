/** A script that lies there is read by what its first line names, whatever it is called. */
import { expect, test } from "bun:test";
import type { World } from "../../src/meaning/world.ts";
import { judge } from "../../src/policy/judge.ts";
import { exampleWorld } from "../rules/example-world.ts";

function rules(content: string, source = "./tool ~"): readonly string[] {
  const tool = `${exampleWorld.cwd}/tool`;
  const world: World = {
    readFile: (path) => (path === tool ? content : null),
    kind: (path) => (path === tool ? "file" : "missing"),
    list: () => null,
  };
  return judge({ ...exampleWorld, world, source }).findings.map(({ rule }) => rule);
}

test.each([
  "#!/bin/sh\nrm -rf ~\n",
  "#!/usr/bin/env bash\nrm -rf ~\n",
  "#! /usr/bin/env -S bash -e\nrm -rf ~\n",
  "#!/usr/local/bin/python3.12\nimport shutil\nshutil.rmtree('/home/dev')\n",
  "#!/usr/bin/env node\nrequire('fs').rmSync('/home/dev', { recursive: true })\n",
  "#!/usr/bin/env -S npx tsx\nrequire('fs').rmSync('/home/dev', { recursive: true })\n",
  '#!/usr/bin/awk -f\nBEGIN { system("rm -rf ~") }\n',
  "#!/bin/rm -rf\n",
])("follows %j", (content) => expect(rules(content)).toContain("fs/delete-home"));

test.each([
  "#!/usr/bin/env python3\nimport sys\nprint(sys.argv[1:])\n",
  "#!/usr/bin/env node\nconsole.log('rm -rf ~')\n",
  "#!/usr/bin/env Rscript\nprint(1)\n",
  "#!/usr/bin/frob --script\n(rm -rf ~)\n",
])("lets through %j", (content) => expect(rules(content)).toEqual([]));

test("a line that names the file itself comes to an end", () => {
  expect(rules("#!./tool\n", "./tool")).toEqual([]);
});
