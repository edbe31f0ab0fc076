/** Exit statuses of guardsh's own making; every other status is the command's. Documented in docs/exit-statuses.md. */
export const statuses = {
  /** The command was refused and did not run. What shells use for "found, but not to be run". */
  refused: 126,
  /** The real shell is not there. What shells use for "not found". */
  noShell: 127,
  /** guardsh itself failed (policy unreadable, audit log unwritable, a defect): the command did not run. */
  failed: 125,
  /** Rate limit: come back later. EX_TEMPFAIL of sysexits.h. The command did not run. */
  tryLater: 75,
} as const;
