/** Options of `docker run` and its relatives. Source: docker-run(1), podman-run(1), compose run. */
import type { Program } from "../spec.ts";

export const RUN = {
  style: "posix",
  flags: `-d,--detach --disable-content-trust --init -i,--interactive --no-healthcheck --oom-kill-disable
    -P,--publish-all --privileged --read-only --rm --sig-proxy -t,--tty -it -ti -itd -dit --quiet,-q
    --replace --rmi --tls-verify --env-host --http-proxy --no-hosts --no-hostname --passwd --systemd
    --rootfs --null-io --cni`,
  values: `--add-host --annotation -a,--attach --blkio-weight --blkio-weight-device --cap-drop
    --cgroup-parent --cgroupns --cpu-count --cpu-percent --cpu-period --cpu-quota --cpu-rt-period
    --cpu-rt-runtime -c,--cpu-shares --cpus --cpuset-cpus --cpuset-mems --detach-keys --device-cgroup-rule
    --device-read-bps --device-read-iops --device-write-bps --device-write-iops --dns --dns-option
    --dns-search --domainname --expose --gpus --group-add --health-cmd --health-interval --health-retries
    --health-start-period --health-timeout -h,--hostname --io-maxbandwidth --io-maxiops --ip --ip6 --ipc
    --isolation --kernel-memory -l,--label --link --link-local-ip --log-driver --log-opt --mac-address
    -m,--memory --memory-reservation --memory-swap --memory-swappiness --name --net,--network
    --net-alias,--network-alias --oom-score-adj --pid --pids-limit --platform -p,--publish --pull --restart
    --runtime --security-opt --cap-add --shm-size --stop-signal --stop-timeout --storage-opt --sysctl
    --tmpfs --ulimit --userns --uts --volume-driver -w,--workdir --arch --os --pod --requires --secret
    --subuidname --subgidname --tz --umask --uidmap --gidmap --variant --image-volume --personality
    --snapshotter --cwd --runtime-config-path --memory-limit --seccomp-policy`,
  options: {
    "--entrypoint": "program",
    "-e,--env": "assignment",
    "--env-file": "identity",
    "--label-file": "read",
    "--cidfile": "write",
    "--conmon-pidfile,--pidfile": "write",
    "--device": "device",
    "--mount": "mount",
    "-v,--volume": "mount",
    "--volumes-from": "container",
    "-u,--user": "user",
    "--hooks-dir": "read",
  },
  place: "container",
  network: true,
} as const satisfies Program;
