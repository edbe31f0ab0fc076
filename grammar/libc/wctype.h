#pragma once
#include "ctype.h"
#include <stddef.h>
/* ASCII only, whatever the locale: as bash reads names and blanks. */
typedef unsigned int wint_t;
#define iswdigit(c) isdigit((int)(c))
#define iswalpha(c) isalpha((int)(c))
#define iswalnum(c) isalnum((int)(c))
#define iswspace(c) isspace((int)(c))
#define iswlower(c) islower((int)(c))
#define iswupper(c) isupper((int)(c))
#define iswpunct(c) ispunct((int)(c))
#define iswxdigit(c) isxdigit((int)(c))
#define towlower(c) tolower((int)(c))
#define towupper(c) toupper((int)(c))
