// SPDX-License-Identifier: Apache-2.0

import Storage

/// Speaks the protocol by which engines are measured side by side; `scripts/peers/README.md` has it.
enum Driver {
  private static let usage = """
    morgue-bench build INDEX CORPUS [--threads=N] [--memory=MB] [--no-merge | --reorder]
    morgue-bench add INDEX DOCUMENTS
    morgue-bench serve INDEX [--threads=N]

    """

  /// Does what the arguments say and returns the status to exit with.
  ///
  /// Whatever goes wrong is one line on standard error.
  static func run(_ arguments: [String]) -> Int32 {
    do throws(BenchmarkError) {
      try perform(arguments)
      return 0
    } catch {
      var stream = OutputStream.standardError()
      try? stream.write("morgue-bench: error: \(error.sentence)\n")
      try? stream.flush()
      return error.status
    }
  }

  private static func perform(_ arguments: [String]) throws(BenchmarkError) {
    if arguments == ["--help"] { return try write(usage) }
    let options = try DriverOptions(arguments)
    switch options.command {
    case .build(let corpus): try write(Building(options).run(corpus))
    case .add(let documents): try write(Adding(options).run(documents))
    case .serve: try Serving(options).run()
    }
  }

  /// Writes to standard output at once.
  static func write(_ text: String) throws(BenchmarkError) {
    var output = OutputStream.standardOutput()
    do throws(OutputStream.Failure) {
      try output.write(text)
      try output.flush()
    } catch {
      throw BenchmarkError(error)
    }
  }
}
