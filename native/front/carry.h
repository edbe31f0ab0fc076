/*
 * Staying the shell's parent where its output has to be cleaned: the counterpart of src/shell/output/supervise.ts for output in which
 * there is nothing to clean, which is nearly all. Whole lines of plain text pass from pipe to reader; the scanner that
 * says what is plain is the filter's own (native/scan.c), with tables made where the command was settled. At the first byte
 * that needs a look the runtime starts in this process's place, takes over child, pipes and what has been read, and goes on
 * (`guardsh --carry`). It also takes over what is never done in a hurry: a shell that leaves something in the background.
 */
#if defined(__x86_64__)
enum { RT_SIGACTION = 13, RT_SIGPROCMASK = 14, IOCTL = 16, GETPID = 39, CLONE = 56, WAIT4 = 61, KILL = 62, FCNTL = 72, GETPPID = 110,
       PRCTL = 157, CLOCK_GETTIME = 228, PPOLL = 271, SIGNALFD4 = 289, DUP3 = 292, PIPE2 = 293, MEMFD_CREATE = 319,
       PWRITEV2 = 328, CLOSE_RANGE = 436 };
#else
enum { DUP3 = 24, FCNTL = 25, IOCTL = 29, PIPE2 = 59, PPOLL = 73, SIGNALFD4 = 74, CLOCK_GETTIME = 113, KILL = 129, RT_SIGACTION = 134,
       RT_SIGPROCMASK = 135, PRCTL = 167, GETPID = 172, GETPPID = 173, CLONE = 220, WAIT4 = 260, MEMFD_CREATE = 279,
       PWRITEV2 = 287, CLOSE_RANGE = 436 };
#endif

enum { EINTR_ = -4, EAGAIN_ = -11, EPIPE_ = -32, EOPNOTSUPP_ = -95 };
enum { IN = 1, OUT = 4, ERR = 8, HUP = 16 };
enum { SIG_PIPE = 13, SIG_CHLD = 17, SIG_XFSZ = 25, SET_MASK = 2 };

enum { chunk = 65536, longest_tail = 4096, silence_ms = 40 };
/* From here on the runtime pays: its scanner takes many bytes at a time. */
enum { much = 1 << 20 };

/* One output on its way. What is in `bytes` before `clean` goes out as it is; what follows is the beginning of a line. */
struct channel {
  int reader, sink;
  int is_file, nowait; /* how the sink is written to */
  int ended;           /* nobody writes any more, or nobody reads */
  long out, clean, fill;
  long lines;          /* whole lines that went out */
  long passed;         /* bytes that went out */
  unsigned char bytes[chunk];
};

struct carrying {
  struct channel channels[2];
  int count;
  const struct tables *tables;
  u32 widest, lines;
  long tail_size;
  unsigned char tail[longest_tail];
};

/* ---- One output ------------------------------------------------------------------------------------------------ */

static void give_up(struct channel *c) {
  c->ended = 1;
  c->out = c->clean = c->fill = 0;
  enter(CLOSE, c->reader, 0, 0, 0, 0);
}

/* Writes what is clean, as far as it goes without waiting; the descriptor is shared with others, so it says so with each write. */
static void put_out(struct channel *c, int ready) {
  while (c->out < c->clean) {
    struct part part = {c->bytes + c->out, (unsigned long)(c->clean - c->out)};
    long written;
    if (c->is_file) written = enter(WRITE, c->sink, (long)part.at, (long)part.size, 0, 0);
    else if (c->nowait) written = enter6(PWRITEV2, c->sink, (long)&part, 1, -1, -1, 8 /* RWF_NOWAIT */);
    else if (!ready) return;
    else written = enter(WRITE, c->sink, (long)part.at, part.size > 4096 ? 4096 : (long)part.size, 0, 0);
    ready = 0;
    if (written == EINTR_) continue;
    if (written == EAGAIN_) return;
    if (written == EOPNOTSUPP_ && c->nowait && !c->is_file) {
      c->nowait = 0;
      ready = 1;
      continue;
    }
    /* Nobody reads, or there is no place left: the command shall notice at its next write. */
    if (written <= 0) {
      /* lostOutput in src/shell/output/pump.ts */
      static const char lost[] = "guardsh: output is lost: no space is left for it, or a limit is reached\n";
      if (written != EPIPE_ && c->sink != 2) say(lost, sizeof lost - 1);
      give_up(c);
      return;
    }
    c->out += written;
    c->passed += written;
  }
}

