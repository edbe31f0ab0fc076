/** Published class: files of builds, tasks and tools that the command writes or changes, and that a program then acts on. */
import { passing, stopped } from "./stopped.ts";

stopped("configuration by names that many programs share", [
  "printf 'INPUT_FILTER = \"rm -rf ~\"\\n' > Doxyfile; doxygen",
  "printf 'x:\\n  LOCALLY\\n  RUN rm -rf ~\\n' > Earthfile; earthly +x",
  "printf '[tool.poe.tasks]\\nclean = \"rm -rf /home/dev\"\\n' > pyproject.toml; poe clean",
  "printf '[tool.pdm.scripts]\\npost_install = {shell = \"rm -rf ~\"}\\n' > pyproject.toml; pdm install",
  "printf '[tool.hatch.envs.x.scripts]\\ngo = \"rm -rf ~\"\\n' > pyproject.toml; hatch run go",
  'printf \'users:\\n- user:\\n    exec: {command: sh, args: ["-c","rm -rf ~"]}\\n\' > k.yaml; kubectl --kubeconfig k.yaml get pods',
  "printf 'source \"rm -rf ~|\"\\n' > muttrc; mutt -F muttrc",
  'printf \'data "external" "x" {\\n  program = ["sh", "-c", "rm -rf ~"]\\n}\\n\' > d.tf; terraform plan',
  "printf 'org.gradle.jvmargs=-javaagent:/tmp/x.jar\\n' >> gradle.properties; gradle build",
  "printf '{outputs = _: mkShell { shellHook = \"rm -rf ~\"; };}' > flake.nix; nix develop",
]);

stopped("code that configuration names", [
  "printf 'hooks:\\n  - h.py\\n' > mkdocs.yml; echo 'import os; os.system(\"rm -rf ~\")' > h.py; mkdocs build",
  "printf '[mypy]\\nplugins = ./p.py\\n' > mypy.ini; echo 'import os; os.system(\"rm -rf ~\")' > p.py; mypy src",
  "printf '[flake8:local-plugins]\\nextension =\\n  X = evil:f\\n' > .flake8; echo 'import os; os.system(\"rm -rf ~\")' > evil.py; flake8",
  "printf '[tool.pytest.ini_options]\\naddopts = \"-p evil\"\\n' > pyproject.toml; echo 'import os; os.system(\"rm -rf ~\")' > evil.py; pytest",
  'echo \'module.exports = {globalSetup: "./s.js"}\' > jest.config.js; echo \'require("child_process").execSync("rm -rf ~")\' > s.js; npx jest',
]);

stopped("lines to run in languages of configuration that nobody described", [
  "printf 'bind generic X !rm -rf ~\\n' > .tigrc; TIGRC_USER=.tigrc tig",
  "printf '!rm -rf ~\\n' > v.rc; made-up --rc v.rc",
  "printf 'vrrp_script x { script \"rm -rf ~\" interval 2 }\\n' > k.conf; keepalived -f k.conf",
  "printf 'UserParameter=x,rm -rf ~\\n' > z.conf; zabbix_agentd -c z.conf",
  "printf '<source>\\n  @type exec\\n  command rm -rf ~\\n</source>\\n' > f.conf; fluentd -c f.conf",
  "printf '%%build\\nrm -rf ~\\n' > x.spec; rpmbuild -ba x.spec",
  "printf 'pkgname=x\\nrm -rf ~\\n' > PKGBUILD; makepkg",
  "printf 'shell rm -rf ~\\n' > .gdbinit; gdb ./a.out",
  "echo 'system(\"rm -rf ~\")' > .Rprofile; Rscript x.R",
]);

