/**
 * controls/rate: how many commands in how much time. The shell calls {@link admitting} after judgement and before the audit
 * record, and {@link settleTicket} where it sees a command's end. Needs controls/session for what "the session" is.
 */
export {
  type Admission,
  type AdmissionRequest,
  type Admitting,
  admitting,
  type Budget,
  commandsUsed,
  noteRefusal,
  type Pause,
  type RateLimits,
  settleTicket,
  type Ticket,
} from "./admit.ts";
