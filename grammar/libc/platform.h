/* What the arena and the clock need from the platform: three functions. */
#pragma once
#include <stdint.h>
#include <stddef.h>

/* Address space for the arena; pages cost memory only when touched. */
#define ARENA_BYTES ((size_t)512 << 20)

#if defined(__wasm__)

__attribute__((import_module("guardsh"), import_name("now"))) double guardsh_now(void);
extern uint8_t __heap_base;

/* Microseconds of a clock that only goes forward. */
static inline uint64_t platform_now(void) { return (uint64_t)(guardsh_now() * 1000.0); }

static inline uint8_t *platform_reserve(void) { return &__heap_base; }

/* Makes `[0, end)` of the address space usable; 0: there is no more memory. */
static inline int platform_commit(const uint8_t *end) {
  size_t have = __builtin_wasm_memory_size(0) << 16;
  if ((size_t)end <= have) return 1;
  size_t pages = (((size_t)end - have) >> 16) + 16;
  return __builtin_wasm_memory_grow(0, pages) != (size_t)-1;
}

static inline void platform_discard(uint8_t *start, size_t size) { (void)start; (void)size; }

#else

#if defined(__x86_64__)
enum { sys_mmap = 9, sys_madvise = 28, sys_clock_gettime = 228 };
static inline long platform_syscall(long n, long a, long b, long c, long d, long e, long f) {
  long result;
  register long r10 __asm__("r10") = d;
  register long r8 __asm__("r8") = e;
  register long r9 __asm__("r9") = f;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  return result;
}
#elif defined(__aarch64__)
enum { sys_mmap = 222, sys_madvise = 233, sys_clock_gettime = 113 };
static inline long platform_syscall(long n, long a, long b, long c, long d, long e, long f) {
  register long x8 __asm__("x8") = n;
  register long x0 __asm__("x0") = a;
  register long x1 __asm__("x1") = b;
  register long x2 __asm__("x2") = c;
  register long x3 __asm__("x3") = d;
  register long x4 __asm__("x4") = e;
  register long x5 __asm__("x5") = f;
  __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
  return x0;
}
#else
#error "no native object for this machine: use the WASM"
#endif

static inline uint64_t platform_now(void) {
  struct { int64_t seconds, nanoseconds; } time = {0, 0};
  platform_syscall(sys_clock_gettime, 1 /* CLOCK_MONOTONIC */, (long)&time, 0, 0, 0, 0);
  return (uint64_t)time.seconds * 1000000 + (uint64_t)time.nanoseconds / 1000;
}

static inline uint8_t *platform_reserve(void) {
  /* PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_NORESERVE */
  long address = platform_syscall(sys_mmap, 0, (long)ARENA_BYTES, 3, 0x4022, -1, 0);
  return address < 0 && address > -4096 ? NULL : (uint8_t *)address;
}

static inline int platform_commit(const uint8_t *end) { (void)end; return 1; }

static inline void platform_discard(uint8_t *start, size_t size) {
  platform_syscall(sys_madvise, (long)start, (long)size, 4 /* MADV_DONTNEED */, 0, 0, 0);
}

#endif
