/*
 * What runs first in a guardsh of Linux, before the runtime that it is built on starts (build/front.ts puts it there).
 * Two things are worth doing here and nowhere else:
 *
 * - A shell of a session of `guardsh run` asks its keeper and becomes the real shell. That takes a tenth of what the
 *   start of a runtime takes, and sessions start very many shells. What is not plain sailing is left to src/shell/inside.ts,
 *   which does all of it: this file only ever runs a shell that the keeper has handed over for exactly these arguments.
 * - The runtime does not see the variables that would steer it, and is told not to compile what it runs but a few times.
 *   The commands' environment is read from /proc and does not change by this.
 *
 * Nothing is linked: no C library, no memory of its own, only system calls and the stack.
 */

#if defined(__x86_64__)
enum { READ = 0, WRITE = 1, CLOSE = 3, LSEEK = 8, SOCKET = 41, CONNECT = 42, SENDMSG = 46, RECVMSG = 47, GETCWD = 79,
       GETEUID = 107, EXIT_GROUP = 231, OPENAT = 257, EXECVEAT = 322, STATX = 332 };
static inline long enter(long n, long a, long b, long c, long d, long e) {
  long result;
  register long r10 __asm__("r10") = d;
  register long r8 __asm__("r8") = e;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8)
                   : "rcx", "r11", "memory");
  return result;
}
/* As the kernel and the dynamic linker leave it: arguments at the stack pointer, a function to call at exit in rdx. */
__asm__(".globl guardsh_front\n"
        ".type guardsh_front, @function\n"
        "guardsh_front:\n"
        ".Lfront:\n"
        "  mov %rsp, %rdi\n"
        "  push %rdx\n"
        "  sub $8, %rsp\n"
        "  call front\n"
        "  add $8, %rsp\n"
        "  pop %rdx\n"
        "  lea .Lfront(%rip), %rcx\n"
        "  add %rcx, %rax\n"
        "  jmp *%rax\n");
#elif defined(__aarch64__)
enum { OPENAT = 56, CLOSE = 57, LSEEK = 62, READ = 63, WRITE = 64, EXIT_GROUP = 94, GETCWD = 17, GETEUID = 175, SOCKET = 198,
       CONNECT = 203, SENDMSG = 211, RECVMSG = 212, EXECVEAT = 281, STATX = 291 };
static inline long enter(long n, long a, long b, long c, long d, long e) {
  register long x8 __asm__("x8") = n;
  register long x0 __asm__("x0") = a;
  register long x1 __asm__("x1") = b;
  register long x2 __asm__("x2") = c;
  register long x3 __asm__("x3") = d;
  register long x4 __asm__("x4") = e;
  __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4) : "memory");
  return x0;
}
__asm__(".globl guardsh_front\n"
        ".type guardsh_front, %function\n"
        "guardsh_front:\n"
        ".Lfront:\n"
        "  mov x19, x0\n"
        "  mov x0, sp\n"
        "  bl front\n"
        "  adr x16, .Lfront\n"
        "  add x16, x16, x0\n"
        "  mov x0, x19\n"
        "  br x16\n");
#else
#error "no system calls for this machine"
#endif

/* Where the runtime begins, counted from guardsh_front: written in when the binary is put together. */
__asm__(".section .rodata\n"
        ".balign 8\n"
        ".globl guardsh_origin, origin\n"
        ".hidden origin\n"
        "guardsh_origin:\n"
        "origin: .quad 0\n"
        ".text\n");
extern const volatile long origin __attribute__((visibility("hidden")));

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

/* ---- The keeper ---------------------------------------------------------------------------------------------- */

/* Called by the name of a shell? Then, in a session, the keeper is asked. */
static int is_shell(const char *name) {
  for (const char *at = name; *at; at++)
    if (*at == '/') name = at + 1;
  if (*name == '-') name++;
  static const char shells[] = "sh\0bash\0dash\0rbash\0zsh\0";
  for (const char *shell = shells; *shell; shell += length(shell) + 1)
    if (begins(name, shell) && name[length(shell)] == 0) return 1;
  return 0;
}

