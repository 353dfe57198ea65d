// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
package import Domain
import OfficeFiles
import SQLCore
import Storage

extension UseCases {
    /// The label that says what a draft says, of which nothing may be withheld.
    ///
    /// Throws conflict for a document of which nothing goes out: one that is marked so, says so itself, or carries a
    /// mark of secrecy.
    package func label(_ caller: Caller, draft id: String) async throws -> (name: String, json: String) {
        try await database.read { connection in
            let record = try findDraft(id, caller, connection).record
            guard let document = try DocumentQueries(connection).find(record.document),
                let source = try DocumentQueries(connection).source(of: document)
            else { throw UseCaseError("draft", .notFound) }
            let plan = try PlanDraft(json: record.plan)
            guard try !isWithheld(document.id, plan, source, connection) else {
                throw UseCaseError("document", .conflict(reason: "document.withheld"))
            }
            let name = Self.exampleName(record.id)
            return (name, plan.labelJSON(sourceFile: "documents/\(name).txt", source: source))
        }
    }

    /// The draft of which a plan's newest version was made, for its label.
    package func draft(_ caller: Caller, ofPlan id: String) async throws -> Identifier<Draft> {
        try await database.read { connection in
            let plan = try findPlan(id, caller, connection).plan
            guard let version = try PlanQueries(connection).versions(of: plan.id).last else {
                throw UseCaseError("plan", .notFound)
            }
            return version.draft
        }
    }

    /// The adopted drafts that the caller may see as a .zip of `labels` and `documents`, which `jiedui evaluate labels`
    /// reads; of one pairing alone where its code is given. The export is recorded.
    package func exportExamples(_ caller: Caller, pairing code: String?) async throws -> [UInt8] {
        let examples = try await database.read { connection in
            let (visible, wanted, _) = try accuracyScope(caller, code, connection)
            let readings = try ReadingQueries(connection).newest(visible: visible, of: wanted, limit: Self.mostReadings)
            return try readings.compactMap { try example($0.draft, connection) }
        }
        let bytes = try packed(examples)
        try await write(caller) { connection in
            try record(
                connection, caller, "exportExamples", .installation,
                after: ["pairing": code, "documents": String(examples.count)])
        }
        return bytes
    }

    /// Keeps a document's words and labels in the house, or lets them out.
    package func withhold(_ caller: Caller, document id: String, _ isWithheld: Bool) async throws {
        try await write(caller) { connection in
            let document = try findDocument(id, caller, connection)
            let object = try ruleObject(document.pairing, connection, "document")
            try caller.require(
                .correctDraft, on: object, "document", knowing: try readingAction(of: document, connection))
            let queries = CitationQueries(connection)
            let before = try queries.isWithheld(document.id) ?? false
            guard before != isWithheld else { return }
            try queries.setWithheld(isWithheld, document.id)
            try record(
                connection, caller, isWithheld ? "withhold" : "release", .document(document.id, document.pairing),
                before: ["isWithheld": String(before)], after: ["isWithheld": String(isWithheld)])
        }
    }

    private struct Example {
        let name: String
        let label: String
        let text: String
    }

    private func example(_ id: Identifier<Draft>, _ connection: any SQLConnection) throws -> Example? {
        guard let record = try DraftQueries(connection).find(id),
            let document = try DocumentQueries(connection).find(record.document),
            let source = try DocumentQueries(connection).source(of: document)
        else { return nil }
        let plan = try PlanDraft(json: record.plan)
        guard try !isWithheld(document.id, plan, source, connection) else { return nil }
        let name = Self.exampleName(id)
        return Example(
            name: name, label: plan.labelJSON(sourceFile: "documents/\(name).txt", source: source),
            text: hidingPersons(source.text))
    }

    private func isWithheld(
        _ document: Identifier<Document>, _ plan: PlanDraft, _ source: SourceText, _ connection: any SQLConnection
    ) throws -> Bool {
        if try CitationQueries(connection).isWithheld(document) ?? true { return true }
        return withheldReason(source, plan) != nil
    }

    private func packed(_ examples: [Example]) throws -> [UInt8] {
        var bytes: [UInt8] = []
        let writer = try ZipWriter { bytes += Array($0) }
        for example in examples {
            for (path, text) in [
                ("labels/\(example.name).json", example.label), ("documents/\(example.name).txt", example.text),
            ] {
                try writer.add(path) { write in
                    var text = text
                    try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
                }
            }
        }
        try writer.close()
        return bytes
    }

    /// Says nothing of the document: the end of the draft's identity.
    private static func exampleName(_ id: Identifier<Draft>) -> String { "document-" + id.text.suffix(12) }
}
