/*
 * The common part of src/controls/output/cleaner.ts, for text that is not plain: takes escape sequences of one piece out and
 * copies everything that stays as it is (printable ASCII, tabs, line ends, and characters of UTF-8 that a person sees). It
 * stops in front of the first byte that needs the cleaner itself: hidden characters, strings, overwriting, other
 * controls, what is not UTF-8, and what the end of the input cuts. No C library.
 */
#include <stdint.h>

#define ESCAPE 0x1b

/* What became of the input. */
struct tidied {
  int32_t read;    /* how far: an index into the input */
  int32_t written; /* bytes */
  int32_t escapes; /* sequences taken out */
};

#if defined(__x86_64__)
/* 16 bytes at a time, with what every such processor has. */
#define STEP 16
typedef char v16 __attribute__((vector_size(16)));
typedef unsigned char counted16 __attribute__((vector_size(16)));
typedef char unaligned16 __attribute__((vector_size(16), aligned(1), may_alias));
#define ALL(byte) ((v16){} + (char)(byte))

static inline uint32_t bits(v16 mask) { return (uint32_t)__builtin_ia32_pmovmskb128(mask); }

/* Copies a step and answers how many of its bytes are printable ASCII, tabs or line feeds, from the first on. */
static inline int32_t copy_plain(uint8_t *out, const uint8_t *here) {
  const v16 now = *(const unaligned16 *)here;
  *(unaligned16 *)out = now;
  const uint32_t odd = ~bits(((v16)((counted16)now + 1) > ALL(0x20)) | (now == ALL('\n')) | (now == ALL('\t')));
  return __builtin_ctz(odd | 1u << STEP);
}

/* The length of what follows `ESC [`, if that ends within a step; else 0. */
static inline int32_t control_sequence(const uint8_t *here) {
  const v16 now = *(const unaligned16 *)here;
  const uint32_t last = bits((now > ALL(0x3f)) & (now < ALL(0x7f))), between = bits((now > ALL(0x1f)) & (now < ALL(0x40)));
  if (last == 0) return 0;
  const int32_t length = __builtin_ctz(last);
  return (~between & ((1u << length) - 1)) == 0 ? length + 1 : 0;
}
#else
#define STEP 8

static inline int32_t control_sequence(const uint8_t *here) { (void)here; return 0; }

static int plain8(uint64_t word) {
  const uint64_t ones = 0x0101010101010101u, high = ones << 7;
  const uint64_t below = (word - ones * 0x20) & ~word;
  const uint64_t deleted = word ^ ones * 0x7f;
  return ((word | below | ((deleted - ones) & ~deleted)) & high) == 0;
}

static inline int32_t copy_plain(uint8_t *out, const uint8_t *here) {
  uint64_t word;
  __builtin_memcpy(&word, here, 8);
  if (!plain8(word)) return 0;
  __builtin_memcpy(out, &word, 8);
  return 8;
}
#endif

static inline int follows(uint8_t byte) { return (byte & 0xc0) == 0x80; }

/*
 * The length of the visible character at `here`; 0 where there is none, or not all of it. `kinds` says of each point of
 * plane 0 whether it is more than visible.
 */
static inline int visible(const uint8_t *here, int32_t room, const uint8_t *kinds) {
  const uint8_t lead = here[0];
  if (lead < 0xc2 || room < 2 || !follows(here[1])) return 0;
  if (lead < 0xe0) {
    const uint32_t point = (lead & 0x1fu) << 6 | (here[1] & 0x3fu);
    return point >= 0xa0 && kinds[point] == 0 ? 2 : 0;
  }
  if (room < 3 || !follows(here[2])) return 0;
  if (lead < 0xf0) {
    const uint32_t point = (lead & 0x0fu) << 12 | (here[1] & 0x3fu) << 6 | (here[2] & 0x3fu);
    return point >= 0x800 && (point < 0xd800 || point > 0xdfff) && kinds[point] == 0 ? 3 : 0;
  }
  if (lead > 0xf4 || room < 4 || !follows(here[3])) return 0;
  const uint32_t point =
      (lead & 0x07u) << 18 | (here[1] & 0x3fu) << 12 | (here[2] & 0x3fu) << 6 | (here[3] & 0x3fu);
  if (point < 0x10000) return 0;
  /* Above the format controls of musical and shorthand notation, below the tags; the skin tones change what is before them. */
  if (point < 0x1bca0) return 4;
  return point >= 0x1d400 && point < 0xe0000 && (point < 0x1f3fb || point > 0x1f3ff) ? 4 : 0;
}

