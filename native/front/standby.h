/*
 * Somebody may stand by who settles commands for others (src/standby): then the runtime need not start. The answer is a
 * picture of memory, laid out for execve(2): what is decided, is decided there, and here it is only carried out. Whatever is
 * not as it should be, the runtime starts, and does all of it itself.
 */

/* ---- Text that is put together -------------------------------------------------------------------------------- */

struct text { char *at, *end; };

static void add(struct text *text, const char *what) {
  while (*what && text->at < text->end) *text->at++ = *what++;
}

static void add_number(struct text *text, unsigned long value, unsigned base) {
  char digits[24];
  int count = 0;
  do digits[count++] = "0123456789abcdef"[value % base];
  while ((value /= base) > 0);
  while (count > 0 && text->at < text->end) *text->at++ = digits[--count];
}

/* False where it did not fit. */
static int closed(struct text *text) {
  if (text->at >= text->end) return 0;
  *text->at = 0;
  return 1;
}

/* ---- Is it worth asking? --------------------------------------------------------------------------------------- */

/* A command string with options before it, or one argument with a blank in it: subcommands and files have none. */
static int is_command(long count, char **arguments) {
  const char *first = arguments[1];
  if (*first != '-' && *first != '+') {
    if (count != 2) return 0;
    while (*first && *first != ' ') first++;
    return *first == ' ';
  }
  if (begins(first, "--standby") || begins(first, "--line") || begins(first, "--ask") || begins(first, "--pump") || begins(first, "--carry")) return 0;
  for (long i = 1; i < count && i < 8; i++) {
    const char *option = arguments[i];
    if (option[0] != '-' || option[1] == '-') continue;
    while (*++option)
      if (*option == 'c') return 1;
  }
  return 0;
}

/* Which outputs somebody reads, as src/standby/question.ts has them. */
static u32 outputs(void) {
  struct status found[2];
  u32 bits = 0;
  for (int i = 0; i < 2; i++) {
    if (!look_at(i + 1, "", AT_EMPTY_PATH, &found[i])) continue;
    int kind = kind_of(&found[i]);
    if (kind == REGULAR || kind == PIPE || kind == UNIX_SOCKET) bits |= 1u << i;
  }
  return bits == 3 && same_file(&found[0], &found[1]) ? 7 : bits;
}

/* ---- Asking ---------------------------------------------------------------------------------------------------- */

/* The path of the socket (src/standby/place.ts). False where there is none. */
static int standby_path(struct text *text, char **environment, const struct status *self) {
  const char *state = variable(environment, "GUARDSH_STATE"), *shared = variable(environment, "XDG_STATE_HOME");
  if (state && *state == '/') {
    add(text, state);
    while (text->at[-1] == '/') text->at--;
  } else if (state && *state) {
    return 0;
  } else if (shared && *shared == '/') {
    add(text, shared);
    add(text, "/guardsh");
  } else {
    long home = home_directory(text->at, text->end - text->at);
    if (home == 0) return 0;
    text->at += home;
    add(text, "/.local/state/guardsh");
  }
  add(text, "/standby/");
  add_number(text, self->major, 16);
  add(text, ".");
  add_number(text, self->minor, 16);
  add(text, ".");
  add_number(text, self->inode, 16);
  return closed(text);
}

/* The path of something that /proc has of a process; null where it did not fit. */
static const char *of_process(char *room, long size, int process, const char *what) {
  struct text text = {room, room + size};
  add(&text, "/proc/");
  add_number(&text, (unsigned long)process, 10);
  add(&text, what);
  return closed(&text) ? room : 0;
}

/* Reads the beginning of a file as a string; its length. */
static long beginning(const char *path, char *to, long room) {
  long file = path ? enter(OPENAT, AT_FDCWD, (long)path, O_CLOEXEC, 0, 0) : -1;
  long size = file < 0 ? 0 : enter(READ, file, (long)to, room - 1, 0, 0);
  if (file >= 0) enter(CLOSE, file, 0, 0, 0, 0);
  if (size < 0) size = 0;
  to[size] = 0;
  return size;
}

/*
 * Is that process one that stands by, and unconfined? A confined one could have listened before it became guardsh, where it may
 * write to the place of the state; and once it has ended, its number may be anybody's.
 */
