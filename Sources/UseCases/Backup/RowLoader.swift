// SPDX-License-Identifier: Apache-2.0
import SQLCore
import Storage

/// Fills one table with the lines of a backup.
///
/// Where rows refer to others of the same table, a row waits until those it names are there: constraints hold after
/// every statement, and no server is asked to look away.
struct RowLoader {
    private let table: TableShape
    private let copy: TableCopy
    private let part: String
    /// The places of the columns that refer to rows of this table, and of those they name.
    private let links: [(from: [Int], to: [Int])]
    private var batch: [[SQLValue]] = []
    private var batchSize = 0
    private var known: [Set<[SQLValue]>]
    private var waiting: [[SQLValue]] = []
    private let isFilled: Bool
    private(set) var rows = 0

    /// `isFilled` tells that migrations left rows in the table that it doesn't let go.
    init(_ table: TableShape, isFilled: Bool, _ connection: any SQLConnection) throws {
        (self.table, copy, part) = (table, TableCopy(connection), tableEntry(table.name))
        self.isFilled = isFilled
        links = try table.ownReferences.map { reference in
            (
                try reference.columns.map { try table.place(of: $0) },
                try reference.targets.map { try table.place(of: $0) }
            )
        }
        known = links.map { _ in [] }
    }

    /// Adds the rows of whole lines.
    mutating func add(_ lines: ArraySlice<UInt8>) throws {
        for line in lines.split(separator: UInt8(ascii: "\n")) {
            guard let values = RowLine.read(line), values.count == table.columns.count else {
                throw BackupError.damaged(part)
            }
            rows += 1
            if isReady(values) { try place(values, size: line.count) } else { waiting.append(values) }
        }
    }

    /// Adds what waited. Throws `damaged` where a row names one that the backup lacks.
    mutating func finish() throws {
        while !waiting.isEmpty {
            let ready = waiting.filter { isReady($0) }
            guard !ready.isEmpty else { throw BackupError.damaged(part) }
            waiting = waiting.filter { !isReady($0) }
            for values in ready { try place(values, size: 1 << 8) }
        }
        try flush()
    }

    private func isReady(_ values: [SQLValue]) -> Bool {
        zip(links, known).allSatisfy { link, known in
            let target = link.from.map { values[$0] }
            return target.contains(.null) || known.contains(target) || target == link.to.map { values[$0] }
        }
    }

    private mutating func place(_ values: [SQLValue], size: Int) throws {
        for (number, link) in links.enumerated() { known[number].insert(link.to.map { values[$0] }) }
        batch.append(values)
        batchSize += size
        // Large texts are not gathered by the hundred.
        if batch.count == 512 || batchSize >= 1 << 20 { try flush() }
    }

    private mutating func flush() throws {
        if isFilled {
            for row in batch { try copy.put(row, into: table) }
        } else {
            try copy.insert(batch, into: table)
        }
        batch.removeAll(keepingCapacity: true)
        batchSize = 0
    }
}
