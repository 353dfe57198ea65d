// SPDX-License-Identifier: Apache-2.0
package import SQLCore
import Foundation

/// What a backup says of itself: the last entry of its container, `manifest.json`.
package struct BackupManifest: Codable, Hashable, Sendable {
    /// A table: its columns in their order, how many rows it had, and the SHA-256 of its lines.
    package struct Table: Codable, Hashable, Sendable {
        package let name: String
        package let columns: [String]
        package let rows: Int
        package let bytes: Int64
        package let sha256: String
    }
    /// A file of the data folder: its path in it, its size, and the SHA-256 of its bytes.
    package struct File: Codable, Hashable, Sendable {
        package let path: String
        package let bytes: Int64
        package let sha256: String
    }
    /// The format of the container, `jiedui/backup/1`.
    package var format = Self.currentFormat
    /// Tells this backup from others.
    package let id: String
    /// The version of the program that made it.
    package let program: String
    /// `sqlite` or `postgres`: where it came from. It restores into either.
    package let engine: String
    /// The moment that it shows, in UTC milliseconds.
    package let moment: Int64
    package let migrations: [AppliedMigration]
    package let tables: [Table]
    package let files: [File]
    /// Files that rows name and that were not there, or whose bytes had changed, when the backup was made.
    package let faultyFiles: [String]

    static let currentFormat = "jiedui/backup/1"
    static let entryName = "manifest.json"

    /// The number of its newest migration.
    package var schema: Int { migrations.last?.number ?? 0 }
    package var rows: Int { tables.reduce(0) { $0 + $1.rows } }

    func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }

    init(json: [UInt8]) throws(BackupError) {
        struct Head: Decodable { let format: String }
        guard let head = try? JSONDecoder().decode(Head.self, from: Data(json)) else { throw .damaged("manifest.json") }
        guard head.format == Self.currentFormat else { throw .otherFormat(head.format) }
        guard let read = try? JSONDecoder().decode(BackupManifest.self, from: Data(json)) else {
            throw .damaged("manifest.json")
        }
        self = read
        guard migrations.map(\.number) == Array(1...max(1, migrations.count)),
            files.allSatisfy({ StoredPath($0.path) != nil })
        else { throw .damaged("manifest.json") }
    }

    init(
        id: String, program: String, engine: String, moment: Int64, migrations: [AppliedMigration], tables: [Table],
        files: [File], faultyFiles: [String]
    ) {
        (self.id, self.program, self.engine, self.moment) = (id, program, engine, moment)
        (self.migrations, self.tables, self.files, self.faultyFiles) = (migrations, tables, files, faultyFiles)
    }
}

/// A path in the data folder that belongs into a backup, and nothing that leads out of the folder.
struct StoredPath {
    static let secret = "signing-secret"
    let text: String
    /// The SHA-256 that the name of the file promises; nil for the secret and for an office's own registers.
    let hash: String?

    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if text == Self.secret || Self.isDefinition(parts) {
            hash = nil
        } else if parts.count == 3, parts[0] == "files", parts[2].count == 64, parts[2].hasPrefix(parts[1]),
            parts[1].count == 2, parts[2].utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        {
            hash = parts[2]
        } else {
            return nil
        }
        self.text = text
    }

    /// `ledgers/NAME.yml`, `ledgers/codes/NAME.yml` or `forms/NAME.yml`: an office's own register, code lists or form.
    private static func isDefinition(_ parts: [String]) -> Bool {
        guard let name = parts.last, name.hasSuffix(".yml"), !name.hasPrefix("."), name.utf8.count <= 255,
            name.unicodeScalars.allSatisfy({ $0.value >= 32 && $0.value != 127 })
        else { return false }
        return [["ledgers"], ["ledgers", "codes"], ["forms"]].contains(Array(parts.dropLast()))
    }

    init(hash: String) { (text, self.hash) = ("files/\(hash.prefix(2))/\(hash)", hash) }
}
