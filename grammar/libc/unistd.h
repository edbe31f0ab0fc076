#pragma once
static inline int dup(int descriptor) { return descriptor; }
