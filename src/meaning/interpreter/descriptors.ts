/** Descriptors by their numbers and by the paths that lead to them: `3<<<x`, `/dev/fd/3`, `/proc/self/fd/0`. */
import type { Stream } from "../action.ts";
import { unknownStream } from "../stream.ts";
import { show, type Text } from "../value.ts";
import type { Frame } from "./engine.ts";
import type { Descriptor } from "./state.ts";

/** `/proc/self`, `/proc/$$`: a process that is named by its number is another one. */
const STANDARD_INPUT = /^\/dev\/stdin$|^\/dev\/fd\/0$|^\/proc\/(?!\d)[^/]+\/fd\/0$/;
const NUMBERED = /^\/(?:dev|proc\/(?!\d)[^/]+)\/fd\/(\d+)$/;

/** What a descriptor leads to: opened for this command alone, or earlier by `exec`. */
export function descriptorOf(frame: Frame, number: number | string): Descriptor | undefined {
  return frame.descriptors?.get(number) ?? frame.shell.descriptors.get(number);
}

/** What comes in through a descriptor; null where it was not opened here. */
export function inputFrom(frame: Frame, number: number): Stream | null {
  if (number === 0) return frame.stdin;
  const descriptor = descriptorOf(frame, number);
  return descriptor ? contentOf(frame, descriptor) : null;
}

/** What is read from where a descriptor leads. */
export function contentOf(frame: Frame, descriptor: Descriptor): Stream {
  switch (descriptor.kind) {
    case "input":
      return descriptor.content;
    case "file":
      // `<>`: what has been written to it by now.
      return (descriptor.over && frame.shell.files.get(descriptor.path ?? "")?.content) || descriptor.content;
    case "network":
      return unknownStream(new Set(["network"]), [descriptor.host ?? "the network"]);
  }
}

/** The same for a path that stands for a descriptor; null for every other path. */
export function inputAt(frame: Frame, path: Text): Stream | null {
  const name = show(path);
  if (STANDARD_INPUT.test(name)) return frame.stdin;
  const number = NUMBERED.exec(name)?.[1];
  return number === undefined ? null : inputFrom(frame, Number(number));
}
