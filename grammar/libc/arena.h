/* All memory of a parse: one arena, started afresh each time. */
#pragma once
#include <stddef.h>

/* Forgets every block. Returns 0 where there is no memory to be had. */
int arena_reset(void);
/* Bytes taken since the reset. */
size_t arena_used(void);
