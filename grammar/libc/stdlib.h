#pragma once
#include <stddef.h>
void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *block, size_t size);
void free(void *block);
#define abort() __builtin_trap()
static inline int abs(int n) { return n < 0 ? -n : n; }
