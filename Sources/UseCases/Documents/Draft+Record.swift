// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import SQLCore
import Storage

extension Draft {
    init(_ record: DraftRecord) throws {
        self.init(
            id: record.id, document: record.document, pairing: record.pairing, state: record.state,
            revision: record.revision, plan: try PlanDraft(json: record.plan), changedAt: record.changedAt,
            changedBy: record.changedBy)
    }
}

extension DraftRecord {
    /// What is stored of a draft of this pairing.
    init(_ draft: Draft, of pairing: Pairing) {
        self.init(
            id: draft.id, document: draft.document, pairing: draft.pairing, state: draft.state,
            revision: draft.revision, plan: draft.plan.json(), findings: draft.plan.findings(within: pairing).count,
            changedAt: draft.changedAt, changedBy: draft.changedBy, holder: nil)
    }
}

extension UseCases {
    /// The draft of an address. Throws notFound where there is none, or the caller may not know of it.
    func findDraft(
        _ id: String, _ caller: Caller, _ connection: any SQLConnection, isLocked: Bool = false
    ) throws -> (record: DraftRecord, object: RuleObject) {
        let drafts = DraftQueries(connection)
        guard let id = Identifier<Draft>(id), let record = try isLocked ? drafts.lock(id) : drafts.find(id) else {
            throw UseCaseError("draft", .notFound)
        }
        let object = try ruleObject(record.pairing, connection, "draft")
        let reading = readingAction(record)
        try caller.require(reading, on: object, "draft", knowing: reading)
        return (record, object)
    }

    /// Like `findDraft`, for a change: asks the rule table for `action`, then for state and revision (of any revision
    /// where nil). Inside `write` the draft is locked, so that of two changes of one revision the second is told.
    func findDraft(
        _ id: String, toChange action: Action, revision: Int?, _ caller: Caller, _ connection: any SQLConnection,
        isLocked: Bool = true
    ) throws -> DraftRecord {
        let (record, object) = try findDraft(id, caller, connection, isLocked: isLocked)
        try caller.require(action, on: object, "draft", knowing: readingAction(record))
        guard record.state == .open else {
            throw UseCaseError("draft", .conflict(reason: "draft.\(record.state.rawValue)"))
        }
        guard revision == nil || record.revision == revision else {
            throw UseCaseError("draft", .stale(revision: record.revision))
        }
        return record
    }

    /// An adopted draft is read like the plan that it became.
    func readingAction(_ record: DraftRecord) -> Action {
        record.state == .adopted ? .readPlan : .readDraft
    }

    /// The document of an address, with its rule object. Adopted ones are read like their plan.
    func findDocument(
        _ id: String, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> Document {
        guard let id = Identifier<Document>(id), let document = try DocumentQueries(connection).find(id) else {
            throw UseCaseError("document", .notFound)
        }
        let object = try ruleObject(document.pairing, connection, "document")
        let action = try readingAction(of: document, connection)
        try caller.require(action, on: object, "document", knowing: action)
        return document
    }

    /// A document of which a plan was made is read like the plan.
    func readingAction(of document: Document, _ connection: any SQLConnection) throws -> Action {
        try PlanQueries(connection).versions(of: document.id).isEmpty ? .readDraft : .readPlan
    }
}
