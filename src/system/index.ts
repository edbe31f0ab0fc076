/** system/ is the only place that knows FFI, errno, /proc and file locks. It imports nothing of guardsh; anybody may import it. */
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
export { cstring, libc, ptr } from "./libc.ts";
