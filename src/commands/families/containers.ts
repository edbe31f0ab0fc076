/** Containers and images. Sources: `docker --help` 27, podman(1), nerdctl, buildah, skopeo, crictl, ctr, lxc, runc. */
import { RUN } from "../options/containers.ts";
import type { Table } from "../spec.ts";

const EXEC = {
  style: "posix",
  flags: "-d,--detach -i,--interactive -t,--tty --privileged -it -ti -T,--no-TTY -l,--latest --no-tty",
  values: "--detach-keys --index -w,--workdir",
  options: { "-e,--env": "assignment", "--env-file": "identity", "-u,--user": "user" },
  operands: ["container", "command"],
  place: "container",
  reader: "docker",
} as const;

const BUILD = {
  flags: `--compress --disable-content-trust --force-rm --no-cache --pull -q,--quiet --rm --squash --load --push
    --layers --no-rm --squash-all --all-platforms --check -D,--debug`,
  values: `--add-host --attest --build-arg --cache-from --cache-to --cgroup-parent --cpu-period --cpu-quota
    --cpu-shares --cpuset-cpus --isolation --label -m,--memory --memory-swap --network --no-cache-filter
    --platform --progress --provenance --sbom --security-opt --shm-size --ssh -t,--tag --target --ulimit
    --builder --allow --annotation --format --jobs --arch --os --variant --userns --from --call`,
  options: {
    "-f,--file": "script:other",
    "--build-context": "read",
    "--iidfile": "write",
    "--metadata-file": "write",
    "-o,--output": "write",
    "--secret": "read",
    "-v,--volume": "mount",
    "--authfile": "read",
    "--ignorefile": "read",
    "--env-file": "identity",
  },
  operands: ["read"],
  input: "data",
  projectCode: true,
  network: true,
  recursive: "*",
} as const;

const COMPOSE_UP = {
  flags: `-d,--detach --build --no-build --force-recreate --no-recreate --no-start --no-deps --remove-orphans
    --abort-on-container-exit --abort-on-container-failure --always-recreate-deps --attach-dependencies
    --quiet-pull -V,--renew-anon-volumes --wait -w,--watch --no-color --no-log-prefix --timestamps --menu
    -y -s,--stop -f,--force -q,--quiet -a,--all --no-cache --pull --push --volumes
    --ignore-pull-failures --include-deps --resolve-image-digests --services --images --hash
    --no-interpolate --follow --no-trunc`,
  values: `--attach --no-attach --exit-code-from --scale -t,--timeout --wait-timeout --build-arg --format
    --since --until -n,--tail --filter --status -m,--memory --index --policy --orderby`,
  options: { "-o,--output": "write" },
} as const;

/** What `docker compose` takes where it is given no file. */
const COMPOSE_FILES = "compose.yaml compose.yml docker-compose.yml docker-compose.yaml";

const COMPOSE = {
  flags: "--compatibility --dry-run --all-resources --verbose --no-ansi -v --in-pod",
  values: "--ansi --parallel -p,--project-name --profile --progress -H --podman-args --podman-run-args",
  options: { "-f,--file": "document", "--env-file": "identity", "--project-directory": "work-directory" },
  projectCode: true,
  subcommands: {
    "up,create,start,watch,scale": { ...COMPOSE_UP, documents: COMPOSE_FILES },
    "build,pull,push,config,convert,images,logs,ps,top,events,port,version,ls,cp,attach,stats,wait,export,volumes":
      COMPOSE_UP,
    down: {
      ...COMPOSE_UP,
      flags: `${COMPOSE_UP.flags} -v`,
      values: "-t,--timeout --rmi",
      effectWith: { "-v,--volumes": "destroy" },
    },
    "stop,restart,kill,pause,unpause": { ...COMPOSE_UP, values: `${COMPOSE_UP.values} --signal` },
    rm: { flags: "-f,--force -s,--stop -v,--volumes" },
    run: {
      ...RUN,
      flags: `${RUN.flags} --build --no-deps --quiet-pull --remove-orphans -T,--no-TTY --service-ports --use-aliases`,
      operands: ["container", "command"],
      documents: COMPOSE_FILES,
      reader: "docker",
    },
    exec: EXEC,
  },
} as const;

