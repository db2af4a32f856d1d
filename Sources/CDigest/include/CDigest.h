// SPDX-License-Identifier: Apache-2.0
#ifndef CDIGEST_H
#define CDIGEST_H

#include <stddef.h>

/// Writes the SHA-256 (FIPS 180-4) of `count` bytes to `digest`, 32 bytes.
///
/// Once a process has digested so much that loading libcrypto pays, uses that library's code, which
/// knows the processor's instructions, if it can be loaded; else the portable code below. Safe from
/// any thread.
void cdigest_sha256(const void *bytes, size_t count, unsigned char *digest);

/// The same, always in portable C: about 0.2 GB/s instead of 1.5.
void cdigest_sha256_portable(const void *bytes, size_t count, unsigned char *digest);

#endif