/* Moves what has not gone out to the beginning. */
static void make_room(struct channel *c) {
  if (c->out == 0) return;
  for (long i = c->out; i < c->fill; i++) c->bytes[i - c->out] = c->bytes[i];
  c->clean -= c->out;
  c->fill -= c->out;
  c->out = 0;
}

static void remember(struct carrying *all, const unsigned char *bytes, long count) {
  if (count > longest_tail) bytes += count - longest_tail, count = longest_tail;
  long drop = all->tail_size + count - longest_tail;
  if (drop > 0) {
    for (long i = drop; i < all->tail_size; i++) all->tail[i - drop] = all->tail[i];
    all->tail_size -= drop;
  }
  for (long i = 0; i < count; i++) all->tail[all->tail_size++] = bytes[i];
}

/* Lets whole plain lines go out. False where something needs a look. */
static int pass_lines(struct carrying *all, struct channel *c, int last) {
  struct state state = {0, (int)all->widest, (int)all->lines - (int)c->lines, '\n', '\n'};
  long from = c->clean;
  long plain = guardsh_scan(c->bytes, (int)from, (int)c->fill, all->tables, &state);
  int odd = plain < c->fill;
  long end = plain;
  if (odd || !last)
    while (end > from && c->bytes[end - 1] != '\n') end--;
  for (long i = from; i < end; i++) c->lines += c->bytes[i] == '\n';
  c->clean = end;
  return !odd && c->lines < (long)all->lines && (c->clean > c->out || c->fill < chunk);
}

/* Takes what has come, at most `most` bytes. False where the runtime has to go on. */
static int take_in(struct carrying *all, struct channel *c, long most) {
  make_room(c);
  long room = chunk - c->fill;
  if (room == 0) return 0;
  long count = enter(READ, c->reader, (long)(c->bytes + c->fill), room < most ? room : most, 0, 0);
  if (count == EAGAIN_ || count == EINTR_) return 1;
  if (count > 0) {
    remember(all, c->bytes + c->fill, count);
    c->fill += count;
    int fine = pass_lines(all, c, 0);
    put_out(c, 0);
    return fine && c->passed < much;
  }
  if (c->fill > c->clean && !pass_lines(all, c, 1)) return 0;
  put_out(c, 0);
  if (c->out < c->clean) return 1;
  if (!c->ended) give_up(c);
  return 1;
}

/* ---- The runtime goes on ---------------------------------------------------------------------------------------- */

/* What src/shell/output/carry.ts is told, in a memory file: this, then for each channel what is clean and what is not, then the rules. */
struct handover {
  int child, status; /* the child's pid; where it has ended, 0 and how (wait(2)) */
  int connection, count;
  long started; /* nanoseconds, CLOCK_BOOTTIME */
  struct { int reader, sink; u32 clean, unclean; long lines, passed; } channels[2];
  u32 rules_size, bytes; /* bytes that streams have put out that have ended */
};

static void cannot(const char *why) {
  say(why, length(why));
  end(125);
}

static void keep_across_exec(int descriptor) { enter(FCNTL, descriptor, 2 /* F_SETFD */, 0, 0, 0); }

/* All that there is to say, into a descriptor that takes it without being read. */
static int is_written(long to, const struct part *parts, int count) {
  for (int i = 0; i < count; i++)
    for (unsigned long at = 0; at < parts[i].size;) {
      long written = enter(WRITE, to, (long)parts[i].at + (long)at, (long)(parts[i].size - at), 0, 0);
      if (written <= 0) return 0;
      at += (unsigned long)written;
    }
  return 1;
}

/* Where the runtime reads that: a memory file, or a pipe that is wide enough where no file may be (ulimit -f); negative: neither. */
static long noted(const struct part *parts, int count) {
  long file = enter(MEMFD_CREATE, (long)"guardsh-carry", 0, 0, 0, 0);
  if (file >= 0 && is_written(file, parts, count)) {
    enter(LSEEK, file, 0, 0, 0, 0);
    return file;
  }
  enter(CLOSE, file, 0, 0, 0, 0);
  int ends[2];
  if (enter(PIPE2, (long)ends, 04000 /* O_NONBLOCK */, 0, 0, 0) < 0) return -1;
  enter(FCNTL, ends[1], 1031 /* F_SETPIPE_SZ */, 4 * chunk, 0, 0);
  int fits = is_written(ends[1], parts, count);
  enter(CLOSE, ends[1], 0, 0, 0, 0);
  return fits ? ends[0] : -1;
}

