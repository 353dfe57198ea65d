// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// What hangs on rows: comments, tasks they are evidence of, files, and terms by which they are found.
package struct EntryLinkQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func insert(_ comment: EntryComment, author: Identifier<User>?) throws {
        try connection.insert(
            into: "ledger_comment", ["id", "entry_id", "field", "at", "by_id", "by_name", "text"],
            rows: [
                [
                    .id(comment.id), .id(comment.entry), .text(comment.field), .at(comment.at), .id(author),
                    .text(comment.by), .text(comment.text),
                ]
            ])
    }

    /// What was said of a row, oldest first.
    package func comments(of entry: Identifier<LedgerEntry>) throws -> [EntryComment] {
        try connection.rows(
            "SELECT id, field, at, by_name, text FROM ledger_comment WHERE entry_id = ? ORDER BY at, id", [.id(entry)]
        ).map { row in
            EntryComment(
                id: try row.id(0), entry: entry, field: try row.textOrNil(1), at: try row.instant(2),
                by: try row.text(3), text: try row.text(4))
        }
    }

    /// Returns false where the row was evidence of the task already.
    package func attach(
        _ entry: Identifier<LedgerEntry>, to task: Identifier<PlanTask>, at moment: Instant, by name: String
    ) throws -> Bool {
        let isThere = try connection.exists(
            "SELECT 1 FROM ledger_evidence WHERE task_id = ? AND entry_id = ?", [.id(task), .id(entry)])
        guard !isThere else { return false }
        try connection.upsert(
            into: "ledger_evidence", key: [("task_id", .id(task)), ("entry_id", .id(entry))],
            [("at", .at(moment)), ("by_name", .text(name))])
        return true
    }

    /// Returns false where the row was no evidence of the task.
    package func detach(_ entry: Identifier<LedgerEntry>, from task: Identifier<PlanTask>) throws -> Bool {
        try connection.run(
            "DELETE FROM ledger_evidence WHERE task_id = ? AND entry_id = ?", [.id(task), .id(entry)]) > 0
    }

    package func tasks(of entry: Identifier<LedgerEntry>) throws -> [Identifier<PlanTask>] {
        try connection.rows("SELECT task_id FROM ledger_evidence WHERE entry_id = ? ORDER BY at, task_id", [.id(entry)])
            .map { try $0.id(0) }
    }

    package func entries(of task: Identifier<PlanTask>) throws -> [Identifier<LedgerEntry>] {
        try connection.rows("SELECT entry_id FROM ledger_evidence WHERE task_id = ? ORDER BY at, entry_id", [.id(task)])
            .map { try $0.id(0) }
    }

    /// The files that a row names from now on.
    package func setFiles(_ hashes: Set<String>, of entry: Identifier<LedgerEntry>, isNew: Bool) throws {
        if !isNew { try connection.run("DELETE FROM ledger_file WHERE entry_id = ?", [.id(entry)]) }
        try connection.insert(
            into: "ledger_file", ["entry_id", "hash"], rows: hashes.sorted().map { [.id(entry), .text($0)] })
    }

    /// Whether a row names the file.
    package func needsFile(_ hash: String) throws -> Bool {
        try connection.exists("SELECT 1 FROM ledger_file WHERE hash = ?", [.text(hash)])
    }

    /// The files that rows of these pairings name.
    package func files(of pairings: [Identifier<Pairing>]) throws -> [String] {
        let ofPairing = SQLCondition.in("b.pairing_id", pairings.map { .id($0) })
        return try connection.rows(
            """
            SELECT DISTINCT f.hash FROM ledger_book b
                JOIN ledger_entry e ON e.book = b.number JOIN ledger_file f ON f.entry_id = e.id
            WHERE \(ofPairing.sql)
            """, ofPairing.arguments
        ).map { try $0.text(0) }
    }

    /// A term of a row's field.
    package struct Term: Hashable, Sendable {
        package let book: Int
        package let number: Int64
        package let field: String
        package let term: String

        package init(book: Int, number: Int64, field: String, term: String) {
            (self.book, self.number, self.field, self.term) = (book, number, field, term)
        }
    }

    package func insert(_ terms: Set<Term>) throws {
        let sorted = terms.sorted { ($0.book, $0.number, $0.field, $0.term) < ($1.book, $1.number, $1.field, $1.term) }
        try connection.insert(
            into: "ledger_term", ["book", "field", "term", "number"],
            rows: sorted.map { [.integer($0.book), .text($0.field), .text($0.term), .integer($0.number)] })
    }

    package func remove(_ terms: Set<Term>) throws {
        for term in terms {
            try connection.run(
                "DELETE FROM ledger_term WHERE book = ? AND field = ? AND term = ? AND number = ?",
                [.integer(term.book), .text(term.field), .text(term.term), .integer(term.number)])
        }
    }
}
