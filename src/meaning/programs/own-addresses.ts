/**
 * Programs whose arguments are addresses in a syntax of their own, in which an ordinary word can name a program, another
 * file, a device or a port: `ffmpeg -i concat:a|b`, `gs -sOutputFile=%pipe%command`, `convert text:/etc/shadow`,
 * `qemu -drive file=/dev/sda`. Each such argument is taken for what it stands for. Sources: ffmpeg-protocols(1),
 * Ghostscript's Use.htm, ImageMagick's formats page, qemu(1).
 */
import type { Role } from "../../commands/spec.ts";
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import type { Argument } from "../call/sort.ts";
import { known, literal } from "../value.ts";
import type { ByTable } from "./reader.ts";

/** What an argument stands for: what it is to the program, and the text of that. */
interface Meant {
  readonly role: Role;
  readonly text: string;
}

/** Reads one argument; null where the table says what it is. */
type Syntax = (text: string, argument: Argument, invocation: Invocation) => readonly Meant[] | null;

const IMAGE_TOOLS =
  "convert magick mogrify composite montage identify compare import display animate conjure stream";

const syntaxes: Readonly<Record<string, Syntax>> = {
  ffmpeg: media,
  avconv: media,
  ffprobe: media,
  ffplay: media,
  gs: postscript,
  ghostscript: postscript,
  ps2pdf: postscript,
  ps2ps: postscript,
  pdf2ps: postscript,
  eps2eps: postscript,
  ps2ascii: postscript,
  mpv: media,
  mplayer: media,
  ...Object.fromEntries(IMAGE_TOOLS.split(" ").map((name) => [name, image])),
};

/** Follows a call with each of its arguments taken for what it stands for. */
export function readOwnAddresses(invocation: Invocation, byTable: ByTable): Stream | undefined {
  const { call, program } = invocation;
  const syntax =
    program.startsWith("qemu-system") || /^(?:qemu|kvm)$/.test(program) ? machine : syntaxes[program];
  if (!syntax) return undefined;
  let changed = false;
  const meant = call.arguments.flatMap((argument): readonly Argument[] => {
    const text = literal(argument.text);
    const found = text === null ? null : syntax(text, argument, invocation);
    if (found === null) return [argument];
    changed = true;
    return found.map((each) => ({
      ...argument,
      role: each.role,
      text: known(each.text, argument.text.taint),
    }));
  });
  return changed ? byTable({ ...invocation, call: { ...call, arguments: meant } }) : undefined;
}

const REMOTE = /^(?:https?|ftp|tcp|udp|tls|rtmps?|rtmpt|rtsp|rtp|srt|sctp|sftp|icecast|gopher|zmq):\/\//i;

/** `concat:A|B`, `subfile,,start,0,end,9,,:FILE`, `file:FILE`, and behind `-f tee` `[f=mpegts]udp://host|FILE`. */
function media(given: string, { option, role }: Argument, { call }: Invocation): readonly Meant[] | null {
  if (role === "text" && FILTER.test(option ?? "")) return filesOf(given);
  const text = given.replace(/^lavf:\/\//, "");
  if (role !== "url" && role !== "write") return null;
  const isOutput = option === null && call.options.has("-i");
  const outputs = call.arguments.flatMap((each) => (each.option === null ? [literal(each.text) ?? ""] : []));
  const sends = outputs.some((each) => REMOTE.test(each.replace(/^.*\]/, "")) || REMOTE.test(each));
  const format = call.options.get("-f")?.map(literal) ?? [];
  if (isOutput && format.includes("tee"))
    return text.split("|").flatMap((each) => address(each.replace(/^\[[^\]]*\]/, ""), true, sends));
  const [, rest] = /^(?:concat|subfile,.*?,|cache|async|crypto|file):(?!\/\/)(.*)$/s.exec(text) ?? [];
  if (rest !== undefined) return rest.split("|").flatMap((each) => address(each, isOutput, sends));
  return REMOTE.test(text) || (sends && !isOutput && /^[./~]/.test(text))
    ? address(text, isOutput, sends)
    : null;
}

const FILTER = /^-(?:vf|af|filter|filter:[va]|lavfi|filter_complex)$/;

/** `-vf movie=FILE`, `drawtext=textfile=FILE`: filters that open files. */
function filesOf(filters: string): readonly Meant[] | null {
  const files = [
    ...filters.matchAll(/\b(?:a?movie|textfile|fontfile|subtitles|ass|filename|file)='?([^:,;'\]]+)/g),
  ];
  return files.length === 0 ? null : files.map(([, name = ""]) => ({ role: "read", text: name }));
}

