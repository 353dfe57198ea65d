// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// A document that another cites, where the text does so.
package struct CitationRecord: Hashable, Sendable {
    package var document: Identifier<Document>
    package var title: String
    package var documentNumber: String?
    /// Title and number without what typing changes.
    package var titleKey: String
    package var numberKey: String?
    /// The number of the clause, as it is found on paper.
    package var clause: String?
    package var source: TextRange

    package init(
        document: Identifier<Document>, title: String, documentNumber: String?, titleKey: String, numberKey: String?,
        clause: String?, source: TextRange
    ) {
        (self.document, self.title, self.documentNumber) = (document, title, documentNumber)
        (self.titleKey, self.numberKey, self.clause, self.source) = (titleKey, numberKey, clause, source)
    }
}

/// A document as citations find it.
package struct CitableRecord: Hashable, Sendable {
    package let id: Identifier<Document>
    package let pairing: Identifier<Pairing>
    package let title: String?
    package let titleKey: String?
    package let numberKey: String?
}

/// Which documents cite which.
package struct CitationQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// Writes what a document cites, and under which keys it is found itself.
    package func write(
        _ citations: [CitationRecord], of document: Identifier<Document>, titleKey: String?, numberKey: String?
    ) throws {
        try connection.run("DELETE FROM document_citation WHERE document_id = ?", [.id(document)])
        try connection.insert(
            into: "document_citation",
            [
                "document_id", "number", "title", "document_number", "title_key", "number_key", "clause",
                "source_from", "source_to",
            ],
            rows: citations.enumerated().map { number, citation in
                [
                    .id(document), .integer(number), .text(citation.title), .filled(citation.documentNumber),
                    .text(citation.titleKey), .filled(citation.numberKey), .filled(citation.clause),
                    .integer(citation.source.from), .integer(citation.source.to),
                ]
            })
        try setKeys(of: document, titleKey: titleKey, numberKey: numberKey)
    }

    /// Under which keys a document is found.
    package func setKeys(of document: Identifier<Document>, titleKey: String?, numberKey: String?) throws {
        try connection.run(
            "UPDATE document SET title_key = ?, number_key = ?, is_cited = 1 WHERE id = ?",
            [.filled(titleKey), .filled(numberKey), .id(document)])
    }

    /// Documents of before, whose citations nobody has written yet.
    package func unread(limit: Int) throws -> [Identifier<Document>] {
        try connection.rows("SELECT id FROM document WHERE is_cited = 0 ORDER BY id LIMIT \(max(1, limit))").map {
            try $0.id(0)
        }
    }

    /// What a document cites, in the order of its text.
    package func citations(of document: Identifier<Document>) throws -> [CitationRecord] {
        try select(SQLCondition("document_id = ?", [.id(document)]))
    }

    /// What the documents cite that a caller sees.
    package func citations(
        visible: PairingFilter, adopted: PairingFilter, of pairing: Identifier<Pairing>?
    ) throws -> [CitationRecord] {
        let condition = shown(visible, adopted, of: pairing)
        return try select(
            SQLCondition(
                "document_id IN (SELECT d.id FROM document d WHERE \(condition.sql))", condition.arguments))
    }

    /// The citations of a document that is found under one of these keys, in documents that a caller sees.
    package func citing(
        titleKey: String?, numberKey: String?, visible: PairingFilter, adopted: PairingFilter
    ) throws -> [CitationRecord] {
        let keys = [
            titleKey.map { SQLCondition("title_key = ?", [.text($0)]) },
            numberKey.map { SQLCondition("number_key = ?", [.text($0)]) },
        ].compactMap { $0 }
        guard !keys.isEmpty else { return [] }
        let condition = shown(visible, adopted, of: nil)
        let isShown = SQLCondition(
            "document_id IN (SELECT d.id FROM document d WHERE \(condition.sql))", condition.arguments)
        return try select(.all([.any(keys), isShown]))
    }

    /// The documents that a caller sees and that are found under any of these keys.
    package func found(
        titleKeys: [String], numberKeys: [String], visible: PairingFilter, adopted: PairingFilter
    ) throws -> [CitableRecord] {
        guard !titleKeys.isEmpty || !numberKeys.isEmpty else { return [] }
        let keys = SQLCondition.any([
            .in("d.title_key", titleKeys.map { .text($0) }), .in("d.number_key", numberKeys.map { .text($0) }),
        ])
        let condition = SQLCondition.all([keys, shown(visible, adopted, of: nil)])
        return try connection.rows(
            """
            SELECT d.id, d.pairing_id, d.title, d.title_key, d.number_key FROM document d
            WHERE \(condition.sql) ORDER BY d.uploaded_at DESC, d.id DESC
            """, condition.arguments
        ).map { row in
            CitableRecord(
                id: try row.id(0), pairing: try row.id(1), title: try row.textOrNil(2), titleKey: try row.textOrNil(3),
                numberKey: try row.textOrNil(4))
        }
    }

    /// Whether nothing of a document goes out as an example; nil where there is no such document.
    package func isWithheld(_ document: Identifier<Document>) throws -> Bool? {
        try connection.row("SELECT is_withheld FROM document WHERE id = ?", [.id(document)])?.flag(0)
    }

    package func setWithheld(_ isWithheld: Bool, _ document: Identifier<Document>) throws {
        try connection.run(
            "UPDATE document SET is_withheld = ? WHERE id = ?", [.flag(isWithheld), .id(document)])
    }

    private func shown(
        _ visible: PairingFilter, _ adopted: PairingFilter, of pairing: Identifier<Pairing>?
    ) -> SQLCondition {
        let isAdopted = SQLCondition("EXISTS (SELECT 1 FROM plan_version v WHERE v.document_id = d.id)")
        let readable = SQLCondition.any([
            visible.condition("d.pairing_id") ?? SQLCondition("1 = 1"),
            .all([isAdopted] + [adopted.condition("d.pairing_id")].compactMap { $0 }),
        ])
        return .all([readable] + [pairing.map { SQLCondition("d.pairing_id = ?", [.id($0)]) }].compactMap { $0 })
    }

    private func select(_ condition: SQLCondition) throws -> [CitationRecord] {
        try connection.rows(
            """
            SELECT document_id, title, document_number, title_key, number_key, clause, source_from, source_to
            FROM document_citation WHERE \(condition.sql) ORDER BY document_id, number
            """, condition.arguments
        ).map { row in
            CitationRecord(
                document: try row.id(0), title: try row.text(1), documentNumber: try row.textOrNil(2),
                titleKey: try row.text(3), numberKey: try row.textOrNil(4), clause: try row.textOrNil(5),
                source: TextRange(from: try row.integer(6), to: try row.integer(7)))
        }
    }
}
