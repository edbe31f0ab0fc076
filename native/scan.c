/*
 * The fast path of the output filter: how far is this text plain, with no beginning of a secret in it? The counterpart in TypeScript is src/controls/output/scan.ts; a test holds the two
 * together. No C library, no headers beyond the compiler's own.
 *
 * With AVX2 it takes 32 bytes at a time, elsewhere one. A byte that is not plain is found by comparing. Three bytes
 * that may be in a secret are found by look-ups of half bytes, as in Hyperscan's "Teddy": the threes are in eight
 * groups, one bit each, and three bytes are of interest where one bit is set for all six halves. That has false
 * positives; those of token formats count only inside of a long run of the bytes that tokens are made of, which
 * ordinary text seldom has; the exact tables have the last word.
 */
#include <stddef.h>
#include <stdint.h>

#define NOT_PLAIN 1
#define END_OF_LINE 2
#define FIRST_LIST 4
#define LISTS (256 - FIRST_LIST)
#define LEAD 16
#define ALPHABETS 16

/* The beginning of a secret that is recognised by a pair of its bytes. */
struct lead {
  uint8_t length;
  uint8_t offset;       /* of the pair's second byte */
  uint8_t word_start;   /* counts at the start of a word only */
  uint8_t follow;       /* the alphabet of the bytes behind the lead */
  uint8_t follow_count; /* how many of them are looked at */
  uint8_t bytes[LEAD];
};

struct tables {
  uint8_t halves[6][16];             /* of the last three bytes the low and the high half each */
  uint8_t kinds[65536];             /* by (byte << 8 | byte before); from FIRST_LIST on a list of leads */
  uint16_t lists[LISTS + 1];        /* the first lead of each list; the next one's is its end */
  uint8_t alphabets[ALPHABETS][256]; /* 1 where the byte belongs to it */
  uint8_t words[256];               /* 1 for the bytes of words */
  uint8_t tidied;                   /* 1 where bytes from 0x80 on are plain: the text has been cleaned */
  struct lead leads[];
};

struct state {
  int32_t column;      /* in and out: bytes of the current line */
  int32_t widest;      /* bytes a line may have */
  int32_t lines;       /* in and out: lines that may still be ended */
  int32_t previous;    /* the byte in front of the first */
  int32_t before_that; /* and the one in front of that */
};

struct cursor {
  const uint8_t *bytes;
  const struct tables *tables;
  int64_t from, at, to, stop, line_start, lines, widest;
  uint8_t previous, first_previous, first_before_that;
};

/* A line begins behind a newline: how far may it go? */
static inline void begin_line(struct cursor *c, int64_t start) {
  c->line_start = start;
  c->stop = c->widest > c->to - start ? c->to : start + c->widest;
}

static inline uint8_t byte_before(const struct cursor *c, int64_t at, int64_t back) {
  int64_t known = at - c->from;
  if (known >= back) return c->bytes[at - back];
  return known == back - 1 ? c->first_previous : c->first_before_that;
}

/* isWordStart in src/controls/output/patterns.ts */
static int word_start(const struct cursor *c, int64_t at) {
  uint8_t previous = byte_before(c, at, 1);
  if (!c->tables->words[previous]) return 1;
  return (previous == 'n' || previous == 'r' || previous == 't') && byte_before(c, at, 2) == '\\';
}

static int matches(const struct cursor *c, const struct lead *lead, int64_t start) {
  if (start < c->from) return 0;
  const uint8_t *bytes = c->bytes + start;
  int64_t there = c->to - start, compared = there < lead->length ? there : lead->length;
  for (int64_t i = 0; i < compared; i++)
    if (bytes[i] != lead->bytes[i]) return 0;
  const uint8_t *alphabet = c->tables->alphabets[lead->follow];
  int64_t all = (int64_t)lead->length + lead->follow_count, end = there < all ? there : all;
  for (int64_t i = lead->length; i < end; i++) {
    if (alphabet[bytes[i]]) continue;
    /* A byte that is not plain may be taken out: what follows it then follows the lead. */
    if (c->tables->kinds[bytes[i] << 8] != NOT_PLAIN) return 0;
    break;
  }
  return !lead->word_start || word_start(c, start);
}

/* A pair of a lead ends at c->at. True where that lead is really there: the scan ends at its beginning. */
static int begins(struct cursor *c, int list) {
  const struct tables *t = c->tables;
  for (int i = t->lists[list]; i < t->lists[list + 1]; i++) {
    int64_t start = c->at - t->leads[i].offset;
    if (!matches(c, &t->leads[i], start)) continue;
    c->at = start;
    return 1;
  }
  return 0;
}

