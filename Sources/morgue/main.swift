// SPDX-License-Identifier: Apache-2.0

import NewsArchive
import Storage

ProcessSignals.prepare()
if let reading = Process.readingApart {
  reading.perform()
  Process.end(0)
}
Process.end(Program.run(Process.arguments))
