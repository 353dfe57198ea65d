// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Whether the caller could write any row of a list.
    package func mayImport(_ caller: Caller, _ list: ImportList) async throws -> Bool {
        try await database.read { try mayImport(caller, list, $0) }
    }

    /// Throws forbidden where the caller could write no row of a list at all.
    package func requireImport(_ caller: Caller, _ list: ImportList) async throws {
        guard try await !mayImport(caller, list) else { return }
        try caller.require(list.action, on: .installation, list.group, knowing: .readDirectory)
        throw UseCaseError(list.group, .forbidden(reason: "rule.foreignPairing"))
    }

    private func mayImport(_ caller: Caller, _ list: ImportList, _ connection: any SQLConnection) throws -> Bool {
        let directory = try PairingDirectory(connection)
        let objects = [RuleObject.installation] + directory.pairings.flatMap { directory.sides(of: $0) }
        if list == .users, caller.may(.grantRole, onAny: objects) { return true }
        return caller.may(list.action, onAny: objects)
    }
}

extension ImportList {
    fileprivate var action: Action {
        switch self {
        case .organisations: .manageOrganisation
        case .users: .createUser
        case .contacts: .manageContact
        }
    }
}
