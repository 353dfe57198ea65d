// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
package import Domain
import SQLCore
import Storage

/// A document that another cites, found in the register or missing.
package struct CitationListing: Sendable {
    package let title: String
    package let number: String?
    /// The clauses that cite it, as they are found on paper, each once.
    package let clauses: [String]
    /// How often it is cited.
    package let count: Int
    /// The document of the register that it is; nil where the caller sees none.
    package let document: Identifier<Document>?
    package let documentTitle: String?
}

/// Who cites a document.
package struct CitingListing: Sendable {
    package let document: Identifier<Document>
    package let title: String
    package let clauses: [String]
    package let count: Int
}

/// A document's page.
package struct DocumentDetail: Sendable {
    package let listing: DocumentListing
    package let cited: [CitationListing]
    package let citing: [CitingListing]
    /// Whether nothing of it goes out as an example.
    package let isWithheld: Bool
    package let mayWithhold: Bool
}

/// A document that is cited and that the register lacks.
package struct MissingDocument: Sendable {
    package let title: String
    package let number: String?
    /// How often all cite it together.
    package let count: Int
    package let citing: [CitingListing]
    /// The code of the pairing whose documents cite it most.
    package let pairing: String
}

extension UseCases {
    /// A document with what it cites and what cites it, as far as the caller may see it.
    package func documentDetail(_ caller: Caller, id: String) async throws -> DocumentDetail {
        try await database.read { connection in
            let document = try findDocument(id, caller, connection)
            let view = try CitationView(caller, connection)
            guard let pairing = view.directory[document.pairing],
                let record = try DocumentQueries(connection).record(document.id)
            else { throw UseCaseError("document", .notFound) }
            let object = RuleObject(pairing: view.directory.scope(pairing))
            let queries = CitationQueries(connection)
            let citing = try queries.citing(
                titleKey: document.title.map(documentKey), numberKey: document.documentNumber.map(documentKey),
                visible: view.visible, adopted: view.adopted
            ).filter { citation in
                citation.document != document.id
                    && citation.means(document.title.map(documentKey), document.documentNumber.map(documentKey))
            }
            return DocumentDetail(
                listing: DocumentListing(record, view.directory, showsDraft: caller.may(.readDraft, on: object)),
                cited: try view.resolved(try queries.citations(of: document.id)).map(\.listing),
                citing: try view.citing(citing), isWithheld: try queries.isWithheld(document.id) ?? false,
                mayWithhold: caller.may(.correctDraft, on: object))
        }
    }

    /// What the documents of a pairing (of all that the caller sees, where no code is given) cite and the register
    /// lacks, what is cited most often first. One that is uploaded later is missing no more.
    package func missingDocuments(_ caller: Caller, pairing code: String?) async throws -> [MissingDocument] {
        try await database.read { connection in
            let view = try CitationView(caller, connection)
            let wanted = try code.map { code in
                guard let pairing = view.directory.pairings.first(where: { $0.code == code }) else {
                    throw UseCaseError("pairing", .notFound)
                }
                return pairing.id
            }
            let all = try CitationQueries(connection).citations(
                visible: view.visible, adopted: view.adopted, of: wanted)
            return try view.resolved(all).filter { $0.listing.document == nil }.map { group in
                let pairings = try view.pairings(of: group.records.map(\.document))
                return MissingDocument(
                    title: group.listing.title, number: group.listing.number, count: group.records.count,
                    citing: try view.citing(group.records), pairing: pairings.first ?? "")
            }.sorted { ($1.count, $0.title) < ($0.count, $1.title) }
        }
    }

    /// Writes the citations of documents that were handed in before citations were read. Returns how many documents.
    @discardableResult
    package func citeOldDocuments() async throws -> Int {
        var count = 0
        while true {
            let ids = try await database.read { try CitationQueries($0).unread(limit: 50) }
            if ids.isEmpty { return count }
            try await writeWithoutEvent { connection in
                for id in ids { try cite(id, connection) }
            }
            count += ids.count
        }
    }

    private func cite(_ id: Identifier<Document>, _ connection: any SQLConnection) throws {
        guard let document = try DocumentQueries(connection).find(id) else { return }
        let source = try DocumentQueries(connection).source(of: document)
        let plan = source.map { DocumentReader().read($0) } ?? PlanDraft()
        try CitationQueries(connection).write(
            (source.map(readCitations) ?? []).map { CitationRecord($0, in: plan, of: id) }, of: id,
            titleKey: document.title.map(documentKey), numberKey: document.documentNumber.map(documentKey))
    }
}