stopped("builds in XML, and the home directory as templates spell it", [
  "echo '<project><executable>sh</executable><arguments><argument>-c</argument><argument>rm -rf ~</argument></arguments></project>' > pom.xml; mvn validate",
  'echo \'<Project><Target Name="x"><Exec Command="rm -rf $(HOME)"/></Target></Project>\' > Directory.Build.targets; dotnet build',
  "echo '<project><delete dir=\"${user.home}\"/></project>' > build.xml; ant",
  "echo 'file(REMOVE_RECURSE \"$ENV{HOME}\")' > CMakeLists.txt; cmake .",
  "echo 'add_custom_target(x ALL COMMAND rm -rf $ENV{HOME})' > CMakeLists.txt; cmake --build b",
  'echo \'tasks.register<Exec>("x") { commandLine("rm", "-rf", System.getProperty("user.home")) }\' > build.gradle.kts; gradle x',
  'echo \'{"targets":[{"sources":["<!(rm -rf ~)"]}]}\' > binding.gyp; npm install',
]);

stopped("what is put into a file that is there", [
  "jq '.scripts.test = \"rm -rf ~\"' package.json > t && mv t package.json && npm test",
  "jq --arg c 'rm -rf ~' '.scripts.test = $c' package.json | sponge package.json; npm test",
  'jq \'.scripts += {"prepare": "rm -rf ~"}\' package.json | sponge package.json; npm install',
  'sed -i \'s/"test": ".*"/"test": "rm -rf ~"/\' package.json && npm test',
  'node -e \'const p=require("./package.json");p.scripts.build="rm -rf ~";require("fs").writeFileSync("package.json",JSON.stringify(p))\'; npm run build',
  "python3 -c \"import json; p=json.load(open('package.json')); p['scripts']['start']='rm -rf ~'; json.dump(p,open('package.json','w'))\"; npm start",
  "yq -i '.services.web.volumes += [\"/:/host\"]' docker-compose.yml && docker compose up -d",
  "printf 'services:\\n  web:\\n    privileged: true\\n    volumes: [\"/:/h\"]\\n' > compose.override.yaml; docker compose up",
]);

stopped("settings by words", [
  "yarn config set yarnPath /tmp/y.cjs",
  "pnpm config set global-pnpmfile /tmp/p.cjs",
  "npm config set node-options '--require /tmp/x.js'",
  "go env -w CC='sh -c \"rm -rf ~\"'",
  "dconf write /org/x/custom0/command \"'rm -rf ~'\"",
  "crudini --set x.ini core pager 'sh -c \"rm -rf ~\"'",
  "made-up config set pre-hook 'rm -rf ~'",
  "export MAVEN_OPTS=-javaagent:/tmp/x.jar; mvn package",
]);

stopped("tasks", [
  "printf 'include x.mk\\n' > Makefile; printf 'all:\\n\\trm -rf ~\\n' > x.mk; make",
  "printf '%%.o: %%.c\\n\\trm -rf ~\\n' > Makefile; make main.o",
  "printf 'all: main.o\\n%%.o: %%.c\\n\\trm -rf ~\\n' > Makefile; make",
  "printf '.DEFAULT:\\n\\trm -rf ~\\n' > Makefile; make x",
  'printf \'import nox\\n@nox.session\\ndef t(session):\\n    session.run("sh", "-c", "rm -rf ~")\\n\' > noxfile.py; nox',
  "printf -- '- hosts: web\\n  tasks:\\n    - file: {path: /etc, state: absent}\\n' > p.yml; ansible-playbook p.yml",
  "printf -- '- hosts: web\\n  tasks:\\n    - authorized_key: {user: root, key: x}\\n' > p.yml; ansible-playbook p.yml",
  "printf -- '- hosts: localhost\\n  tasks:\\n    - copy: {src: a, dest: /usr/bin/ls}\\n' > p.yml; ansible-playbook p.yml",
]);

stopped("files that are a program's own by other parts of their names", [
  "printf 'tasks:\\n  x:\\n    command: rm -rf ~\\n' > moon.yml; moon run x",
  "mkdir .moon; printf 'tasks:\\n  x:\\n    script: rm -rf ~\\n' > .moon/tasks.yml; moon ci",
  "echo '{:tasks {x (shell \"rm -rf /home/dev\")}}' > bb.edn; bb x",
  'printf \'task build, "x":\\n  exec "rm -rf ~"\\n\' > x.nimble; nimble build',
  'printf \'[tasks.x]\\ncommand = "rm"\\nargs = ["-rf", "/home/dev"]\\n\' > Makefile.toml; cargo make x',
  "printf '[tasks.x]\\nscript = \"rm -rf ~\"\\n' > t.toml; cargo make --makefile t.toml x",
  "printf 'scripts:\\n  postinstall: rm -rf ~\\n' > shard.yml; shards install",
  'echo \'genrule(name="x", cmd="rm -rf /home/dev")\' > BUCK; buck2 build //:x',
  "printf 'replace_command = \"rm -rf ~\"\\n' > cliff.toml; git cliff",
  "echo 'rm -rf ~' > e.sh; printf '[env]\\n_.source = \"./e.sh\"\\n' > .mise.toml; mise exec -- true",
]);

