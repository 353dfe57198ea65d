// SPDX-License-Identifier: Apache-2.0
package import Domain
import Foundation

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

    /// A path at which an external tool finds the file: where it lies, else a copy in `folder`.
    func place(in folder: String, as name: String) throws(ExtractionError) -> String {
        if let path { return path }
        return try copy(in: folder, as: name)
    }

    /// A copy of the file in `folder` under a name that says what it is.
    func copy(in folder: String, as copyName: String) throws(ExtractionError) -> String {
        let copy = folder + "/" + copyName
        guard FileManager.default.createFile(atPath: copy, contents: Data(bytes)) else { throw .unreadable(name: name) }
        return copy
    }

    /// The end of the name after the last dot, in small letters.
    var suffix: String {
        name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
    }
}
