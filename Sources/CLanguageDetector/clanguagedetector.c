// SPDX-License-Identifier: Apache-2.0
#include "CLanguageDetector.h"

int clanguagedetector_load(void) { return 0; }