/*
 * The length of the visible character of two or three bytes that these four bytes begin with; 0 where there is none, or it may be
 * something else: that is `visible`'s to say.
 */
static inline int common(uint32_t four, const uint8_t *kinds) {
  if ((four & 0xc0c0f0) == 0x8080e0) {
    const uint32_t point = (four & 0x0f) << 12 | (four >> 2 & 0xfc0) | (four >> 16 & 0x3f);
    return point >= 0x800 && point - 0xd800 > 0x7ff && kinds[point] == 0 ? 3 : 0;
  }
  if ((four & 0xc0e0) != 0x80c0) return 0;
  const uint32_t point = (four & 0x1f) << 6 | (four >> 8 & 0x3f);
  return point >= 0xa0 && kinds[point] == 0 ? 2 : 0;
}

/* The length of the escape sequence at `here`, if it is one that is over by itself: no string, and all there. */
static inline int sequence(const uint8_t *here, int32_t room) {
  if (room < 2) return 0;
  const uint8_t second = here[1];
  int32_t at = 2;
  if (second == '[') {
    const int32_t length = room >= 2 + STEP ? control_sequence(here + 2) : 0;
    if (length > 0) return length + 2;
    while (at < room && here[at] >= 0x20 && here[at] < 0x40) at++;
    return at < room && here[at] >= 0x40 && here[at] < 0x7f ? at + 1 : 0;
  }
  if (second >= 0x20 && second < 0x30) {
    while (at < room && here[at] >= 0x20 && here[at] < 0x30) at++;
    return at < room && here[at] >= 0x30 && here[at] < 0x7f ? at + 1 : 0;
  }
  const int string = second == ']' || second == 'P' || second == 'X' || second == '^' || second == '_';
  return second >= 0x30 && second < 0x7f && !string ? 2 : 0;
}

/* `sequences`: 0 where they are to be left to the cleaner. `out` has room for all of the input and a step more. */
__attribute__((visibility("default"))) int32_t guardsh_tidy(const uint8_t *bytes, int32_t from, int32_t to, uint8_t *out,
                                                            const uint8_t *kinds, int32_t sequences,
                                                            struct tidied *tidied) {
  int32_t at = from, written = 0, escapes = 0;
  while (at < to) {
    int32_t plain = STEP;
    while (to - at >= STEP && (plain = copy_plain(out + written, bytes + at)) == STEP) at += STEP, written += STEP;
    if (plain < STEP) at += plain, written += plain;
    if (at == to) break;
    const uint8_t byte = bytes[at];
    if ((byte >= 0x20 && byte < 0x7f) || byte == '\n' || byte == '\t') {
      out[written++] = byte, at++;
      continue;
    }
    if (byte >= 0xc2) {
      const int32_t before = at;
      /* Four bytes at once, whatever the length: what is too much is written over. */
      uint32_t four;
      for (int length; to - at >= 4; at += length, written += length) {
        __builtin_memcpy(&four, bytes + at, 4);
        if ((length = common(four, kinds)) == 0 && (length = visible(bytes + at, 4, kinds)) == 0) break;
        __builtin_memcpy(out + written, &four, 4);
      }
      if (at > before) continue;
      const int length = visible(bytes + at, to - at, kinds);
      if (length == 0) break;
      for (int i = 0; i < length; i++) out[written++] = bytes[at++];
      continue;
    }
    if (byte == '\r' && at + 1 < to && bytes[at + 1] == '\n') {
      out[written++] = '\r', out[written++] = '\n', at += 2;
      continue;
    }
    const int length = byte == ESCAPE && sequences ? sequence(bytes + at, to - at) : 0;
    if (length == 0) break;
    at += length, escapes++;
  }
  *tidied = (struct tidied){at, written, escapes};
  return at - from;
}
