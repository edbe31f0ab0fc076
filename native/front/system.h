/* System calls, text, files and messages, without any library. */
#include "../enter.h"

#if defined(__x86_64__)
enum { READ = 0, WRITE = 1, CLOSE = 3, LSEEK = 8, MMAP = 9, SOCKET = 41, CONNECT = 42, SENDMSG = 46, RECVMSG = 47,
       SETSOCKOPT = 54, GETSOCKOPT = 55, EXECVE = 59, GETCWD = 79, CHDIR = 80, GETEUID = 107, EXIT_GROUP = 231, OPENAT = 257,
       EXECVEAT = 322, STATX = 332 };
#elif defined(__aarch64__)
enum { GETCWD = 17, CHDIR = 49, OPENAT = 56, CLOSE = 57, LSEEK = 62, READ = 63, WRITE = 64, EXIT_GROUP = 94, GETEUID = 175,
       SOCKET = 198, CONNECT = 203, SETSOCKOPT = 208, GETSOCKOPT = 209, SENDMSG = 211, RECVMSG = 212, EXECVE = 221, MMAP = 222,
       EXECVEAT = 281, STATX = 291 };
#endif
static inline long enter(long n, long a, long b, long c, long d, long e) { return enter6(n, a, b, c, d, e, 0); }

typedef unsigned int u32;
enum { O_CLOEXEC = 02000000, AT_FDCWD = -100, AT_EMPTY_PATH = 0x1000 };

static long length(const char *text) {
  long count = 0;
  while (text[count]) count++;
  return count;
}

static int begins(const char *text, const char *with) {
  while (*with)
    if (*text++ != *with++) return 0;
  return 1;
}

static int same(const char *left, const char *right, long count) {
  for (long i = 0; i < count; i++)
    if (left[i] != right[i]) return 0;
  return 1;
}

/* struct statx, as far as it is read. */
struct status {
  u32 mask, block; unsigned long attributes; u32 links, user, group; unsigned short mode, spare;
  unsigned long inode, size, blocks, attributes_mask;
  char times[64];
  u32 device_major, device_minor, major, minor;
  char rest[128];
};
enum { STATX_BASIC = 0x7ff };

static int look_at(int directory, const char *path, int flags, struct status *status) {
  return enter(STATX, directory, (long)path, flags, STATX_BASIC, (long)status) == 0;
}

static int same_file(const struct status *left, const struct status *right) {
  return left->inode == right->inode && left->major == right->major && left->minor == right->minor;
}

enum { PIPE = 0010000, REGULAR = 0100000, UNIX_SOCKET = 0140000 };

static int kind_of(const struct status *status) { return status->mode & 0170000; }

static void end(int status) {
  for (;;) enter(EXIT_GROUP, status, 0, 0, 0, 0);
}

static void say(const char *text, long size) {
  while (size > 0) {
    long count = enter(WRITE, 2, (long)text, size, 0, 0);
    if (count <= 0) return;
    text += count;
    size -= count;
  }
}

struct part { const void *at; unsigned long size; };
struct message {
  void *name; u32 name_size;
  struct part *parts; unsigned long count;
  void *control; unsigned long control_size;
  int flags;
};

static int send_all(long connection, struct part *parts, unsigned long count) {
  struct message message = {0, 0, parts, count, 0, 0, 0};
  while (message.count > 0) {
    long sent = enter(SENDMSG, connection, (long)&message, 0x4000 /* MSG_NOSIGNAL */, 0, 0);
    if (sent <= 0) return 0;
    while (message.count > 0 && (unsigned long)sent >= message.parts->size) {
      sent -= (long)message.parts->size;
      message.parts++;
      message.count--;
    }
    if (message.count > 0) {
      message.parts->at = (const char *)message.parts->at + sent;
      message.parts->size -= (unsigned long)sent;
    }
  }
  return 1;
}

/* Takes a descriptor in place of another: what is still open when the runtime starts would look inherited. */
static void take(int *descriptor, int by) {
  if (*descriptor >= 0) enter(CLOSE, *descriptor, 0, 0, 0, 0);
  *descriptor = by;
}

/*
 * The kernel lays arguments and environment out one behind the other; their end, or null where somebody has moved them.
 */
static const char *end_of_block(char **arguments, char **environment) {
  const char *at = arguments[0];
  for (char **each = arguments; *each; each++, at += length(at) + 1)
    if (*each != at) return 0;
  for (char **each = environment; *each; each++, at += length(at) + 1)
    if (*each != at) return 0;
  return at;
}
