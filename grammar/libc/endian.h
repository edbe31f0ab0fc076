#pragma once
/* Every target is little-endian. */
#define le16toh(x) (x)
#define be16toh(x) __builtin_bswap16(x)
