// SPDX-License-Identifier: Apache-2.0
#ifndef CDIGEST_H
#define CDIGEST_H

#include <stddef.h>
#include <stdint.h>

/// Writes the SHA-256 (FIPS 180-4) of `count` bytes to `digest`, 32 bytes.
///
/// Once a process has digested so much that loading libcrypto pays, uses that library's code, which
/// knows the processor's instructions, if it can be loaded; else the portable code below. Safe from
/// any thread.
void cdigest_sha256(const void *bytes, size_t count, unsigned char *digest);

/// The same, always in portable C: about 0.2 GB/s instead of 1.5.
void cdigest_sha256_portable(const void *bytes, size_t count, unsigned char *digest);

/// A digest of bytes that come piece by piece; its content is nobody's business but the functions'.
struct cdigest_stream {
  uint64_t library[32];
  uint32_t state[8];
  unsigned char block[64];
  size_t in_block;
  uint64_t count;
  int uses_library;
};

/// Begins a digest; uses libcrypto if that can be loaded, unless `portable` is not zero.
void cdigest_begin(struct cdigest_stream *stream, int portable);

/// Takes the next `count` bytes.
void cdigest_update(struct cdigest_stream *stream, const void *bytes, size_t count);

/// Writes the SHA-256 of everything taken to `digest`, 32 bytes; the stream is then used up.
void cdigest_end(struct cdigest_stream *stream, unsigned char *digest);

#endif
