#pragma once
#undef assert
#define assert(condition) ((void)(condition))
/* `static_assert` is a keyword macro of the real header. */
#ifndef static_assert
#define static_assert _Static_assert
#endif
