// standin.c: the smallest store with the order of writing that is right, and bugs to switch on, so that the fault tools can prove that they find them.
//
//   standin init|verify|dump DIR        standin add DIR TEXT
//   STANDIN_BUG=inplace | nofsyncfile | nofsyncmanifest | nofsyncdir | nodirsyncafter | ignorefsync | swallow | nobind | nosum | nolock | trap
//
// MANIFEST names each file with its length and checksum, and ends with its own: lines `name length sum`, then `end sum`.
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { limit = 1 << 20, names = 4096 };

static int has_bug(const char *name) {
  const char *bug = getenv("STANDIN_BUG");
  return bug && !strcmp(bug, name);
}

static _Noreturn void fail(int status, const char *what, const char *path) {
  dprintf(2, "standin: error: %s %s: %s\n", what, path, status == 65 ? "damaged" : strerror(errno));
  exit(status);
}

static uint64_t sum(const char *bytes, size_t count) {
  uint64_t hash = 14695981039346656037u;
  for (size_t i = 0; i < count; i++) hash = (hash ^ (unsigned char)bytes[i]) * 1099511628211u;
  return hash;
}

static void write_all(int file, const char *bytes, size_t count, const char *path) {
  while (count) {
    ssize_t done = write(file, bytes, count < 4096 ? count : 4096);
    if (done < 0 && errno == EINTR) continue;
    if (done < 0 && has_bug("swallow")) return;
    if (done < 0) { unlink(path); fail(74, "write", path); }
    bytes += done, count -= (size_t)done;
  }
}

static int synchronized(int file) {
  int result;
  do result = fsync(file);
  while (result && errno == EINTR);
  return result;
}

static void write_file(const char *path, const char *bytes, size_t count, int is_synchronized) {
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) fail(74, "open", path);
  write_all(file, bytes, count, path);
  if (is_synchronized && synchronized(file) && !has_bug("ignorefsync")) { unlink(path); fail(74, "fsync", path); }
  if (close(file) && errno != EINTR) { unlink(path); fail(74, "close", path); }
}

static void synchronize_folder(const char *path) {
  if (has_bug("nofsyncdir")) return;
  int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) fail(74, "open", path);
  if (synchronized(folder)) fail(74, "fsync", path);
  close(folder);
}

static size_t read_file(const char *path, char *bytes) {
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (file < 0) fail(errno == ENOENT ? 65 : 74, "open", path);
  size_t count = 0;
  for (;;) {
    ssize_t done = read(file, bytes + count, limit - 1 - count);
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) fail(65, "read", path);
    if (!done) break;
    count += (size_t)done;
  }
  close(file);
  bytes[count] = 0;
  return count;
}

// Every file ends with the sum of what is before it, as text, so that it is whole by itself.
static size_t sealed(char *bytes, size_t count) { return count + (size_t)sprintf(bytes + count, "end %016llx\n", (unsigned long long)sum(bytes, count)); }

static size_t opened(const char *path, char *bytes) {
  size_t count = read_file(path, bytes);
  char expected[32];
  if (has_bug("trap") && (count < 21 || bytes[0] == '\377')) __builtin_trap();
  if (count < 21) fail(65, "verify", path);
  snprintf(expected, sizeof expected, "end %016llx\n", (unsigned long long)sum(bytes, count - 21));
  if (memcmp(expected, bytes + count - 21, 21) && !has_bug("nosum")) fail(65, "verify", path);
  return count - 21;
}

static void commit(const char *folder, char *manifest, size_t count) {
  char path[names], draft[names];
  snprintf(path, names, "%s/MANIFEST", folder);
  snprintf(draft, names, "%s/MANIFEST.tmp", folder);
  count = sealed(manifest, count);
  if (has_bug("inplace")) {
    write_file(path, manifest, count, 1);
    return synchronize_folder(folder);
  }
  write_file(draft, manifest, count, !has_bug("nofsyncmanifest"));
  if (rename(draft, path)) { unlink(draft); fail(74, "rename", draft); }
  if (!has_bug("nodirsyncafter")) synchronize_folder(folder);
}

static char manifest[limit], segment[limit];

static void add(const char *folder, const char *text) {
  char path[names], name[64];
  snprintf(path, names, "%s/LOCK", folder);
  int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0) fail(74, "open", path);
  if (!has_bug("nolock") && flock(lock, LOCK_EX | LOCK_NB)) { dprintf(2, "standin: error: busy\n"); exit(errno == EWOULDBLOCK ? 75 : 74); }
  snprintf(path, names, "%s/MANIFEST", folder);
  size_t count = opened(path, manifest), lines = 0;
  for (size_t i = 0; i < count; i++) lines += manifest[i] == '\n';
  snprintf(name, sizeof name, "seg-%zu.seg", lines + 1);
  snprintf(path, names, "%s/%s", folder, name);
  size_t length = (size_t)snprintf(segment, limit - 64, "%s\n", text);
  length = sealed(segment, length);
  write_file(path, segment, length, !has_bug("nofsyncfile"));
  synchronize_folder(folder);
  // The sum of what is before the file's own: one over bytes that end with their own sum would be much the same for all files.
  count += (size_t)sprintf(manifest + count, "%s %zu %016llx\n", name, length, (unsigned long long)sum(segment, length - 21));
  commit(folder, manifest, count);
  static const char done[] = "committed\n";
  write_all(1, done, sizeof done - 1, "standard output");
}

static void walk(const char *folder, int is_dump) {
  char path[names], name[64];
  snprintf(path, names, "%s/MANIFEST", folder);
  manifest[opened(path, manifest)] = 0;
  for (char *line = strtok(manifest, "\n"); line; line = strtok(NULL, "\n")) {
    size_t length;
    unsigned long long wanted;
    if (sscanf(line, "%63s %zu %llx", name, &length, &wanted) != 3 || strchr(name, '/')) fail(65, "read", path);
    snprintf(path, names, "%s/%s", folder, name);
    size_t count = opened(path, segment);
    if (!has_bug("nobind") && !has_bug("nosum") && (count + 21 != length || sum(segment, count) != wanted)) fail(65, "another file than", path);
    if (is_dump) write_all(1, segment, count, "standard output");
  }
}

int main(int count, char **words) {
  if (count < 3) { dprintf(2, "usage: standin init|add|verify|dump DIR [TEXT]\n"); return 64; }
  if (!strcmp(words[1], "init")) {
    if (mkdir(words[2], 0700) && errno != EEXIST) fail(74, "mkdir", words[2]);
    commit(words[2], manifest, 0);
  } else if (!strcmp(words[1], "add") && count > 3) add(words[2], words[3]);
  else walk(words[2], !strcmp(words[1], "dump"));
  return 0;
}