static void hand_over(struct carrying *all, const struct picture *picture, const struct cleaning *how, char **environment,
                      int child, int status, long connection, long started) {
  struct handover head = {child, status, (int)connection, 0, started, {{0}}, how->rules_size, 0};
  struct part parts[6] = {{&head, sizeof head}};
  int count = 1;
  for (int i = 0; i < all->count; i++) {
    struct channel *c = &all->channels[i];
    if (c->ended) {
      head.bytes += (u32)c->passed;
      continue;
    }
    head.channels[head.count].reader = c->reader;
    head.channels[head.count].sink = c->sink;
    head.channels[head.count].clean = (u32)(c->clean - c->out);
    head.channels[head.count].unclean = (u32)(c->fill - c->clean);
    head.channels[head.count].lines = c->lines;
    head.channels[head.count++].passed = c->passed;
    parts[count++] = (struct part){c->bytes + c->out, (unsigned long)(c->fill - c->out)};
    keep_across_exec(c->reader);
  }
  parts[count++] = (struct part){(const char *)picture + how->rules, how->rules_size};
  parts[count++] = (struct part){all->tail, (unsigned long)all->tail_size};
  keep_across_exec((int)connection);
  long note = noted(parts, count);
  char number[24];
  struct text text = {number, number + sizeof number};
  add_number(&text, (unsigned long)note, 10);
  closed(&text);
  char *arguments[] = {"guardsh", "--carry", number, 0};
  if (note >= 0) enter(EXECVE, (long)"/proc/self/exe", (long)arguments, (long)environment, 0, 0);
  cannot("guardsh: the output cannot be cleaned any further, so the command was ended\n");
}

/* ---- The shell's parent ----------------------------------------------------------------------------------------- */

static long now(void) {
  long time[2];
  enter(CLOCK_GETTIME, 7 /* CLOCK_BOOTTIME */, (long)time, 0, 0, 0);
  return time[0] * 1000000000L + time[1];
}

/* SIGHUP SIGINT SIGQUIT SIGUSR1 SIGUSR2 SIGALRM SIGTERM SIGCHLD SIGWINCH: handed on, or of interest; the last two would end us. */
static unsigned long listened(void) {
  static const unsigned char numbers[] = {1, 2, 3, 10, 12, 14, 15, SIG_CHLD, 28};
  unsigned long set = 0;
  for (unsigned i = 0; i < sizeof numbers; i++) set |= 1ul << (numbers[i] - 1);
  return set;
}

/* Takes what has arrived: what somebody sent to us is meant for the shell. What the terminal sends, it gets itself. */
static void hand_on(int inbox, int child) {
  struct { u32 number; int error, code; char rest[116]; } arrived;
  while (enter(READ, inbox, (long)&arrived, sizeof arrived, 0, 0) == sizeof arrived)
    if (arrived.number != SIG_CHLD && arrived.code <= 0) enter(KILL, child, arrived.number, 0, 0, 0);
}

struct waited { int descriptor; short events, found; };

/* Does somebody hold the writing end? */
static int is_held(const struct channel *c) {
  struct waited one = {c->reader, 0, 0};
  long none[2] = {0, 0};
  enter(PPOLL, (long)&one, 1, (long)none, 0, 8);
  return (one.found & HUP) == 0;
}

/* Reads what the shell wrote before it ended. False where the runtime has to go on: something still writes, or needs a look. */
static int take_rest(struct carrying *all) {
  for (int i = 0; i < all->count; i++) {
    struct channel *c = &all->channels[i];
    while (!c->ended) {
      if (is_held(c)) return 0;
      if (c->out < c->clean) {
        struct waited one = {c->sink, OUT, 0};
        enter(PPOLL, (long)&one, 1, 0, 0, 8);
        put_out(c, 1);
      } else if (!take_in(all, c, chunk)) return 0;
    }
  }
  return 1;
}

/* Tells who settled the command how it ended, and says what that one has to say to it. */
static void tell_end(long connection, const struct carrying *all, int status, long nanoseconds) {
  struct { u32 size, kind; int status; u32 cleaned; long microseconds, bytes; } head = {0, 0x656e6f64 /* "done" */, status, 0,
                                                                                      nanoseconds / 1000, 0};
  for (int i = 0; i < all->count; i++) head.bytes += all->channels[i].passed;
  unsigned long tail = status == 0 ? 0 : (unsigned long)all->tail_size;
  head.size = (u32)(sizeof head - 4 + tail);
  struct part parts[2] = {{&head, sizeof head}, {all->tail, tail}};
  if (!send_all(connection, parts, tail > 0 ? 2 : 1)) return;
  char said[1024];
  for (long count; (count = enter(READ, connection, (long)said, sizeof said, 0, 0)) > 0;) say(said, count);
}

