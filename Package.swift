// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

/// What every target is compiled with.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableExperimentalFeature("Lifetimes"),
  .treatAllWarnings(as: .error),
]

/// Targets without kernels also mark every unsafe expression.
///
/// `Storage`, `TextAnalysis`, `ArticleStore` and `InvertedIndex` are made of pointers by design,
/// taken from memory that was validated first.
let strictSettings = settings + [.strictMemorySafety()]

let system: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser",
  package: "swift-argument-parser"
)

let cSettings: [CSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "morgue",
  products: [
    .executable(name: "morgue", targets: ["morgue"]),
    .executable(name: "morgue-bench", targets: ["morgue-bench"]),
    .library(name: "NewsArchive", targets: ["NewsArchive"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
  ],
  targets: [
    // C libraries. Those that only writing needs are loaded where they are used, so that a
    // search starts without them; zstd, Snowball and zlib are linked statically.
    .target(name: "CLibXML2", cSettings: cSettings + [.unsafeFlags(["-I/usr/include/libxml2"])]),
    .target(name: "CLanguageDetector", cSettings: cSettings),
    .target(name: "CDigest", cSettings: cSettings),
    .target(name: "CArguments", cSettings: cSettings),
    .systemLibrary(name: "CZstd"),
    .systemLibrary(name: "CStemmer"),
    .systemLibrary(name: "CZlib"),

    // 0: the materials.
    .target(name: "Storage", dependencies: [system], swiftSettings: settings),
    .target(
      name: "TextAnalysis",
      dependencies: ["CStemmer", "CLanguageDetector"],
      swiftSettings: settings,
      linkerSettings: [.linkedLibrary(":libstemmer.a")]
    ),
    .target(name: "Articles", swiftSettings: strictSettings),

    // 1: the crafts.
    .target(
      name: "ArticleStore",
      dependencies: ["Articles", "Storage", "CZstd", "CDigest", system],
      swiftSettings: settings,
      linkerSettings: [.linkedLibrary(":libzstd.a")]
    ),
    .target(
      name: "Ingestion",
      dependencies: ["Articles", "Storage", "TextAnalysis", "CLibXML2", "CZlib", system],
      swiftSettings: strictSettings,
      linkerSettings: [.linkedLibrary(":libz.a")]
    ),
    .target(
      name: "InvertedIndex",
      dependencies: ["Storage", "TextAnalysis"],
      swiftSettings: settings
    ),
    .target(name: "Snippets", dependencies: ["TextAnalysis"], swiftSettings: strictSettings),

    // 2: ranking.
    .target(
      name: "Searching",
      dependencies: ["Articles", "InvertedIndex", "Storage", "TextAnalysis"],
      swiftSettings: strictSettings
    ),

    // 3: the façade.
    .target(
      name: "NewsArchive",
      dependencies: [
        "Articles", "ArticleStore", "Ingestion", "InvertedIndex", "Searching", "Snippets",
        "Storage", "TextAnalysis", system,
      ],
      swiftSettings: strictSettings
    ),

    // 4: how results look.
    .target(
      name: "Rendering",
      dependencies: ["Articles", "NewsArchive", "Storage", "TextAnalysis", system],
      swiftSettings: strictSettings
    ),

    // 5: programs.
    .executableTarget(
      name: "morgue",
      dependencies: [
        "Articles", "CArguments", "Ingestion", "NewsArchive", "Rendering", "Storage",
        argumentParser,
        system,
      ],
      swiftSettings: strictSettings
    ),
    .executableTarget(
      name: "morgue-bench",
      dependencies: ["InvertedIndex", "Searching", "Storage", "TextAnalysis", system],
      swiftSettings: strictSettings
    ),
    // Tests.
    .target(
      name: "TestSupport",
      dependencies: ["CZlib", "Storage", "TextAnalysis", system],
      path: "Tests/TestSupport",
      swiftSettings: settings,
      linkerSettings: [.linkedLibrary(":libz.a")]
    ),
    .target(
      name: "Probes",
      dependencies: [
        "Articles", "ArticleStore", "Ingestion", "InvertedIndex", "NewsArchive", "Rendering",
        "Searching", "Storage", "TestSupport", "TextAnalysis", system,
      ],
      path: "Tests/Probes",
      swiftSettings: settings
    ),
    .testTarget(name: "ProbesTests", dependencies: ["Probes"], swiftSettings: settings),
    .testTarget(
      name: "StorageTests",
      dependencies: ["Storage", "TestSupport", system],
      swiftSettings: settings
    ),
    .testTarget(
      name: "TextAnalysisTests",
      dependencies: ["TextAnalysis", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ArticlesTests",
      dependencies: ["Articles", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ArticleStoreTests",
      dependencies: ["ArticleStore", "Articles", "Storage", "TestSupport", system],
      swiftSettings: settings
    ),
    .testTarget(
      name: "IngestionTests",
      dependencies: ["Ingestion", "Articles", "Storage", "TestSupport", system],
      swiftSettings: settings
    ),
    .testTarget(
      name: "InvertedIndexTests",
      dependencies: ["InvertedIndex", "Storage", "TextAnalysis", "TestSupport", system],
      swiftSettings: settings
    ),
    .testTarget(
      name: "SnippetsTests",
      dependencies: ["Snippets", "TextAnalysis", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "SearchingTests",
      dependencies: [
        "Searching", "InvertedIndex", "Storage", "TextAnalysis", "TestSupport", system,
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "NewsArchiveTests",
      dependencies: [
        "NewsArchive", "Articles", "InvertedIndex", "Storage", "TestSupport", system,
      ],
      // Archives as they were written by released versions.
      exclude: ["Frozen"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "RenderingTests",
      dependencies: ["Rendering", "NewsArchive", "Articles", "Ingestion", "TestSupport", system],
      swiftSettings: settings
    ),
    .testTarget(
      name: "CommandLineTests",
      dependencies: ["morgue", "Ingestion", "NewsArchive", "TestSupport", argumentParser, system],
      swiftSettings: settings
    ),
    .testTarget(
      name: "BenchmarkTests",
      dependencies: ["morgue-bench", "TestSupport", system],
      swiftSettings: settings
    ),
  ],
  cxxLanguageStandard: .cxx17
)

// Fuzz targets, all in one program; `scripts/fuzz` builds and runs it.
if Context.environment["FUZZ"] == "1" {
  package.targets.append(
    .executableTarget(
      name: "morgue-fuzz",
      dependencies: ["Articles", "Ingestion", "Probes"],
      swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]
    )
  )
}

// For work on one part: `ONLY=Storage,InvertedIndex swift test` builds those, what they need and
// their own tests.
if let only = Context.environment["ONLY"] {
  let roots = only.split(separator: ",").map(String.init)
  var wanted = Set(roots + roots.map { $0 + "Tests" } + ["TestSupport"])
  var grew = true
  while grew {
    grew = false
    for target in package.targets where wanted.contains(target.name) {
      for dependency in target.dependencies {
        if case .byNameItem(let name, _) = dependency, wanted.insert(name).inserted { grew = true }
      }
    }
  }
  package.targets.removeAll { !wanted.contains($0.name) }
  package.products.removeAll { _ in true }
}
