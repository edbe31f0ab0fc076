/**
 * PowerShell and its commands, under their names in lower case, as its reader calls them (meaning/inline/textual/powershell.ts).
 * Commands of modules that are not here are read by their verbs (`cmdlet`). Source: learn.microsoft.com/powershell.
 */
import type { Table } from "../spec.ts";

/** Parameters that any command takes. `-whatif` only says what would be done. */
const COMMON = {
  style: "single",
  flags: `-whatif -verbose -debug -passthru -asjob -usetransaction -force -recurse -nonewline -append
    -noclobber -raw -wait`,
  values: `-erroraction,-ea -warningaction -informationaction -errorvariable -outvariable -confirm -credential -encoding
    -filter -include -exclude -stream -computername,-cn -cimsession -depth -totalcount,-head,-first -tail,-last -delimiter`,
  harmless: "-whatif",
} as const;
const NAMED = { ...COMMON, operands: ["text..."] } as const;
const DESTROYS = { ...NAMED, effect: "destroy" } as const;
const DISRUPTS = { ...NAMED, effect: "disrupt" } as const;
const GRANTS = { ...NAMED, effect: "grant" } as const;
const WEAKENS = { ...NAMED, effect: "weaken" } as const;

const REQUEST = {
  ...COMMON,
  flags: `${COMMON.flags} -usebasicparsing -skipcertificatecheck -allowunencryptedauthentication`,
  values: `${COMMON.values} -contenttype -useragent -timeoutsec -maximumredirection -sessionvariable -websession -authentication`,
  options: {
    "-uri": "url",
    "-proxy": "url",
    "-method,-custommethod": "method",
    "-body": "upload-text",
    "-form": "upload-form",
    "-headers": "upload-text",
    "-infile": "upload",
    "-outfile": "download",
    "-token": "credential",
  },
  operands: ["url"],
  output: "network",
  network: true,
} as const;

