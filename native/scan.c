/*
 * The fast path of the output filter: how far is this text plain, with no beginning of a secret in it? The counterpart in
 * TypeScript is src/controls/output/scan.ts; a test holds the two together. No C library, no headers beyond the compiler's own.
 *
 * With AVX2 it takes 64 bytes at a time, elsewhere one. A byte that is not plain is found by comparing. Three bytes
 * that may be in a secret are found by look-ups of half bytes, as in Hyperscan's "Teddy": the threes are in eight
 * groups, one bit each, and three bytes are of interest where one bit is set for all six halves. That has false
 * positives. Those of token formats are many, so they are looked for only where a long run of the bytes that tokens are
 * made of is there, which ordinary text seldom has; the exact tables have the last word.
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
  uint8_t always[6][16];             /* of the last three bytes the low and the high half each */
  uint8_t in_runs[6][16];            /* the same, for what is looked for in runs only */
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
static int lead_begins(struct cursor *c, int list) {
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
  if (kind >= FIRST_LIST) return lead_begins(c, kind - FIRST_LIST);
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

/* native/front/carry.h has memory for constants only, and little text. */
#if defined(__x86_64__) && !defined(GUARDSH_BYTEWISE)
typedef char v32 __attribute__((vector_size(32)));
typedef unsigned char counted32 __attribute__((vector_size(32)));
typedef char unaligned32 __attribute__((vector_size(32), aligned(1), may_alias));
#define ALL(byte) ((v32){} + (char)(byte))
#define AVX2 __attribute__((target("avx2")))

/* The 16 entries twice: the look-up works in halves of 16 bytes. */
AVX2 static v32 twice(const uint8_t *entries) {
  v32 both;
  __builtin_memcpy(&both, entries, 16);
  __builtin_memcpy((char *)&both + 16, entries, 16);
  return both;
}

/*
 * Nearly all tokens are made of A-Z a-z 0-9 _ - and have at least RUN of them in a row: few words and fewer parts of paths do,
 * so these tokens are looked for only there, and everything else always. native-scan.ts says which is which.
 */
#define RUN 16

/* A byte may be in a run where its low half and its high half have a bit in common. */
static const uint8_t run_low[16] = {10, 14, 14, 14, 14, 14, 14, 14, 14, 14, 12, 4, 4, 5, 4, 20};
static const uint8_t run_high[16] = {0, 0, 1, 2, 4, 24, 4, 8};

struct threes {
  v32 low[3], high[3];
};

struct lookups {
  struct threes always, in_runs;
  v32 run_low, run_high, plain;
};

AVX2 static inline __attribute__((always_inline)) uint32_t bits(v32 mask) {
  return (uint32_t)__builtin_ia32_pmovmskb256(mask);
}

AVX2 static inline __attribute__((always_inline)) v32 bytes_at(const uint8_t *here) {
  return *(const unaligned32 *)here;
}

AVX2 static inline __attribute__((always_inline)) struct threes threes(const uint8_t halves[6][16]) {
  struct threes t;
  for (int i = 0; i < 3; i++) {
    t.low[i] = twice(halves[2 * i]);
    t.high[i] = twice(halves[2 * i + 1]);
  }
  return t;
}

/* The groups that have a three which ends at each byte. */
AVX2 static inline __attribute__((always_inline)) v32 groups_at(const uint8_t *here, const struct threes *t) {
  v32 groups = ALL(-1);
  for (int i = 0; i < 3; i++) {
    const v32 some = bytes_at(here + i - 2);
    groups &= __builtin_ia32_pshufb256(t->low[i], some & ALL(15)) &
              __builtin_ia32_pshufb256(t->high[i], (some >> 4) & ALL(15));
  }
  return groups;
}

/* The bytes of which something is set, a bit each. */
AVX2 static inline __attribute__((always_inline)) uint32_t set_in(v32 bytes) { return ~bits(bytes == ALL(0)); }

/* Those that may be in a run. */
AVX2 static inline __attribute__((always_inline)) uint32_t run_bits(v32 bytes, const struct lookups *t) {
  return set_in(__builtin_ia32_pshufb256(t->run_low, bytes & ALL(15)) &
                __builtin_ia32_pshufb256(t->run_high, (bytes >> 4) & ALL(15)));
}

/* The sign bit of each byte says: printable ASCII, a tab, or (in tidied text, where `plain` has the bit) beyond ASCII. */
AVX2 static inline __attribute__((always_inline)) v32 is_plain(v32 bytes, v32 plain) {
  return ((v32)((counted32)bytes + 1) > ALL(0x20)) | (bytes == ALL('\t')) | (bytes & plain);
}

/* What is known of 64 bytes, a bit each. */
struct block {
  uint64_t hot;  /* not plain and no line end, or the third byte of what may be a lead that is always looked for */
  uint64_t ends; /* line ends */
  uint64_t run;  /* bytes that may be in a run, and all from the first hot one on */
};

AVX2 static inline __attribute__((always_inline)) struct block classify(const uint8_t *here, const struct lookups *t) {
  struct block b = {0, 0, 0};
  for (int half = 0; half < 2; half++) {
    const v32 now = bytes_at(here + 32 * half);
    const v32 end = now == ALL('\n');
    const v32 cold = (is_plain(now, t->plain) | end) & (groups_at(here + 32 * half, &t->always) == ALL(0));
    b.hot |= (uint64_t)(uint32_t)~bits(cold) << 32 * half;
    b.ends |= (uint64_t)bits(end) << 32 * half;
    b.run |= (uint64_t)run_bits(now, t) << 32 * half;
  }
  if (b.hot) b.run |= ~0ull << __builtin_ctzll(b.hot);
  return b;
}

/* Is there a run of at least RUN in these bytes? */
static inline int has_run(uint64_t run) {
  run &= run >> 1, run &= run >> 2, run &= run >> 4, run &= run >> 8;
  return run != 0;
}

/* Does one begin in these bytes and go on in the next? */
static inline int goes_on(uint64_t run, uint64_t next) {
  const int last = ~run ? __builtin_clzll(~run) : 64, first = ~next ? __builtin_ctzll(~next) : 64;
  return last > 0 && first > 0 && last + first >= RUN;
}

/* Which of 32 bytes are in a run of at least RUN, given the 32 before and behind? */
static inline uint32_t in_runs(uint32_t before, uint32_t middle, uint32_t behind) {
  uint64_t run = (uint64_t)before >> 16 | (uint64_t)middle << 16 | (uint64_t)behind << 48;
  /* Where runs begin that are long enough, by doubling; then all of their bytes. */
  run &= run >> 1, run &= run >> 2, run &= run >> 4, run &= run >> 8;
  if (run == 0) return 0;
  run |= run << 1, run |= run << 2, run |= run << 4, run |= run << 8;
  return (uint32_t)(run >> 16);
}

/* What may be taken out of 32 bytes. */
AVX2 static inline __attribute__((always_inline)) uint32_t special_at(const uint8_t *here, v32 plain) {
  return ~bits(is_plain(bytes_at(here), plain) | (bytes_at(here) == ALL('\n')));
}

/* The bytes of runs among 32. From the first on that may be taken out all count: what follows it then follows the bytes
 * before it. */
AVX2 static inline __attribute__((always_inline)) uint32_t run_at(const uint8_t *here, const struct lookups *t) {
  const uint32_t run = run_bits(bytes_at(here), t), special = special_at(here, t->plain);
  return special ? run | ~0u << __builtin_ctz(special) : run;
}

/* Which of the 32 bytes at `at` need a look, other than line ends? */
AVX2 static uint32_t marked_at(const struct cursor *c, int64_t at, const struct lookups *t) {
  const uint8_t *here = c->bytes + at;
  const uint32_t special = special_at(here, t->plain), found = set_in(groups_at(here, &t->in_runs));
  const uint32_t marked = special | set_in(groups_at(here, &t->always));
  if (found == 0) return marked;
  /* Of what is not there nothing is known: it may all belong to a run. */
  const uint32_t before = at - 32 < c->from ? ~0u : run_at(here - 32, t);
  const uint32_t behind = at + 64 > c->to || special ? ~0u : run_at(here + 32, t);
  return marked | (found & in_runs(before, run_at(here, t), behind));
}

AVX2 static int wide(struct cursor *c) {
  if (c->at + 64 > c->to) return 0;
  struct lookups t;
  t.always = threes(c->tables->always);
  t.in_runs = threes(c->tables->in_runs);
  t.run_low = twice(run_low);
  t.run_high = twice(run_high);
  t.plain = ALL(c->tables->tidied ? 0x80 : 0);
  int from_before = 1;
  struct block next = classify(c->bytes + c->at, &t);
  while (c->at + 64 <= c->to) {
    if (c->at >= c->stop) return 1;
    const int64_t base = c->at;
    const struct block b = next;
    if (base + 128 <= c->to) next = classify(c->bytes + base + 64, &t);
    else next.run = ~0ull;
    const int into_next = goes_on(b.run, next.run), run = has_run(b.run) | from_before | into_next;
    from_before = into_next;
    if (b.hot == 0 && !run && c->stop >= base + 64 && c->lines > 64) {
      /* Nothing, or line ends of lines that are short enough: they only need counting. */
      if (b.ends) {
        c->lines -= __builtin_popcountll(b.ends);
        begin_line(c, base + 64 - __builtin_clzll(b.ends));
      }
      c->at = base + 64;
      continue;
    }
    uint64_t marked = b.ends;
    if (run || b.hot)
      marked |= (uint64_t)marked_at(c, base, &t) | (uint64_t)marked_at(c, base + 32, &t) << 32;
    for (; marked; marked &= marked - 1) {
      c->at = base + __builtin_ctzll(marked);
      if (c->at >= c->stop) break;
      if (look(c, c->bytes[c->at], c->bytes[c->at - 1])) return 1;
    }
    if (c->stop < base + 64) {
      c->at = c->stop;
      return 1;
    }
    c->at = base + 64;
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
