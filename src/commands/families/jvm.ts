/** Java and other languages of its machine: launchers, builders, tools; and .NET. Sources: java --help, mvn --help, gradle --help. */
import type { Table } from "../spec.ts";

export const jvm = {
  "java,javaw,jre": {
    style: "single",
    flags: `-server -client -version -showversion -dry-run,--dry-run --validate-modules -verbose -d64
      -ea,-enableassertions -da -esa -dsa -Xint -Xcomp -Xmixed -Xbatch -Xdebug -Xnoagent --enable-preview
      --show-version --list-modules -XshowSettings --full-version -Xrs`,
    values: `-cp-none -d,--describe-module --add-modules --limit-modules --add-exports --add-opens
      --add-reads --illegal-access --enable-native-access --source --finalization -m,--module -Xlog`,
    options: {
      "-jar": "script:other",
      "-cp,-classpath,--class-path,-p,--module-path,--upgrade-module-path": "library",
      "-javaagent,-agentpath,-agentlib": "library",
      "--patch-module": "library",
      "-XX:OnOutOfMemoryError,-XX:OnError": "shell",
      "-XX:Flags,-XX:VMOptionsFile": "config",
      "-Xbootclasspath": "library",
    },
    operands: ["script:other", "text..."],
    operandsWith: { "-jar,-m": ["text..."] },
    responseFiles: true,
    environment: {
      JAVA_TOOL_OPTIONS: "options",
      _JAVA_OPTIONS: "options",
      JDK_JAVA_OPTIONS: "options",
      CLASSPATH: "library",
    },
  },
  "javac,kotlinc,kotlinc-jvm,scalac,groovyc,ecj": {
    style: "single",
    flags: `-g -nowarn -verbose -deprecation -parameters -version --enable-preview -Werror -include-runtime
      -no-stdlib -no-reflect -jvm-default -explain -feature -unchecked`,
    values: `-source,--source -target,--target -encoding --release -proc -J -Xlint -Xmaxerrs -Xplugin -Akey
      --add-modules --add-exports --limit-modules -m,--module -jvm-target -language-version -api-version
      -opt-in -P --module-version`,
    options: {
      "-d": "write-directory",
      "-s,-h": "write-directory",
      "-cp,-classpath,--class-path,-p,--module-path,--processor-path,-processorpath": "library",
      "-sourcepath,--source-path,--module-source-path,--system": "read",
      "-processor": "library",
      "-script": "script:other",
      "-expression,-e": "code:other",
    },
    operands: ["read..."],
    responseFiles: true,
  },
  "jshell,jrunscript,jjs,groovy,groovysh,groovyConsole,kotlin,kscript,scala,scala-cli,amm,ammonite,clojure,clj,bb,babashka,lein,boot,nrepl,jbang,frege,ceylon,xtend":
    {
      style: "posix",
      flags: `-i -v -q -s -n -R -d --debug --enable-preview --no-startup -a -h -M -X -T -A -P --verbose --watch
        --server --jvm --js --native --fresh --offline`,
      values: `-c-none --feedback --execution -l --language --dep --java --scala,-S --repository -B -Sdeps
        -m,--main -J`,
      options: {
        "-e,--eval,-ex,--expr,-code,--execute-script": "code:other",
        "-f,--file,-script": "script:other",
        "-cp,-classpath,--class-path,--classpath,--module-path": "library",
        "--startup,--init,--predef": "script:other",
        "-C,--working-dir": "work-directory",
        "-c": "code:other",
      },
      operands: ["script:other", "text..."],
      operandsWith: { "-e": ["text..."] },
      input: "code:other",
      projectCode: true,
      network: true,
      subcommands: {
        run: { style: "posix", projectCode: true, values: "-m", options: { "-e": "code:other" } },
        "test,compile,repl,deps,uberjar,jar,clean,new,check,install,ancient,kibit,eastwood,cljfmt,fmt,setup-ide,package,doc,shell,update,config,version,tasks,export,edit,init,app,cache,trust,alias":
          { operands: ["text..."], projectCode: true, values: "-m", options: { "-e": "code:other" } },
        "deploy,release,publish": { operands: ["text..."], effect: "publish", projectCode: true },
      },
    },
  "mvn,mvnw,mvnd,maven,mvnDebug": {
    style: "single",
    flags: `-am,--also-make -amd,--also-make-dependents -B,--batch-mode -C,--strict-checksums -c,--lax-checksums
      -cpu -e,--errors -fae,--fail-at-end -ff,--fail-fast -fn,--fail-never -llr -N,--non-recursive -npr
      -npu -nsu,--no-snapshot-updates -ntp,--no-transfer-progress -o,--offline -q,--quiet
      -U,--update-snapshots -up -V,--show-version -v -X,--debug`,
    values: `-b,--builder -color -P,--activate-profiles -pl,--projects -rf,--resume-from -T,--threads
      -emp -ep`,
    options: {
      "-f,--file": "script:other",
      "-D,--define": "setting",
      "-gs,--global-settings,-s,--settings,-gt,-t,--toolchains": "config",
      "-l,--log-file": "write",
    },
    projectCode: true,
    network: true,
    settings: { "maven.ext.class.path": "library" },
    environment: { MAVEN_OPTS: "text", MAVEN_ARGS: "options", EDITOR: "shell" },
    reader: "assembled",
    subcommands: {
      "deploy,release:perform,release:prepare,deploy:deploy,deploy:deploy-file": {
        style: "single",
        values: "-D,--define -P",
        effect: "publish",
        projectCode: true,
      },
      "exec:exec,exec:java,antrun:run": { style: "single", values: "-D,--define -P", projectCode: true },
      "flyway:clean,liquibase:dropAll": {
        style: "single",
        values: "-D -P",
        effect: "destroy",
        projectCode: true,
      },
    },
  },
  "gradle,gradlew": {
    style: "gnu",
    flags: `-a,--no-rebuild --build-cache --no-build-cache --configuration-cache --no-configuration-cache
      --configure-on-demand --continue --no-continue --daemon --no-daemon -d,--debug --export-keys
      --foreground -i,--info -m,--dry-run --offline --parallel --no-parallel --profile -q,--quiet
      --refresh-dependencies --refresh-keys --rerun-tasks --rerun -S,--full-stacktrace -s,--stacktrace
      --scan --no-scan --status --stop -t,--continuous --no-watch-fs --watch-fs --write-locks -V --all
      --warn`,
    values: `--console -D,--system-prop -P,--project-prop -F,--dependency-verification --max-workers
      -M,--write-verification-metadata --priority --tests -x,--exclude-task --update-locks --warning-mode
      --configuration --dependency --args --type --dsl --test-framework --project-name --package
      --gradle-version --distribution-type --task`,
    options: {
      "-b,--build-file,-c,--settings-file": "script:other",
      "-g,--gradle-user-home,--project-cache-dir": "write-directory",
      "-I,--init-script": "script:other",
      "--include-build": "read",
      "-p,--project-dir": "work-directory",
    },
    projectCode: true,
    network: true,
    harmless: "-m",
    environment: { GRADLE_OPTS: "text", JAVA_OPTS: "text" },
    subcommands: {
      "publish,publishPlugins,publishToMavenCentral,uploadArchives,*:publish": {
        effect: "publish",
        projectCode: true,
      },
      "flywayClean,dropAll,liquibaseDropAll": { effect: "destroy", projectCode: true },
    },
  },
  "ant,sbt,sbtn,mill,bloop,coursier,bleep,ivy,bld": {
    style: "single",
    flags: `-p,-projecthelp -version -diagnostics -q,-quiet -S -v,-verbose -d,-debug -e,-emacs -noinput
      -k,-keep-going -no-colors,-no-color -batch -client --batch -i,--interactive -w,--watch --no-server`,
    values: `-D -propertyfile -inputhandler -nice -main -mem -jvm-debug -j,--jobs --release -r,--repository`,
    options: {
      "-f,-file,-buildfile": "script:other",
      "-lib,-autoproxy": "library",
      "-l,-logfile": "write",
      "-listener,-logger": "library",
      "-java-home": "read",
      "-sbt-jar": "library",
      "--home": "read",
      "-o,--output": "write",
    },
    projectCode: true,
    network: true,
    subcommands: {
      launch: { style: "posix", operands: ["remote-program", "text..."] },
      publishLocal: { projectCode: true },
      "publish,publishSigned,sonatypeRelease": { projectCode: true, effect: "publish" },
    },
  },
  jar: {
    style: "old",
    flags: `-c,--create -t,--list -x,--extract -u,--update -v,--verbose -n,--normalize -0,--no-compress
      -M,--no-manifest -d,--describe-module -k,--keep-old-files -P`,
    values: "-e,--main-entry-point",
    options: {
      "-f,--file": "write",
      "-m,--manifest": "read",
      "-C": "work-directory",
      "-p,--module-path": "read",
      "--dir": "write-directory",
      "-i,--generate-index": "edit",
    },
    operands: ["read..."],
    responseFiles: true,
    recursive: "*",
  },
  "javadoc,javap,jdeps,jlink,jpackage,jmod,jimage,jarsigner,keytool,jps,jstat,jcmd,jmap,jstack,jinfo,jhsdb,jdb,jconsole,jvisualvm,jmc,jfr,visualvm,serialver,rmic,rmiregistry,rmid,native-image,javah,checkstyle,pmd,spotbugs,google-java-format,ktlint,detekt,ktfmt,scalafmt,scalafix,jacoco,allure,karate,newman,spring-boot,quarkus,mn,micronaut,jhipster,sdk,jenv,jabba,tomcat,catalina.sh,catalina,jetty,asadmin,wildfly,spark-submit,hadoop,flink,kafka-run-class,zookeeper-shell,hbase,sqoop,nifi,solr,elasticsearch-plugin,logstash,keycloak,kc.sh,emulator,avdmanager,sdkmanager,aapt,aapt2,apksigner,zipalign,r8,ndk-build":
    {
      style: "single",
      flags: `-v -verbose -l -m -q -c -p -s -private -public -protected -package -sysinfo -dump -list
        -genkeypair -delete -importcert -exportcert -noprompt -F,--format -i -r,--replace -a --all -e -rfc
        -verify -g --relative -no-window --no-daemon --local --force -skipTrash`,
      values: `-J -alias -storetype -keyalg -keysize -validity -dname -ext -t -sigalg -tsa -n --name --type
        --main-class --main-jar --app-version --add-modules --module --launcher --compress --master
        --deploy-mode --num-executors --executor-memory --class --conf -D -P --port -L -S`,
      options: {
        "-keystore,-storepass,-keypass": "credential",
        "-file,-o,-d,--output,--dest,-outfile,-signedjar": "write",
        "-cp,-classpath,--class-path,--module-path,--jars,--packages,--driver-class-path,-doclet,-docletpath,--py-files":
          "library",
        "-input,--input": "read",
        "--config": "config",
      },
      operands: ["read..."],
      responseFiles: true,
      subcommands: {
        shell: {
          flags: "-n -t -T -x",
          values: "-e",
          operands: ["shell..."],
          place: "host",
          interactive: true,
        },
        push: { flags: "--sync -n", operands: ["upload...", "text"], network: true },
        pull: { operands: ["text", "write-directory"], network: true },
        "install,install-multiple": { flags: "-r -t -d", operands: ["upload..."] },
        "uninstall,wipe,erase,format,flash,oem,flashing,wipe-super,update": {
          operands: ["text..."],
          effect: "destroy",
        },
        "connect,tcpip,forward,reverse,pair": { operands: ["host..."], network: true },
        "reboot,root,remount,disable-verity,kill-server": { operands: ["text..."], effect: "disrupt" },
        "devices,logcat,start-server,wait-for-device,bugreport,getprop,list,version,get-state,current,use,default,create,env,sdk,dev,build,run,test,add,extension":
          { operands: ["text..."], projectCode: true },
        dfs: {
          style: "single",
          flags: "-rm -rmr -rmdir -r -R -f -ls -cat -put -get -mkdir -du -h -expunge",
          operands: ["text..."],
          effectWith: { "-rm,-rmr,-expunge": "destroy" },
          network: true,
        },
        fs: {
          style: "single",
          flags: "-rm -rmr -rmdir -r -R -f -ls -cat -put -get -mkdir -du -h -expunge",
          operands: ["text..."],
          effectWith: { "-rm,-rmr,-expunge": "destroy" },
          network: true,
        },
      },
    },
  "dotnet,msbuild,xbuild,mono,mcs,nuget,paket,fsharpc,fsc,vbc,ilasm": {
    flags: `-h -d,--diagnostics --no-build --no-restore --no-incremental --nologo --force --interactive -bl
      --self-contained,--sc --no-self-contained --no-dependencies --watch --list-tests,-t --blame
      --no-cache --use-lock-file --locked-mode -g,--global --local --prerelease --skip-duplicate
      --no-symbols,-n --debug --info --list-sdks --list-runtimes -graph --dry-run --verify-no-changes
      --include-symbols --include-source --update --json --outdated --include-transitive --non-interactive`,
    values: `-c,--configuration -f,--framework -r,--runtime -v,--verbosity -p,--property --filter -l,--logger
      --collect -a,--arch --os --version-suffix --version --launch-profile -lp --add-source
      --tool-manifest --sdk-version --roll-forward --fx-version -m,--maxcpucount --severity
      --output-format --type --name --language,-lang --connection --context --startup-project -e`,
    options: {
      "-o,--output": "write-directory",
      "--project": "read",
      "-s,--source": "url",
      "--configfile,--settings,--runtimeconfig": "config",
      "-k,--api-key": "credential",
      "--results-directory,--artifacts-path,--packages,--tool-path": "write-directory",
      "--additionalprobingpath,--additional-deps,--depsfile": "library",
      "--test-adapter-path": "library",
    },
    environment: {
      DOTNET_STARTUP_HOOKS: "library",
      DOTNET_ADDITIONAL_DEPS: "library",
      CORECLR_PROFILER_PATH: "library",
      COR_PROFILER_PATH: "library",
    },
    operands: ["script:other", "text..."],
    projectCode: true,
    subcommands: {
      "build,restore,test,clean,pack,format,sln,list,add,remove,reference,package,new,workload,sdk,tool,dev-certs,watch,help,store,vstest,msbuild,user-secrets,build-server,completions,outdated,stryker,swagger,aspnet-codegenerator,reportgenerator,csharpier,template,project":
        {
          operands: ["text..."],
          projectCode: true,
          network: true,
          subcommands: { "run,exec": { style: "posix", projectCode: true } },
          flags: "-g --global",
        },
      run: {
        style: "posix",
        flags: "--no-launch-profile",
        values: `-lp,--launch-profile -a`,
        options: { "--file": "script:other", "-e,--environment": "assignment" },
        projectCode: true,
      },
      exec: { style: "posix" },
      fsi: {
        style: "posix",
        flags: "--quiet --exec --gui- --readline-",
        options: { "--use,--load,--exec-file": "script:other", "-r,--reference": "library" },
        input: "code:other",
      },
      script: { style: "posix", subcommands: { eval: { operands: ["code:other"] } } },
      ef: {
        operands: ["text..."],
        projectCode: true,
        subcommands: {
          database: {
            projectCode: true,
            subcommands: {
              drop: { flags: "-f,--force", operands: [], effect: "destroy" },
              update: { operands: ["text"] },
            },
          },
          "migrations,dbcontext": {
            projectCode: true,
            values: "-o -p,--project -s,--startup-project -c,--context",
          },
        },
      },
      nuget: {
        operands: ["text..."],
        network: true,
        subcommands: {
          push: { operands: ["upload"], options: {}, flags: "-n", effect: "publish" },
          delete: { options: {}, effect: "destroy" },
          "add,list,locals,remove,update,enable,disable,verify,why,config": {},
        },
      },
      publish: {
        operands: ["read"],
        flags: "--self-contained",
        values: "-c -r -f -p",
        options: {},
        projectCode: true,
      },
    },
  },
} satisfies Table;
