// faultshim.c: makes the C library behave as it may but seldom does; for LD_PRELOAD before a dynamically linked program.
//
//   SHIM_WRITE_MAX=k, SHIM_READ_MAX=k   write and pwrite, read and pread, do at most k bytes (standard error apart)
//   SHIM_EINTR=n                        every n-th of these calls and of fsync is interrupted by a signal first
//
// Calls that the C library makes itself, by which it opens and loads, are not seen and not changed.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

static long setting(const char *name) {
  const char *value = getenv(name);
  return value ? atol(value) : 0;
}

static long write_max, read_max, interrupted;

__attribute__((constructor)) static void read_settings(void) {
  write_max = setting("SHIM_WRITE_MAX");
  read_max = setting("SHIM_READ_MAX");
  interrupted = setting("SHIM_EINTR");
}

static int is_interrupted(void) {
  static long calls;
  if (interrupted <= 0 || __sync_add_and_fetch(&calls, 1) % interrupted) return 0;
  errno = EINTR;
  return 1;
}

static size_t at_most(size_t count, long limit) {
  return limit > 0 && count > (size_t)limit ? (size_t)limit : count;
}

#define REAL(type, name, ...)                \
  static type (*real)(__VA_ARGS__);          \
  if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

ssize_t write(int file, const void *bytes, size_t count) {
  REAL(ssize_t, "write", int, const void *, size_t);
  if (file == STDERR_FILENO) return real(file, bytes, count);
  return is_interrupted() ? -1 : real(file, bytes, at_most(count, write_max));
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t place) {
  REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
  return is_interrupted() ? -1 : real(file, bytes, at_most(count, write_max), place);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t place) { return pwrite64(file, bytes, count, place); }

ssize_t read(int file, void *bytes, size_t count) {
  REAL(ssize_t, "read", int, void *, size_t);
  return is_interrupted() ? -1 : real(file, bytes, at_most(count, read_max));
}

ssize_t pread64(int file, void *bytes, size_t count, off64_t place) {
  REAL(ssize_t, "pread64", int, void *, size_t, off64_t);
  return is_interrupted() ? -1 : real(file, bytes, at_most(count, read_max), place);
}

ssize_t pread(int file, void *bytes, size_t count, off_t place) { return pread64(file, bytes, count, place); }

int fsync(int file) {
  REAL(int, "fsync", int);
  return is_interrupted() ? -1 : real(file);
}
