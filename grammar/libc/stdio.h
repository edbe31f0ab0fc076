#pragma once
#include <stdarg.h>
#include <stddef.h>
/* Only tree-sitter's debug output prints, and nobody switches it on. */
typedef struct guardsh_file FILE;
#define stderr ((FILE *)0)
static inline int guardsh_no_output(void) { return 0; }
#define printf(...) guardsh_no_output()
#define fprintf(...) guardsh_no_output()
#define snprintf(...) guardsh_no_output()
#define vsnprintf(...) guardsh_no_output()
#define fputs(...) guardsh_no_output()
#define fputc(...) guardsh_no_output()
#define fclose(...) guardsh_no_output()
#define fdopen(...) ((FILE *)0)
