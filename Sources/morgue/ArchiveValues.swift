// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Storage

/// What shells complete from the archive.
enum ArchiveValues {
  /// Values of a field, the most frequent first.
  static func completion(of field: CountedField) -> CompletionKind {
    .custom { arguments, _, prefix in values(of: field, prefix, arguments) }
  }

  /// Ids of articles.
  static var ids: CompletionKind {
    .custom { arguments, _, prefix in
      found(arguments) { archive in try archive.ids(beginningWith: prefix, limit: 50) }
    }
  }

  /// Ids of articles, and behind a plus the labels there are.
  static var idsAndLabels: CompletionKind {
    .custom { arguments, _, prefix in
      guard prefix.hasPrefix("+") else {
        return found(arguments) { try $0.ids(beginningWith: prefix, limit: 50) }
      }
      return values(of: .tag, String(prefix.dropFirst()), arguments).map { "+" + $0 }
    }
  }

  /// The names of searches that are kept.
  static var searches: CompletionKind {
    .custom { arguments, _, prefix in
      found(arguments) { try $0.searchNames().filter { $0.hasPrefix(prefix) } }
    }
  }

  /// As many as anybody would look through.
  private static let most = 200

  private static func values(
    of field: CountedField,
    _ prefix: String,
    _ arguments: [String]
  ) -> [String] {
    found(arguments) { archive in
      let counts = try archive.counts(of: "", by: field)
      let typed = prefix.lowercased()
      let names = counts.values.lazy.map(\.name).filter { $0.lowercased().hasPrefix(typed) }
      return names.prefix(most).map { TerminalText.escape($0) }
    }
  }

  /// What an archive has; nothing where there is none, as nobody reads complaints of a completion.
  private static func found(
    _ arguments: [String],
    _ read: (Archive) throws -> [String]
  ) -> [String] {
    do {
      let found = try read(ArchiveChoice(folder: folder(in: arguments)).open())
      return CompletionShell.requesting == .bash ? found.map(unexpanded) : found
    } catch {
      return []
    }
  }

  /// The word as bash has to be given it: `compgen -W` expands its words as if they were typed, and
  /// what strangers call an outlet must not become a command.
  private static func unexpanded(_ word: String) -> String {
    var quoted = String.UnicodeScalarView()
    for scalar in word.unicodeScalars {
      if scalar.isASCII, !scalar.properties.isAlphabetic, scalar.properties.numericType == nil {
        quoted.append("\\")
      }
      quoted.append(scalar)
    }
    return String(quoted)
  }

  /// The folder that the line names, if it names one.
  private static func folder(in arguments: [String]) -> String? {
    for (index, argument) in arguments.enumerated() {
      if argument == "--archive", index + 1 < arguments.count { return arguments[index + 1] }
      if argument.hasPrefix("--archive=") { return String(argument.dropFirst(10)) }
    }
    return nil
  }
}
