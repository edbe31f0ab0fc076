/** Firmware, flash chips and the controllers of disks: erased, locked, or given something else to start from. */
import type { Run } from "../../meaning/action.ts";
import { show } from "../../meaning/value.ts";
import { type AnyRule, rule } from "../rule.ts";
import { calls } from "../shape.ts";
import { has, option, said, steps, tries } from "../vocabulary.ts";

const PERSON = "Ask the person; they have the device in hand.";

export const firmware: readonly AnyRule[] = [
  rule({
    id: "firmware/own",
    title: "Writing the flash that this machine starts from",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI02", "ASI10"],
    attack: "T1542.001",
    why: "With a mistake there the machine does not start again, and nothing on it can mend that.",
    instead: PERSON,
    on: calls(
      "flashrom -w|--write|-E|--erase",
      "flash_erase|flash_eraseall|flashcp|nandwrite|ubiformat|ubirmvol|ubiupdatevol|sysupgrade|firstboot|jffs2reset|fw_setenv|flash_unlock",
      "mtd erase|write|unlock|jffs2write",
      "mtd_debug erase|write",
      "ectool flasherase|flashwrite|reboot_ec",
      "nvflash|fwupdtool **",
      "tpm2_clear|tpm_clear|tpm2_changeauth|tpm2_evictcontrol",
    ),
    match: (action) =>
      tries(action) || has(action.call, "-T", "--test", "--list-backup") ? null : said(action),
    examples: {
      block: [
        "flashrom -p internal -w firmware.rom",
        "flash_erase /dev/mtd0 0 0",
        "mtd -r write firmware.bin firmware",
        "sysupgrade -n firmware.bin",
        "fw_setenv bootcmd 'run other'",
        "tpm2_clear",
      ],
      allow: [
        "flashrom -p internal -r backup.rom",
        "fw_printenv",
        "mtdinfo -a",
        "mtd verify firmware.bin firmware",
        "sysupgrade -T firmware.bin",
      ],
    },
  }),
  rule({
    id: "firmware/erase",
    title: "Locking a device, or taking what is on it for good",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02"],
    attack: "T1495",
    why: "Fuses and locks cannot be undone at all, and what is on a phone or behind a controller is gone.",
    instead: PERSON,
    on: calls(
      "espefuse|esptool|esptool.py|espefuse.py|nrfjprog|openocd|dfu-util|STM32_Programmer_CLI",
      "rkdeveloptool|edl|sunxi-fel|heimdall|fastboot|avrdude|storcli|storcli64|perccli|perccli64|megacli",
      "MegaCli64|ssacli|hpssacli|sas2ircu|sas3ircu|arcconf",
    ),
    match: (action) => (!tries(action) && erases(action) ? said(action) : null),
    examples: {
      block: [
        "espefuse.py burn_efuse JTAG_DISABLE",
        "avrdude -p m328p -c usbasp -U lfuse:w:0x62:m",
        "nrfjprog --recover",
        "openocd -f board.cfg -c 'init; flash erase_sector 0 0 last; exit'",
        "fastboot flash boot boot.img",
        "fastboot -w",
        "storcli64 /c0/vall del force",
      ],
      allow: [
        "esptool.py write_flash 0x1000 build/app.bin",
        "esptool.py --port /dev/ttyUSB0 erase_flash",
        "espefuse.py summary",
        "avrdude -p m328p -c usbasp -e -U flash:w:app.hex",
        "nrfjprog --program app.hex --verify",
        "openocd -f board.cfg -c 'program app.elf verify reset exit'",
        "dfu-util -a 0 -D app.bin",
        "st-flash write app.bin 0x8000000",
        "fastboot devices",
        "storcli64 /c0 show",
      ],
    },
  }),
];

/** Words that lock, burn or take away for good. */
const FINAL =
  /^(?:burn[_-]\w+|(?:write|read)[_-]protect[_-]\w+|write[_-]flash[_-]status|del(?:ete)?|clear(?:config)?|initialize|-?Cfg(?:LdDel|Clr|ForeignClear|EachDskRaid0))$/i;

/** Of phones and of what else has somebody's data on it, whatever erases, writes or unlocks. */
const PHONES = new Set(["fastboot", "heimdall", "edl", "rkdeveloptool"]);
const PHONE_WORD = /^(?:erase|format|flash|flashing|flashall|update|oem|ef|es|w|wf|wl|wlx|ul|db|reset)$/i;

function erases(action: Run): boolean {
  const { program, call } = action;
  const words = steps(action);
  switch (program) {
    case "avrdude":
      return /fuse\d?:w|lock:w/.test(option(call, "-U") ?? "");
    case "dfu-util":
      return /unprotect/.test(option(call, "-s") ?? "");
    case "STM32_Programmer_CLI":
      return has(call, "-ob");
    case "openocd":
      return (call.options.get("-c") ?? []).some((commands) =>
        /\bflash (?:erase_\w+|protect)\b|\b(?:mass_erase|options?_write|lock)\b/.test(show(commands)),
      );
    case "nrfjprog":
      return has(call, "--recover", "--rbp");
  }
  if (PHONES.has(program ?? "")) return has(call, "-w") || words.some((word) => PHONE_WORD.test(word));
  return words.some((word) => FINAL.test(word));
}
