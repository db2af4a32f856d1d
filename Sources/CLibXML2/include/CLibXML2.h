// SPDX-License-Identifier: Apache-2.0
#ifndef CLIBXML2_H
#define CLIBXML2_H

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

/// Loads libxml2 once; false if it is not installed. Every other function here needs it loaded.
/// The library is loaded late because, with ICU behind it, it costs a millisecond at every start.
int clibxml2_load(void);

#endif
