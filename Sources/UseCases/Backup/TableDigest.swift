// SPDX-License-Identifier: Apache-2.0
import Crypto
import SQLCore
import Storage

/// Counts and hashes the lines of a table as they pass.
struct TableDigest {
    private(set) var rows = 0
    private(set) var bytes: Int64 = 0
    private var hasher = SHA256()

    mutating func add(lines: [UInt8], rows count: Int) {
        rows += count
        bytes += Int64(lines.count)
        hasher.update(data: lines)
    }

    /// What a manifest says of the table.
    func entry(_ table: TableShape) -> BackupManifest.Table {
        BackupManifest.Table(
            name: table.name, columns: table.columns.map(\.name), rows: rows, bytes: bytes,
            sha256: hexadecimal(hasher.finalize()))
    }

    /// Hashes the whole table. `pass` is given its lines, some thousand bytes at a time.
    static func walk(
        _ table: TableShape, _ connection: any SQLConnection, _ step: BackupProgress.Step,
        _ report: BackupProgress.Report, _ pass: ([UInt8]) throws -> Void = { _ in }
    ) throws -> BackupManifest.Table {
        var digest = TableDigest()
        var (lines, count) = ([UInt8](), 0)
        func flush(isDone: Bool) throws {
            digest.add(lines: lines, rows: count)
            try pass(lines)
            lines.removeAll(keepingCapacity: true)
            count = 0
            report(
                BackupProgress(step: step, part: table.name, rows: digest.rows, bytes: digest.bytes, isDone: isDone))
        }
        try TableCopy(connection).forEachRow(of: table) { values in
            RowLine.append(values, to: &lines)
            count += 1
            if lines.count >= 1 << 16 { try flush(isDone: false) }
        }
        try flush(isDone: true)
        return digest.entry(table)
    }
}
