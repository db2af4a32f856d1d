// SPDX-License-Identifier: Apache-2.0

import Storage

ProcessSignals.prepare()
Process.end(Program.run(Process.arguments))
