/** Virtual machines and their disks. Sources: qemu-img(1), qemu(1), virsh(1), VBoxManage, vmrun, bhyve and guestfish manuals. */
import type { Table } from "../spec.ts";

const NAMES = { operands: ["text..."], output: "digest", input: "ignored" } as const;
const DESTROY = { ...NAMES, effect: "destroy" } as const;
const DISRUPT = { ...NAMES, effect: "disrupt" } as const;

export const virtualization = {
  "qemu-img,qemu-nbd,qemu-io": {
    flags: `-q -p -u,--force-share -t -c,--compress -n -S -W,--rebase -v --fork -r,--read-only --persistent
      -s,--snapshot -l,--list`,
    values: `-f,--format -O -o,--options -e,--shared -m -T --object -P,--partition -x,--export-name
      -D,--description --cmd`,
    options: {
      "-b,--bind": "listen",
      "-k,--socket": "write",
      "--connect": "device",
      "--disconnect": "device",
    },
    subcommands: {
      create: {
        flags: "-u",
        values: "-o -F,--backing-format",
        options: { "-b,--backing": "read" },
        operands: ["write", "text"],
      },
      convert: {
        flags: "-c -U -W --salvage --target-is-zero --bitmaps",
        values: "-f -F -o -S -l -r -t",
        options: { "-B": "read" },
        operands: ["read...", "write"],
      },
      dd: { style: "keys", options: { "-if": "read", "-of": "write" }, values: "-bs -count -skip -f" },
      "resize,rebase,amend,bitmap": {
        flags: "--shrink -u --add --remove --clear --enable --disable",
        values: "-f -F --preallocation -t -o",
        options: { "-b": "read" },
        operands: ["edit", "text..."],
      },
      commit: { flags: "-d", values: "-f -t -r -b", operands: ["edit"] },
      snapshot: {
        flags: "-l -U",
        values: "-c -d -a",
        operands: ["edit"],
        effectWith: { "-d,-a": "destroy" },
      },
      check: { flags: "-U", values: "-f -r", operands: ["read"] },
      "info,map,measure,compare,bench": {
        flags: "-U -s --backing-chain",
        values: "-f --output",
        operands: ["read..."],
      },
    },
  },
  virsh: {
    style: "posix",
    flags: "-q,--quiet -r,--readonly -t,--timing",
    values: "-c,--connect -d,--debug -e,--escape -l,--log -k -K",
    subcommands: {
      "undefine,destroy,vol-delete,pool-delete,snapshot-delete,vol-wipe,pool-destroy,net-destroy,net-undefine,pool-undefine,checkpoint-delete,managedsave-remove,secret-undefine,snapshot-revert,blockcommit,iface-destroy":
        {
          ...DESTROY,
          flags: `--remove-all-storage --wipe-storage --nvram --snapshots-metadata --managed-save
            --delete-all-snapshots --force --graceful`,
          values: "--domain --pool --vol --storage",
        },
      "shutdown,reboot,reset,suspend,managedsave,dompmsuspend,qemu-monitor-command,detach-disk,detach-device,detach-interface":
        { ...DISRUPT, flags: "--persistent --config --live", values: "--domain --mode" },
      "qemu-agent-command,lxc-enter-namespace": { operands: ["container", "text..."], place: "container" },
      "define,create,net-define,pool-define,attach-device,update-device": {
        operands: ["text...", "read"],
        values: "--domain",
      },
      // A pool is a directory of this machine, and a volume a file in it.
      "pool-create-as,pool-define-as": {
        flags: "--build --overwrite --no-overwrite --print-xml",
        values:
          "--source-host --source-path --source-dev --source-name --source-format --name --type --auth-type",
        options: { "--target": "write-directory" },
      },
      "vol-upload,vol-download": {
        flags: "--sparse",
        values: "--pool --offset --length --vol",
        options: { "--file": "edit" },
        operands: ["edit...", "edit"],
      },
      "vol-create,pool-create": {
        values: "--pool",
        flags: "--prealloc-metadata --build",
        options: { "--file": "read" },
        operands: ["text...", "read"],
      },
      "save,dump,screenshot,snapshot-dumpxml": { operands: ["text", "write"], values: "--domain" },
      "secret-get-value": { ...NAMES, effect: "reveal" },
      edit: { operands: ["text"], interactive: true },
    },
    environment: { EDITOR: "shell", VISUAL: "shell" },
  },
  "VBoxManage,vboxmanage,VBoxHeadless": {
    style: "posix",
    flags: "-q --nologo",
    subcommands: {
      "unregistervm,closemedium": { ...DESTROY, flags: "--delete --delete-all" },
      "controlvm,discardstate": DISRUPT,
      snapshot: { subcommands: {} },
      guestcontrol: {
        style: "gnu",
        operands: ["container", "text", "command"],
        flags: "--wait-stdout --wait-stderr -v",
        values: "--exe --username --password --passwordfile --timeout -E --putenv",
        place: "container",
      },
      sharedfolder: {
        options: { "--hostpath": "mount" },
        flags: "--transient --automount --readonly",
        values: "--name",
      },
      "convertfromraw,clonemedium,clonehd": { operands: ["read", "write"], values: "--format --variant" },
      export: { options: { "-o,--output": "write" } },
      import: { operands: ["read"], flags: "-n,--dry-run", values: "--vsys --vmname" },
    },
  },
  /** They change what is in a disk; `-d` names the machine whose disks it is. */
  "virt-customize,virt-sysprep,virt-edit,virt-copy-in,virt-resize,virt-rescue,virt-sparsify,virt-format,virt-make-fs,guestfish":
    {
      flags: "-n,--dry-run -r,--ro -w,--rw -i,--inspector -v -x -q --live --no-network --selinux-relabel",
      values: `-m,--mount --enable --operations --root-password --password --hostname --install --delete
        --mkdir --append-line --write -d,--domain -c,--connect --upload,--copy-in`,
      options: {
        "-a,--add": "edit",
        "-f,--file": "script:other",
        "--run": "script:shell",
        "--run-command,--firstboot-command": "shell",
      },
      operands: ["text..."],
      effectWith: { "-d": "destroy" },
      harmless: "-n -r",
    },
  "qemu-system-x86_64,qemu-system-aarch64,qemu-system-alpha,qemu-system-arm,qemu-system-avr,qemu-system-hppa,qemu-system-i386,qemu-system-loongarch64,qemu-system-m68k,qemu-system-microblaze,qemu-system-microblazeel,qemu-system-mips,qemu-system-mips64,qemu-system-mips64el,qemu-system-mipsel,qemu-system-or1k,qemu-system-ppc,qemu-system-ppc64,qemu-system-riscv32,qemu-system-riscv64,qemu-system-rx,qemu-system-s390x,qemu-system-sh4,qemu-system-sh4eb,qemu-system-sparc,qemu-system-sparc64,qemu-system-tricore,qemu-system-xtensa,qemu-system-xtensaeb,qemu,kvm,virt-install,virt-manager,guestmount,virt-copy-out,virt-cat,vmrun,prlctl,bhyve,xl,firecracker,jailer,cloud-hypervisor,crosvm,tart,utmctl,multipassd,gnome-boxes,quickemu,vmware,vmplayer":
    {
      style: "single",
      flags: `-nographic -snapshot -enable-kvm -daemonize -S -s -h -no-reboot --force -f --all --now
        --managed-save --remove-all-storage --delete-all-snapshots -q --noautoconsole --import --live
        --persistent --config --rw --ro`,
      values: `-m -smp -cpu -M,-machine -display -vga -netdev -device -net -nic -boot -name -serial -vnc
        -usb -append -rtc -accel -object -O -o -c,--connect --domain --name --ram --vcpus --os-variant
        --network -p -t -incoming,-smb`,
      options: {
        "-hda,-hdb,-hdc,-hdd,-cdrom,-sd,-mtdblock,-pflash": "read",
        "-drive,-blockdev": "read",
        "-kernel,-initrd,-bios,--disk,--cdrom,--location": "read",
        "-monitor,-chardev,-qmp,-gdb": "listen",
        "-pidfile": "write",
        "-virtfs,-fsdev": "mount",
        "-readconfig": "config",
        "--run": "script:shell",
        "--run-command,--firstboot-command": "shell",
        "-a,--add": "read",
        "-i": "read",
        "--exec-file": "program",
      },
      operands: ["read..."],
      reader: "own-addresses",
      subcommands: {
        "undefine,destroy,deleteVM,delete,deleteSnapshot,revertToSnapshot": DESTROY,
        "shutdown,reboot,reset,suspend,stop,pause": DISRUPT,
        runProgramInGuest: { operands: ["container", "text..."], place: "container" },
        "list,info,create,start,clone,snapshot,run,ip,pull,push,login,get,set,rename,register,unregister,console,sysctl":
          NAMES,
      },
    },
} satisfies Table;
