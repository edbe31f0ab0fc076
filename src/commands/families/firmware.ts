/**
 * Firmware, flash chips, microcontrollers, phones, and the controllers of disks. Sources: flashrom(8), mtd-utils, OpenWrt,
 * avrdude, esptool, dfu-util, stlink, nRF and STM32 tools, Android platform tools, storcli manuals.
 */
import type { Table } from "../spec.ts";

const WORDS = { output: "digest", input: "ignored" } as const;
/** The flash that this machine itself starts from. */
const OWN_FLASH = { operands: ["text..."], effect: "destroy", output: "nothing" } as const;

export const firmware = {
  flashrom: {
    flags: `-E,--erase -V,--verbose -L,--list-supported -n,--noverify -N,--noverify-all -f,--force
      --flash-name --flash-size`,
    values: "-p,--programmer -c,--chip -i,--include --wp-range",
    options: {
      "-r,--read": "write",
      "-w,--write": "read",
      "-v,--verify": "read",
      "-l,--layout": "read",
      "-o,--output": "write",
    },
    operands: ["text..."],
  },
  "flash_erase,flash_eraseall,flash_unlock,flash_lock,ubiformat,ubirmvol,ubiupdatevol,nandtest,nandwrite,flashcp,sysupgrade,firstboot,jffs2reset,fw_setenv":
    {
      flags: `-j,--jffs2 -N,--noskipbad -q,--quiet --silent -u,--unlock -y,--yes -n -F,--force -t,--truncate
        -p,--pad -m,--markbad -A,--erase-all`,
      values: "-s,--start -f -x -O -a --name -T,--test -l,--list-backup",
      options: { "-c,--config": "config", "-b,--create-backup": "write" },
      ...OWN_FLASH,
      harmless: "-T -t -l",
    },
  mtd: {
    flags: "-q -n -r -f",
    values: "-e -p -o -s -l -c",
    options: { "-j": "read" },
    subcommands: { "verify,dump": WORDS, "erase,write,unlock,jffs2write,fixtrx,fixseama,refresh": OWN_FLASH },
  },
  "nanddump,mtdinfo,mtd_debug,ubinfo,ubiattach,ubidetach,fw_printenv": {
    flags: "-a,--all -q,--quiet -n -p -c -o,--omitoob",
    values: "-s,--startaddress -l,--length -m -d",
    options: { "-f,--file": "write" },
    subcommands: { "erase,write": OWN_FLASH },
  },
  /** Boards on a desk: to write a program to one is what they are for; what erases or locks them says so. */
  "esptool,esptool.py,espefuse,espefuse.py,espsecure,espsecure.py,st-flash,pyocd,picotool,openFPGALoader,iceprog,bossac,dfu-util,dfu-programmer,stm32flash,nrfjprog,nrfutil,teensy_loader_cli,lpc21isp,uuu,rkdeveloptool,edl,sunxi-fel,heimdall,JLinkExe,JLinkCommander,STM32_Programmer_CLI,commander,mspdebug,blackmagic,wchisp,minichlink,hid_bootloader_cli,ectool,cbmem":
    {
      flags: `-v,--verbose -q,--quiet -e -R --reset --eraseall --recover --program --verify --force
        --do-not-confirm --all -l,--list -E --debug`,
      values: `-p,--port -b,--baud -c,--chip -d,--device -a,--alt -s,--dfuse-address -t,--target -u,--uid -f,--family
        --before --after --freq -i,--interface -S,--serial -g --address -ob -w --flash`,
      options: { "-D,--download": "read", "-U,--upload": "write", "--config": "config" },
      operands: ["text..."],
      output: "digest",
      input: "ignored",
    },
  avrdude: {
    flags: "-e -n -D -F -V -v -q -A -O -t",
    values: "-p -c -P -b -B -i -x -E -U -T",
    options: { "-C": "config", "-l": "write" },
    operands: ["text..."],
    output: "digest",
  },
  "fastboot,adb": {
    style: "posix",
    flags: "-w -a -d -e --force --disable-verity --disable-verification --skip-reboot --set-active",
    values: "-s -H -P -t -L --slot",
    output: "digest",
    subcommands: {
      "devices,get-state,version,getvar,logcat,bugreport,forward,reverse,start-server,kill-server,wait-for-device,pair,connect,disconnect":
        { flags: "-v -c --list --remove-all" },
      shell: {
        flags: "-n -t -T -x",
        values: "-e",
        operands: ["shell..."],
        input: "code:shell",
        place: "container",
      },
      push: { flags: "--sync", operands: ["read...", "text"] },
      pull: { operands: ["text...", "write"] },
      "install,install-multiple": { flags: "-r -t -g", operands: ["read..."] },
      "sideload,backup,restore": { operands: ["read..."] },
    },
  },
  "storcli,storcli64,perccli,perccli64,megacli,MegaCli64,ssacli,hpssacli,sas2ircu,sas3ircu,arcconf,mlxconfig,nvflash,fwupdtool,tpm2_clear,tpm2_changeauth,tpm2_evictcontrol,tpm_clear":
    {
      flags: "-y -a -f,--force",
      values: "-c,--auth",
      operands: ["text..."],
      output: "digest",
      input: "ignored",
    },
} satisfies Table;
