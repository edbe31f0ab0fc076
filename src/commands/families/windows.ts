/** Programs of Windows as WSL and Git Bash start them, with or without `.exe`. Source: learn.microsoft.com/windows-server. */
import type { Table } from "../spec.ts";

/** Their options begin with a slash and stand anywhere: to the tables they are words. */
const WORDS = { style: "none", operands: ["text..."] } as const;
const DESTROYS = { ...WORDS, effect: "destroy" } as const;
const DISRUPTS = { ...WORDS, effect: "disrupt" } as const;

export const windows = {
  "wsl,wslg": {
    flags: "--list -l --shutdown --update --status -v --install --all",
    values: "-d,--distribution -t,--terminate --set-default -s --unregister --export --import",
    options: { "-e,--exec,--": "command", "-u,--user": "user", "--cd": "work-directory" },
    operands: ["shell..."],
    input: "code:shell",
    effectWith: { "--unregister": "destroy" },
  },
  "explorer,start,cygstart,wslview,cygpath,winpty,wslpath,tasklist,ipconfig,systeminfo,whoami.exe,hostname.exe,where.exe,forfiles,findstr,driverquery,getmac,gpresult,quser,qwinsta,nbtstat,tracert,pathping,sfc,chkdsk,powercfg,msinfo32,dxdiag,tzutil,setx,doskey,fc.exe":
    WORDS,
  "reg,schtasks,sc,wmic,wevtutil,bitsadmin,vssadmin,wbadmin,bcdedit,fsutil,manage-bde,dism,icacls,cacls,takeown,attrib,cipher,netsh,net1,net.exe,cmdkey,vaultcmd,ntdsutil,dsadd,dsmod,dsrm,nltest,setspn,djoin,netdom,secedit,auditpol,gpupdate,tasklist.exe,logman,wecutil,reagentc,dnscmd,route.exe,nssm,psexec,procdump64,runas,winget.exe,mountvol,subst,pnputil,rasdial,wusa,appcmd,sdelete":
    WORDS,
  "mshta,rundll32,regsvr32,cscript,wscript,msiexec,installutil,regasm,regsvcs,msbuild.exe,odbcconf,cmstp,ieexec,pcalua,infdefaultinstall,presentationhost,xwizard,mavinject,wmiprvse,msdt,desktopimgdownldr,certreq,esentutl,extrac32,expand.exe,diantz,makecab,tttracer,winrs":
    WORDS,
  "at.exe": { ...WORDS, effect: "grant" },
  "format.com,diskpart,sdelete64": DESTROYS,
  "taskkill,tskill": WORDS,
  "logoff,shutdown.exe": DISRUPTS,
  "xcopy,robocopy": { style: "none", operands: ["read", "write", "text..."] },
} satisfies Table;
