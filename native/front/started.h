/* What a process was started with: its name, its variables, its user's home. */

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

/* The value of a variable: the first entry counts, as in getenv(3). Null: there is none. */
static const char *variable(char **environment, const char *name) {
  long size = length(name);
  for (; *environment; environment++)
    if (same(*environment, name, size) && (*environment)[size] == '=') return *environment + size + 1;
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
