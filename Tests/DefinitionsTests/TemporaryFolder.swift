// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A data folder with the given files, which is removed when `body` is done.
func withFolder<Result>(_ files: [String: String], _ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "jiedui-definitions-\(UUID())")
    try FileManager.default.createDirectory(at: folder.appending(path: "messages"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
        try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
    return try body(folder)
}
