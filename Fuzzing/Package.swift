// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

/// The readers of the program, built again with libFuzzer's counters and the address sanitizer: scripts/fuzz.sh.
///
/// A package of its own, so that the ordinary build has no part in it. Its sources are links to the program's.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "fuzzing",
    targets: [
        .executableTarget(
            name: "fuzz",
            dependencies: [
                "CFuzzer", "DocumentEngine", "Domain", "Extraction", "FileTesting", "LedgerEngine", "OfficeFiles",
            ],
            swiftSettings: strict,
            // Debian's other linker fails on what the sanitizer exports.
            linkerSettings: [.unsafeFlags(["-use-ld=lld"])]),
        .target(name: "DocumentEngine", dependencies: ["Domain"], swiftSettings: strict),
        .target(name: "LedgerEngine", dependencies: ["Domain"], swiftSettings: strict),
        .target(name: "Extraction", dependencies: ["CSpawn", "Domain", "OfficeFiles"], swiftSettings: strict),
        .target(name: "OfficeFiles", dependencies: ["CArchive", "CExpat", "CXLSXWriter"], swiftSettings: strict),
        .target(name: "FileTesting", dependencies: ["CArchive"], swiftSettings: strict),
        .target(name: "Domain", swiftSettings: strict),
        .target(name: "CFuzzer"),
        .target(name: "CSpawn"),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive"),
        .systemLibrary(name: "CExpat", pkgConfig: "expat"),
        .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter"),
    ],
    swiftLanguageModes: [.v6]
)
