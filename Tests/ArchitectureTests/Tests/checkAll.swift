// SPDX-License-Identifier: Apache-2.0
import ArchitectureRules
import Testing

/// The repository that this test stands in, read once.
let repository = Result { try Repository.ofThisPackage() }

/// Fails with one message for each violation.
func expectNone(_ violations: [Violation], sourceLocation: SourceLocation = #_sourceLocation) {
    for violation in violations {
        Issue.record(Comment(rawValue: violation.description), sourceLocation: sourceLocation)
    }
}

/// A bad or good snippet as if it stood at `path`.
func snippet(_ text: String, at path: String = "Sources/Web/Plans/Example.swift") -> SourceFile {
    SourceFile(path: path, text: text)
}
