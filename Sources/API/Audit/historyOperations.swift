// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// What a page's own history shows of an entry; addresses and sessions are for the record itself.
private let historyShape = Shape<AuditLink>(
    "HistoryEvent",
    recordShape.fields.filter { field in
        ["sequence", "id", "at", "actorKind", "name", "body", "action", "before", "after"].contains(field.name)
    })

extension APIOperation {
    var historyDeclaration: Declaration {
        guard let (kind, path, action) = historyPlace else {
            return .list("/api/v1/account/history", .changeOwnAccount, ownHistoryShape.schema)
        }
        return .list(
            "/api/v1/" + path + (kind == .pairing ? "/{code}" : "/{id}") + "/history", action, historyShape.schema)
    }

    /// Of what an operation tells the history; nil for one's own.
    private var historyPlace: (kind: HistoryKind, path: String, action: Action)? {
        switch self {
        case .pairingHistory: (.pairing, "pairings", .readDirectory)
        case .documentHistory: (.document, "documents", .readDraft)
        case .draftHistory: (.draft, "drafts", .readDraft)
        case .planHistory: (.plan, "plans", .readPlan)
        case .taskHistory: (.task, "tasks", .readPlan)
        case .organisationHistory: (.organisation, "organisations", .manageOrganisation)
        case .contactHistory: (.contact, "contacts", .manageContact)
        case .userHistory: (.user, "users", .readUser)
        default: nil
        }
    }

    fileprivate var historyKind: HistoryKind? { historyPlace?.kind }
}

/// What the holder did, with the address from which it was done.
private let ownHistoryShape = Shape<AuditLink>(
    "OwnEvent",
    recordShape.fields.filter { field in
        ["sequence", "id", "at", "address", "action", "objectKind", "object", "result", "reason"].contains(field.name)
    })

/// What was done to an object, newest first.
func showHistory(_ call: Call) async throws -> Reply {
    guard let kind = call.operation.historyKind else { throw Problem(.notFound) }
    let (useCases, caller) = (call.useCases, try call.caller)
    let id = call.value(kind == .pairing ? "code" : "id")
    return try await answerList(call, historyShape) { after, limit in
        try await useCases.historyPage(caller, of: kind, id, after: after, limit: limit)
    }
}

/// What the holder of the token did, newest first.
func showOwnHistory(_ call: Call) async throws -> Reply {
    let (useCases, caller) = (call.useCases, try call.caller)
    return try await answerList(call, ownHistoryShape) { after, limit in
        try await useCases.ownHistory(caller, after: after, limit: limit)
    }
}
