// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc
import NewsArchive
import Storage

ProcessSignals.prepare()
exit(Program.run(Array(CommandLine.arguments.dropFirst())))
