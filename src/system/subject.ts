/**
 * The process that becomes the command. Nearly always this one: it was started to run it. A guardsh that stands by for
 * others (src/standby) answers for the process that asks, one at a time, and the subject is then that one.
 */

export interface Subject {
  readonly pid: number;
  readonly parent: number;
  /** A variable of the environment that it was started with; an empty one too. */
  readonly variable: (name: string) => string | undefined;
}

const self: Subject = {
  get pid() {
    return process.pid;
  },
  get parent() {
    return process.ppid;
  },
  variable: (name) => process.env[name],
};

let present = self;

/** The process whose command is being judged. */
export function subject(): Subject {
  return present;
}

/** Does something for another process. The action must not wait for anything: meanwhile others would be taken for that one too. */
export function onBehalfOf<T>(other: Subject, action: () => T): T {
  present = other;
  try {
    return action();
  } finally {
    present = self;
  }
}