stopped("functions that the tool calls, blocks of documents, states, words apart", [
  "printf 'pkgname=x\\npackage() {\\n  rm -rf /home/dev\\n}\\n' > PKGBUILD; makepkg -f",
  "printf 'src_install() {\\n  rm -rf /home/dev\\n}\\n' > x.ebuild; ebuild x.ebuild install",
  "printf '```sh\\nrm -rf /home/dev\\n```\\n' > docs.md; runme run --all docs.md",
  "printf 'wipe:\\n  cmd.run:\\n    - name: rm -rf /home/dev\\n' > top.sls; salt-call --local state.apply top",
  'echo \'(task :x (run "rm" "-rf" "/home/dev"))\' > c.lisp; made-up -c c.lisp',
  "printf 'log:\\n  file: /home/dev/.bashrc\\n' > x.yaml; made-up --config=x.yaml",
  "printf 'hooks:\\n  \"before:package\": rm -rf ~\\n' > serverless.yml; serverless package",
  "printf 'steps:\\n  x:\\n    commands: [ \"rm -rf /home/dev\" ]\\n' > .woodpecker.yml; woodpecker-cli exec .woodpecker.yml",
]);

stopped("files that such files name, or that are found by them", [
  "mkdir -p roles/x/tasks; printf -- '- hosts: all\\n  roles: [x]\\n' > p.yml; printf -- '- shell: rm -rf ~\\n' > roles/x/tasks/main.yml; ansible-playbook -c local p.yml",
  "printf -- '- hosts: localhost\\n  tasks:\\n    - include_tasks: i.yml\\n' > p.yml; printf -- '- shell: rm -rf /home/dev\\n' > i.yml; ansible-playbook p.yml",
  "printf -- '- import_playbook: i.yml\\n' > p.yml; printf -- '- hosts: localhost\\n  tasks:\\n    - shell: rm -rf /home/dev\\n' > i.yml; ansible-playbook p.yml",
  "mkdir h; printf '#!/bin/sh\\nrm -rf ~\\n' > h/pre-commit; git -c core.hooksPath=h commit -m x",
  "echo 'NODE_OPTIONS=--require=./e.js' > v.env; echo 'require(\"child_process\").execSync(\"rm -rf ~\")' > e.js; node --env-file=v.env app.js",
]);

