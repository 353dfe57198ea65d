// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

/// A package of its own, without dependencies, so that `make check` judges the source in seconds,
/// before anything of the program is built.
let package = Package(
    name: "architecture",
    platforms: [.macOS(.v15)],
    targets: [
        .target(name: "ArchitectureRules", path: "Rules"),
        .testTarget(name: "ArchitectureTests", dependencies: ["ArchitectureRules"], path: "Tests"),
    ],
    swiftLanguageModes: [.v6]
)
