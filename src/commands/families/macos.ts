/** macOS. Source: the manual pages of macOS 14. */
import type { Table } from "../spec.ts";

export const macos = {
  open: {
    flags: "-e -t -W -R -n -g -j -h -F -f",
    values: "-b --arch -s --args",
    options: {
      "-a": "program",
      "--env": "assignment",
      "-i,--stdin": "read",
      "-o,--stdout,--stderr": "write",
      "-u": "url",
    },
    operands: ["read..."],
  },
  "osascript,osacompile,automator": {
    flags: "-i -x -d",
    values: "-l -s -D",
    options: { "-e": "code:applescript", "-o": "write" },
    operands: ["script:applescript", "text..."],
    operandsWith: { "-e": ["text..."] },
    input: "code:applescript",
  },
  shortcuts: {
    subcommands: {
      run: { options: { "-i,--input-path": "read", "-o,--output-path": "write" }, operands: ["text"] },
      "list,view,sign": {},
    },
  },
  "pbcopy,xclip,xsel,wl-copy,clip.exe,clip,copyq": {
    flags: `-i,-in,--input,-l -c,-clear,--clear -b,--clipboard -p,--primary -s,--secondary -n --trim-newline -f
      -rmlastnl -quiet -verbose -o,-out,--output --paste-once`,
    values: "-selection,-sel -t,-target,--type -d,-display -pboard -Prefer -loops",
    operands: ["read..."],
    input: "stored",
  },
  "pbpaste,wl-paste": {
    flags: "-l -n,--no-newline -p,--primary",
    values: "-pboard -Prefer -t,--type",
    options: { "-w,--watch": "command" },
    operands: [],
    input: "ignored",
  },
  "say,afplay,afrecord,afconvert,sips,qlmanage,textutil,screencapture,screenshot": {
    flags: "-i -c -x -p -r -g -d -m -a -P -s -w -W",
    values: "-v -t -format -convert -z -Z --getProperty,-R -l -T -q",
    options: { "-o,--out,-output": "write", "-f,--input-file": "read" },
    operands: ["read..."],
    inPlace: "-r",
  },
  security: {
    flags: "-i -l -q -v",
    subcommands: {
      "find-generic-password,find-internet-password,find-key,export,dump-keychain,find-identity": {
        flags: "-g -w -d -r",
        values: "-a -s -l -c -D -j -C -G -p -t -f -P",
        options: { "-o": "write", "-k": "read" },
        output: "secret",
      },
      "add-trusted-cert,authorizationdb,authorize,set-key-partition-list,trust-settings-import": {
        effect: "weaken",
      },
      "delete-generic-password,delete-internet-password,delete-keychain,delete-certificate,delete-identity,remove-trusted-cert":
        { effect: "destroy" },
      "execute-with-privileges": { operands: ["command"], privilege: true },
      "add-generic-password,add-internet-password,add-certificates,import,create-keychain,unlock-keychain,lock-keychain,list-keychains,default-keychain,login-keychain,show-keychain-info,set-keychain-settings,find-certificate,verify-cert,cms":
        {},
    },
  },
  "PlistBuddy,plistbuddy": {
    flags: "-x -h -l",
    values: "-c",
    operands: ["read"],
    operandsWith: { "-c": ["edit"] },
    interactive: true,
  },
  dsenableroot: { flags: "-d", values: "-u -p -r", operands: [], effect: "grant" },
  "defaults,plutil": {
    flags: "-currentHost -lint -p -r -s -x -n -globalDomain -g",
    values: "-convert -replace -insert -remove -extract -app -c",
    options: { "-o": "write", "-host": "host" },
    operands: ["read..."],
    inPlace: "-convert -replace -insert -remove",
    subcommands: {
      "read,read-type,find,domains,help,export": { operands: ["text..."] },
      "write,rename,import": { operands: ["text..."] },
      delete: { operands: ["text..."], effect: "destroy" },
    },
  },
  launchctl: {
    subcommands: {
      "load,bootstrap,submit,enable,start": {
        flags: "-w -F -k -p",
        values: "-S -D -l",
        options: { "-o,-e": "write" },
      },
      "unload,bootout,disable,remove,stop,kill,reboot": { flags: "-w", effect: "disrupt" },
      "list,print,print-disabled,blame,version,getenv,limit,dumpstate,help,managerpid,manageruid,plist": {},
      // For everything that is started from then on: `DYLD_INSERT_LIBRARIES /x.dylib`.
      setenv: { operands: ["text", "library"] },
      asuser: { style: "posix", operands: ["user", "command"] },
      bsexec: { style: "posix", operands: ["process", "command"] },
    },
  },
  "networksetup,scutil,systemsetup,nvram,pmset,softwareupdate,profiles,systemkeychain,dscacheutil,dsmemberutil,mdutil,mdfind,mdls,ioreg,system_profiler,sw_vers,sysdiagnose,vm_stat,fs_usage,sample,leaks,heap,installer,pkgbuild,productbuild,lsbom,mkbom,xcode-select,xcrun,simctl,altool,notarytool,stapler,codesign,otool,lipo,install_name_tool,dyld_info,swift-demangle,xcodebuild,instruments,atos,agvtool,genstrings,ibtool,actool,GetFileInfo,SplitForks,airport,wdutil,networkQuality,firmwarepasswd,createhomedir,auval":
    {
      style: "single",
      flags: `-all -a -d -i -l -r -f -v -verbose -json -xml -u -w -p -n -s -S -k -h -V -g -L -D -T --force
        --deep --options --verify --verbose --strict --timestamp --preserve-metadata -exportArchive
        -allowProvisioningUpdates -showsdks -quiet -list -c`,
      values: `-name -onlyin -pkg -target -setremotelogin --team-id --apple-id --keychain-profile
        --entitlements --identifier -sdk -scheme -workspace -project -configuration -destination
        -derivedDataPath -archivePath -exportPath --sign --find,-find`,
      options: { "--password": "credential", "-o,-output,--output": "write" },
      subcommands: {
        "collect,show,stream,config,stats,help": {
          values: "--predicate --last --style",
          options: { "--output": "write" },
        },
        "erase,delete,shutdown": { effect: "destroy" },
        remove: { effect: "destroy" },
        "submit,upload,store-credentials": { operands: ["upload"], network: true },
        "build,test,clean,archive,analyze,boot,launch,install,list,simctl,swift,clang,git,xcodebuild,notarytool,stapler,info,history,wait":
          { projectCode: true },
      },
    },
  security_authtrampoline: { operands: ["command"], privilege: true },
  lsregister: {
    style: "single",
    flags: "-delete -kill -seed -lint -r -R -f -u -v -gc -dump -h -all -apps -libs -load",
    values: "-domain -lazy",
    operands: ["metadata..."],
  },
  pkgutil: {
    style: "single",
    flags: `--pkgs --pkgs-plist --packages --verbose --force --regexp --only-files --only-dirs --groups
      --groups-plist`,
    values: `--volume --edit-pkg --pkg-info --pkg-info-plist --files --export-plist --pkg-groups
      --group-pkgs --forget --learn`,
    options: {
      "--expand,--expand-full,--flatten,--flatten-full,--check-signature,--bom,--payload-files": "read",
      "--file-info": "metadata",
    },
    operands: ["write-directory"],
  },
  sfltool: { subcommands: { "dumpbtm,resetbtm,resetlist,clear,archive,restore,list,csinfo": {} } },
  pwpolicy: {
    style: "single",
    flags: `-getaccountpolicies -clearaccountpolicies -getpolicy -setpassword -enableuser -disableuser -getglobalpolicy
      -getglobalhashtypes -gethashtypes -authentication-allowed -policyhelp -v -h`,
    values: "-a -p -u -c -n -setpolicy -setglobalpolicy -sethashtypes",
    options: { "-setaccountpolicies": "read" },
    operands: ["text..."],
  },
  dsconfigad: {
    style: "single",
    flags: "-show -xml -force -remove -leave -f",
    values: `-add -a -domain -computer -c -username -u -ou -groups -mobile -shell -preferred -passinterval
      -localuser -lu`,
    options: { "-password,-p,-localpassword,-lp": "credential" },
    operands: ["text..."],
  },
  kmutil: {
    style: "posix",
    subcommands: {
      "load,install,create": {
        flags: "--update-all --force --no-authentication -V -n,--new",
        values: "-b,--bundle-identifier --volume-root -a,--arch -P,--personality-name",
        options: {
          "-p,--bundle-path": "library",
          "-B,--boot-path,-S,--system-path": "write",
          "-r,--repository,-d": "read",
        },
        operands: ["library..."],
      },
      "unload,configure-boot,trigger-panic-medic,clear-staging": {
        options: { "-c,--custom-boot-object": "read" },
      },
      "inspect,find,check,log,print-diagnostics,showloaded,dumpstate": {},
    },
  },
  "hidutil,defaultbrowser,duti,blueutil,SwitchAudioSource,displayplacer,yabai,skhd,terminal-notifier,notify-send,zenity,kdialog,dialog,whiptail,yad,xmessage,gxmessage,rofi,dmenu,wofi,fuzzel":
    {
      style: "single",
      flags: `--textbox --tailbox --tailboxbg --editbox --fselect --dselect --programbox --clear --nocancel
        --no-cancel --yesno --infobox --separate-output --stdout --defaultno --no-tags --scrolltext --info
        --question --error --warning --entry --file-selection --password --forms --progress --list
        --notification --calendar --scale -dmenu -i --help-button`,
      values: `--title --backtitle --text --width --height --default-item --urgency -u -t --icon -a
        --app-name --hint --menu --inputbox --msgbox --radiolist --checklist --gauge --form --passwordbox -p
        -l -theme -show -mesg -e --output-fd`,
      options: { "--filename,-input": "read", "--prgbox": "shell", "-run-command,-terminal": "shell" },
      operandsWith: {
        "--textbox,--tailbox,--editbox,--tailboxbg": ["read", "text..."],
        "--fselect": ["metadata", "text..."],
      },
      operands: ["text..."],
    },
} satisfies Table;
