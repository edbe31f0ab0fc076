/**
 * Questions and answers in the state directory: `approvals/questions/IDENTITY`, `approvals/answers/IDENTITY`, and
 * `approvals/used/CODE`, whose making uses an answer up: exactly one process can make a file.
 */
import { mkdirSync, readdirSync, statSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import {
  deadlineIn,
  ensureStateDirectory,
  isPast,
  stateDirectory,
  unavailable,
  writeOnce,
} from "../../system/index.ts";
import { readSession } from "../session/store.ts";
import {
  type Answer,
  type Asked,
  identityOf,
  isAnswer,
  isRequest,
  newCode,
  normalizeCode,
  type Request,
  type Scope,
} from "./request.ts";
import { keyOf, readSealed, writeSealed } from "./sealed.ts";

/** More open questions than this are not kept: the oldest go. */
const mostQuestions = 200;
/** How long it is remembered that an answer was used. Longer than any answer for one use can hold. */
const rememberMs = 30 * 24 * 3600 * 1000;

export class Approvals {
  readonly #state: string;
  readonly #directory: string;
  readonly #key: Uint8Array;

  /** Throws `Unavailable` where the state directory cannot be used. */
  constructor(state = stateDirectory()) {
    this.#state = state;
    this.#directory = join(state, "approvals");
    try {
      ensureStateDirectory(state);
      for (const name of ["questions", "answers", "used"])
        mkdirSync(join(this.#directory, name), { recursive: true, mode: 0o700 });
      this.#key = keyOf(this.#directory);
    } catch (error) {
      throw unavailable(this.#directory, error);
    }
  }

  /** Puts a question, or finds it where it is put already. `lasts`: milliseconds that the code can be used. */
  ask(asked: Asked, agent: string, lasts: number): Request {
    const path = this.#path("questions", identityOf(asked));
    const open = this.#question(path);
    if (open !== null) return open;
    this.#sweep();
    const request = {
      ...asked,
      agent,
      code: newCode(),
      asked: Date.now(),
      expires: deadlineIn(lasts),
      lasts,
    };
    try {
      // a question that another process has put meanwhile is the question
      return writeSealed(this.#key, path, request, false) ? request : (this.#question(path) ?? request);
    } catch (error) {
      throw unavailable(path, error);
    }
  }

  /** The open questions, the latest first. */
  open(): readonly Request[] {
    return this.#names("questions")
      .map((name) => this.#question(this.#path("questions", name)))
      .filter((request) => request !== null)
      .toSorted((left, right) => right.asked - left.asked);
  }

  /** The open question with a code as a person types it. */
  find(code: string): Request | null {
    const wanted = normalizeCode(code);
    return this.open().find((request) => request.code === wanted) ?? null;
  }

  /** A person's answer. The question is closed by it. */
  answer(request: Request, scope: Scope): void {
    const identity = identityOf(request);
    const expires = scope === "session" ? null : deadlineIn(request.lasts);
    const answer: Answer = { code: request.code, identity, scope, expires };
    const path = this.#path("answers", identity);
    try {
      writeSealed(this.#key, path, answer, true);
    } catch (error) {
      throw unavailable(path, error);
    }
    remove(this.#path("questions", identity));
  }

  /** The answer that holds for a command now, used up if it was for one use. */
  take(asked: Asked): Answer | null {
    const identity = identityOf(asked);
    const path = this.#path("answers", identity);
    const answer = this.#answer(path);
    if (answer === null || answer.identity !== identity) return null;
    if (answer.scope !== "once") return answer;
    try {
      if (!writeOnce(this.#path("used", answer.code), new Uint8Array())) return null;
    } catch (error) {
      throw unavailable(path, error);
    }
    remove(path);
    return answer;
  }

  /** The answer that {@link take} would give, left as it is. */
  look(asked: Asked): Answer | null {
    const identity = identityOf(asked);
    const answer = this.#answer(this.#path("answers", identity));
    if (answer === null || answer.identity !== identity) return null;
    return this.#names("used").includes(answer.code) ? null : answer;
  }

  #question(path: string): Request | null {
    const value = readSealed(this.#key, path);
    if (isRequest(value) && !isPast(value.expires)) return value;
    remove(path);
    return null;
  }

  #answer(path: string): Answer | null {
    const value = readSealed(this.#key, path);
    if (isAnswer(value) && (value.expires === null || !isPast(value.expires))) return value;
    remove(path);
    return null;
  }

  /** Forgets what has expired, what belongs to sessions that are over, and the oldest of too many. */
  #sweep(): void {
    const open = this.open();
    for (const request of open) {
      if (!this.#isActive(request.session)) remove(this.#path("questions", identityOf(request)));
    }
    for (const request of open.slice(mostQuestions - 1)) remove(this.#path("questions", identityOf(request)));
    for (const kind of ["answers", "used"] as const)
      for (const name of this.#names(kind)) {
        const path = this.#path(kind, name);
        if (kind === "answers") this.#answer(path);
        if (isOlderThan(path, rememberMs)) remove(path);
      }
  }

  #isActive(session: string): boolean {
    try {
      const record = readSession(this.#state, session);
      return record === null || record.state === "active";
    } catch {
      return true;
    }
  }

  #path(kind: "questions" | "answers" | "used", name: string): string {
    return join(this.#directory, kind, name);
  }

  #names(kind: "questions" | "answers" | "used"): readonly string[] {
    try {
      return readdirSync(join(this.#directory, kind)).filter((name) => !name.endsWith(".new"));
    } catch {
      return [];
    }
  }
}

function isOlderThan(path: string, ms: number): boolean {
  const status = statSync(path, { throwIfNoEntry: false });
  return status !== undefined && Date.now() - status.mtimeMs > ms;
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // it is not there, or another process was first
  }
}