/* The kernel's struct sigaction; the handler 0 is the default, 1 ignores. */
struct action { long handler, flags, restorer; unsigned long mask; };

static void become_child(struct picture *picture, const int *writers, unsigned long mask, const struct action *children, int parent) {
  /* Killed when we are; and had we been before the line that says so, the child would belong to somebody else. */
  enter(PRCTL, 1 /* PR_SET_PDEATHSIG */, 9, 0, 0, 0);
  if (enter(GETPPID, 0, 0, 0, 0, 0) != parent) end(125);
  for (int i = 0; i < 2; i++)
    if (writers[i] >= 0) enter(DUP3, writers[i], i + 1, 0, 0, 0);
  if (children->handler == 1) enter(RT_SIGACTION, SIG_CHLD, (long)children, 0, 8, 0);
  enter(RT_SIGPROCMASK, SET_MASK, (long)&mask, 0, 8, 0);
  become(picture);
}

/* Ends as the shell did: by the same signal, if one ended it. That leaves no second core; as process 1 of a container it ends nobody. */
static void end_as(int status) {
  const int number = status & 0x7f;
  if (number == 0) end((status >> 8) & 0xff);
  const struct action standard = {0, 0, 0, 0};
  const unsigned long itself = 1ul << (number - 1);
  enter(PRCTL, 4 /* PR_SET_DUMPABLE */, 0, 0, 0, 0);
  enter(RT_SIGACTION, number, (long)&standard, 0, 8, 0);
  enter(RT_SIGPROCMASK, 1 /* SIG_UNBLOCK */, (long)&itself, 0, 8, 0);
  enter(KILL, enter(GETPID, 0, 0, 0, 0, 0), number, 0, 0, 0);
  end(128 + number);
}

/* Gives up what is the shell's alone, so that nobody waits for us to close it. */
static void let_go(int *own, int count) {
  for (int i = 1; i < count; i++)
    for (int k = i; k > 0 && own[k] < own[k - 1]; k--) {
      int other = own[k];
      own[k] = own[k - 1];
      own[k - 1] = other;
    }
  int from = 3;
  for (int i = 0; i < count; i++) {
    if (own[i] > from) enter(CLOSE_RANGE, from, own[i] - 1, 0, 0, 0);
    if (own[i] >= from) from = own[i] + 1;
  }
  enter(CLOSE_RANGE, from, 0xffffffffL, 0, 0, 0);
  long nothing = enter(OPENAT, AT_FDCWD, (long)"/dev/null", O_CLOEXEC, 0, 0);
  if (nothing < 0) return;
  enter(DUP3, nothing, 0, 0, 0, 0);
  enter(CLOSE, nothing, 0, 0, 0, 0);
}

/* Moves a descriptor of ours out of the way of numbers that are the shell's, should those be closed. */
static int raised(long descriptor) {
  long high = enter(FCNTL, descriptor, 1030 /* F_DUPFD_CLOEXEC */, 10, 0, 0);
  if (high < 0) return (int)descriptor;
  enter(CLOSE, descriptor, 0, 0, 0, 0);
  return (int)high;
}

static void open_channel(struct carrying *all, int reader, int sink) {
  struct channel *c = &all->channels[all->count++];
  struct status status;
  c->reader = reader;
  c->sink = sink;
  c->is_file = look_at(sink, "", AT_EMPTY_PATH, &status) && kind_of(&status) == REGULAR;
  c->nowait = 1;
  c->ended = 0;
  c->out = c->clean = c->fill = c->lines = c->passed = 0;
  enter(FCNTL, reader, 4 /* F_SETFL */, 04000 /* O_NONBLOCK */, 0, 0);
}

/*
 * Takes the command out of our own arguments as others see them: the shell has it in its own, and `pkill -f server` or `pgrep -f
 * server` would find two where it finds one without us; a shell that only starts that program becomes it, and then there is
 * none. A last byte that is no zero tells the kernel that what stands before the first zero is all there is (setproctitle(3)).
 * The same for a parent with a runtime: src/system/seen-arguments.ts.
 */
static void hide_arguments(char **arguments, char **environment) {
  char *last = environment[-2];
  if (last == arguments[0]) return;
  char *end = last + length(last);
  for (char *at = arguments[1]; at < end; at++) *at = 0;
  *end = ' ';
}

