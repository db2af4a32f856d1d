// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Ingestion
import Rendering

/// The pages of the manual, made from the definitions of the commands, so that they cannot differ.
enum CommandManual {
  /// The program's page, one for each command, and one for the query language.
  static var pages: [ManualPage] {
    guard let tool = JSONValue(text: Morgue._dumpHelp()), let root = tool["command"] else {
      return []
    }
    let commands = (root["subcommands"]?.elements ?? []).filter(isShown)
    let named = commands.compactMap { command in
      command["commandName"]?.text.map { (name: $0, command: command) }
    }
    let names = named.filter { $0.name != "query" }.map { "morgue-\($0.name)(1)" }
    return [overview(root, named.map(\.command), names)]
      + named.filter { $0.name != "query" }.map { page(of: $0.command, $0.name) } + [language]
  }

  private static func isShown(_ description: JSONValue) -> Bool {
    description["shouldDisplay"] != .word("false")
  }

  private static func overview(
    _ root: JSONValue,
    _ commands: [JSONValue],
    _ names: [String]
  ) -> ManualPage {
    var page = ManualPage(
      name: "morgue",
      section: 1,
      abstract: root["abstract"]?.text ?? ""
    )
    page.synopsis = ["morgue COMMAND [OPTIONS]"]
    page.examples = examples(Morgue.configuration)
    page.description = root["discussion"]?.text ?? ""
    page.entries = [
      .init(
        "Commands",
        commands.map {
          .init($0["commandName"]?.text ?? "", $0["abstract"]?.text ?? "")
        }
      )
    ]
    page.seeAlso = names + ["morgue-query(7)"]
    return page
  }

  private static func page(of command: JSONValue, _ name: String) -> ManualPage {
    var page = ManualPage(
      name: "morgue-\(name)",
      section: 1,
      abstract: command["abstract"]?.text ?? ""
    )
    let arguments = (command["arguments"]?.elements ?? []).filter(isShown)
    let positional = arguments.filter { $0["kind"]?.text == "positional" }
    let options = arguments.filter { $0["kind"]?.text != "positional" }
    page.synopsis = ["morgue \(name) [OPTIONS]" + positional.map { " " + place(of: $0) }.joined()]
    page.examples = examples(configuration(named: name))
    page.description = command["discussion"]?.text ?? ""
    let aliases = command["aliases"]?.elements.compactMap(\.text) ?? []
    if !aliases.isEmpty {
      page.description += "\n\nAlso called \(aliases.joined(separator: ", "))."
    }
    page.entries = [
      .init("Arguments", positional.map { .init(place(of: $0), text(of: $0)) }),
      .init("Options", options.map { .init(names(of: $0), text(of: $0)) }),
    ]
    page.seeAlso = ["morgue(1)", "morgue-query(7)"]
    return page
  }

  private static var language: ManualPage {
    var page = ManualPage(
      name: "morgue-query",
      section: 7,
      abstract: "the query language of morgue"
    )
    page.description = QueryHelp.text
    page.seeAlso = ["morgue-search(1)", "morgue-explain(1)"]
    return page
  }

  private static func configuration(named name: String) -> CommandConfiguration? {
    Morgue.configuration.subcommands.first { $0.configuration.commandName == name }?.configuration
  }

  private static func examples(_ configuration: CommandConfiguration?) -> [String] {
    (configuration?.usage ?? "").split(separator: "\n").map(String.init)
  }
}

// MARK: - Arguments

extension CommandManual {
  private static func place(of argument: JSONValue) -> String {
    let name = (argument["valueName"]?.text ?? "").uppercased()
    let many = argument["isRepeating"] == .word("true") ? name + "..." : name
    return argument["isOptional"] == .word("true") ? "[\(many)]" : many
  }

  private static func names(of argument: JSONValue) -> String {
    let names = (argument["names"]?.elements ?? []).compactMap { name in
      name["name"]?.text.map { name["kind"]?.text == "long" ? "--\($0)" : "-\($0)" }
    }
    let value = argument["kind"]?.text == "option" ? " <\(argument["valueName"]?.text ?? "")>" : ""
    return names.joined(separator: ", ") + value
  }

  private static func text(of argument: JSONValue) -> String {
    var text = argument["abstract"]?.text ?? ""
    if let more = argument["discussion"]?.text { text += (text.isEmpty ? "" : " ") + more }
    if let standard = argument["defaultValue"]?.text { text += " (default: \(standard))" }
    return text
  }
}