/* One byte that may need a look. True where the scan ends before it. */
static inline int look(struct cursor *c, uint8_t byte, uint8_t previous) {
  uint8_t kind = c->tables->kinds[byte << 8 | previous];
  if (kind == 0) return 0;
  if (kind >= FIRST_LIST) return begins(c, kind - FIRST_LIST);
  if (kind == END_OF_LINE) {
    begin_line(c, c->at + 1);
    if (--c->lines > 0) return 0;
    c->at++;
    return 1;
  }
  if (byte == '\r' && c->at + 1 < c->stop && c->bytes[c->at + 1] == '\n') return 0;
  return 1;
}

static int bytewise(struct cursor *c, int64_t end) {
  uint8_t previous = c->previous;
  for (; c->at < end && c->at < c->stop; c->at++) {
    uint8_t byte = c->bytes[c->at];
    if (look(c, byte, previous)) return 1;
    previous = byte;
  }
  c->previous = previous;
  return c->at >= c->stop;
}

#if defined(__x86_64__)
typedef char v32 __attribute__((vector_size(32)));
typedef char unaligned32 __attribute__((vector_size(32), aligned(1), may_alias));
#define ALL(byte) ((v32){} + (char)(byte))
#define AVX2 __attribute__((target("avx2")))

/* The 16 entries twice: the look-up works in halves of 16 bytes. */
AVX2 static v32 twice(const uint8_t *entries) {
  v32 both;
  for (int i = 0; i < 32; i++) both[i] = (char)entries[i & 15];
  return both;
}

/* The groups of leads that need no run: values that were named, and the beginnings that are no token's. */
#define ANYWHERE 0x03
/* A token is at least this long; native-scan.ts sees to it. */
#define RUN 16

/* Classes of the bytes of tokens, A-Z a-z 0-9 _ - . + / = %, by their low half and their high half. */
static const uint8_t run_low[16] = {10, 14, 14, 14, 14, 15, 14, 14, 14, 14, 12, 5, 4, 7, 5, 21};
static const uint8_t run_high[16] = {0, 0, 1, 2, 4, 24, 4, 8};

/* What is known of 32 bytes, a bit each. */
struct block {
  uint32_t odd;   /* not plain; line ends too */
  uint32_t ends;  /* line ends */
  uint32_t leads; /* the third byte of what may be a lead that needs no run */
  uint32_t tokens; /* the same of a token */
  uint32_t run;   /* bytes of tokens; and all from the first byte on that may be taken out */
};

struct lookups {
  v32 low[3], high[3], run_low, run_high, below;
};

AVX2 static inline __attribute__((always_inline)) uint32_t bits(v32 mask) {
  return (uint32_t)__builtin_ia32_pmovmskb256(mask);
}

AVX2 static inline __attribute__((always_inline)) struct block classify(const uint8_t *here, const struct lookups *t) {
  const v32 now = *(const unaligned32 *)here;
  const v32 now_low = now & ALL(15), now_high = (now >> 4) & ALL(15);
  v32 groups = __builtin_ia32_pshufb256(t->low[2], now_low) & __builtin_ia32_pshufb256(t->high[2], now_high);
  for (int i = 0; i < 2; i++) {
    const v32 some = *(const unaligned32 *)(here + i - 2);
    groups &= __builtin_ia32_pshufb256(t->low[i], some & ALL(15)) &
              __builtin_ia32_pshufb256(t->high[i], (some >> 4) & ALL(15));
  }
  const v32 run = __builtin_ia32_pshufb256(t->run_low, now_low) & __builtin_ia32_pshufb256(t->run_high, now_high);
  struct block b;
  /* Signed: bytes from 0x80 on are below zero. */
  b.odd = ~bits(((now > ALL(0x1f)) & (now != ALL(0x7f))) | (now == ALL('\t')) | (now < t->below));
  b.ends = bits(now == ALL('\n'));
  b.leads = ~bits((groups & ALL(ANYWHERE)) == ALL(0));
  b.tokens = ~bits((groups & ALL(~ANYWHERE)) == ALL(0));
  b.run = ~bits(run == ALL(0));
  const uint32_t special = b.odd & ~b.ends;
  if (special) b.run |= ~0u << __builtin_ctz(special);
  return b;
}

