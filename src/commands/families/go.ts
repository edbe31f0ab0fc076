/** Go: the tool and what projects run with it. Sources: `go help build` and relatives, 1.23. */
import type { Table } from "../spec.ts";

const BUILD = {
  style: "single",
  flags: `-a -n -race -msan -asan -cover -v -work -x -buildvcs -linkshared -modcacherw -trimpath -json -i -u -d
    -f -t -m -c -benchmem -failfast -short -fullpath -w -s -l -e -deps -compiled -export -find -test
    -versions -retracted -print -fix -insecure -tool -r -cache -testcache -modcache -fuzzcache -changed -q`,
  values: `-p -covermode -coverpkg -asmflags -buildmode -compiler -gccgoflags -gcflags -installsuffix -ldflags
    -mod -pkgdir -tags -run -bench -benchtime -count -cpu -parallel -timeout -vet -fuzz -fuzztime
    -fuzzminimizetime -list -skip -shuffle -format -go -require -droprequire -exclude -replace
    -dropreplace -retract -toolchain -use -dropuse -module`,
  options: {
    "-o": "write",
    "-exec": "shell",
    "-toolexec": "shell",
    "-overlay,-modfile,-pgo": "read",
    "-coverprofile,-cpuprofile,-memprofile,-blockprofile,-mutexprofile,-trace": "write",
    "-outputdir": "write-directory",
    "-vettool": "program",
  },
  projectCode: true,
  environment: { GOFLAGS: "options", GOPROXY: "url", CC: "program", CXX: "program", GOTOOLDIR: "program" },
} as const;

export const go = {
  "go,garble,tinygo,gotip": {
    style: "posix",
    options: { "-C": "work-directory" },
    environment: { GOFLAGS: "options", GOPROXY: "url", CC: "program", CXX: "program", PAGER: "shell" },
    subcommands: {
      "build,test,list,vet,fix,clean,tool,flash,size": BUILD,
      run: { ...BUILD, style: "single", operands: ["script:other", "text..."], network: true },
      "install,get": { ...BUILD, operands: ["package..."], network: true },
      generate: BUILD,
      "mod,work": {
        ...BUILD,
        network: true,
        subcommands: { "tidy,download,edit,graph,init,vendor,verify,why,sync,use": BUILD },
      },
      "fmt,doc,version,help,bug,telemetry": {
        flags: "-n -x -m -v -all -c -cmd -short -src -u",
        values: "-mod",
      },
      env: { flags: "-json -u -changed", options: { "-w": "assignment" }, output: "digest" },
    },
  },
  "gofmt,goimports,gofumpt,golines,gci": {
    style: "single",
    flags: "-d -e -l -s -w,--write -extra -format-only -v --skip-generated",
    values: "-r -local -cpuprofile -srcdir -lang -modpath -m,--max-len",
    operands: ["read..."],
    inPlace: "-w",
  },
  "golangci-lint,staticcheck,revive,govulncheck,gosec,errcheck,ineffassign,gocyclo,gotestsum,ginkgo,gomock,mockgen,mockery,wire,stringer,sqlc,buf,protoc-gen-go,goreleaser,dlv,gopls,ent,swag,oapi-codegen,gqlgen,templ,hugo,wails,fyne,cobra,cobra-cli,xk6,gox,nancy,benchstat,go-bindata,statik,packr,gopherjs":
    {
      style: "single",
      flags: `-v --verbose -r --fix -json --json --race -race -cover --cover -p --fast --new --snapshot --clean
        --skip-publish --rm-dist --auto-snapshot --headless --accept-multiclient --continue --trace -D
        --buildDrafts --minify --watch -w --gc --keepGoing`,
      values: `--timeout --enable --disable -E --out-format --concurrency -j --focus --skip --label-filter
        --format -run --api-version --check --build-flags -b --baseURL --port --bind -t --theme
        --environment -e --release-notes --parallelism --target --tags`,
      options: {
        "-c,--config,-config": "config",
        "--listen,-l": "listen",
        "--init": "script:other",
        "-o,--output,-out": "write",
        "-d,--destination": "write-directory",
        "-s,--source": "work-directory",
        "--jsonfile,--junitfile": "write",
        "--post-run-command": "shell",
        "--raw-command": "command",
        "-destination": "write",
        "-source": "read",
      },
      projectCode: true,
      subcommands: {
        exec: { style: "posix", operands: ["program", "text..."], interactive: true },
        "debug,test,attach,run,trace,core,connect,replay,dap": {
          projectCode: true,
          interactive: true,
          options: { "--output": "write", "-c,--config": "config" },
          values: "-p",
        },
        "release,publish,deploy": {
          flags: "--draft",
          values: "-p",
          options: { "-f,--config": "config", "--release-notes": "read" },
          operands: [],
          network: true,
          effect: "publish",
          harmless: "--snapshot",
        },
        push: { operands: ["read"], network: true, effect: "publish" },
        "build,check,lint,format,generate,breaking,server,new,mod,version,config,init,healthcheck,changelog,linters,cache,vet,compile,fmt,serve,dep,export,dev,doctor,list,env,gen,ls-files":
          {
            projectCode: true,
            values: "--config --against --path --template -p",
            options: { "-o,--output": "write" },
            flags: "--diff --exit-code",
          },
      },
    },
} satisfies Table;
