// SPDX-License-Identifier: Apache-2.0

/// A table as the database itself describes it: what a copy of all its rows needs to know.
package struct TableShape: Hashable, Sendable {
    /// A column, and whether it holds text (which is sorted byte by byte, whatever the database's own order).
    package struct Column: Hashable, Sendable {
        package let name: String
        package let isText: Bool
    }
    /// A foreign key: columns of this table and those of `table` that they name.
    package struct Reference: Hashable, Sendable {
        package let table: String
        package let columns: [String]
        package let targets: [String]
    }
    package let name: String
    /// In the order of the table.
    package let columns: [Column]
    /// The primary key, in its order.
    package let key: [String]
    package let references: [Reference]

    /// The foreign keys into the table itself, such as a place's parent.
    package var ownReferences: [Reference] { references.filter { $0.table == name } }

    /// The place of a column in a row. Throws `BackupSchemaError.unknownColumn`.
    package func place(of column: String) throws(BackupSchemaError) -> Int {
        guard let place = columns.firstIndex(where: { $0.name == column }) else {
            throw .unknownColumn(table: name, column: column)
        }
        return place
    }
}

/// Why the tables of a database can't be copied.
package enum BackupSchemaError: Error, Hashable, Sendable {
    /// These tables refer to each other in a circle: no order of them can be filled.
    case circle([String])
    case unknownColumn(table: String, column: String)
}

extension [TableShape] {
    /// The tables in an order in which each comes after those it refers to; by name where either would do.
    package func inOrderOfReferences() throws(BackupSchemaError) -> [TableShape] {
        var (waiting, ordered) = (sorted { $0.name < $1.name }, [TableShape]())
        var placed: Set<String> = []
        while !waiting.isEmpty {
            let known = Set(map(\.name))
            guard
                let next = waiting.firstIndex(where: { table in
                    table.references.allSatisfy {
                        $0.table == table.name || placed.contains($0.table) || !known.contains($0.table)
                    }
                })
            else { throw .circle(waiting.map(\.name)) }
            placed.insert(waiting[next].name)
            ordered.append(waiting.remove(at: next))
        }
        return ordered
    }
}
