import { expect, test } from "bun:test";
import { isProject, type Place, placeOf, type Surroundings } from "../../src/places/index.ts";

const here: Surroundings = {
  cwd: "/home/dev/project",
  home: "/home/dev",
  project: "/home/dev/project",
  temporary: ["/tmp"],
};

const table: readonly (readonly [string, Place])[] = [
  ["/", "root"],
  ["/proc/self/root", "root"],
  ["/usr", "system"],
  ["/usr/bin/rm", "system"],
  ["/etc/passwd", "system"],
  ["/boot/vmlinuz", "system"],
  ["/var/lib/dpkg/status", "system"],
  ["/home", "home"],
  ["/home/dev", "home"],
  ["/home/dev/", "home"],
  ["/home/other", "home"],
  ["/root", "home"],
  ["/Users/ann", "home"],
  ["/home/dev/notes.txt", "home-content"],
  ["/home/dev/project-evil/x", "home-content"],
  ["/home/dev/project", "project"],
  ["/home/dev/project/src/a.ts", "project-content"],
  ["/home/dev/project/../x", "home-content"],
  ["/tmp", "temporary"],
  ["/tmp/x/y", "temporary-content"],
  ["/var/tmp/x", "temporary-content"],
  ["/dev/shm/x", "temporary-content"],
  ["/home/dev/.cache/pip", "cache"],
  ["/home/dev/.npm/_cacache/x", "cache"],
  ["/var/lib/apt/lists/partial", "cache"],
  ["/dev/sda", "device"],
  ["/dev/null", "device"],
  ["/proc/cpuinfo", "kernel"],
  ["/sys/class", "kernel"],
  ["/data/x", "elsewhere"],
  ["/app/x", "elsewhere"],
  ["/var/www/html/x", "elsewhere"],
];
for (const [path, place] of table) test(`${path} is ${place}`, () => expect(placeOf(path, here)).toBe(place));

test("a part of the system, a home or the root is not a project", () => {
  for (const project of ["/", "/etc", "/usr", "/home/dev", "/root", "/home", "/usr/bin", "/home/other"])
    expect(isProject({ ...here, project })).toBe(false);
  for (const project of [
    "/home/dev/x",
    "/app",
    "/usr/src/app",
    "/opt/site/current",
    "/var/www/html",
    "/tmp/x",
  ])
    expect(isProject({ ...here, project })).toBe(true);
});