static int stands_by(int process) {
  char place[40], text[4096];
  long size = beginning(of_process(place, sizeof place, process, "/cmdline"), text, sizeof text);
  long name = length(text) + 1;
  if (name >= size || !begins(text + name, "--standby")) return 0;
  size = beginning(of_process(place, sizeof place, process, "/status"), text, sizeof text);
  for (long i = 0; i < size; i++)
    if (text[i] == '\n' && begins(text + i + 1, "NoNewPrivs:\t0\n")) return 1;
  return 0;
}

/* Is it guardsh that listens, this very program, run by our user? Negative: nobody is there, or somebody else. */
static long standby(char **environment) {
  struct { unsigned short family; char path[108]; } address = {1, {0}};
  struct status self, other;
  struct text path = {address.path, address.path + sizeof address.path};
  if (!look_at(AT_FDCWD, "/proc/self/exe", 0, &self) || !standby_path(&path, environment, &self)) return -1;
  long connection = enter(SOCKET, 1, 1 | O_CLOEXEC, 0, 0, 0);
  if (connection < 0) return -1;
  /* Longer than an analysis may take: who does not answer then has other troubles. */
  const struct { long seconds, microseconds; } patience = {5, 0};
  enter(SETSOCKOPT, connection, 1, 20 /* SO_RCVTIMEO */, (long)&patience, sizeof patience);
  enter(SETSOCKOPT, connection, 1, 21 /* SO_SNDTIMEO */, (long)&patience, sizeof patience);
  struct { int process; u32 user, group; } peer;
  u32 size = sizeof peer;
  char place[40];
  if (enter(CONNECT, connection, (long)&address, 2 + (path.at - address.path) + 1, 0, 0) == 0 &&
      enter(GETSOCKOPT, connection, 1, 17 /* SO_PEERCRED */, (long)&peer, (long)&size) == 0 &&
      peer.user == (u32)enter(GETEUID, 0, 0, 0, 0, 0) && peer.process > 0) {
    const char *program = of_process(place, sizeof place, peer.process, "/exe");
    if (program && look_at(AT_FDCWD, program, 0, &other) && same_file(&self, &other) && stands_by(peer.process))
      return connection;
  }
  enter(CLOSE, connection, 0, 0, 0, 0);
  return -1;
}

/* What the answer begins with, and where the rest of it is; positions are counted from the beginning. */
struct picture {
  u32 size, kind;
  u32 relocations, relocation_count, descriptors, descriptor_count, calls, call_count, path, argv, envp, output;
};
enum { longest_picture = 1 << 22 };

/* How the output is cleaned: positions in the picture. */
struct cleaning { u32 rules, rules_size, tables, widest, lines, spare; };

/* One system call (src/system/spawn.ts): number, arguments, the answer that it must have (-4096: any but an error). */
struct call { long number, arguments[6], expected; };

static int within(const struct picture *picture, unsigned long at, unsigned long size) {
  unsigned long all = 4 + (unsigned long)picture->size;
  return at <= all && size <= all - at;
}

/* Does all that the head speaks of lie in the picture? */
static int is_whole(const struct picture *picture, int has_descriptor) {
  const char *base = (const char *)picture;
  const u32 *relocations = (const u32 *)(base + picture->relocations), *descriptors = (const u32 *)(base + picture->descriptors);
  if (!within(picture, picture->relocations, 4ul * picture->relocation_count) ||
      !within(picture, picture->descriptors, 4ul * picture->descriptor_count) ||
      !within(picture, picture->calls, sizeof(struct call) * picture->call_count) || !within(picture, picture->path, 1) ||
      !within(picture, picture->argv, 8) || !within(picture, picture->envp, 8) ||
      (picture->descriptor_count > 0 && !has_descriptor))
    return 0;
  for (u32 i = 0; i < picture->relocation_count; i++)
    if (!within(picture, relocations[i], 8) || !within(picture, *(unsigned long *)(base + relocations[i]), 1)) return 0;
  for (u32 i = 0; i < picture->descriptor_count; i++)
    if (!within(picture, descriptors[i], 8)) return 0;
  if (picture->output == 0) return 1;
  const struct cleaning *how = (const struct cleaning *)(base + picture->output);
  return within(picture, picture->output, sizeof *how) && within(picture, how->rules, how->rules_size) &&
         within(picture, how->tables, sizeof(struct tables));
}

