/** Kubernetes and its tools. Sources: `kubectl --help` 1.31, helm 3, and the other programs' own help. */
import type { Table } from "../spec.ts";

/** Options that every kubectl command understands. */
const GLOBAL = {
  values: `-n,--namespace --context --cluster --as --as-group --as-uid --request-timeout --tls-server-name
    --username -v --v --vmodule --profile --cache-dir --user`,
  options: {
    "--kubeconfig": "identity",
    "--server,-s": "url",
    "--token,--password": "credential",
    "--certificate-authority,--client-certificate,--client-key": "identity",
    "--profile-output": "write",
  },
  flags: "--insecure-skip-tls-verify --match-server-version --warnings-as-errors --disable-compression",
} as const;

const SHOW = {
  flags: `-A,--all-namespaces -w,--watch --watch-only --no-headers --show-labels --show-kind
    --show-managed-fields -R,--recursive --ignore-not-found --server-print --output-watch-events
    --all-containers --follow -p,--previous --timestamps --prefix --list -q,--quiet --client --short
    --minify --raw --flatten --all --namespaced --use-protocol-buffers --containers --sum
    --allow-missing-template-keys --ignore-errors --insecure-skip-tls-verify-backend`,
  values: `-o,--output -l,--selector --field-selector --sort-by --template -L,--label-columns --chunk-size
    --subresource -c,--container --tail --since --since-time --limit-bytes --max-log-requests
    --pod-running-timeout --for --timeout --types --api-group --verbs --api-version --categories
    --field-manager`,
  options: { "-f,--filename": "read", "-k,--kustomize": "read" },
} as const;

const CHANGE = {
  flags: `--all --force --ignore-not-found --now --wait --overwrite --record --save-config --server-side
    --force-conflicts --prune --validate --windows-line-endings --edit --openapi-patch --cascade --dry-run
    -R,--recursive -i,--interactive --local --list -A,--all-namespaces --ignore-daemonsets
    --delete-emptydir-data --delete-local-data --disable-eviction --append-hash --rm`,
  values: `-l,--selector --field-selector -o,--output --grace-period --timeout -p,--patch --type --subresource
    --replicas --current-replicas --resource-version --min --max --cpu-percent --name --port --target-port
    --protocol --external-ip --load-balancer-ip --image --limits --requests --from-literal --docker-server
    --docker-username --docker-email --clusterrole --role --group --serviceaccount --verb
    --resource --resource-name --non-resource-url --field-manager --prune-allowlist --pod-selector
    --skip-wait-for-delete-timeout --to-revision --revision --schedule --from --tcp --class --rule
    --annotation --default-backend -c,--containers -e,--env --keys --prefix --template`,
  options: {
    "-f,--filename": "document",
    "-k,--kustomize": "document",
    "--from-file": "upload",
    "--from-env-file": "upload",
    "--docker-password": "credential",
    "--cert,--key": "identity",
    "--patch-file": "document",
    "--raw": "url",
  },
  operands: ["text..."],
  harmless: "--dry-run",
} as const;

/** How a service is reached from outside the cluster. */
const REACHABLE = { "--type=LoadBalancer,--type=NodePort,--external-ip": "expose" } as const;

