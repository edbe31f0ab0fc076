/** system/ is the only place that knows FFI, errno, /proc and file locks. It imports nothing of guardsh; anybody may import it. */
export { cstring, libc, ptr } from "./libc.ts";
