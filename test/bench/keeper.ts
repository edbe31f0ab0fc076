/**
 * What a nested `sh -c true` costs in a session of `guardsh run`, against an empty compiled binary: `bun test/bench/keeper.ts [RUNS]`.
 * Needs dist/guardsh and dist/empty (`bun build/compile.ts --empty`). Goal: 1.3 times the empty binary.
 */
import { join } from "node:path";

const dist = join(import.meta.dir, "../../dist");
const runs = Number(process.argv[2] ?? 60);

/** A program that is no shell, run by a shell of the session, times what it starts: that is nested. */
const timer = `
use Time::HiRes "time";
sub timed {
  my @times;
  for (1 .. ${runs}) {
    my $start = time; my $pid = fork; if (!$pid) { exec @_ } waitpid $pid, 0;
    push @times, (time - $start) * 1000;
  }
  @times = sort { $a <=> $b } @times;
  return sprintf "best %5.1f ms  median %5.1f ms", $times[0], $times[$#times / 2];
}
print "empty binary        ", timed("${dist}/empty"), "\\n";
print "sh -c true, nested  ", timed("/bin/sh", "-c", "true"), "\\n";
`;
const agent = `open my $f, ">", "/tmp/guardsh-bench.pl"; print $f $ENV{TIMER}; close $f; system "/bin/sh", "-c", "perl /tmp/guardsh-bench.pl"; unlink "/tmp/guardsh-bench.pl"`;
const child = Bun.spawnSync([join(dist, "guardsh"), "run", "--", "/usr/bin/perl", "-e", agent], {
  env: { ...process.env, TIMER: timer },
  stdio: ["ignore", "inherit", "inherit"],
});
process.exit(child.exitCode);