/* Which bytes of the middle block are in a run of at least RUN? */
static inline uint32_t in_runs(uint32_t before, uint32_t middle, uint32_t behind) {
  uint64_t run = (uint64_t)before >> 16 | (uint64_t)middle << 16 | (uint64_t)behind << 48;
  /* Where runs begin that are long enough, by doubling; then all of their bytes. */
  run &= run >> 1, run &= run >> 2, run &= run >> 4, run &= run >> 8;
  if (run == 0) return 0;
  run |= run << 1, run |= run << 2, run |= run << 4, run |= run << 8;
  return (uint32_t)(run >> 16);
}

AVX2 static int wide(struct cursor *c) {
  if (c->at + 32 > c->to) return 0;
  struct lookups t;
  for (int i = 0; i < 3; i++) {
    t.low[i] = twice(c->tables->halves[2 * i]);
    t.high[i] = twice(c->tables->halves[2 * i + 1]);
  }
  t.below = ALL(c->tables->tidied ? 0 : -128);
  t.run_low = twice(run_low);
  t.run_high = twice(run_high);
  uint32_t run_before = ~0u;
  struct block next = classify(c->bytes + c->at, &t);
  while (c->at + 32 <= c->to) {
    if (c->at >= c->stop) return 1;
    const int64_t base = c->at;
    const struct block b = next;
    uint32_t run_behind = ~0u;
    if (base + 64 <= c->to) {
      next = classify(c->bytes + base + 32, &t);
      /* What follows a byte that may be taken out then follows the bytes before it. */
      if ((b.odd & ~b.ends) == 0) run_behind = next.run;
    }
    uint32_t marked = b.odd | b.leads;
    if (b.tokens) marked |= b.tokens & in_runs(run_before, b.run, run_behind);
    run_before = b.run;
    if (marked == 0 && c->stop >= base + 32) {
      c->at = base + 32;
      continue;
    }
    if (marked == b.ends && marked && c->widest > 32 && c->lines > __builtin_popcount(marked) &&
        c->stop > base + __builtin_ctz(marked)) {
      /* Line ends and nothing else, and the lines between them are short: they only need counting. */
      c->lines -= __builtin_popcount(marked);
      begin_line(c, base + 32 - __builtin_clz(marked));
      c->at = base + 32;
      continue;
    }
    for (; marked; marked &= marked - 1) {
      c->at = base + __builtin_ctz(marked);
      if (c->at >= c->stop) break;
      if (look(c, c->bytes[c->at], c->bytes[c->at - 1])) return 1;
    }
    if (c->stop < base + 32) {
      c->at = c->stop;
      return 1;
    }
    c->at = base + 32;
  }
  return 0;
}

static int has_wide(void) {
  static int known;
  if (known == 0) {
    uint32_t a, b, cc, d;
    known = 1;
    __asm__("cpuid" : "=a"(a), "=b"(b), "=c"(cc), "=d"(d) : "a"(1), "c"(0));
    if (cc & 1u << 27) { /* OSXSAVE: the kernel keeps the registers */
      uint32_t low, high;
      __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
      __asm__("cpuid" : "=a"(a), "=b"(b), "=c"(cc), "=d"(d) : "a"(7), "c"(0));
      if ((low & 6) == 6 && (b & 1u << 5)) known = 2;
    }
  }
  return known == 2;
}
#else
static int wide(struct cursor *c) { (void)c; return 0; }
static int has_wide(void) { return 0; }
#endif


/*
 * The first index in from..to that needs a look, or `to`: a byte that is not plain, the beginning of a secret, the
 * first byte past the widest line, the byte behind the last line.
 */
__attribute__((visibility("default"))) int32_t guardsh_scan(const uint8_t *bytes, int32_t from, int32_t to,
                                                            const struct tables *tables, struct state *state) {
  struct cursor c = {
      .bytes = bytes,
      .tables = tables,
      .from = from,
      .at = from,
      .to = to,
      .lines = state->lines,
      .widest = state->widest,
      .previous = (uint8_t)state->previous,
      .first_previous = (uint8_t)state->previous,
      .first_before_that = (uint8_t)state->before_that,
  };
  begin_line(&c, (int64_t)from - state->column);
  int done = c.at >= c.stop;
  if (!done && to - from > 64 && has_wide()) {
    /* The first two bytes on their own, so that there always are two before. */
    done = bytewise(&c, from + 2) || wide(&c);
    if (!done) c.previous = bytes[c.at - 1];
  }
  if (!done) bytewise(&c, to);
  state->column = (int32_t)(c.at - c.line_start);
  state->lines = (int32_t)c.lines;
  return (int32_t)c.at;
}