extension CitationRecord {
    init(_ cited: CitedDocument, in plan: PlanDraft, of document: Identifier<Document>) {
        self.init(
            document: document, title: cited.title, documentNumber: cited.number, titleKey: documentKey(cited.title),
            numberKey: cited.number.map(documentKey), clause: plan.clause(at: cited.source.range),
            source: cited.source.range)
    }

    /// Whether it is the document of these keys: by number where both have one, else by title.
    func means(_ titleKey: String?, _ numberKey: String?) -> Bool {
        if let own = self.numberKey, let numberKey { return own == numberKey }
        return self.titleKey == titleKey
    }
}

extension PlanDraft {
    /// The number of the clause in whose words a range lies; nil before and behind all clauses.
    func clause(at range: TextRange) -> String? {
        for area in areas {
            if let task = area.tasks.first(where: { $0.extent.contains(range) }) { return task.path }
            if area.source.range.contains(range) { return area.ordinal }
        }
        if let safeguard = safeguards.first(where: { $0.extent.contains(range) }) { return safeguard.ordinal }
        return overall.last {
            $0.source.range.from <= range.from && range.from < (areas.first?.source.range.from ?? 0)
        }?
        .ordinal
    }
}

/// The register as one caller sees it.
private struct CitationView {
    /// The citations of one document, whoever cites it.
    struct Group {
        var records: [CitationRecord]
        var listing: CitationListing
    }
    let directory: PairingDirectory
    let visible: PairingFilter
    let adopted: PairingFilter
    private let connection: any SQLConnection

    init(_ caller: Caller, _ connection: any SQLConnection) throws {
        let directory = try PairingDirectory(connection)
        self.directory = directory
        visible = caller.pairings(for: .readDraft) { directory.scopes }
        adopted = caller.pairings(for: .readPlan) { directory.scopes }
        self.connection = connection
    }

    /// The citations by the document that they mean, in the order of their first mention: a number holds those of one
    /// title together that print it and that don't.
    func resolved(_ records: [CitationRecord]) throws -> [Group] {
        let numbers = Dictionary(
            records.compactMap { record in record.numberKey.map { (record.titleKey, $0) } },
            uniquingKeysWith: { first, _ in first })
        var (order, groups): ([String], [String: [CitationRecord]]) = ([], [:])
        for record in records {
            let key = record.numberKey ?? numbers[record.titleKey] ?? record.titleKey
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(record)
        }
        let found = try CitationQueries(connection).found(
            titleKeys: Array(Set(records.map(\.titleKey))).sorted(),
            numberKeys: Array(Set(records.compactMap(\.numberKey))).sorted(), visible: visible, adopted: adopted)
        return order.compactMap { key in groups[key].map { Group(records: $0, listing: listing($0, found)) } }
    }

    private func listing(_ records: [CitationRecord], _ found: [CitableRecord]) -> CitationListing {
        let number = records.first { $0.documentNumber != nil }
        let target =
            found.first { candidate in number?.numberKey != nil && candidate.numberKey == number?.numberKey }
            ?? found.first { candidate in
                records.contains { $0.titleKey == candidate.titleKey }
                    && (candidate.numberKey == nil || number == nil || candidate.numberKey == number?.numberKey)
            }
        return CitationListing(
            title: records[0].title, number: number?.documentNumber, clauses: distinct(records.compactMap(\.clause)),
            count: records.count, document: target?.id, documentTitle: target?.title)
    }

    func citing(_ records: [CitationRecord]) throws -> [CitingListing] {
        let groups = Dictionary(grouping: records, by: \.document)
        return try groups.keys.sorted().reversed().compactMap { id in
            guard let document = try DocumentQueries(connection).find(id), let records = groups[id] else { return nil }
            return CitingListing(
                document: id, title: document.title ?? document.fileName,
                clauses: distinct(records.compactMap(\.clause)), count: records.count)
        }
    }

    /// The codes of the pairings of documents, the one that most are of first.
    func pairings(of documents: [Identifier<Document>]) throws -> [String] {
        var counts: [String: Int] = [:]
        for id in documents {
            guard let document = try DocumentQueries(connection).find(id), let pairing = directory[document.pairing]
            else { continue }
            counts[pairing.code, default: 0] += 1
        }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }

    private func distinct(_ clauses: [String]) -> [String] {
        var seen: Set<String> = []
        return clauses.filter { seen.insert($0).inserted }
    }
}