/* The user's home directory from /etc/passwd, as src/system/home.ts has it; its length, 0 for not found here. */
static long home_directory(char *to, long room) {
  char text[32768];
  long file = enter(OPENAT, AT_FDCWD, (long)"/etc/passwd", O_CLOEXEC, 0, 0);
  if (file < 0) return 0;
  long size = 0;
  for (long count; size < (long)sizeof text; size += count) {
    count = enter(READ, file, (long)(text + size), (long)sizeof text - size, 0, 0);
    if (count <= 0) break;
  }
  enter(CLOSE, file, 0, 0, 0, 0);
  if (size == (long)sizeof text) return 0;
  long self = enter(GETEUID, 0, 0, 0, 0, 0);
  for (long line = 0; line < size;) {
    long starts[8], ends[8], field = 0, at = line;
    starts[0] = line;
    for (; at < size && text[at] != '\n'; at++)
      if (text[at] == ':' && field < 7) {
        ends[field++] = at;
        starts[field] = at + 1;
      }
    ends[field] = at;
    line = at + 1;
    if (field < 5 || ends[2] == starts[2]) continue;
    long user = 0;
    for (long digit = starts[2]; digit < ends[2]; digit++) {
      if (text[digit] < '0' || text[digit] > '9' || user > 0xffffffffL) user = -1;
      if (user >= 0) user = user * 10 + text[digit] - '0';
    }
    long size_of_home = ends[5] - starts[5];
    if (user != self || text[starts[5]] != '/') continue;
    if (size_of_home >= room) return 0;
    for (long i = 0; i < size_of_home; i++) to[i] = text[starts[5] + i];
    return size_of_home;
  }
  return 0;
}

/* A connection to the keeper of the session that this process is in; negative: there is none. */
static long keeper(void) {
  struct { unsigned short family; char path[108]; } address = {1, {0}};
  static const char place[] = "/.local/state/guardsh/keeper/here/socket"; /* src/keeper/protocol.ts */
  long home = home_directory(address.path, (long)sizeof address.path - (long)sizeof place);
  if (home == 0) return -1;
  for (long i = 0; i < (long)sizeof place; i++) address.path[home + i] = place[i];
  long connection = enter(SOCKET, 1, 1 | O_CLOEXEC, 0, 0, 0);
  if (connection < 0) return connection;
  if (enter(CONNECT, connection, (long)&address, 2 + home + (long)sizeof place, 0, 0) == 0) return connection;
  enter(CLOSE, connection, 0, 0, 0, 0);
  return -1;
}

struct part { const void *at; unsigned long size; };
struct message {
  void *name; u32 name_size;
  struct part *parts; unsigned long count;
  void *control; unsigned long control_size;
  int flags;
};

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

/* Sends the question of src/keeper/front.ts: what this process was started with, and where. */
static int ask(long connection, long count, char **arguments, char **environment) {
  struct { u32 size; u32 kind; u32 count; char cwd[4096]; } head;
  const char *end = end_of_block(arguments, environment);
  long cwd = enter(GETCWD, (long)head.cwd, sizeof head.cwd, 0, 0, 0);
  if (end == 0 || cwd <= 0 || head.cwd[0] != '/' || end - arguments[0] > 1L << 20) return 0;
  unsigned long block = (unsigned long)(end - arguments[0]);
  head.kind = 0x746e7266; /* "frnt" */
  head.count = (u32)count;
  head.size = (u32)(8 + (unsigned long)cwd + block);
  struct part parts[2] = {{&head, 12 + (unsigned long)cwd}, {arguments[0], block}};
  return send_all(connection, parts, 2);
}

enum { longest_answer = 65536 };

/* Takes a descriptor in place of another: what is still open when the runtime starts would look inherited. */
static void take(int *descriptor, int by) {
  if (*descriptor >= 0) enter(CLOSE, *descriptor, 0, 0, 0, 0);
  *descriptor = by;
}

/* The keeper's answer, its size before it, and the descriptor that came with it (-1: none). Its size; 0 for none that is whole. */
static long hear(long connection, unsigned char *answer, int *descriptor) {
  struct { unsigned long size; int level, type, descriptor, padding; } control;
  long got = 0;
  take(descriptor, -1);
  for (;;) {
    struct part part = {answer + got, (unsigned long)(longest_answer - got)};
    struct message message = {0, 0, &part, 1, &control, 20 /* room for one */, 0};
    control.size = 0;
    long count = enter(RECVMSG, connection, (long)&message, 0x40000000 /* MSG_CMSG_CLOEXEC */, 0, 0);
    if (count <= 0) return 0;
    if (message.control_size >= 20 && control.size == 20 && control.level == 1 && control.type == 1)
      take(descriptor, control.descriptor);
    got += count;
    if (got < 4) continue;
    long size = 4 + (long)*(u32 *)answer;
    if (size > longest_answer) return 0;
    if (got >= size) return size;
  }
}

/* Leaves out the variables whose names are in the list, each closed by a NUL. */
static void withhold(char **environment, const char *names, const char *end) {
  char **to = environment;
  for (char **from = environment; *from; from++) {
    int kept = 1;
    for (const char *name = names; kept && name < end; name += length(name) + 1) {
      long size = length(name);
      kept = !(same(*from, name, size) && (*from)[size] == '=');
    }
    if (kept) *to++ = *from;
  }
  *to = 0;
}

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

