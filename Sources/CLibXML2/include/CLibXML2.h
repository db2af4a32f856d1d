// SPDX-License-Identifier: Apache-2.0
#ifndef CLIBXML2_H
#define CLIBXML2_H

#include "clibxml2_xml.h"

/// What the parser reports, in document order. Every pointer is valid during the call only.
///
/// Events rather than a tree: nothing is built twice, twice as many bytes a second pass, and the
/// limits of libxml2's tree (256 levels, 10 MB of text) do not apply.
typedef struct {
  /// Names and values alternate in `attributes`, which may be null and ends with null.
  void (*start)(void *user, const unsigned char *name, const unsigned char **attributes);
  void (*end)(void *user, const unsigned char *name);
  void (*text)(void *user, const unsigned char *bytes, int length);
} clibxml2_events;

/// Parses `length` bytes of clean UTF-8 as HTML. Gives 0 when all went well, 1 after an error
/// behind which text may be missing, -1 without libxml2 or memory.
///
/// libxml2 is loaded on the first call rather than linked, because with ICU behind it it costs a
/// millisecond at every start of the program.
int clibxml2_parse(const char *bytes, int length, const clibxml2_events *events, void *user);

#endif
