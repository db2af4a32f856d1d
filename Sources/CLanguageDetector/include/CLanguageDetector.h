// SPDX-License-Identifier: Apache-2.0
#ifndef CLANGUAGEDETECTOR_H
#define CLANGUAGEDETECTOR_H

#include <stdbool.h>
#include <stddef.h>

/// What the Compact Language Detector found.
typedef struct {
  /// The code of the likeliest language, such as "en"; static storage, never null.
  const char *code;
  /// How much of the text is in that language, 0...100.
  int percent;
  /// How many bytes of letters were judged.
  int text_bytes;
  bool is_reliable;
} clanguagedetector_result;

/// Loads the library if that has not been done; 0 if it is not there.
///
/// The library is C++ and slow to load, so it is not linked: only writing needs it.
int clanguagedetector_load(void);

/// Judges at most the first few kilobytes of a UTF-8 text; false if the library is not there or
/// the text is not UTF-8. `hint` is a language code or null.
bool clanguagedetector_detect(const char *text, size_t length, const char *hint,
                              clanguagedetector_result *result);

#endif
