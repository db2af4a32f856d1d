// SPDX-License-Identifier: Apache-2.0
#include "library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

static void *library;

static void load(void) {
  void *handle = dlopen("libxml2.so.2", RTLD_NOW | RTLD_LOCAL);
  void (*init_parser)(void);
  if (!handle || !clibxml2_find(handle, "xmlInitParser", &init_parser)) return;
  init_parser();
  library = handle;
}

void *clibxml2_library(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return library;
}

int clibxml2_find(void *handle, const char *name, void *function) {
  void *symbol = dlsym(handle, name);
  memcpy(function, &symbol, sizeof symbol);
  return symbol != 0;
}
