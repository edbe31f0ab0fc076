/** What cmd and PowerShell have in common: variables for places, and names of the same commands. */

/** Variables that name a place, by their place here: that of a person at home, that of the machine on its drive. */
const PLACES: Readonly<Record<string, string>> = {
  userprofile: "~",
  home: "~",
  homepath: "~",
  onedrive: "~/OneDrive",
  appdata: "~/AppData/Roaming",
  localappdata: "~/AppData/Local",
  temp: "/tmp",
  tmp: "/tmp",
  systemdrive: "C:",
  homedrive: "C:",
  systemroot: "C:/Windows",
  windir: "C:/Windows",
  programfiles: "C:/Program Files",
  programdata: "C:/ProgramData",
  allusersprofile: "C:/ProgramData",
  public: "C:/Users/Public",
};

/** The place that a variable of the environment stands for; null where it is none of a place. */
export function placeOfVariable(name: string): string | null {
  return PLACES[name.toLowerCase()] ?? null;
}

/** A path as Windows writes it, with the slashes of here: `.\src\x`, `~\.ssh`. Names of the registry stay as they are. */
export function slashed(word: string): string {
  if (/^(?:HK\w+:?|Registry::.*|Cert:|Env:|Function:|Variable:|WSMan:)(?:\\|$)/i.test(word)) return word;
  return /^(?:[A-Za-z]:|~|\.{1,2}|[\w.*-]+)?\\/.test(word) && !word.startsWith("\\\\")
    ? word.replace(/\\+/g, "/")
    : word;
}

/** Both shells find a script or a program in the directory they are in: `x.bat` is `./x.bat`, where it lies there. */
export function asFile(name: string): string {
  return /^[\w-]+\.(?:bat|cmd|ps1|vbs|js)$/i.test(name) ? `./${name}` : name;
}

/** Commands that the two shells share, by the names of PowerShell's own, under which the tables have them. */
export const COMMON: Readonly<Record<string, string>> = {
  del: "remove-item",
  erase: "remove-item",
  rd: "remove-item",
  rmdir: "remove-item",
  type: "get-content",
  copy: "copy-item",
  move: "move-item",
  ren: "rename-item",
  md: "new-item",
  mkdir: "new-item",
  dir: "get-childitem",
};