/* Starts the shell, carries what it writes, and ends as it did. `bits`: which outputs are read (`outputs`). */
static void carry(struct picture *picture, u32 bits, long connection, char **arguments, char **environment) {
  const char *base = (const char *)picture;
  const struct cleaning *how = (const struct cleaning *)(base + picture->output);
  /* More than a stack has to have room for (ulimit -s). What the kernel gives is all zeros. */
  long memory = enter6(MMAP, 0, sizeof(struct carrying), 3, 0x22, -1, 0);
  if (memory < 0) cannot("guardsh: the shell cannot be started: no more memory\n");
  struct carrying *all = (struct carrying *)memory;
  all->tables = (const struct tables *)(base + how->tables);
  all->widest = how->widest;
  all->lines = how->lines;
  const long started = now();
  unsigned long before, held = listened() | 1ul << (SIG_PIPE - 1) | 1ul << (SIG_XFSZ - 1), wanted = listened();
  struct action children, standard = {0, 0, 0, 0};
  enter(RT_SIGACTION, SIG_CHLD, (long)&standard, (long)&children, 8, 0);
  enter(RT_SIGPROCMASK, 0 /* SIG_BLOCK */, (long)&held, (long)&before, 8, 0);
  long inbox = enter(SIGNALFD4, -1, (long)&wanted, 8, O_CLOEXEC | 04000, 0);
  int output[2] = {-1, -1}, error[2] = {-1, -1};
  if (inbox < 0 || (bits & 1 && enter(PIPE2, (long)output, O_CLOEXEC, 0, 0, 0) < 0) ||
      ((bits & 6) == 2 && enter(PIPE2, (long)error, O_CLOEXEC, 0, 0, 0) < 0))
    cannot("guardsh: the shell cannot be started: too many open files\n");
  inbox = raised(inbox);
  connection = raised(connection);
  for (int i = 0; i < 2; i++) {
    if (output[i] >= 0) output[i] = raised(output[i]);
    if (error[i] >= 0) error[i] = raised(error[i]);
  }
  int writers[2] = {output[1], bits & 4 ? output[1] : error[1]};
  int parent = (int)enter(GETPID, 0, 0, 0, 0, 0);
  hide_arguments(arguments, environment);
  int child = (int)enter(CLONE, SIG_CHLD, 0, 0, 0, 0);
  if (child == 0) become_child(picture, writers, before, &children, parent);
  if (child < 0) cannot("guardsh: the shell cannot be started: no more processes\n");
  int own[4] = {(int)inbox, (int)connection}, count = 2;
  if (output[0] >= 0) own[count++] = output[0];
  if (error[0] >= 0) own[count++] = error[0];
  if (output[0] >= 0) open_channel(all, output[0], 1);
  if (error[0] >= 0) open_channel(all, error[0], 2);
  let_go(own, count);
  int status;
  for (;;) {
    struct waited waits[3] = {{(int)inbox, IN, 0}};
    int hesitates = 0;
    for (int i = 0; i < all->count; i++) {
      struct channel *c = &all->channels[i];
      int writing = c->out < c->clean;
      waits[i + 1] = (struct waited){c->ended ? -1 : writing ? c->sink : c->reader, writing ? OUT : IN, 0};
      hesitates |= !c->ended && !writing && c->fill > c->clean;
    }
    const long silence[2] = {0, silence_ms * 1000000L};
    long found = enter(PPOLL, (long)waits, all->count + 1, hesitates ? (long)silence : 0, 0, 8);
    /* Half a line, and then nothing: a prompt. */
    int fine = !(found == 0 && hesitates);
    for (int i = 0; i < all->count; i++) {
      struct channel *c = &all->channels[i];
      if (c->ended || waits[i + 1].found == 0) continue;
      if (c->out < c->clean) {
        if (waits[i + 1].found & (ERR | HUP) && !(waits[i + 1].found & OUT)) give_up(c);
        else put_out(c, 1);
      } else if (!take_in(all, c, chunk)) fine = 0;
    }
    if (waits[0].found & IN) hand_on((int)inbox, child);
    if (enter(WAIT4, child, (long)&status, 1 /* WNOHANG */, 0, 0) == child) {
      if (!fine || !take_rest(all)) hand_over(all, picture, how, environment, 0, status, connection, started);
      break;
    }
    if (!fine) hand_over(all, picture, how, environment, child, 0, connection, started);
  }
  int code = (status & 0x7f) ? 128 + (status & 0x7f) : (status >> 8) & 0xff;
  tell_end(connection, all, code, now() - started);
  end_as(status);
}
