/** A release's binaries cannot all be run where they are made: what is said of them is read from the files. */
import { afterAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileType, inspect, type Machine } from "../../build/inspect.ts";
import packageJson from "../../package.json" with { type: "json" };
import { install } from "../shell/binary.ts";

setDefaultTimeout(120_000);

const { version } = packageJson;
const folder = mkdtempSync(join(tmpdir(), "guardsh-inspect-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The headers of an ELF program that asks for a loader. */
function elf(machine: number, loader: string): Buffer {
  const bytes = Buffer.alloc(200);
  bytes.writeUInt32LE(0x464c457f, 0);
  bytes.writeUInt16LE(machine, 18);
  bytes.writeBigUInt64LE(64n, 32);
  bytes.writeUInt16LE(56, 54);
  bytes.writeUInt16LE(1, 56);
  bytes.writeUInt32LE(3, 64);
  bytes.writeBigUInt64LE(120n, 72);
  bytes.writeBigUInt64LE(BigInt(loader.length), 96);
  bytes.write(loader, 120, "latin1");
  return bytes;
}

function mach(machine: number): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.writeUInt32LE(0xfeedfacf, 0);
  bytes.writeUInt32LE(machine, 4);
  return bytes;
}

test.each([
  ["linux-x64-glibc", elf(62, "/lib64/ld-linux-x86-64.so.2")],
  ["linux-arm64-glibc", elf(183, "/lib/ld-linux-aarch64.so.1")],
  ["linux-x64-musl", elf(62, "/lib/ld-musl-x86_64.so.1")],
  ["linux-arm64-musl", elf(183, "/lib/ld-musl-aarch64.so.1")],
  ["linux-?-glibc", elf(243, "/lib/ld-linux-riscv64-lp64d.so.1")],
  ["darwin-x64", mach(0x1000007)],
  ["darwin-arm64", mach(0x100000c)],
  ["no program", Buffer.from("#!/bin/sh\n")],
  ["no program", Buffer.alloc(0)],
])("a file for %s is known", (expected, bytes) => {
  expect(fileType(bytes)).toBe(expected);
});

describe.skipIf(process.platform !== "linux")("a binary", () => {
  const ours = (): Machine => ({
    platform: "linux",
    arch: process.arch === "arm64" ? "arm64" : "x64",
    libc: fileType(readFileSync(process.execPath)).endsWith("musl") ? "musl" : "glibc",
  });

  test("that was built passes", () => {
    expect(inspect(ours(), version, install().guardsh)).toMatch(/^(native \+ )?WASM$/);
  });

  test("for another machine, of another version, or without its grammars does not", () => {
    const { guardsh } = install();
    expect(() => inspect({ ...ours(), libc: "musl" }, version, guardsh)).toThrow(
      /should be for linux-\w+-musl/,
    );
    expect(() => inspect({ platform: "darwin", arch: "arm64" }, version, guardsh)).toThrow(
      "should be for darwin-arm64",
    );
    expect(() => inspect(ours(), "77.7.7", guardsh)).toThrow("does not name version 77.7.7");
    const cut = join(folder, "cut");
    writeFileSync(cut, readFileSync(guardsh).subarray(0, -4096));
    expect(() => inspect(ours(), version, cut)).toThrow();
  });
});
