// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Reads one kind of file.
package protocol SourceAdapter: Sendable {
    /// The text of the file with where its parts lie; blocks the calling thread.
    func read(_ file: SourceFile) throws(ExtractionError) -> SourceText
}

/// A file whose bytes are in memory.
package struct SourceFile: Sendable {
    /// The name under which a person gave it.
    package let name: String
    package let bytes: [UInt8]
    /// Where it lies; nil where it came from memory.
    package let path: String?

    package init(name: String, bytes: [UInt8], path: String?) {
        (self.name, self.bytes, self.path) = (name, bytes, path)
    }

    /// The end of the name after the last dot, in small letters.
    var suffix: String {
        name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
    }
}
