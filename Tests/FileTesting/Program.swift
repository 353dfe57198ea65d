// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// A program of others that a test asks for a second opinion.
package struct Program: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    /// The Python of JIEDUI_PYTHON, or else of the repository.
    package static let python = Program(
        path: ProcessInfo.processInfo.environment["JIEDUI_PYTHON"] ?? repository.path + "/.venv/bin/python")
    package static let pandoc = Program(path: "/usr/bin/pandoc")

    package var isThere: Bool { FileManager.default.isExecutableFile(atPath: path) }

    /// Whether this Python has the module.
    package func has(module: String) -> Bool {
        isThere && (try? run(["-c", "import \(module)"])) != nil
    }

    /// What the program prints; fails where it ends with another code than 0.
    package func run(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let (output, complaint) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = complaint
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ProgramFailure(status: process.terminationStatus) }
        return String(decoding: bytes, as: UTF8.self)
    }
}

package struct ProgramFailure: Error { package let status: Int32 }

/// The root of the repository.
package let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// A file of a test target's folder Fixtures.
package func fixture(_ name: String, of target: String) -> URL {
    repository.appendingPathComponent("Tests/\(target)/Fixtures/\(name)")
}

/// The bytes of a file of a test target's folder Fixtures.
package func fixtureBytes(_ name: String, of target: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: fixture(name, of: target)))
}

/// Calls `body` with a folder of its own, which is gone afterwards.
package func withTemporaryFolder<Value>(_ body: (URL) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("jiedui-test-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
}
