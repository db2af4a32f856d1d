// SPDX-License-Identifier: Apache-2.0
#ifndef CLIBXML2_H
#define CLIBXML2_H

#include "clibxml2_xml.h"

/// What the parser reports, in document order. Every pointer is valid during the call only.
///
/// Events rather than a tree: nothing is built twice, twice as many bytes a second pass, and the
/// limits of libxml2's tree (256 levels, 10 MB of text) do not apply. A position is the number of
/// bytes that the parser has read: those before the `>` of a start tag, or up to the end of a text.
typedef struct {
  void (*start)(void *user, const unsigned char *name, long position);
  void (*end)(void *user, const unsigned char *name);
  void (*text)(void *user, long position);
} clibxml2_events;

/// Parses `length` bytes of ASCII as HTML. Gives 0 when all went well, 1 after an error behind
/// which elements may be missing, or at more than 4,096 open ones; -1 without libxml2 or memory.
///
/// libxml2 is loaded on the first call rather than linked, because with ICU behind it it costs a
/// millisecond at every start of the program.
int clibxml2_parse(const char *bytes, int length, const clibxml2_events *events, void *user);

#endif