/** Subcommands of `docker`, `podman` and `nerdctl`; those of `docker container` are the same ones. */
const CONTAINER = {
  "run,create": { ...RUN, operands: ["image", "command"], reader: "docker" },
  exec: EXEC,
  "ps,ls,list,logs,inspect,top,stats,port,diff,wait,attach,events,history,version,info,search,rename,update,pause,unpause,healthcheck,mount,exists,checkpoint,restore,init,commit,tag,annotate,manifest":
    {
      flags: `-a,--all -f,--follow -l,--latest -q,--quiet -s,--size --no-trunc --no-stream -t,--timestamps
        --details -p,--pause --digests --tree`,
      values: `--filter --format -n,--last,--tail --since --until --type --limit -c,--change -m,--message
        --author --cpus --memory --restart`,
    },
  "start,restart,stop,kill": {
    flags: "-a,--attach -i,--interactive --all -l,--latest",
    values: "-t,--time,--timeout -s,--signal --detach-keys --filter",
  },
  rm: {
    flags: "-f,--force -l,--link -v,--volumes -a,--all --depend -i,--ignore",
    values: "-t,--time --filter",
  },
  prune: {
    flags: "-a,--all -f,--force --volumes --build",
    values: "--filter",
    operands: [],
    effect: "destroy",
  },
  cp: {
    flags: "-a,--archive -L,--follow-link -q,--quiet --overwrite",
    operands: ["remote-read", "remote-write"],
    recursive: "*",
    place: "container",
  },
  export: { options: { "-o,--output": "write" }, operands: ["text"] },
} as const;

const IMAGE = {
  "pull,import,load,inspect,history,ls,list,tag,save,sign,trust,untag,search,scp,diff,exists,mount,tree": {
    flags: `-a,--all-tags --disable-content-trust -q,--quiet --no-trunc -f,--format-docker --compress
      --tls-verify`,
    values: "--platform --filter --format --arch --os -m,--message -c,--change",
    options: { "-i,--input": "read", "-o,--output": "write", "--authfile": "read", "--creds": "credential" },
    operands: ["image..."],
    network: true,
  },
  push: {
    flags: "-a,--all-tags -q,--quiet --tls-verify",
    values: "--platform",
    options: { "--creds": "credential", "--authfile": "read" },
    operands: ["image", "text"],
    network: true,
    effect: "publish",
  },
  "rm,rmi": { flags: "-f,--force -a,--all --no-prune -i,--ignore", values: "--platform" },
  prune: { flags: "-a,--all -f,--force --external", values: "--filter", operands: [], effect: "destroy" },
  "build,bake": BUILD,
} as const;

const OBJECT = {
  "create,ls,list,inspect,connect,disconnect,use,show,import,export,ps,exists,reload,mount,update": {
    flags: "-q,--quiet --internal --ipv6 --attachable --ingress -f,--force",
    values: `-d,--driver --label --name --subnet --gateway --ip-range --filter --format --ip --alias --docker
      --description --scope -p,--publish`,
    options: { "-o,--opt": "mount" },
  },
  "rm,remove,prune,delete": { flags: "-f,--force -a,--all", values: "--filter", effect: "destroy" },
} as const;

