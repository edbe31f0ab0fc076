/** Sentences that several rules say: what to do instead, and why. What is true of one rule alone stands in that rule. */

export const ASK_PERSON = "Ask the person.";

export const ASK_BEFORE_CHANGE = "Ask the person; show them the command and what it would change.";

export const ASK_BEFORE_LOSS = "Ask the person; show them the command and what it would take away.";

export const ASK_FOR_VALUE =
  "Ask the person for the one value that is needed; look only at what tells nothing of it (names, whether it is set).";

export const LEAVE_AS_IS = "Leave it as it is.";

export const NO_ORDINARY_USE = "There is no ordinary use for this here.";

/** Why a secret that was printed is lost. */
export const IN_TRANSCRIPT = "The value is then in the transcript and in logs, and has to be changed.";

/** Why the variables of a running service are secrets. */
export const GIVEN_BY_VARIABLES =
  "Services get their passwords and keys by variables; here they would be in the transcript and in logs.";
