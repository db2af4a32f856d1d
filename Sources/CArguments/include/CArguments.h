// SPDX-License-Identifier: Apache-2.0
#ifndef CARGUMENTS_H
#define CARGUMENTS_H

/// How many arguments the process was started with, its own name among them.
int carguments_count(void);

/// One of them, ended by a zero; null beyond the last.
const char *carguments_value(int index);

#endif
