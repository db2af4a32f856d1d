// SPDX-License-Identifier: Apache-2.0

import Glibc
import Storage

ProcessSignals.prepare()
exit(Driver.run(Array(CommandLine.arguments.dropFirst())))
