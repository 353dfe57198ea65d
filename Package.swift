// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

/// The settings of every target of ours: imports are internal unless said otherwise, an existential is
/// spelled `any`, a member needs the import of the module that declares it, and a warning stops the build.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "jiedui",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "jiedui", targets: ["jiedui"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.30.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // The program, from the top down: a target imports only targets that stand below it.
        .executableTarget(
            name: "jiedui",
            dependencies: [
                "App", "Domain", "UseCases", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "jiedui-bench",
            dependencies: [
                "App", "Definitions", "DocumentEngine", "Domain", "Extraction", "LedgerEngine", "OfficeFiles",
                "SQLCore",
                "Storage", "UseCases",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            path: "Benchmarks",
            swiftSettings: strict),
        .target(
            name: "App",
            dependencies: [
                "API", "Definitions", "Delivery", "DocumentEngine", "Domain", "Extraction", "OfficeFiles",
                "PostgresDriver", "Reports", "SQLCore", "SQLiteDriver", "Storage", "UseCases", "Web",
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict),
        .target(
            name: "API",
            dependencies: [
                "Definitions", "Domain", "FormData", "LedgerEngine", "UseCases",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .target(
            name: "Web",
            dependencies: [
                "CQRCode", "Definitions", "Domain", "FormData", "LedgerEngine", "UseCases",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [.copy("Resources")],
            swiftSettings: strict),
        .target(
            name: "UseCases",
            dependencies: [
                "Definitions", "DocumentEngine", "Domain", "Extraction", "LedgerEngine", "OfficeFiles", "Reports",
                "SQLCore", "Storage",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
            swiftSettings: strict),
        .target(name: "Storage", dependencies: ["Domain", "SQLCore"], swiftSettings: strict),
        .target(name: "SQLCore", swiftSettings: strict),
        .target(
            name: "SQLiteDriver",
            dependencies: [
                "SQLCore", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .target(name: "PostgresDriver", dependencies: ["CPostgres", "SQLCore"], swiftSettings: strict),
        .target(name: "DocumentEngine", dependencies: ["Domain"], swiftSettings: strict),
        .target(name: "LedgerEngine", dependencies: ["Domain"], swiftSettings: strict),
        .target(name: "Reports", dependencies: ["Domain", "OfficeFiles"], swiftSettings: strict),
        .target(
            name: "Extraction",
            dependencies: ["CSpawn", "Domain", "OfficeFiles"],
            swiftSettings: strict),
        .target(
            name: "Delivery",
            dependencies: [
                "CCurl", "Domain", .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .target(name: "OfficeFiles", dependencies: ["CArchive", "CExpat", "CXLSXWriter"], swiftSettings: strict),
        .target(
            name: "Definitions",
            dependencies: ["Domain", .product(name: "Yams", package: "Yams")],
            resources: [.copy("Data")],
            swiftSettings: strict),
        .target(name: "Domain", swiftSettings: strict),
        .target(name: "FormData", swiftSettings: strict),

        // Databases for tests: each test gets a fresh one of each engine.
        .target(
            name: "EngineTesting",
            dependencies: ["Domain", "PostgresDriver", "SQLCore", "SQLiteDriver", "Storage"],
            path: "Tests/EngineTesting",
            swiftSettings: strict),
        .testTarget(name: "DefinitionsTests", dependencies: ["Definitions", "Domain"], swiftSettings: strict),
        .testTarget(
            name: "LedgerEngineTests",
            dependencies: ["Definitions", "Domain", "Extraction", "FileTesting", "LedgerEngine", "OfficeFiles"],
            exclude: ["Fixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "StorageTests",
            dependencies: [
                "Definitions", "Domain", "EngineTesting", "PostgresDriver", "SQLCore", "SQLiteDriver", "Storage",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "UseCaseTests",
            dependencies: [
                "Definitions", "DocumentEngine", "Domain", "EngineTesting", "Extraction", "FileTesting", "LedgerEngine",
                "OfficeFiles", "Reports", "SQLCore", "Storage", "UseCases",
            ],
            exclude: ["Fixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "APITests",
            dependencies: [
                "API", "Definitions", "Domain", "EngineTesting", "SQLCore", "Storage", "UseCases",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "API", "Definitions", "Domain", "EngineTesting", "FormData", "OfficeFiles", "SQLCore", "SQLiteDriver",
                "Storage", "UseCases", "Web",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            exclude: ["Fixtures"],
            swiftSettings: strict),

        .testTarget(
            name: "DeliveryTests",
            dependencies: [
                "Delivery", "Domain", .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),

        // Containers, fixtures and programs of others for the tests of files.
        .target(name: "FileTesting", dependencies: ["CArchive"], path: "Tests/FileTesting", swiftSettings: strict),
        .testTarget(
            name: "DocumentEngineTests",
            dependencies: ["DocumentEngine", "Domain"],
            exclude: ["Labelled"],
            swiftSettings: strict),
        .testTarget(
            name: "OfficeFilesTests",
            dependencies: ["FileTesting", "OfficeFiles"],
            exclude: ["Fixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "ExtractionTests",
            dependencies: ["DocumentEngine", "Domain", "Extraction", "FileTesting"],
            exclude: ["Fixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "FuzzTests",
            dependencies: ["DocumentEngine", "Domain", "Extraction", "FileTesting", "LedgerEngine", "OfficeFiles"],
            exclude: ["Findings"],
            swiftSettings: strict),

        // Starts a program in a session of its own; Swift hides the calls that only GNU has.
        .target(name: "CSpawn"),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CQRCode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    ],
    swiftLanguageModes: [.v6]
)
