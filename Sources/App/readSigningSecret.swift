// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The 32 bytes with which this installation signs what visitors carry from page to page: kept in the data folder,
/// made at the first start, readable by its owner alone. Instances that share a database share the file.
///
/// Throws where the file can be neither read nor made.
func readSigningSecret(in folder: String) throws -> [UInt8] {
    let path = folder + "/signing-secret"
    if let known = FileManager.default.contents(atPath: path), known.count == 32 { return [UInt8](known) }
    var generator = SystemRandomNumberGenerator()
    let made = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    // Two processes that start together agree on the file that was linked first.
    let draft = path + "." + String(ProcessInfo.processInfo.processIdentifier)
    guard FileManager.default.createFile(atPath: draft, contents: Data(made), attributes: [.posixPermissions: 0o600])
    else { throw CocoaError(.fileWriteNoPermission) }
    defer { try? FileManager.default.removeItem(atPath: draft) }
    do {
        try FileManager.default.linkItem(atPath: draft, toPath: path)
        return made
    } catch {
        guard let known = FileManager.default.contents(atPath: path), known.count == 32 else { throw error }
        return [UInt8](known)
    }
}
