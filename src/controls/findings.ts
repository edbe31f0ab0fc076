/** What the controls find, for people who look it up: `guardsh rules show boundary/write`, docs/rules.md. Data only. */

/** A kind of finding that no rule of the catalogue makes. */
export interface ControlFinding {
  readonly id: string;
  readonly title: string;
  /** What has to be seen for it. */
  readonly when: string;
  readonly why: string;
  /** What to do instead, or how a person opens it. */
  readonly mend: string;
  /** Policy keys that decide it. */
  readonly keys: readonly string[];
  /** The page about the control, below docs/. */
  readonly page: string;
}

const EGRESS = "controls/network-egress.md";
const BOUNDARY = "controls/filesystem-boundary.md";
const SESSION = "controls/session-scope.md";

export const controlFindings: readonly ControlFinding[] = [
  {
    id: "boundary/read",
    title: "Read outside the boundary",
    when: "A command reads a file outside the project, the temporary directories and the other places that are open for reading. Links are followed first.",
    why: "Files elsewhere belong to other work and other people.",
    mend: "Work with files of the project. A person opens a place with boundary.read.",
    keys: ["boundary.control", "boundary.read", "boundary.reads"],
    page: BOUNDARY,
  },
  {
    id: "boundary/write",
    title: "Write outside the boundary",
    when: "A command creates or changes a file outside the project, the temporary directories and the tool caches. Links are followed first.",
    why: "What is changed elsewhere is noticed late and is in no version control.",
    mend: "Use a path in the project or below /tmp. A person opens a place with boundary.write.",
    keys: ["boundary.control", "boundary.write", "boundary.writes", "boundary.system"],
    page: BOUNDARY,
  },
  {
    id: "boundary/delete",
    title: "Deletion outside the boundary",
    when: "A command deletes outside the project, the temporary directories and the tool caches. One named file warns, trees and patterns ask.",
    why: "Nothing brings deleted files back.",
    mend: "Delete in the project or below /tmp only; a person deletes elsewhere.",
    keys: ["boundary.control", "boundary.write", "boundary.deletes", "boundary.system"],
    page: BOUNDARY,
  },
  {
    id: "egress/host",
    title: "Host that is not on the list",
    when: 'The network is limited to a list of hosts (egress.mode = "allowlist"), and this host is not on it.',
    why: "Nothing should leave the machine unseen.",
    mend: "Use a host that is allowed. A person adds one with egress.allow.",
    keys: ["egress.mode", "egress.allow"],
    page: EGRESS,
  },
  {
    id: "egress/denied",
    title: "Denied host",
    when: "The host is on the list of denied ones.",
    why: "A person put it there.",
    mend: "Do without it, or ask the person.",
    keys: ["egress.deny"],
    page: EGRESS,
  },
  {
    id: "egress/off",
    title: "The network is off",
    when: 'A command connects while egress.mode is "off".',
    why: "This session is meant to work without the network.",
    mend: "Work with what is there. A person opens the network with egress.mode.",
    keys: ["egress.mode"],
    page: EGRESS,
  },
  {
    id: "egress/port",
    title: "Port that is not open",
    when: "Ports are limited (egress.ports), and this one is not among them.",
    why: "Unusual ports are where unusual services listen.",
    mend: "Use an open port. A person opens one with egress.ports.",
    keys: ["egress.ports"],
    page: EGRESS,
  },
  {
    id: "egress/metadata",
    title: "A cloud's metadata service",
    when: "A command asks 169.254.169.254, metadata.google.internal or another such address, in any spelling.",
    why: "It hands out the machine's cloud credentials.",
    mend: "Ask the person for the credentials that the task needs.",
    keys: ["egress.metadata", "egress.allow"],
    page: EGRESS,
  },
  {
    id: "egress/upload",
    title: "Data sent to a host that is not on the list",
    when: "A command sends a body, a file or piped data to a host that egress.allow does not name.",
    why: "What is sent cannot be called back.",
    mend: "A person names the host in egress.allow, or sets egress.uploads.",
    keys: ["egress.uploads", "egress.allow"],
    page: EGRESS,
  },
  {
    id: "egress/disguised",
    title: "A host written so that people read another",
    when: "Numbers for an address, letters of other alphabets, a host name before an @, an address inside a name.",
    why: "People approve what they read.",
    mend: "Write the address plainly, as the host that it is.",
    keys: ["egress.disguised"],
    page: EGRESS,
  },
  {
    id: "egress/unknown",
    title: "Host that is not known before it runs",
    when: "The host stands in a variable or comes from a command, and the network is limited to a list.",
    why: "What is not known cannot be compared with the list.",
    mend: "Write the host out.",
    keys: ["egress.unknown", "egress.mode"],
    page: EGRESS,
  },
  {
    id: "allow/command",
    title: "Command that is not on the allowlist",
    when: 'Only listed commands run (allow.otherwise is not "allow"), and one command of the line is not listed.',
    why: "Every command of a line has to be on the list, also those inside of others.",
    mend: "Use an allowed command. `guardsh allow suggest` proposes entries from the log; a person adds them to allow.commands.",
    keys: ["allow.control", "allow.commands", "allow.otherwise"],
    page: "controls/tool-allowlist.md",
  },
  {
    id: "deny/command",
    title: "Denied command",
    when: "The command is on the list of denied ones, by whatever path it is called.",
    why: "A person put it there.",
    mend: "Do without it, or ask the person to run it.",
    keys: ["deny.control", "deny.commands"],
    page: "controls/tool-allowlist.md",
  },
  {
    id: "rate/limit",
    title: "Too many commands in a short time",
    when: "A session has used up its number of commands for the window, and waiting for the next one would take too long.",
    why: "An agent in a loop does a lot of damage quickly.",
    mend: "Wait, or do more in one command. A person changes rate.commands or rate.window.",
    keys: ["rate.control", "rate.commands", "rate.window", "rate.max_wait"],
    page: "controls/rate-limit.md",
  },
  {
    id: "rate/loop",
    title: "The same command over and over",
    when: "The very same command was run as often as rate.identical allows.",
    why: "It will not come out differently the next time.",
    mend: "Do something else. A person changes rate.identical.",
    keys: ["rate.control", "rate.identical"],
    page: "controls/rate-limit.md",
  },
  {
    id: "session/expired",
    title: "The session's time is up",
    when: "The session is older than its time to live.",
    why: "Rights that were given for a task end with the task.",
    mend: "The person starts a new session.",
    keys: ["session.ttl"],
    page: SESSION,
  },
  {
    id: "session/ended",
    title: "The session has ended",
    when: "A command comes in for a session that was ended.",
    why: "Whoever ended it meant it.",
    mend: "The person starts a new session.",
    keys: ["session.control"],
    page: SESSION,
  },
  {
    id: "session/killed",
    title: "The session was stopped",
    when: "A person stopped the session (guardsh session kill).",
    why: "Something went wrong in it.",
    mend: "The person starts a new session.",
    keys: ["session.control"],
    page: SESSION,
  },
  {
    id: "session/budget",
    title: "The session's budget is used up",
    when: "The session has run as many commands as it may.",
    why: "A budget is what stops a loop that nobody watches.",
    mend: "The person starts a new session or raises session.max_commands.",
    keys: ["session.max_commands"],
    page: SESSION,
  },
  {
    id: "session/place",
    title: "Something that would outlive the session",
    when: "A command writes where things stay after the session, and the session does not name that place in session.persist.",
    why: "What a session leaves behind is what it was asked to leave behind.",
    mend: "Write into the project. A person names the place in session.persist.",
    keys: ["session.persist"],
    page: SESSION,
  },
  {
    id: "syntax/unparsed",
    title: "The command cannot be read",
    when: "Neither parser can read it.",
    why: "What cannot be read cannot be judged, so it does not run.",
    mend: "Write it more simply: shorter, less deeply nested, one step at a time.",
    keys: ["analysis.unparsed"],
    page: "two-parsers.md",
  },
];
