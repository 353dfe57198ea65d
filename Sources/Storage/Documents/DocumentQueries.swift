// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// A line of the list of documents: the document, its newest draft, who uploaded it.
package struct DocumentRecord: Hashable, Sendable {
    package let document: Document
    package let draft: Identifier<Draft>?
    package let draftState: Draft.State?
    /// How many findings of the draft wait for a clerk.
    package let findings: Int
    /// nil where the command line did.
    package let uploaderName: String?
}

/// A place in the list of documents, newest first.
package struct DocumentPosition: Hashable, Sendable {
    package let uploadedAt: Instant
    package let id: Identifier<Document>

    package init(uploadedAt: Instant, id: Identifier<Document>) { (self.uploadedAt, self.id) = (uploadedAt, id) }
}

/// The files that were handed in, and their text.
package struct DocumentQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func find(_ id: Identifier<Document>) throws -> Document? {
        try select(SQLCondition("id = ?", [.id(id)])).first
    }

    /// The document of a pairing that holds the same file, if there is one.
    package func find(hash: String, in pairing: Identifier<Pairing>) throws -> Document? {
        try select(SQLCondition("hash = ? AND pairing_id = ?", [.text(hash), .id(pairing)])).first
    }

    /// Whether any document, a row of a register, a filing's paper, or an attachment needs the file of this hash.
    package func needsFile(_ hash: String) throws -> Bool {
        try connection.exists("SELECT 1 FROM document WHERE hash = ? LIMIT 1", [.text(hash)])
            || EntryLinkQueries(connection).needsFile(hash) || AttachmentQueries(connection).needsFile(hash)
            || FilingAnswerQueries(connection).needsFile(hash)
    }

    /// Adds a document with its text.
    package func insert(_ document: Document, _ source: SourceText, isDemo: Bool = false) throws {
        let marks = repeatElement("?", count: 11).joined(separator: ", ")
        try connection.run(
            "INSERT INTO document (\(Self.columns.joined(separator: ", ")), is_demo) VALUES (\(marks))",
            [
                .id(document.id), .id(document.pairing), .text(document.fileName), .choice(document.format),
                .integer(document.size), .text(document.hash), .filled(document.title),
                .filled(document.documentNumber), .at(document.uploadedAt), .id(document.uploadedBy), .flag(isDemo),
            ])
        try connection.run(
            "INSERT INTO document_text (document_id, text, layout) VALUES (?, ?, ?)",
            [.id(document.id), .text(source.text), .text(try SourceLayout(source).json)])
    }

    package func setTitle(_ id: Identifier<Document>, _ title: String?, number: String?) throws {
        try connection.run(
            "UPDATE document SET title = ?, document_number = ? WHERE id = ?",
            [.filled(title), .filled(number), .id(id)])
    }

    /// The text of a document with its layout, or nil.
    package func source(of document: Document) throws -> SourceText? {
        try connection.row(
            "SELECT text, layout FROM document_text WHERE document_id = ?", [.id(document.id)]
        ).map { try SourceLayout(json: $0.text(1)).source(text: $0.text(0), format: document.format) }
    }

    /// The documents of the visible pairings and the adopted ones of those in `adopted`, newest first: those after a
    /// position, from the newest where nil.
    package func page(
        visible: PairingFilter, adopted: PairingFilter = .some([]), after: DocumentPosition?, limit: Int
    ) throws -> [DocumentRecord] {
        var conditions = [shown(visible, adopted)].compactMap { $0 }
        if let after {
            conditions.append(
                SQLCondition(
                    "d.uploaded_at < ? OR (d.uploaded_at = ? AND d.id < ?)",
                    [.at(after.uploadedAt), .at(after.uploadedAt), .id(after.id)]))
        }
        return try records(.all(conditions), limit: limit)
    }

    /// One document as lists show it, or nil.
    package func record(_ id: Identifier<Document>) throws -> DocumentRecord? {
        try records(SQLCondition("d.id = ?", [.id(id)]), limit: 1).first
    }

    private func records(_ condition: SQLCondition, limit: Int) throws -> [DocumentRecord] {
        let columns = Self.columns.map { "d.\($0)" }.joined(separator: ", ")
        return try connection.rows(
            """
            SELECT \(columns), r.id, r.state, r.findings, a.display_name
            FROM document d
                LEFT JOIN account a ON a.id = d.uploaded_by
                LEFT JOIN draft r ON r.id = (SELECT max(n.id) FROM draft n WHERE n.document_id = d.id)
            WHERE \(condition.sql)
            ORDER BY d.uploaded_at DESC, d.id DESC LIMIT \(max(1, limit))
            """, condition.arguments
        ).map { row in
            DocumentRecord(
                document: try read(row), draft: try row.idOrNil(10), draftState: try row.choiceOrNil(11),
                findings: try row.integerOrNil(12) ?? 0, uploaderName: try row.textOrNil(13))
        }
    }

    /// nil where every document is shown.
    private func shown(_ visible: PairingFilter, _ adopted: PairingFilter) -> SQLCondition? {
        guard let visible = visible.condition("d.pairing_id") else { return nil }
        if adopted == .some([]) { return visible }
        let isAdopted = SQLCondition("EXISTS (SELECT 1 FROM plan_version v WHERE v.document_id = d.id)")
        return .any([visible, .all([isAdopted] + [adopted.condition("d.pairing_id")].compactMap { $0 })])
    }

    private static let columns = [
        "id", "pairing_id", "file_name", "format", "size", "hash", "title", "document_number", "uploaded_at",
        "uploaded_by",
    ]

    private func select(_ condition: SQLCondition) throws -> [Document] {
        try connection.rows(
            "SELECT \(Self.columns.joined(separator: ", ")) FROM document WHERE \(condition.sql) ORDER BY id",
            condition.arguments
        ).map(read)
    }

    private func read(_ row: SQLRow) throws -> Document {
        Document(
            id: try row.id(0), fileName: try row.text(2), format: try row.choice(3), size: try row.int64(4),
            hash: try row.text(5), pairing: try row.id(1), title: try row.textOrNil(6),
            documentNumber: try row.textOrNil(7), uploadedAt: try row.instant(8), uploadedBy: try row.idOrNil(9))
    }
}
