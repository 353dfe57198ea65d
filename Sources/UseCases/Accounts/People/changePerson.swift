// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Changes a person's name, merged with what others have changed since. Fields: displayName, language. Throws
    /// `EditCollision`.
    package func editPerson(_ caller: Caller, id: String, _ edit: Edit) async throws {
        try await write(caller) { connection in
            let change = try changeablePerson(id, .createUser, revision: nil, caller, connection)
            let before = change.user
            let fields = [
                EditableField("displayName", before.displayName), EditableField("language", before.language.rawValue),
            ]
            let values: [String: String]
            do { values = try edit.merged(into: fields, revision: change.account.revision, "user") } catch let collision
                as EditCollision
            {
                throw try named(collision, "user", before.id.text, connection)
            }
            var user = before
            user.displayName = (values["displayName"] ?? "").trimmingWhitespace
            user.language = values["language"].flatMap { Language(rawValue: $0) } ?? user.language
            let failures = failuresOfPerson(username: user.username, displayName: user.displayName)
            guard failures.isEmpty else { throw UseCaseError("user", .invalid(failures)) }
            guard user != before else { return }
            try save(user, revision: change.account.revision, connection)
            try record(
                connection, caller, "change", .user(user.id),
                before: ["displayName": before.displayName, "language": before.language.rawValue],
                after: ["displayName": user.displayName, "language": user.language.rawValue])
        }
    }

    /// Ends a person's access, with a reason of 1 to 200 characters: sessions, tokens and open links end at once.
    package func disablePerson(_ caller: Caller, id: String, revision: Int, reason: String) async throws {
        try await write(caller) { connection in
            let change = try changeablePerson(id, .disableUser, revision: revision, caller, connection)
            try requireOther(change.user, than: caller)
            try requireFresh(connection, caller)
            try disable(change.account, reason: reason, caller, connection)
        }
    }

    /// Ends access in the transaction of something else, such as a hand-over.
    func disable(
        _ account: AccountRecord, reason: String, _ caller: Caller, _ connection: any SQLConnection
    ) throws {
        var user = account.user
        guard user.state != .disabled else { throw UseCaseError("user", .conflict(reason: "user.disabledAlready")) }
        if user.state == .active { try requireAnotherHolder(of: user.grants.map(\.role), connection) }
        let reason = try checkedReason(reason)
        let before = user.state
        user.state = .disabled
        try save(user, revision: account.revision, connection)
        try revokeAccess(of: user.id, connection)
        try record(
            connection, caller, "disable", .user(user.id), before: ["state": before.rawValue],
            after: ["state": user.state.rawValue, "reason": reason])
    }

    /// Gives access back, with a reason. Who never chose a password is invited anew.
    package func enablePerson(_ caller: Caller, id: String, revision: Int, reason: String) async throws {
        try await write(caller) { connection in
            let change = try changeablePerson(id, .disableUser, revision: revision, caller, connection)
            try requireOther(change.user, than: caller)
            guard change.user.state == .disabled else {
                throw UseCaseError("user", .conflict(reason: "user.enabledAlready"))
            }
            try requireFresh(connection, caller)
            let reason = try checkedReason(reason)
            var user = change.user
            user.state = change.account.passwordHash == nil ? .invited : .active
            try save(user, revision: change.account.revision, connection)
            try record(
                connection, caller, "enable", .user(user.id), before: ["state": UserState.disabled.rawValue],
                after: ["state": user.state.rawValue, "reason": reason])
        }
    }

    /// Ends sessions, tokens, open links and secret addresses of a person.
    func revokeAccess(of id: Identifier<User>, _ connection: any SQLConnection) throws {
        try SessionQueries(connection).endAll(of: id)
        try AccessTokenQueries(connection).revokeAll(of: id, at: surroundings.now())
        try InvitationQueries(connection).removeOpen(of: id)
        try CalendarFeedQueries(connection).removeAll(of: id)
    }

    private func checkedReason(_ text: String) throws -> String {
        let reason = text.trimmingWhitespace
        guard (1...200).contains(reason.count) else { throw personFailure("reason", "user.reasonForm") }
        return reason
    }

    /// Somebody must be left who can do each administrator's duty among `roles`, which an active person is about to
    /// lose. Whoever asks at the same moment waits, and counts what is left then.
    func requireAnotherHolder(of roles: [Role], _ connection: any SQLConnection) throws {
        let accounts = AccountQueries(connection)
        let duties = roles.filter(\.isAdministrator)
        try accounts.lockHolders(of: duties)
        for duty in duties {
            var filter = AccountFilter()
            (filter.role, filter.state) = (duty, .active)
            guard try accounts.count(filter) > 1 else {
                throw UseCaseError("user", .conflict(reason: "user.lastOfDuty"))
            }
        }
    }
}
