// SPDX-License-Identifier: Apache-2.0
#include "CLanguageDetector.h"

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

// The names below are those that a C++ compiler gives to the two functions of
// <cld2/public/compact_lang_det.h> that are used here; enumerations travel as int.
#define DETECT \
  "_ZN4CLD233ExtDetectLanguageSummaryCheckUTF8EPKcibPKNS_8CLDHintsEiPNS_8LanguageEPiPdPSt6" \
  "vectorINS_11ResultChunkESaISA_EES7_PbS7_"
#define LANGUAGE_CODE "_ZN4CLD212LanguageCodeENS_8LanguageE"

enum { FIRST_LIMIT = 1024, LIMIT = 2048, CLEAR_PERCENT = 95, PADDING = 64, UNKNOWN_ENCODING = 23, UNKNOWN_LANGUAGE = 26 };

typedef struct {
  const char *content_language_hint;
  const char *tld_hint;
  int encoding_hint;
  int language_hint;
} hints;

typedef int (*detect_function)(const char *, int, bool, const hints *, int, int *, int *, double *,
                               void *, int *, bool *, int *);
typedef const char *(*code_function)(int);

static pthread_once_t once = PTHREAD_ONCE_INIT;
static detect_function detect;
static code_function language_code;

static void load(void) {
  void *library = dlopen("libcld2.so.0", RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  detect_function found = (detect_function)dlsym(library, DETECT);
  language_code = (code_function)dlsym(library, LANGUAGE_CODE);
  if (language_code) detect = found;
}

int clanguagedetector_load(void) {
  pthread_once(&once, load);
  return detect != 0;
}

/// The length of the longest start of at most `limit` bytes that ends between characters.
static size_t clip(const char *text, size_t length, size_t limit) {
  if (length <= limit) return length;
  while (limit > 0 && ((unsigned char)text[limit] & 0xC0) == 0x80) limit--;
  return limit;
}

/// Judges a text of at most `LIMIT` bytes.
static bool judge(const char *text, size_t count, const char *hint,
                  clanguagedetector_result *result) {
  // The detector reads a little past the end of what it is given.
  char start[LIMIT + PADDING];
  memcpy(start, text, count);
  memset(start + count, 0, PADDING);
  hints with = {hint, 0, UNKNOWN_ENCODING, UNKNOWN_LANGUAGE};
  int languages[3] = {UNKNOWN_LANGUAGE, UNKNOWN_LANGUAGE, UNKNOWN_LANGUAGE};
  int percents[3] = {0}, text_bytes = 0, valid = 0;
  double scores[3];
  bool reliable = false;
  int language = detect(start, (int)count, true, &with, 0, languages, percents, scores, 0,
                        &text_bytes, &reliable, &valid);
  if (valid < (int)count) return false;
  result->code = language_code(language);
  result->percent = language == languages[0] ? percents[0] : 0;
  result->text_bytes = text_bytes;
  result->is_reliable = reliable;
  return true;
}

bool clanguagedetector_detect(const char *text, size_t length, const char *hint,
                              clanguagedetector_result *result) {
  if (!clanguagedetector_load()) return false;
  // Detection costs far more than any other step, so a clear beginning is enough.
  size_t first = clip(text, length, FIRST_LIMIT);
  if (!judge(text, first, hint, result)) return false;
  if (first == length || (result->is_reliable && result->percent >= CLEAR_PERCENT)) return true;
  return judge(text, clip(text, length, LIMIT), hint, result);
}
