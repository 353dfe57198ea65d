// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import OfficeFiles
import SQLCore
import Storage

/// A backup on disk, read as often as needed; the manifest at once.
package struct BackupFile: Sendable {
    package let path: String
    package let manifest: BackupManifest
    private let seal: BackupSeal?

    /// Throws `BackupError` for what is no backup, a cut one, or one made by another format.
    package init(path: String, passphrase: String? = nil) throws {
        self.path = path
        (seal, manifest) = try Self.explaining(path) {
            let file = try FileSource(path: path)
            let head = try file.bytes(at: 0, count: BackupSeal.headSize)
            let isSealed = head.count == BackupSeal.headSize && head.starts(with: BackupSeal.mark)
            let seal = isSealed ? try BackupSeal(passphrase: passphrase, head: head) : nil
            return (seal, try Self.readManifest(ZipReader(try seal.map { try SealedSource(file, $0) } ?? file), path))
        }
        try Migrations.migrator.check(manifest.migrations)
    }

    private static func readManifest(_ container: ZipReader, _ path: String) throws -> BackupManifest {
        var (found, names): (BackupManifest?, Set<String>) = (nil, [])
        try container.forEachEntry { entry in
            names.insert(entry.name)
            if entry.name == BackupManifest.entryName {
                found = try BackupManifest(json: entry.contents(limit: 1 << 28))
            }
            return true
        }
        guard let found else { throw BackupError.notABackup(path) }
        let wanted = found.tables.map { tableEntry($0.name) } + found.files.map(\.path)
        if let missing = wanted.first(where: { !names.contains($0) }) { throw BackupError.damaged(missing) }
        return found
    }

    /// Calls `body` with each table of the backup, in an order in which each comes after those it refers to, and with a
    /// function that gives its lines in blocks, whole lines each. What comes is counted and compared with the manifest.
    func forEachTable(
        _ body: (BackupManifest.Table, _ lines: (_ take: (ArraySlice<UInt8>) throws -> Void) throws -> Void) throws ->
            Void
    ) throws {
        let wanted = Dictionary(manifest.tables.map { (tableEntry($0.name), $0) }) { first, _ in first }
        try read(wanted) { table, entry in
            var (hasher, size, rest) = (SHA256(), Int64(0), [UInt8]())
            try body(table) { take in
                try entry.forEachPiece { piece in
                    hasher.update(bufferPointer: piece)
                    size += Int64(piece.count)
                    rest.append(contentsOf: piece)
                    guard size <= table.bytes else { throw BackupError.damaged(entry.name) }
                    guard let end = rest.lastIndex(of: UInt8(ascii: "\n")) else { return }
                    try take(rest[...end])
                    rest.removeSubrange(...end)
                }
            }
            guard rest.isEmpty, size == table.bytes, hexadecimal(hasher.finalize()) == table.sha256 else {
                throw BackupError.damaged(entry.name)
            }
        }
    }

    /// Calls `body` with each stored file of the backup and a function that gives its bytes, which are counted and
    /// compared with the manifest.
    func forEachFile(
        _ body: (BackupManifest.File, _ bytes: (_ take: (UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws
            -> Void
    ) throws {
        let wanted = Dictionary(manifest.files.map { ($0.path, $0) }) { first, _ in first }
        try read(wanted) { file, entry in
            var (hasher, size) = (SHA256(), Int64(0))
            try body(file) { take in
                try entry.forEachPiece { piece in
                    hasher.update(bufferPointer: piece)
                    size += Int64(piece.count)
                    guard size <= file.bytes else { throw BackupError.damaged(file.path) }
                    try take(piece)
                }
                guard size == file.bytes, hexadecimal(hasher.finalize()) == file.sha256 else {
                    throw BackupError.damaged(file.path)
                }
            }
        }
    }

    /// Every wanted entry comes exactly once.
    private func read<Part>(_ wanted: [String: Part], _ body: (Part, ZipEntry) throws -> Void) throws {
        try Self.explaining(path) {
            let file = try FileSource(path: path)
            var missing = wanted
            try ZipReader(try seal.map { try SealedSource(file, $0) } ?? file).forEachEntry { entry in
                guard let part = missing.removeValue(forKey: entry.name) else { return true }
                do {
                    try body(part, entry)
                } catch ZipError.damaged {
                    throw BackupError.damaged(entry.name)
                } catch let error as SQLError where error.cause.isConstraint {
                    // Rows that the schema refuses are none that a database gave out.
                    throw BackupError.damaged(entry.name)
                }
                return true
            }
            if let name = missing.keys.min() { throw BackupError.damaged(name) }
        }
    }

    private static func explaining<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as ZipError {
            switch error {
            case .notAnArchive: throw BackupError.notABackup(path)
            case .truncated: throw BackupError.truncated(path)
            case .unreadable(let detail): throw BackupError.unusable(path: path, detail: detail)
            case .encrypted, .tooManyEntries, .bomb, .damaged: throw BackupError.damaged(path)
            }
        }
    }
}

extension SQLError.Cause {
    fileprivate var isConstraint: Bool {
        switch self {
        case .uniqueViolation, .foreignKeyViolation, .checkViolation, .notNullViolation: true
        default: false
        }
    }
}
