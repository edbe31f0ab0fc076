/*
 * Two things that JavaScript cannot do: start a child with things done in it that posix_spawn(3) cannot do (a death
 * signal, Landlock, seccomp), and take signals in whatever thread they arrive (Bun has several, and signalfd(2) sees
 * only what every thread has blocked).
 *
 * There is no policy here: the caller hands over a list of system calls, the child makes them one after the other, and
 * the last one is execve. The child shares our memory until then (vfork), so it touches nothing but `failed`.
 * No C library: the same text is linked into the native image and compiled at run time where there is no image.
 */

/* One system call: number, six arguments, and the answer it must have; `ANY` means any that is no error. */
struct call {
  long number;
  long arguments[6];
  long expected;
};

#define ANY (-4096L)

/* CLONE_VM | CLONE_VFORK | SIGCHLD: what vfork(2) is. */
#define VFORK 0x4111L

#if defined(__TINYC__)
/* Compiled at run time: TinyCC has no register variables for inline assembly, but it can link with the C library. */
extern long syscall(long number, ...);
extern int vfork(void);
extern int *__errno_location(void);
#define enter(n, a, b, c, d, e, f) syscall(n, a, b, c, d, e, f)
#define start_child() ((long)vfork())
#if defined(__x86_64__)
#define WRITE 1
#define EXIT_GROUP 231
#else
#define WRITE 64
#define EXIT_GROUP 94
#endif
#else
#include "enter.h"
#define enter enter6
#if defined(__x86_64__)
#define WRITE 1
#define CLONE 56
#define EXIT_GROUP 231
#else
#define WRITE 64
#define CLONE 220
#define EXIT_GROUP 94
#endif
#define start_child() enter(CLONE, VFORK, 0, 0, 0, 0, 0)
#endif

/*
 * Starts a child that makes `count` calls. Answers its pid, or -errno when there is no child. When a call answers what it
 * must not, the child ends; `failed[0]` is then the position of that call and `failed[1]` its answer.
 */
__attribute__((visibility("default"))) long guardsh_spawn(const struct call *calls, long count, volatile long *failed) {
  long pid = start_child();
  if (pid != 0) return pid;
  for (long i = 0; i < count; i++) {
    const long *a = calls[i].arguments;
    long answer = enter(calls[i].number, a[0], a[1], a[2], a[3], a[4], a[5]);
    if (calls[i].expected == ANY ? answer >= 0 || answer < -4095 : answer == calls[i].expected) continue;
    failed[0] = i;
    failed[1] = answer;
    break;
  }
  for (;;) enter(EXIT_GROUP, 127, 0, 0, 0, 0, 0);
}

static volatile int inbox = -1;

/* A signal handler: puts signal and si_code, two ints, into the inbox. `information[2]` is si_code on every Linux. */
static void deliver(int signal, const int *information, void *context) {
  int message[2] = {signal, information[2]};
#if defined(__TINYC__)
  int before = *__errno_location();
#endif
  (void)context;
  enter(WRITE, inbox, (long)message, sizeof message, 0, 0, 0);
#if defined(__TINYC__)
  *__errno_location() = before;
#endif
}

/* Says where signals go, and answers the address of the handler that puts them there. */
__attribute__((visibility("default"))) long guardsh_inbox(long writer) {
  inbox = (int)writer;
  return (long)deliver;
}
