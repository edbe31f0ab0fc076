/** system/ is the only place that knows FFI, errno, /proc and file locks. It imports nothing of guardsh; anybody may import it. */
export {
  rawArguments,
  rawEnvironment,
  restoreEnvironment,
  text,
  variable,
  withoutVariable,
  withVariable,
} from "./arguments.ts";
export { setAppendOnly } from "./attributes.ts";
export { bootId, bootMilliseconds, type Deadline, deadlineIn, isPast } from "./clock.ts";
export { sendDatagrams } from "./datagram.ts";
export { endAs } from "./death.ts";
export { closeOnExec, inheritedDescriptors, keepAcrossExec } from "./descriptors.ts";
export { openLock, startDetached } from "./detached.ts";
export { directoryNow, isSameDirectory, workingDirectory } from "./directory.ts";
export {
  E2BIG,
  EACCES,
  EINVAL,
  ELOOP,
  ENOENT,
  ENOSYS,
  ENOTDIR,
  EOPNOTSUPP,
  EPERM,
  EXDEV,
  errno,
  errnoName,
} from "./errno.ts";
export { become, type Program } from "./exec.ts";
export { createMemfd, isTerminal, moveDescriptor, position } from "./files.ts";
export { lock, sleep, tryLock } from "./flock.ts";
export { claimedHome, homeDirectory } from "./home.ts";
export { type Bind, loadNative } from "./image.ts";
export { releaseSignals, SignalInbox, setMask, withSignalsHeld } from "./inbox.ts";
export { cstring, libc, ptr } from "./libc.ts";
export { openPacketPipe, type PacketWriter, packetPipe } from "./packets.ts";
export { readNamed, readPlainFile, unreadable } from "./plain-file.ts";
export {
  initialVariable,
  isAlive,
  type ProcessInfo,
  processInfo,
  processKey,
  processWorld,
  readProc,
  sessionVariable,
  trustedVariable,
} from "./process.ts";
export { hideArguments } from "./seen-arguments.ts";
export { setSignal, signals } from "./signals.ts";
export {
  type Argument,
  action,
  asInherited,
  type ChildCall,
  dieWithParent,
  type Ended,
  endedBy,
  inRegister,
  lookAt,
  place,
  spawn,
  waitFor,
} from "./spawn.ts";
export { ensureStateDirectory, stateDirectory } from "./state.ts";
export {
  makePipe,
  type Pipe,
  POLLERR,
  POLLHUP,
  POLLIN,
  POLLOUT,
  pollFor,
  readNow,
  Sink,
  type Waited,
  waiting,
  widenPipe,
} from "./stream.ts";
export { onBehalfOf, type Subject, subject } from "./subject.ts";
export { checked, type SystemCall, SystemError, systemCall, systemCallNumber } from "./syscalls.ts";
export { syslogMessage } from "./syslog.ts";
export { errorCode, Unavailable, unavailable } from "./unavailable.ts";
export { loadWasm } from "./wasm.ts";
export { replaceFile, writeOnce } from "./whole-file.ts";
export { sameFile, world } from "./world.ts";
