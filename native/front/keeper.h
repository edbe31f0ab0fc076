/* A shell of a session of `guardsh run` asks its keeper, and becomes the real shell. */

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

/* Sends what the keeper asked for: the content of a file. False where there is none to send, or more than is judged. */
static int send_file(long connection, const char *path) {
  enum { CHUNK = 16384 };
  struct { u32 size; u32 kind; char bytes[CHUNK]; } piece;
  /* A pipe is not even opened: who writes to it would take us for its reader. */
  struct status status;
  if (!look_at(AT_FDCWD, path, 0, &status) || kind_of(&status) != REGULAR) return 0;
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