/* Takes the answer into memory of its own, every position made an address; null for anything but one that says to go. */
static struct picture *hear_picture(long connection) {
  struct { u32 size, kind; } head;
  struct { unsigned long size; int level, type, descriptor, padding; } control = {0};
  struct part part = {&head, sizeof head};
  struct message message = {0, 0, &part, 1, &control, 20 /* room for one */, 0};
  if (enter(RECVMSG, connection, (long)&message, 0x40000000 /* MSG_CMSG_CLOEXEC */, 0, 0) != (long)sizeof head) return 0;
  long descriptor = message.control_size >= 20 && control.size == 20 && control.level == 1 && control.type == 1
                      ? control.descriptor : -1;
  long size = 4 + (long)head.size;
  int goes = head.kind == 'g' && size >= (long)sizeof(struct picture) && size <= longest_picture;
  /* Private memory, to be read and written. */
  long memory = goes ? enter6(MMAP, 0, size, 3, 0x22, -1, 0) : -1;
  char *base = (char *)memory;
  for (long got = sizeof head; memory > 0 && got < size;) {
    long count = enter(READ, connection, (long)(base + got), size - got, 0, 0);
    if (count <= 0) memory = -1;
    got += count;
  }
  struct picture *picture = (struct picture *)base;
  if (memory > 0) {
    picture->size = head.size;
    picture->kind = head.kind;
  }
  if (memory <= 0 || !is_whole(picture, descriptor >= 0)) {
    if (descriptor >= 0) enter(CLOSE, descriptor, 0, 0, 0, 0);
    return 0;
  }
  for (u32 i = 0; i < picture->relocation_count; i++)
    *(long *)(base + ((u32 *)(base + picture->relocations))[i]) += memory;
  for (u32 i = 0; i < picture->descriptor_count; i++)
    *(long *)(base + ((u32 *)(base + picture->descriptors))[i]) = descriptor;
  return picture;
}

/* Makes the calls; the number of the first one that was refused, counted from 1, or 0. */
static long make_calls(const struct call *calls, u32 count) {
  for (u32 i = 0; i < count; i++) {
    const struct call *call = &calls[i];
    const long *a = call->arguments;
    long result = enter6(call->number, a[0], a[1], a[2], a[3], a[4], a[5]);
    if (call->expected == -4096 ? result < 0 && result >= -4095 : result != call->expected) return i + 1;
  }
  return 0;
}

/* Confines this process and becomes the shell. Part of the confinement may hold already when something fails: then nothing runs. */
static void become(struct picture *picture) {
  char *base = (char *)picture;
  if (make_calls((struct call *)(base + picture->calls), picture->call_count) == 0)
    enter(EXECVE, (long)(base + picture->path), (long)(base + picture->argv), (long)(base + picture->envp), 0, 0);
  static const char failed[] = "guardsh: the shell cannot be started\n"
                               "  why:  the kernel refused the sandbox, or the shell itself\n"
                               "  mend: GUARDSH_STANDBY=0 in the environment says more; so does guardsh doctor\n";
  say(failed, sizeof failed - 1);
  end(125);
}

static void carry(struct picture *picture, u32 bits, long connection, char **arguments, char **environment);

/* Comes back where the runtime has to do it. */
static void ask_standby(long count, char **arguments, char **environment) {
  if (count < 2 || !is_command(count, arguments)) return;
  const char *wanted = variable(environment, "GUARDSH_STANDBY");
  if (wanted && wanted[0] == '0' && wanted[1] == 0) return;
  struct { u32 size, kind, count, outputs; char cwd[4096]; } head;
  /* Before anything is opened, which might get the number of an output that is closed. */
  head.outputs = outputs();
  long connection = standby(environment);
  if (connection < 0) return;
  const char *end = end_of_block(arguments, environment);
  long cwd = enter(GETCWD, (long)head.cwd, sizeof head.cwd, 0, 0, 0);
  struct picture *picture = 0;
  if (end != 0 && cwd > 0 && head.cwd[0] == '/') {
    unsigned long block = (unsigned long)(end - arguments[0]);
    head.kind = 0x79627473; /* "stby" */
    head.count = (u32)count;
    head.size = (u32)(12 + (unsigned long)cwd + block);
    struct part parts[2] = {{&head, 16 + (unsigned long)cwd}, {arguments[0], block}};
    if (block < 1ul << 20 && send_all(connection, parts, 2)) picture = hear_picture(connection);
  }
  if (picture && picture->output) carry(picture, head.outputs, connection, arguments, environment);
  enter(CLOSE, connection, 0, 0, 0, 0);
  if (picture) become(picture);
}
