// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Writes the bytes under a temporary name and moves the file into place: the old file or the new one, never half.
/// Folders on the way are created.
package func writeFile(_ bytes: [UInt8], to path: String) throws {
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url, options: .atomic)
}

/// True where the path names a folder that exists or ends with a slash.
package func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return path.hasSuffix("/")
        || (FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue)
}

/// Where the result of reading `file` goes in `folder`: the file's name with the format's ending after its own,
/// so that `plan.docx` and `plan.pdf` do not overwrite each other.
package func resultPath(of file: String, in folder: String, format: DraftFormat) -> String {
    let name = file == "-" ? "stdin" : URL(fileURLWithPath: file).lastPathComponent
    return URL(fileURLWithPath: folder).appending(path: "\(name).\(format.ending)").path
}