export const containers = {
  "docker,podman,nerdctl,podman-remote,lima-nerdctl,finch": {
    style: "posix",
    flags: "-D,--debug --tls --tlsverify -r,--remote --noout --syslog --transient-store",
    values: `-l,--log-level --cgroup-manager --events-backend --network-cmd-path --out --namespace,-n
      --snapshotter -a,--address --imagestore -c,--context`,
    options: {
      "--config": "config",
      "-H,--host": "url",
      "--url,--connection": "url",
      "--tlscacert,--tlscert": "read",
      "--tlskey": "identity",
      "--root,--runroot,--tmpdir,--volumepath": "write-directory",
      "--identity": "identity",
      "--hooks-dir": "library",
      "--module": "read",
      "--conmon,--runtime,--storage-driver": "program",
    },
    environment: { DOCKER_HOST: "url", CONTAINER_HOST: "url", DOCKER_CONFIG: "config" },
    subcommands: {
      ...CONTAINER,
      container: { subcommands: CONTAINER },
      image: { subcommands: IMAGE },
      "images,pull,import,load,save":
        IMAGE[
          "pull,import,load,inspect,history,ls,list,tag,save,sign,trust,untag,search,scp,diff,exists,mount,tree"
        ],
      push: IMAGE.push,
      rmi: IMAGE["rm,rmi"],
      build: BUILD,
      "buildx,builder": {
        subcommands: {
          "build,b,bake": BUILD,
          prune: CONTAINER.prune,
          "rm,stop": {},
          "ls,create,use,inspect,du,version,imagetools,install,uninstall": {
            flags: "--use --bootstrap",
            values: "--name --driver --platform --node --driver-opt",
          },
        },
      },
      compose: COMPOSE,
      "network,plugin,trust,checkpoint,manifest": {
        flags: "-f,--force -a,--all",
        subcommands: {
          ...OBJECT,
          "rm,remove,prune,delete": { values: "--filter" },
          /** A plug-in of the engine runs as root, with what it asks for. */
          install: {
            flags: "--grant-all-permissions --disable --disable-content-trust",
            values: "--alias",
            operands: ["image", "text..."],
            network: true,
            effect: "grant",
          },
        },
      },
      pod: {
        subcommands: {
          ...OBJECT,
          "start,restart,stop,kill,pause,unpause": CONTAINER["start,restart,stop,kill"],
        },
      },
      "volume,config,secret,context,node,service,stack,swarm,machine,kube,quadlet,farm,artifact,model,scout,sandbox,extension,desktop,init,debug,namespace":
        {
          flags: "-f,--force -a,--all",
          subcommands: {
            ...OBJECT,
            "leave,down,stop,scale,rollback,kill,reset": { effect: "disrupt" },
            "play,deploy": {
              values: "--network",
              options: { "-c,--compose-file": "document" },
              operands: ["document"],
            },
            ssh: { style: "posix", operands: ["host", "shell..."], place: "host" },
          },
        },
      system: {
        subcommands: {
          prune: CONTAINER.prune,
          "df,info,events,connection,service,migrate,renumber,check,dial-stdio": {
            flags: "-v --json",
            values: "--format --filter --since --until -t,--time",
          },
          reset: { flags: "-f,--force", operands: [], effect: "destroy" },
        },
      },
      login: {
        flags: "--password-stdin --get-login --tls-verify",
        values: "-u,--username --authfile",
        options: { "-p,--password": "credential" },
        operands: ["host"],
        network: true,
      },
      logout: { operands: ["host"] },
      unshare: { flags: "--rootless-netns", operands: ["command"], input: "code:shell" },
      generate: { options: { "-f,--filename": "write" } },
    },
  },
  "docker-compose,podman-compose": COMPOSE,
  "docker-credential-desktop,docker-credential-osxkeychain,docker-credential-secretservice,docker-credential-pass":
    { operands: ["text"], output: "secret" },
  buildah: {
    subcommands: {
      "build,bud": BUILD,
      run: { ...RUN, operands: ["container", "command"] },
      "from,commit,copy,add,config,push,pull,images,containers,inspect,tag,login,logout,mount,umount,info,version":
        { network: true },
      "rm,rmi,prune": { flags: "-a,--all -f,--force" },
      unshare: { operands: ["command"], values: "-m,--mount", input: "code:shell" },
    },
  },
  "kaniko,buildctl,img,earthly,dagger,pack,ko,jib,dive,hadolint,syft,grype,trivy": {
    network: true,
    projectCode: true,
    options: { "-f,--file": "read", "-o,--output": "write", "--key": "read" },
    subcommands: {
      "push,publish,sign,attest": { operands: ["image..."], effect: "publish" },
      "delete,clean,rm": { effect: "destroy" },
      "scan,image,fs,repo,config,pull,manifest,ls,catalog,digest,version,verify": {},
    },
  },
  skopeo: {
    flags: "--insecure-policy --debug --tls-verify",
    values: "--command-timeout --override-os --override-arch --policy",
    network: true,
    subcommands: {
      "copy,sync": {
        flags: "-a,--all -q --src-tls-verify --dest-tls-verify",
        values: "-f,--format --src --dest",
        options: { "--src-creds,--dest-creds,--creds": "credential", "--authfile": "read" },
        operands: ["image", "image"],
      },
      "inspect,list-tags,login,logout,standalone-sign,manifest-digest": { operands: ["image..."] },
      delete: { operands: ["image"], effect: "destroy" },
    },
  },
  "crictl,ctr": {
    values: "-n,--namespace -a,--address -c -r,--runtime-endpoint -i,--image-endpoint --timeout -t",
    options: { "--config": "config" },
    subcommands: {
      "run,r": { ...RUN, operands: ["image", "text", "command"], reader: "docker" },
      exec: EXEC,
      "tasks,task,t": {
        subcommands: {
          exec: { ...EXEC, options: { "--exec-id": "text", "--cwd": "text", "-u,--user": "user" } },
          "kill,delete,rm": { effect: "disrupt", flags: "-a,--all -f,--force", values: "-s,--signal" },
          "ls,list,start,attach,ps": {},
        },
      },
      "images,image,i,containers,container,c,snapshots,content,namespaces,ns": {
        subcommands: {
          "rm,remove,delete,prune,del": { effect: "destroy" },
          "pull,push,ls,list,import,export,mount,unmount,tag,create,info,label": {},
        },
      },
      "rm,rmi,rmp,stopp,stop": { flags: "-a,--all -f,--force --prune", effect: "disrupt" },
      "ps,pods,images,img,logs,inspect,inspecti,inspectp,info,version,stats,pull,create,runp,start,port-forward,attach,update":
        { flags: "-a,--all -f -q", values: "--name --tail" },
    },
  },
  "runc,crun,youki,kata-runtime,runsc": {
    flags: "--debug --systemd-cgroup --rootless",
    values: "--log-format --criu",
    options: { "--root": "write-directory", "--log": "write" },
    subcommands: {
      "run,create,spec,start,restore": {
        flags: "-d,--detach --no-pivot --keep",
        values: "--console-socket",
        options: { "-b,--bundle": "work-directory", "--pid-file": "write" },
        operands: ["container"],
        interactive: true,
      },
      exec: EXEC,
      "kill,delete,pause,resume": { flags: "-f,--force -a,--all", effect: "disrupt" },
      "list,state,ps,events,features": {},
    },
  },
} satisfies Table;
