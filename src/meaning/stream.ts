/** Streams: what is known of the bytes in a pipe, a file or a substitution. */
import type { Stream } from "./action.ts";
import { ALTERNATIVES, fewest } from "./alternatives.ts";
import { Ways } from "./expansion/fields.ts";
import {
  computedText,
  concat,
  known,
  literal,
  noTaint,
  sameText,
  sequence,
  show,
  type TaintSet,
  type Text,
  union,
} from "./value.ts";

/** Nothing at all: `/dev/null`, the input of a command that has none. */
export const silence: Stream = { text: known(""), taint: noTaint, sources: [], via: [], fromShell: false };

/** Bytes of which nothing is known but their origin. */
export function unknownStream(taint: TaintSet = noTaint, sources: readonly string[] = []): Stream {
  return { text: null, taint, sources, via: [], fromShell: false };
}

/** Bytes that are known as far as the text is. */
export function textStream(text: Text, via: readonly string[] = []): Stream {
  const holes = text.pieces.filter((piece) => typeof piece !== "string");
  if (holes.length === 0) return { text, taint: text.taint, sources: [], via, fromShell: false };
  const sources = holes.flatMap((piece) => piece.sources ?? []);
  return {
    text,
    taint: text.taint,
    sources,
    via: joined([via, ...holes.map((piece) => piece.via ?? [])]),
    fromShell: false,
  };
}

/** The standard input that guardsh's caller gave: unknown, and from outside. */
export const callerInput: Stream = unknownStream(new Set(["stdin"]));

/** Each name once, in the order in which they first come. */
function joined(lists: readonly (readonly string[])[]): readonly string[] {
  const some = lists.filter((names) => names.length > 0);
  return some.length < 2 ? (some[0] ?? []) : [...new Set(some.flat())];
}

/** One stream after the other, as the commands of a list print. */
export function append(...streams: readonly Stream[]): Stream {
  return appended(streams);
}

/** The same of as many streams as there are. */
export function appended(streams: readonly Stream[]): Stream {
  const said = streams.filter((stream) => stream !== silence);
  if (said.length < 2) return said[0] ?? silence;
  const texts = said.flatMap(({ text }) => (text ? [text] : []));
  if (texts.length < said.length) return mix(said);
  const whole = { ...mix(said), text: sequence(texts) };
  if (!said.some(({ ways }) => ways)) return whole;
  const ways = new Ways<Text>(ALTERNATIVES + 1);
  for (const stream of said) ways.add(waysOf(stream).map((text) => [text]));
  return { ...whole, ways: bounded(ways.all().map(sequence)) };
}

/** What is there, with as much of its beginning as there is of the other in its place; null where either is not known. */
export function overlaid(before: Stream, now: Stream): Stream | null {
  const [old, written] = [before, now].map(({ text }) => (text ? literal(text) : null));
  return old == null || written == null ? null : withText(now, known(written + old.slice(written.length)));
}

/** One of several, nobody knows which: what the branches of an `if` print. */
export function oneOf(streams: readonly Stream[]): Stream {
  const [first = silence] = streams;
  if (streams.every((stream) => stream === first)) return first;
  if (streams.some(({ text }) => text === null)) return appended(streams);
  const ways: Text[] = [];
  for (const text of streams.flatMap(waysOf))
    if (!ways.some((other) => sameText(other, text))) ways.push(text);
  const [only] = ways;
  return ways.length === 1 && only
    ? withText(mix(streams), only)
    : { ...mix(streams), text: sequence(ways.map(endingItsLine)), ways: bounded(ways) };
}

/** What a stream may be; nothing where it is not known. */
export function waysOf({ ways, text }: Stream): readonly Text[] {
  return ways ?? (text ? [text] : []);
}

/** The texts of one stream that are kept; what else it may be is not known then. */
function bounded(ways: readonly Text[]): readonly Text[] {
  if (ways.length <= ALTERNATIVES) return ways;
  return [...fewest(ways, ALTERNATIVES - 1, (way) => way), computedText("…")];
}

function endingItsLine(text: Text): Text {
  return text.pieces.length === 0 || show(text).endsWith("\n") ? text : concat(text, known("\n"));
}

/** The stream with another text. */
export function withText({ ways: _, ...stream }: Stream, text: Text | null): Stream {
  return { ...stream, text };
}

/** Everything that several inputs bring, their text lost. */
export function mix(streams: readonly Stream[]): Stream {
  return {
    text: null,
    taint: streams.reduce((all, { taint }) => union(all, taint), noTaint),
    sources: joined(streams.map(({ sources }) => sources)),
    via: joined(streams.map(({ via }) => via)),
    fromShell: streams.some(({ fromShell }) => fromShell),
  };
}

/** The stream after it went through a program. */
export function through(stream: Stream, program: string): Stream {
  return stream.via.includes(program) ? stream : { ...stream, via: [...stream.via, program] };
}

/** What a program prints of all variables there are. */
export function environmentPrinted(by: string): Stream {
  return through(unknownStream(new Set(["env", "secret"]), ["the environment"]), by);
}

/** The stream with more taint. */
export function tainted(stream: Stream, taint: TaintSet, source?: string): Stream {
  return {
    ...stream,
    taint: union(stream.taint, taint),
    sources: source === undefined ? stream.sources : joined([stream.sources, [source]]),
  };
}
