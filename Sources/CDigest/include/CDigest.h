// SPDX-License-Identifier: Apache-2.0
#ifndef CDIGEST_H
#define CDIGEST_H

int cdigest_load(void);

#endif