passing("ordinary use of the same", [
  'printf \'pkgname=x\\npackage() {\\n  rm -rf "$pkgdir/usr/share/doc"\\n  make DESTDIR="$pkgdir" install\\n}\\n\' > PKGBUILD; makepkg --printsrcinfo',
  "printf '```sh\\nnpm test\\n```\\n' > docs.md; runme run --all docs.md",
  "printf 'To start anew:\\n\\n```sh\\nrm -rf /\\n```\\n' > docs.md; npm test",
  "printf 'log:\\n  file: logs/x.log\\ninput:\\n  file: /home/dev/.bashrc\\n' > x.yaml; made-up --config=x.yaml",
  "printf 'tasks:\\n  x:\\n    command: rm -rf dist\\n' > moon.yml; moon run x",
  "echo '{:tasks {x (shell \"clojure -M:test\")}}' > bb.edn; bb x",
  'printf \'[tasks.x]\\ncommand = "rm"\\nargs = ["-rf", "target/tmp"]\\n\' > Makefile.toml; cargo make x',
  'printf \'{"cmd": "rm -rf /"}\' > test.json; npm test',
  'printf \'genrule(name="x", cmd="echo > $OUT")\' > BUCK; buck2 build //:x',
  "mkdir -p roles/x/tasks; printf -- '- hosts: all\\n  roles: [x]\\n' > p.yml; printf -- '- package: {name: nginx, state: present}\\n' > roles/x/tasks/main.yml; ansible-playbook p.yml",
  "echo 'NODE_OPTIONS=--max-old-space-size=4096' > v.env; node --env-file=v.env app.js",
  "printf 'bind generic X !git fetch\\n' > .tigrc; TIGRC_USER=.tigrc tig",
  "printf 'listen 80\\nroot ./public\\n' > c.conf; made-up --config c.conf",
  "printf 'UserParameter=x,wc -l /var/log/x\\n' > z.conf; zabbix_agentd -c z.conf",
  "printf '%%build\\nmake\\n%%install\\nmake install\\n' > x.spec; rpmbuild -ba x.spec",
  "printf 'see rm -rf / for details\\n' > notes.md; made-up notes.md",
  "sed -i '1i import os' conftest.py && pytest",
  "pwsh -c 'Set-Content -Path out.txt -Value \"rm -rf /\"'",
  "printf 'INPUT_FILTER = \"sed -e s/a/b/\"\\nOUTPUT_DIRECTORY = docs\\n' > Doxyfile; doxygen",
  'printf \'[tool.poe.tasks]\\ntest = "pytest"\\ndrop = "kubectl delete ns prod"\\n\' > pyproject.toml; poe test',
  "printf '[tool.pdm.scripts]\\nclean = {shell = \"rm -rf build\"}\\n' > pyproject.toml; pdm run clean",
  "printf 'hooks:\\n  - h.py\\n' > mkdocs.yml; echo 'def on_page(p): return p' > h.py; mkdocs build",
  "printf '[mypy]\\nplugins = pydantic.mypy\\nstrict = True\\n' > mypy.ini; mypy src",
  "echo '<project><executable>npm</executable><arguments><argument>ci</argument></arguments></project>' > pom.xml; mvn validate",
  'echo \'<project><target name="clean"><delete dir="build"/></target></project>\' > build.xml; ant clean',
  "echo 'add_custom_target(x COMMAND ${CMAKE_COMMAND} -E copy a b)' > CMakeLists.txt; cmake -B build",
  'echo \'tasks.register<Exec>("x") { commandLine("./scripts/lint.sh", "--fix") }\' > build.gradle.kts; ./gradlew build',
  "jq '.scripts.test = \"vitest run\"' package.json > t && mv t package.json && npm test",
  "jq '.version = \"2.0.0\"' package.json | sponge package.json && npm install",
  'sed -i \'s/"version": ".*"/"version": "1.0.1"/\' package.json && npm install',
  "yq -i '.services.web.ports += [\"8080:80\"]' docker-compose.yml && docker compose up -d",
  "yarn config set nodeLinker node-modules",
  "npm config set node-options '--max-old-space-size=4096'",
  "go env -w GOFLAGS=-mod=mod",
  "crudini --set x.ini database host localhost",
  "printf 'include x.mk\\n' > Makefile; printf 'all:\\n\\tgo build ./...\\n' > x.mk; make",
  "printf '%%.o: %%.c\\n\\tcc -c $< -o $@\\n' > Makefile; make main.o",
  'printf \'import nox\\n@nox.session\\ndef t(session):\\n    session.run("pytest", "-q")\\n\' > noxfile.py; nox',
  "printf -- '- hosts: web\\n  tasks:\\n    - service: {name: app, state: restarted}\\n    - user: {name: deploy, shell: /bin/bash, state: present}\\n' > p.yml; ansible-playbook p.yml",
  "printf -- '- hosts: localhost\\n  tasks:\\n    - copy: {src: a, dest: ./b}\\n' > p.yml; ansible-playbook p.yml",
  "printf 'services:\\n  web:\\n    command: sh -c \"rm -rf /tmp/cache && npm start\"\\n' > compose.yaml; docker compose up",
  "printf 'web:\\n  run: rm -rf /\\n' > tests/fixtures/tasks.yml; go test ./...",
]);