export const powershell = {
  "powershell,pwsh,powershell_ise": {
    style: "single",
    flags: `-NoLogo,-nologo -NoProfile,-noprofile,-nop -NonInteractive,-noninteractive,-noni -NoExit,-noexit -Login,-l -Sta
      -Mta -Interactive,-i`,
    values: `-ExecutionPolicy,-executionpolicy,-exec,-ep,-ex -InputFormat,-inputformat -OutputFormat,-outputformat,-o
      -WindowStyle,-windowstyle,-w -CustomPipeName -SettingsFile -ConfigurationName -WorkingDirectory,-wd -Version,-v
      -Command,-command,-c -EncodedCommand,-encodedcommand,-enc,-e,-ec`,
    options: { "-File,-file,-f": "script:powershell" },
    operands: ["script:powershell", "text..."],
    operandsWith: { "-Command,-EncodedCommand,-File": ["text..."] },
    input: "code:powershell",
    reader: "powershell",
  },
  "cmd,command.com": { style: "none", operands: ["text..."], input: "code:cmd", reader: "cmd" },

  // Files.
  "remove-item": {
    ...COMMON,
    options: { "-path,-literalpath": "delete" },
    operands: ["delete..."],
    recursive: "*",
    force: "*",
  },
  "get-content,import-csv,import-clixml,get-filehash,format-hex": {
    ...COMMON,
    options: { "-path,-literalpath": "read" },
    operands: ["read..."],
  },
  "select-string": {
    ...COMMON,
    values: `${COMMON.values} -pattern -context`,
    options: { "-path,-literalpath": "read" },
    operands: ["text", "read..."],
    operandsWith: { "-pattern": ["read..."] },
  },
  "set-content,out-file,tee-object,export-csv,export-clixml,clear-content": {
    ...COMMON,
    values: `${COMMON.values} -value -inputobject -width`,
    options: { "-path,-literalpath,-filepath": "write" },
    operands: ["write", "text..."],
    operandsWith: { "-path,-filepath": ["text..."] },
    input: "stored",
  },
  "add-content": {
    ...COMMON,
    values: `${COMMON.values} -value`,
    options: { "-path,-literalpath": "append" },
    operands: ["append", "text..."],
    operandsWith: { "-path": ["text..."] },
    input: "stored",
  },
  "new-item": {
    ...COMMON,
    values: `${COMMON.values} -itemtype,-type -value,-target -name`,
    options: { "-path": "create" },
    operands: ["create..."],
  },
  "copy-item": {
    ...COMMON,
    options: {
      "-path,-literalpath": "read",
      "-destination": "write",
      "-tosession": "text",
      "-fromsession": "text",
    },
    operands: ["read", "write"],
  },
  "move-item,rename-item": {
    ...COMMON,
    options: { "-path,-literalpath": "move", "-destination": "write", "-newname": "text" },
    operands: ["move", "write"],
  },
  "compress-archive,expand-archive": {
    ...COMMON,
    flags: `${COMMON.flags} -update`,
    values: `${COMMON.values} -compressionlevel`,
    options: { "-path,-literalpath": "read", "-destinationpath": "write" },
    operands: ["read", "write"],
    recursive: "*",
  },
  "get-childitem,get-item,test-path,resolve-path,get-itemproperty,get-acl": {
    ...COMMON,
    flags: `${COMMON.flags} -file -directory -hidden`,
    values: `${COMMON.values} -pathtype -name`,
    options: { "-path,-literalpath": "metadata" },
    operands: ["metadata..."],
    output: "digest",
  },
  "set-acl": {
    ...COMMON,
    options: { "-path": "attributes", "-aclobject": "text" },
    operands: ["attributes", "text"],
  },
  "write-output,write-host,write-error,write-warning,write-verbose": { ...NAMED, output: "arguments" },

  // The network, and code.
  "invoke-webrequest,invoke-restmethod": REQUEST,
  "start-bitstransfer": {
    ...COMMON,
    options: { "-source": "url", "-destination": "download" },
    operands: ["url", "download"],
    output: "network",
    network: true,
  },
  "send-mailmessage": { ...NAMED, effect: "publish", network: true },
  "invoke-expression": {
    ...COMMON,
    options: { "-command": "code:powershell" },
    operands: ["code:powershell"],
    input: "code:powershell",
  },
  "import-module": { ...COMMON, options: { "-name": "text" }, operands: ["text..."] },
  "start-process": {
    ...NAMED,
    values: `${COMMON.values} -verb -filepath -argumentlist -windowstyle -workingdirectory`,
  },

  // The machine.
  "stop-computer,restart-computer,stop-service,restart-service,suspend-service,disable-netadapter,stop-vm,restart-vm,suspend-vm,checkpoint-vm,dismount-vhd,disable-scheduledtask,disable-pnpdevice":
    DISRUPTS,
  "format-volume,clear-disk,initialize-disk,remove-partition,remove-physicaldisk,remove-storagepool,remove-virtualdisk,reset-physicaldisk,clear-recyclebin,remove-vm,remove-vhd,remove-vmsnapshot,remove-service,remove-localuser,remove-computer,remove-printer,remove-smbshare,uninstall-windowsfeature,uninstall-package,remove-appxpackage,remove-appxprovisionedpackage,unregister-scheduledtask,remove-itemproperty,clear-itemproperty,clear-item":
    DESTROYS,
  "new-localuser,add-localgroupmember,set-localuser,enable-localuser,new-aduser,add-adgroupmember,set-adaccountpassword,enable-adaccount,unlock-adaccount,set-aduser,add-adpermission,new-smbshare,grant-smbshareaccess,add-mailboxpermission,enable-psremoting,register-pssessionconfiguration,add-windowscapability":
    GRANTS,
  "set-mppreference,add-mppreference,remove-mppreference,remove-mpthreat,disable-bitlocker,suspend-bitlocker,unlock-bitlocker,disable-windowsoptionalfeature,set-netfirewallprofile,set-netfirewallrule,disable-netfirewallrule,remove-netfirewallrule,new-netfirewallrule,disable-computerrestore,remove-eventlog,clear-eventlog,limit-eventlog,clear-history,disable-psreadline,stop-transcript,set-processmitigation,uninstall-defender,set-ruleoption,remove-mpcomputer":
    WEAKENS,
  "set-executionpolicy": { ...NAMED, values: `${COMMON.values} -executionpolicy -scope`, effect: "weaken" },
  "set-itemproperty,new-itemproperty,set-item": {
    ...COMMON,
    values: `${COMMON.values} -name -value -propertytype,-type`,
    options: { "-path,-literalpath": "text" },
    operands: ["text..."],
  },
  "set-service,start-service,new-service": {
    ...NAMED,
    values: `${COMMON.values} -name -startuptype -status -binarypathname -displayname`,
  },
  "stop-process": { ...NAMED, values: `${COMMON.values} -name -id` },
  "get-credential,convertfrom-securestring,get-storedcredential,get-secret,get-azkeyvaultsecret,get-azaccesstoken":
    { ...NAMED, effect: "reveal" },
  /** A command of a module: its verb, then its noun in words (`Remove-AzResourceGroup`). */
  "powershell-cmdlet": { ...NAMED, service: true },
} satisfies Table;
