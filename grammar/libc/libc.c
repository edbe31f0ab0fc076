/*
 * Memory and strings. Compiled on its own with the compiler's own idea of these functions switched off, so
 * that `memcpy` is not compiled into a call of itself.
 */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("no-tree-loop-distribute-patterns")
#endif

#include "arena.h"
#include "platform.h"
#include "stdlib.h"
#include "string.h"

/* Blocks are powers of two with an 8-byte header that says which; freed blocks wait in a list by size. */
enum { smallest_class = 5, class_count = 32, header = 8 };

static uint8_t *arena_start, *arena_top, *arena_end;
static void *free_blocks[class_count];

int arena_reset(void) {
  if (!arena_start) {
    arena_start = platform_reserve();
    if (!arena_start) return 0;
    arena_start = (uint8_t *)(((uintptr_t)arena_start + 15) & ~(uintptr_t)15);
    arena_end = arena_start + ARENA_BYTES - 16;
  } else {
    const size_t kept = (size_t)4 << 20;
    if (arena_used() > kept) platform_discard(arena_start + (4096 - ((uintptr_t)arena_start & 4095)), arena_used());
  }
  arena_top = arena_start;
  for (int i = 0; i < class_count; i++) free_blocks[i] = NULL;
  return 1;
}

size_t arena_used(void) { return (size_t)(arena_top - arena_start); }

void *malloc(size_t size) {
  if (size > ARENA_BYTES) __builtin_trap();
  int class = smallest_class;
  while (((size_t)1 << class) < size + header) class++;
  uint8_t *block = free_blocks[class];
  if (block) {
    free_blocks[class] = *(void **)block;
    return block;
  }
  size_t bytes = (size_t)1 << class;
  /* The progress callback stops a parse long before the arena is full, so this is never a user's text. */
  if (bytes > (size_t)(arena_end - arena_top) || !platform_commit(arena_top + bytes)) __builtin_trap();
  block = arena_top + header;
  *(uint64_t *)arena_top = (uint64_t)class;
  arena_top += bytes;
  return block;
}

static size_t capacity(void *block) {
  return ((size_t)1 << *(uint64_t *)((uint8_t *)block - header)) - header;
}

void free(void *block) {
  if (!block) return;
  uint64_t class = *(uint64_t *)((uint8_t *)block - header);
  *(void **)block = free_blocks[class];
  free_blocks[class] = block;
}

void *calloc(size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) __builtin_trap();
  return memset(malloc(bytes), 0, bytes);
}

void *realloc(void *block, size_t size) {
  if (!block) return malloc(size);
  size_t have = capacity(block);
  if (size <= have) return block;
  void *larger = malloc(size);
  memcpy(larger, block, have);
  free(block);
  return larger;
}

#if defined(__x86_64__)
void *memcpy(void *restrict to, const void *restrict from, size_t size) {
  void *d = to;
  __asm__ volatile("rep movsb" : "+D"(d), "+S"(from), "+c"(size) : : "memory");
  return to;
}
void *memset(void *to, int byte, size_t size) {
  void *d = to;
  __asm__ volatile("rep stosb" : "+D"(d), "+c"(size) : "a"(byte) : "memory");
  return to;
}
#elif defined(__wasm__)
void *memcpy(void *restrict to, const void *restrict from, size_t size) { return __builtin_memcpy(to, from, size); }
void *memset(void *to, int byte, size_t size) { return __builtin_memset(to, byte, size); }
#else
void *memcpy(void *restrict to, const void *restrict from, size_t size) {
  uint8_t *d = to;
  const uint8_t *s = from;
  for (; size >= 8; size -= 8, d += 8, s += 8) {
    uint64_t word;
    __builtin_memcpy(&word, s, 8);
    __builtin_memcpy(d, &word, 8);
    __asm__ volatile("" : : : "memory");
  }
  while (size--) {
    *d++ = *s++;
    __asm__ volatile("" : : : "memory");
  }
  return to;
}
void *memset(void *to, int byte, size_t size) {
  uint8_t *d = to;
  while (size--) {
    *d++ = (uint8_t)byte;
    __asm__ volatile("" : : : "memory");
  }
  return to;
}
#endif

void *memmove(void *to, const void *from, size_t size) {
  uint8_t *d = to;
  const uint8_t *s = from;
  if (d <= s || d >= s + size) {
    for (; size; size--) {
      *d++ = *s++;
      __asm__ volatile("" : : : "memory");
    }
  } else {
    while (size--) {
      d[size] = s[size];
      __asm__ volatile("" : : : "memory");
    }
  }
  return to;
}

int memcmp(const void *a, const void *b, size_t size) {
  const uint8_t *x = a, *y = b;
  for (; size; size--, x++, y++) {
    if (*x != *y) return *x - *y;
  }
  return 0;
}

void *memchr(const void *in, int byte, size_t size) {
  const uint8_t *s = in;
  for (; size; size--, s++) {
    if (*s == (uint8_t)byte) return (void *)s;
  }
  return NULL;
}

size_t strlen(const char *text) {
  const char *s = text;
  while (*s) {
    s++;
    __asm__ volatile("" : : : "memory");
  }
  return (size_t)(s - text);
}

int strncmp(const char *a, const char *b, size_t limit) {
  for (; limit; limit--, a++, b++) {
    if (*a != *b) return (uint8_t)*a - (uint8_t)*b;
    if (!*a) break;
  }
  return 0;
}

int strcmp(const char *a, const char *b) { return strncmp(a, b, (size_t)-1); }

char *strchr(const char *text, int byte) {
  for (;; text++) {
    if (*text == (char)byte) return (char *)text;
    if (!*text) return NULL;
  }
}

char *strncpy(char *restrict to, const char *restrict from, size_t limit) {
  size_t i = 0;
  for (; i < limit && from[i]; i++) to[i] = from[i];
  for (; i < limit; i++) to[i] = 0;
  return to;
}

char *strcpy(char *restrict to, const char *restrict from) {
  memcpy(to, from, strlen(from) + 1);
  return to;
}