export const clusters = {
  "kubectl,oc": {
    ...GLOBAL,
    style: "gnu",
    network: true,
    environment: { KUBECONFIG: "identity", KUBE_EDITOR: "shell", EDITOR: "shell" },
    subcommands: {
      "get,describe,logs,events,explain,top,version,cluster-info,api-resources,api-versions,auth,diff,wait,completion,options,kustomize,plugin,alpha,whoami,status,projects,project":
        SHOW,
      "apply,create,patch,edit,label,annotate,set,autoscale,replace,convert,new-app,new-project,start-build,import-image,process,tag,policy,adm":
        {
          ...CHANGE,
          projectCode: false,
          subcommands: {
            /** `create job x --image=y -- COMMAND`. */
            "job,cronjob,deployment,deploy": {
              ...CHANGE,
              style: "gnu",
              operands: ["container", "command"],
              place: "container",
            },
            "rolebinding,clusterrolebinding,role,clusterrole,token,serviceaccount,add-role-to-user,add-scc-to-user,add-cluster-role-to-user":
              { ...CHANGE, effect: "grant" },
            service: { ...CHANGE, subcommands: { "loadbalancer,nodeport": { ...CHANGE, effect: "expose" } } },
            route: { ...CHANGE, effect: "expose" },
          },
        },
      delete: { ...CHANGE, effect: "destroy" },
      "drain,cordon,taint,scale,rollout": {
        ...CHANGE,
        effect: "disrupt",
        subcommands: { "status,history,restart,pause,resume": SHOW },
      },
      uncordon: {},
      // A service of the usual type is there for the cluster alone.
      expose: {
        ...CHANGE,
        effectWith: REACHABLE,
        // OpenShift makes a route of it, to which everybody has the way.
        subcommands: { "svc,svc/*,service,service/*,services/*": { ...CHANGE, effect: "expose" } },
      },
      "port-forward": { values: "--address --pod-running-timeout" },
      proxy: {
        values: "--address -p,--port --accept-hosts --accept-paths --api-prefix --www-prefix",
        options: { "-w,--www": "read", "-u,--unix-socket": "create" },
        operands: [],
        // A directory of this machine is served to whoever connects.
        effectWith: { "--www": "expose" },
      },
      run: {
        style: "gnu",
        flags: `-i,--stdin -t,--tty -it --rm --attach -q,--quiet --privileged --leave-stdin-open --command
          --expose --wait --dry-run`,
        values: `--image --restart --port --labels,-l --overrides --override-type --image-pull-policy
          --annotations --timeout -o,--output`,
        options: { "--env": "assignment" },
        operands: ["container", "command"],
        place: "container",
        reader: "kubectl",
      },
      "exec,rsh": {
        style: "gnu",
        flags: "-i,--stdin -t,--tty -it -ti -q,--quiet",
        values: "-c,--container --pod-running-timeout",
        options: { "-f,--filename": "read" },
        operands: ["container", "command"],
        place: "container",
        reader: "kubectl",
      },
      debug: {
        style: "gnu",
        flags: "-i,--stdin -t,--tty -it --attach --replace --same-node --share-processes -q,--quiet",
        values: "--image --target --copy-to -c,--container --image-pull-policy --set-image",
        options: { "--env": "assignment", "--custom": "read" },
        operands: ["container", "command"],
        place: "container",
        reader: "kubectl",
      },
      attach: {
        flags: "-i,--stdin -t,--tty -it -q",
        values: "-c,--container",
        operands: ["container"],
        place: "container",
        interactive: true,
      },
      "cp,rsync": {
        flags: "--no-preserve --delete",
        values: "-c,--container --retries --exclude",
        operands: ["remote-read", "remote-write"],
        recursive: "*",
      },
      config: {
        flags: "--raw --minify --flatten --embed-certs --current --unset",
        subcommands: {
          view: { values: "-o,--output", operands: [], output: "secret" },
          "current-context,get-contexts,get-clusters,get-users,use-context,set-context,rename-context,set-cluster":
            {},
          "set-credentials,set": {
            options: {
              "--exec-command": "program",
              "--token": "credential",
              "--client-key,--client-certificate": "read",
            },
          },
          "delete-context,delete-cluster,delete-user,unset": {},
        },
      },
      certificate: { effect: "grant" },
      login: { operands: ["url"], options: { "-p,--password": "credential", "--token": "credential" } },
    },
  },
  "helm,helmfile,helm3,werf": {
    values: `-n,--namespace --kube-context --kube-apiserver --burst-limit --qps --environment -e -l,--selector`,
    options: {
      "--kubeconfig": "identity",
      "--kube-token": "credential",
      "--repository-config,--repository-cache,--registry-config": "read",
      "-f,--file": "config",
    },
    flags: "--debug --kube-insecure-skip-tls-verify --no-color -q --interactive -i",
    network: true,
    environment: { HELM_PLUGINS: "library", KUBECONFIG: "identity" },
    subcommands: {
      "install,upgrade,template,apply,sync,lint,diff,package": {
        flags: `--install --atomic --wait --wait-for-jobs --create-namespace --dependency-update --devel
          --disable-openapi-validation --dry-run --force --no-hooks --replace --reset-values
          --reuse-values --skip-crds --verify --render-subchart-notes --cleanup-on-fail --include-crds --strict -g,--generate-name --sign -u --hide-notes --take-ownership`,
        values: `--set --set-string --set-json --set-literal --version --timeout --description --history-max
          -o,--output --kube-version -a,--api-versions -s,--show-only --repo --username --name-template
          -d,--destination --app-version`,
        options: {
          "-f,--values": "read",
          "--set-file": "read",
          "--post-renderer": "program",
          "--password": "credential",
          "--ca-file,--cert-file,--key-file,--keyring": "read",
          "--output-dir": "write-directory",
        },
        operands: ["text", "read"],
        harmless: "--dry-run",
      },
      "uninstall,delete,del,un,destroy": {
        flags: "--dry-run --keep-history --no-hooks --wait --ignore-not-found",
        values: "--timeout --description --cascade",
        effect: "destroy",
        harmless: "--dry-run",
      },
      rollback: {
        flags: "--force --wait --dry-run --cleanup-on-fail --no-hooks",
        values: "--timeout",
        effect: "disrupt",
        harmless: "--dry-run",
      },
      "list,ls,status,history,get,show,search,env,version,repo,dependency,dep,verify,test,create,completion,registry,pull,fetch":
        {
          flags: "-A,--all-namespaces -a,--all --untar -d",
          values: "-o,--output --version --filter -m,--max --repo --username --revision",
          options: { "--untardir": "write-directory", "-f,--values": "read" },
        },
      push: { operands: ["upload", "url"], effect: "publish" },
      plugin: {
        subcommands: {
          "install,update": { operands: ["package"], values: "--version" },
          "list,uninstall": {},
        },
      },
    },
  },
  /** Clusters in containers of this machine, made for a test and made again when they are gone. */
  "kind,k3d,minikube,ctlptl": {
    flags: "-f,--force -A,-a,--all --purge -y,--yes --wait -q,--quiet --no-lb",
    values: `-p,--profile --name -n,--nodes --driver --kubernetes-version --cpus --memory --image --retain
      -o,--output --loglevel -s,--servers --agents --port --registry-config -v,--volume`,
    options: { "--config,-c": "config", "--kubeconfig": "identity", "--mount-string": "mount" },
    operands: ["container..."],
    network: true,
    effectWith: { "--all,--purge": "destroy" },
  },
  "k3s,kubeadm,kops,eksctl,talosctl,microk8s,vcluster,colima,limactl,lima,multipass,orb,k0s,kwokctl": {
    style: "gnu",
    flags: "-f,--force --all --purge -y,--yes --wait --dry-run -v",
    values: `-p,--profile --name -n,--node --driver --kubernetes-version --nodes --cpus --memory --image
        --region --context -o,--output --version`,
    options: { "--config": "config", "--kubeconfig": "identity", "--mount-string": "mount" },
    network: true,
    service: true,
    harmless: "--dry-run",
    subcommands: {
      "start,create,kubectl,status,get,get-kubeconfig,list,ls,version,addons,config,dashboard,image,images,service,logs,ip,load,node,profile,docker-env,tunnel,mount,init,join,token,upgrade,export,update,inspect,cluster,info,find,launch,enable,disable,apply":
        { subcommands: { "delete,rm": { effect: "destroy" } } },
      "delete,reset,destroy,prune,purge": { effect: "destroy" },
      "stop,pause,restart,suspend": { effect: "disrupt" },
      "ssh,nerdctl": { operands: ["command"], input: "code:shell", place: "host" },
      "shell,exec": {
        style: "posix",
        operands: ["host", "command"],
        input: "code:shell",
        place: "host",
        values: "--workdir,-d,--working-directory --shell",
      },
    },
  },
  "kustomize,kubeval,kubeconform,kube-linter,kubesec,polaris,stern,kubetail,k9s,kubectx,kubens,kubent,popeye,pluto,kubeseal,kompose,skaffold,tilt,devspace,garden,telepresence,okteto,argocd,argo,flux,istioctl,linkerd,cilium,hubble,calicoctl,kn,velero,kubeshark,operator-sdk,kubebuilder,nomad,consul,consul-template,boundary,waypoint,dkron,etcdctl,etcdutl,zkCli.sh":
    {
      values: `-n,--namespace --context -p,--profile -o,--output -l,--selector -c,--container --server --address
        --since --tail --endpoints --region`,
      flags: `-A,--all-namespaces -y,--yes -f,--follow --force --all --prefix --from-key -i --purge -detach -yes`,
      options: {
        "--kubeconfig": "identity",
        "--filename": "config",
        "--token,-token": "credential",
        "--key,--cert,--cacert": "identity",
      },
      network: true,
      service: true,
      projectCode: true,
      effectWith: { "--purge": "destroy" },
      subcommands: {
        "delete,del,uninstall,destroy,rm,remove,purge,gc": {
          effect: "destroy",
          flags: "-recurse -r --cascade",
        },
        "stop,suspend,terminate,rollback,restart,drain,force-leave,leave,down": { effect: "disrupt" },
        exec: { style: "posix", operands: ["container", "command"], place: "container" },
        /** `consul lock PREFIX COMMAND`. */
        lock: { style: "posix", operands: ["text", "shell..."] },
        /** Restored over what is there. */
        snapshot: { subcommands: { restore: { operands: ["read"], effect: "destroy" } } },
        "app,apps,proj,cluster,repo,workflow,job,jobs,kv,acl,node,system,namespace,var,volume,backup,restore,schedule,alarm,member,lease,user,role,auth,operator,service,deployment,server,alloc":
          {
            flags: "-recurse -purge -f,--force",
            subcommands: {
              "delete,del,rm,remove,destroy,purge,gc,deregister": { effect: "destroy" },
              "run,plan,validate": { operands: ["document"] },
              "stop,restart,drain,terminate,suspend,disarm,remove-peer": {
                effect: "disrupt",
                flags: "-enable",
              },
              exec: {
                style: "posix",
                operands: ["container", "command"],
                place: "container",
                values: "-task -job",
              },
            },
          },
        run: { operands: ["document"] },
        "get,list,version,status,logs,diff,history,describe,build,validate,render,completion,install,check,put,watch,plan,up,dev":
          {},
      },
    },
} satisfies Table;
