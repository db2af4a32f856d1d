// SPDX-License-Identifier: Apache-2.0
#include "CLibXML2.h"

#include <dlfcn.h>

int clibxml2_load(void) {
  static void *library;
  if (!library) library = dlopen("libxml2.so.2", RTLD_NOW | RTLD_LOCAL);
  return library != 0;
}