/** A file of the machine, or a place elsewhere; what is read goes to the place that the call writes to. */
function address(text: string, isOutput: boolean, sends: boolean): readonly Meant[] {
  if (REMOTE.test(text)) return [{ role: "url", text }];
  return [{ role: isOutput ? "write" : sends ? "upload" : "read", text }];
}

/** `%pipe%COMMAND` in place of a file, on either side; `%stdout%` and the like are no files. */
function postscript(text: string, { role }: Argument): readonly Meant[] | null {
  const [, device, rest = ""] = /^%(pipe|std(?:in|out|err))%?([\s\S]*)$/.exec(text) ?? [];
  if (device !== undefined) return device === "pipe" ? [{ role: "shell", text: rest }] : [];
  if (role !== "code:other") return null;
  // `-c '(%pipe%COMMAND) (w) file'`, `-c '(/etc/passwd) (r) file'`.
  const strings = [...text.matchAll(/\(((?:\\.|[^()\\])*)\)\s*(?:\((\w)\w*\)\s*file|run\b)/g)];
  return [
    { role, text },
    ...strings.map(([, name = "", mode]): Meant => {
      if (name.startsWith("%pipe%")) return { role: "shell", text: name.slice("%pipe%".length) };
      return { role: mode === "w" || mode === "a" ? "write" : "read", text: name };
    }),
  ];
}

/** Formats of ImageMagick that open the file as text, or run what is in it. */
const CODER =
  /^(?:vid:)?(msl|mvg|text|txt|pango|caption|label|inline|ephemeral|svg|ps|pdf|eps|[a-z][a-z0-9]{1,9}):(?!\/\/)(.+)$/is;

/** `msl:FILE`, `text:FILE`, `label:@FILE`, `FILE[0]`, `|COMMAND`. */
function image(text: string, { role, option }: Argument): readonly Meant[] | null {
  if (role !== "read" && role !== "write" && role !== "text") return null;
  if (option === null && text.startsWith("|")) return [{ role: "shell", text: text.slice(1) }];
  // `-annotate 0 @FILE`, `-comment @FILE`.
  if (option !== null) return text.startsWith("@") ? [{ role: "read", text: text.slice(1) }] : null;
  const [, coder = "", named = ""] = CODER.exec(text) ?? [];
  const file = (named === "" ? text : named).replace(/\[[\d,x%+-]*\]$/, "");
  if (/^(?:label|caption|pango)$/i.test(coder))
    return file.startsWith("@") ? [{ role: "read", text: file.slice(1) }] : [];
  if (/^ephemeral$/i.test(coder)) return [{ role: "move", text: file }];
  if (
    named === ""
      ? file === text
      : /^(?:xc|canvas|gradient|plasma|pattern|rose|logo|netscape|null|inline|pipe|fd)$/i.test(coder)
  )
    return null;
  return option === null ? [{ role, text: file }] : null;
}

const DISK = /^\/dev\/(?:sd|hd|vd|xvd|nvme|mmcblk|disk|mapper|md|dm-)/;

/** `-drive file=PATH,…`, `-virtfs local,path=DIR`, `-monitor tcp:HOST:PORT,server`, `-nic tap,script=FILE`, `-incoming exec:COMMAND`. */
function machine(text: string, { option }: Argument): readonly Meant[] | null {
  const set = new Map<string, string>();
  for (const part of text.split(/,(?=[\w.-]+(?:=|$))/)) {
    const equals = part.indexOf("=");
    if (equals > 0) set.set(part.slice(0, equals), part.slice(equals + 1));
  }
  const found: Meant[] = [];
  const file = option === "-drive" ? (set.get("file") ?? set.get("filename")) : text;
  if (/^-(?:drive|hda)$/.test(option ?? "") && file !== undefined) {
    if (REMOTE.test(file)) found.push({ role: "url", text: file });
    else if (DISK.test(file) && set.get("readonly") !== "on") found.push({ role: "device", text: file });
    else found.push({ role: "read", text: file });
  }
  const path = set.get("path");
  if (option === "-virtfs" && path !== undefined) found.push({ role: "mount", text: path });
  const [, host] = /^(?:tcp|telnet|websocket|udp):([^,]*:\d+)/.exec(text) ?? [];
  if (host !== undefined && /\bserver\b/.test(text)) found.push({ role: "listen", text: host });
  const command = /-cmd:(.+)$/.exec(set.get("guestfwd") ?? "")?.[1] ?? /^exec:(.+)$/.exec(text)?.[1];
  if (command !== undefined) found.push({ role: "shell", text: command });
  const shared = option === "-smb" ? text : set.get("smb");
  if (shared !== undefined) found.push({ role: "mount", text: shared });
  for (const name of ["script", "downscript", "helper"]) {
    const script = set.get(name);
    if (script !== undefined && script !== "no") found.push({ role: "program", text: script });
  }
  return found.length > 0 ? found : null;
}
