// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// A file of the repository: its path from the root, with `/`, and its text.
package struct SourceFile: Sendable {
    package let path: String
    package let text: String

    /// The parts of a Swift file; without lines for other files.
    let swift: SwiftText

    package init(path: String, text: String) {
        (self.path, self.text) = (path, text)
        swift = SwiftText(path.hasSuffix(".swift") ? text : "")
    }

    /// The parts of the path: `["Sources", "Domain", "Plans", "Plan.swift"]`.
    package var parts: [String] { path.split(separator: "/").map(String.init) }
    package var name: String { parts.last ?? path }
    /// The target that a file below `Sources/` belongs to, or nil.
    package var target: String? { parts.count > 2 && parts[0] == "Sources" ? parts[1] : nil }
    package var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
}

/// The files of the repository that the rules judge.
package struct Repository: Sendable {
    package let files: [SourceFile]

    /// Reads the repository that this package lies in.
    package static func ofThisPackage() throws -> Repository {
        var root = URL(filePath: #filePath)
        for _ in 1...4 { root.deleteLastPathComponent() }
        return try Repository(root: root)
    }

    /// Reads every file below `root` whose suffix is judged by some rule.
    package init(root: URL) throws {
        let judged: Set = ["swift", "yml", "yaml", "mustache", "html", "sh", "py", "md", "js", "css", "c", "h"]
        let skipped: Set = [".build", ".git", ".venv", ".assets", "vendor", "data", "node_modules"]
        var files: [SourceFile] = []
        var folders = [root]
        while let folder = folders.popLast() {
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
                let url = folder.appending(path: name)
                if try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true {
                    if !skipped.contains(name) { folders.append(url) }
                } else if judged.contains(url.pathExtension) {
                    let path = String(
                        url.path.dropFirst(root.path.hasSuffix("/") ? root.path.count : root.path.count + 1))
                    files.append(SourceFile(path: path, text: try String(contentsOf: url, encoding: .utf8)))
                }
            }
        }
        self.files = files.sorted { $0.path < $1.path }
    }

    package init(files: [SourceFile]) { self.files = files }

    /// The Swift files of the program.
    package var sources: [SourceFile] { swift(below: "Sources/") }
    /// The Swift files of the program, its tests and its benchmarks.
    package var allSwift: [SourceFile] { sources + swift(below: "Tests/") + swift(below: "Benchmarks/") }

    private func swift(below folder: String) -> [SourceFile] {
        files.filter { $0.path.hasPrefix(folder) && $0.path.hasSuffix(".swift") }
    }
}
