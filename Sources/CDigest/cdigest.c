// SPDX-License-Identifier: Apache-2.0
#include "CDigest.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>

// The library is loaded by the first long digest, because linking it costs every start of the program
// half a millisecond and a search needs no digest. Loading it takes as long as digesting some hundred
// kilobytes without it, so a process that files one short article never does.
enum { WORTH_LOADING = 64 << 10 };

typedef int (*sha_init)(void *);
typedef int (*sha_update)(void *, const void *, size_t);
typedef int (*sha_final)(unsigned char *, void *);

static pthread_once_t once = PTHREAD_ONCE_INIT;
static sha_init library_init;
static sha_update library_update;
static sha_final library_final;

// ISO C forbids a cast from an object pointer to a function pointer; POSIX promises that the bytes
// of one are those of the other.
static int symbol(void *library, const char *name, void *function) {
  void *address = dlsym(library, name);
  memcpy(function, &address, sizeof address);
  return address != NULL;
}

static void load(void) {
  void *library = dlopen("libcrypto.so.3", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return;
  int found = symbol(library, "SHA256_Init", &library_init);
  found &= symbol(library, "SHA256_Update", &library_update);
  found &= symbol(library, "SHA256_Final", &library_final);
  if (!found) library_init = NULL;
}

void cdigest_sha256(const void *bytes, size_t count, unsigned char *digest) {
  // SHA256_CTX has 112 bytes in OpenSSL 3; its layout is part of that library's interface.
  uint64_t context[32];
  static atomic_size_t digested;
  if (atomic_fetch_add_explicit(&digested, count, memory_order_relaxed) + count < WORTH_LOADING) {
    cdigest_sha256_portable(bytes, count, digest);
    return;
  }
  pthread_once(&once, load);
  if (library_init != NULL && library_init(context) == 1 &&
      library_update(context, bytes, count) == 1 && library_final(digest, context) == 1) {
    return;
  }
  cdigest_sha256_portable(bytes, count, digest);
}

static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotated(uint32_t x, int n) { return (x >> n) | (x << (32 - n)); }

static uint32_t big_endian(const unsigned char *p) {
  return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void compress(uint32_t state[8], const unsigned char *block) {
  uint32_t w[64], v[8];
  for (int i = 0; i < 16; i++) w[i] = big_endian(block + 4 * i);
  for (int i = 16; i < 64; i++) {
    uint32_t s0 = rotated(w[i - 15], 7) ^ rotated(w[i - 15], 18) ^ (w[i - 15] >> 3);
    uint32_t s1 = rotated(w[i - 2], 17) ^ rotated(w[i - 2], 19) ^ (w[i - 2] >> 10);
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  memcpy(v, state, sizeof v);
  for (int i = 0; i < 64; i++) {
    uint32_t s1 = rotated(v[4], 6) ^ rotated(v[4], 11) ^ rotated(v[4], 25);
    uint32_t choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
    uint32_t t1 = v[7] + s1 + choice + constants[i] + w[i];
    uint32_t s0 = rotated(v[0], 2) ^ rotated(v[0], 13) ^ rotated(v[0], 22);
    uint32_t majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
    memmove(v + 1, v, 7 * sizeof v[0]);
    v[4] += t1;
    v[0] = t1 + s0 + majority;
  }
  for (int i = 0; i < 8; i++) state[i] += v[i];
}

static const uint32_t initial[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

// The last bytes, fewer than a block, with the padding and the length of all.
static void finish(uint32_t state[8], const unsigned char *rest, size_t left, uint64_t count,
                   unsigned char *digest) {
  unsigned char tail[128] = {0};
  if (left > 0) memcpy(tail, rest, left);
  tail[left] = 0x80;
  size_t length = left < 56 ? 64 : 128;
  for (int i = 0; i < 8; i++) tail[length - 1 - i] = (unsigned char)(count * 8 >> 8 * i);
  for (size_t at = 0; at < length; at += 64) compress(state, tail + at);
  for (int i = 0; i < 32; i++) digest[i] = (unsigned char)(state[i / 4] >> (24 - 8 * (i % 4)));
}

void cdigest_sha256_portable(const void *bytes, size_t count, unsigned char *digest) {
  uint32_t state[8];
  memcpy(state, initial, sizeof state);
  const unsigned char *next = bytes;
  size_t left = count;
  for (; left >= 64; left -= 64, next += 64) compress(state, next);
  finish(state, next, left, count, digest);
}

void cdigest_begin(struct cdigest_stream *stream, int portable) {
  memset(stream, 0, sizeof *stream);
  memcpy(stream->state, initial, sizeof initial);
  if (portable) return;
  pthread_once(&once, load);
  stream->uses_library = library_init != NULL && library_init(stream->library) == 1;
}

void cdigest_update(struct cdigest_stream *stream, const void *bytes, size_t count) {
  if (stream->uses_library) {
    library_update(stream->library, bytes, count);
    return;
  }
  const unsigned char *next = bytes;
  stream->count += count;
  while (count > 0) {
    size_t room = 64 - stream->in_block;
    size_t taken = count < room ? count : room;
    memcpy(stream->block + stream->in_block, next, taken);
    stream->in_block += taken;
    next += taken;
    count -= taken;
    if (stream->in_block == 64) {
      compress(stream->state, stream->block);
      stream->in_block = 0;
    }
  }
}

void cdigest_end(struct cdigest_stream *stream, unsigned char *digest) {
  if (stream->uses_library) {
    library_final(digest, stream->library);
    return;
  }
  finish(stream->state, stream->block, stream->in_block, stream->count, digest);
}
