// SPDX-License-Identifier: Apache-2.0
#include "CArguments.h"

// Swift's CommandLine looks for the arguments in the process's table of memory, which takes the
// system a tenth of a millisecond to write; the C library hands them to every constructor.

static int count;
static char **values;

__attribute__((constructor)) static void remember(int given, char **arguments) {
  count = given;
  values = arguments;
}

int carguments_count(void) { return count; }

const char *carguments_value(int index) {
  return index >= 0 && index < count ? values[index] : 0;
}
