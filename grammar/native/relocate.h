/*
 * guardsh maps this object itself (src/system/image.ts), so no dynamic linker has been here: the object puts its
 * own addresses right, once. Everything is linked to be relative to the object, so only pointers in constant
 * tables (symbol names, the language's table of tables) are left to do.
 */
#pragma once
#include <stddef.h>
#include <stdint.h>

extern const uint8_t image_start[] __asm__("__ehdr_start") __attribute__((visibility("hidden")));

typedef struct {
  int64_t tag;
  uint64_t value;
} Dynamic;
extern const Dynamic image_dynamic[] __asm__("_DYNAMIC") __attribute__((visibility("hidden")));

typedef struct {
  uint64_t offset, type;
  int64_t addend;
} Relocation;

static inline void relocate(void) {
  static int done;
  if (done) return;
  uint64_t table = 0, bytes = 0;
  for (const Dynamic *d = image_dynamic; d->tag; d++) {
    if (d->tag == 7 /* DT_RELA */) table = d->value;
    if (d->tag == 8 /* DT_RELASZ */) bytes = d->value;
  }
  /* All of them are `base + addend`: grammar/image.ts refuses an object with any other kind. */
  const Relocation *relocation = (const Relocation *)(image_start + table);
  for (uint64_t i = 0; i < bytes / sizeof(Relocation); i++) {
    *(uint64_t *)(image_start + relocation[i].offset) = (uint64_t)(uintptr_t)image_start + (uint64_t)relocation[i].addend;
  }
  done = 1;
}
