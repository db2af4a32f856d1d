// SPDX-License-Identifier: Apache-2.0
#ifndef CLIBXML2_LIBRARY_H
#define CLIBXML2_LIBRARY_H

/// libxml2, loaded when it is first asked for; null if it is not installed.
void *clibxml2_library(void);

/// Lays the address of a function of libxml2 where `function` points; 0 if there is none.
int clibxml2_find(void *library, const char *name, void *function);

#endif