/* Sends what the keeper asked for: the content of a file. False where there is none to send, or more than is judged. */
static int send_file(long connection, const char *path) {
  enum { CHUNK = 16384 };
  struct { u32 size; u32 kind; char bytes[CHUNK]; } piece;
  /* struct statx. A pipe is not even opened: who writes to it would take us for its reader. */
  struct { u32 mask, block; unsigned long attributes; u32 links, user, group; unsigned short mode; char rest[226]; } status;
  if (enter(STATX, AT_FDCWD, (long)path, 0, 1 /* STATX_TYPE */, (long)&status) != 0 || (status.mode & 0170000) != 0100000)
    return 0;
  long file = enter(OPENAT, AT_FDCWD, (long)path, O_CLOEXEC | 04000 /* O_NONBLOCK, should it be one by now */, 0, 0);
  if (file < 0) return 0;
  long size = enter(LSEEK, file, 0, 2, 0, 0), sent = 0;
  int fine = size >= 0 && size <= 1L << 20 && enter(LSEEK, file, 0, 0, 0, 0) == 0;
  piece.size = (u32)(4 + size);
  piece.kind = 0x656c6966; /* "file" */
  for (unsigned long before = 8; fine; before = 0) {
    long count = enter(READ, file, (long)piece.bytes, CHUNK, 0, 0);
    /* A file that is longer or shorter than it said is not what we announced. */
    fine = count >= 0 && sent + count <= size && (count > 0 || sent == size);
    struct part part = {before ? (void *)&piece : piece.bytes, before + (unsigned long)(count > 0 ? count : 0)};
    if (fine && part.size > 0) fine = send_all(connection, &part, 1);
    if (count == 0) break;
    sent += count;
  }
  enter(CLOSE, file, 0, 0, 0, 0);
  return fine;
}

/* Comes back where the runtime has to do it: no session, or more to do than to become the shell. */
static void ask_keeper(long count, char **arguments, char **environment) {
  if (count < 2 || !is_shell(arguments[0])) return;
  long connection = keeper();
  if (connection < 0) return;
  _Alignas(u32) unsigned char answer[longest_answer + 1];
  int shell = -1;
  long size = ask(connection, count, arguments, environment) ? hear(connection, answer, &shell) : 0;
  /* Size, kind, status; then names or text. */
  const u32 *head = (const u32 *)answer;
  if (size >= 12 && head[1] == 'f')
    size = head[2] < (u32)count && send_file(connection, arguments[head[2]]) ? hear(connection, answer, &shell) : 0;
  enter(CLOSE, connection, 0, 0, 0, 0);
  if (size < 12 || head[1] != 'r') take(&shell, -1);
  if (size < 12) return;
  const char *rest = (const char *)answer + 12;
  answer[size] = 0;
  if (head[1] == 'x') {
    say(rest, size - 12);
    end((int)head[2]);
  }
  if (head[1] != 'r' || shell < 0) return;
  withhold(environment, rest, (const char *)answer + size);
  enter(EXECVEAT, shell, (long)"", (long)arguments, (long)environment, AT_EMPTY_PATH);
  static const char failed[] = "guardsh: the keeper's shell cannot be started\n";
  say(failed, sizeof failed - 1);
  end(125);
}

/* ---- The runtime --------------------------------------------------------------------------------------------- */

/*
 * What the engine is told (OptionsList.h of JavaScriptCore). A function is compiled when it has run for a while, by threads
 * that take the other processors away from everybody: guardsh is through before that pays, so it takes a hundred times as
 * long here. And no thread makes memory ready that a guardsh will not come to use.
 */
static const char patience[] = "BUN_JSC_thresholdForJITAfterWarmUp=50000";
static const char thrift[] = "BUN_JSC_useWarmUpMarkedBlocks=0";

enum { AT_CLKTCK = 17 };

/*
 * Takes the variables that steer the runtime out of its environment, and puts our two in. The array has no room for
 * more; what lies behind it are the kernel's notes, pairs of numbers up to a 0. One of them, which the C library has read
 * already and nobody asks for again, makes room: whoever still reads the notes from their old beginning meets an unknown
 * pair (an address, 0) and goes on.
 */
static void settle(char **environment) {
  char **to = environment, **from = environment;
  for (; *from; from++)
    if (!begins(*from, "BUN_")) *to++ = *from;
  char **last = from;
  if (last - to < 2) {
    unsigned long *notes = (unsigned long *)(from + 1);
    long pair = 0;
    while (notes[2 * pair] != 0 && notes[2 * pair] != AT_CLKTCK) pair++;
    if (notes[2 * pair] == 0) {
      *to = 0;
      return;
    }
    for (; pair > 0; pair--) {
      notes[2 * pair] = notes[2 * pair - 2];
      notes[2 * pair + 1] = notes[2 * pair - 1];
    }
    last = from + 2;
  }
  *to++ = (char *)patience;
  while (to < last) *to++ = (char *)thrift;
  *to = 0;
}

__attribute__((used)) long front(long *stack) {
  long count = stack[0];
  char **arguments = (char **)(stack + 1);
  char **environment = arguments + count + 1;
  ask_keeper(count, arguments, environment);
  settle(environment);
  return origin;
}
