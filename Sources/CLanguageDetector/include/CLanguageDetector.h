// SPDX-License-Identifier: Apache-2.0
#ifndef CLANGUAGEDETECTOR_H
#define CLANGUAGEDETECTOR_H

int clanguagedetector_load(void);

#endif
