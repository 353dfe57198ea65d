// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

/// What a hand-over will do, shown before it is done.
package struct HandOverPreview: Sendable {
    package let person: User
    package let revision: Int
    /// nil until somebody is chosen who can receive.
    package let receiver: User?
    /// The sentence that says why whoever was named can't receive; nil where nobody was, or can.
    package let receiverProblem: String?
    package let matters: [OpenMatterCount]
    package let sessions: Int
    package let tokens: Int
    package let invitations: Int
}

extension UseCases {
    /// What a person has in hand, and whether `receiver` (a log-in name) can take it.
    package func handOverPreview(_ caller: Caller, id: String, receiver: String?) async throws -> HandOverPreview {
        try await database.read { connection in
            let (account, directory) = try knownPerson(id, caller, connection)
            let user = account.user
            try caller.require(.handOver, onEach: directory.objects(of: user), "user", knowing: .readUser)
            let named = try receiver.flatMap { try self.receiver($0, caller, directory, connection) }
            let problem = receiver.flatMap { _ in obstacle(to: named, receivingOf: user) }
            let chosen = problem == nil ? named : nil
            let now = surroundings.now()
            return HandOverPreview(
                person: user, revision: account.revision, receiver: chosen, receiverProblem: problem,
                matters: try matterCounts(of: user, receiver: chosen, connection),
                sessions: try SessionQueries(connection).all(of: user.id).count,
                tokens: try AccessTokenQueries(connection).countLive(of: user.id, at: now),
                invitations: try InvitationQueries(connection).countOpen(of: user.id, at: now))
        }
    }

    /// Gives everything that a person has in hand to another, and ends the person's sessions, tokens and open links;
    /// with a `reason` the account is disabled too. All of it, or nothing where the other may not take some of it. What
    /// names the person in words alone goes along where `named` says that it is this person.
    ///
    /// Throws invalid with the fields receiver and reason. Returns how many matters went over.
    @discardableResult
    package func handOver(
        _ caller: Caller, id: String, revision: Int, to receiver: String, named: Bool = false,
        disabling reason: String?
    ) async throws -> Int {
        try await write(caller) { connection in
            let change = try changeablePerson(id, .handOver, revision: revision, caller, connection)
            let user = change.user
            try requireOther(user, than: caller)
            try requireFresh(connection, caller)
            let count = try passMatters(
                of: user, to: receiver, named: named, change.directory, caller, connection)
            if let reason {
                try caller.require(
                    .disableUser, onEach: change.directory.objects(of: user), "user", knowing: .readUser)
                try disable(change.account, reason: reason, caller, connection)
            } else {
                try revokeAccess(of: user.id, connection)
            }
            return count
        }
    }

    /// Gives everything that a person has in hand to another, in the transaction of something else. Returns how much it
    /// was. Throws invalid with the field receiver.
    func passMatters(
        of user: User, to receiver: String, named isNamed: Bool = false, _ directory: PairingDirectory,
        _ caller: Caller,
        _ connection: any SQLConnection
    ) throws -> Int {
        let named = try self.receiver(receiver, caller, directory, connection)
        if let problem = obstacle(to: named, receivingOf: user) { throw personFailure("receiver", problem) }
        guard let other = named else { throw personFailure("receiver", "user.receiverUnknown") }
        let matters = try openMatterKinds.filter { $0.isCertain || isNamed }.flatMap { kind in
            try kind.all(of: user.id, connection).map { (kind, $0) }
        }
        guard matters.allSatisfy({ $0.0.mayTake($0.1, other) }) else {
            throw personFailure("receiver", "user.receiverMayNot", ["name": other.displayName])
        }
        for (kind, matter) in matters {
            try kind.pass(matter, to: other.id, connection)
            try record(
                connection, caller, "handOver", matter.subject, before: ["holder": user.displayName],
                after: ["holder": other.displayName])
        }
        try record(
            connection, caller, "handOver", .user(user.id),
            after: ["receiver": other.displayName, "matters": String(matters.count)])
        return matters.count
    }

    /// Why somebody can receive nothing of a person; nil where nothing stands in the way.
    private func obstacle(to receiver: User?, receivingOf user: User) -> String? {
        guard let receiver else { return "user.receiverUnknown" }
        if receiver.id == user.id { return "user.receiverIsPerson" }
        switch receiver.state {
        case .active: return nil
        case .invited: return "user.receiverInvited"
        case .disabled: return "user.receiverDisabled"
        }
    }

    /// How much of each kind a person has in hand; kinds of which there is nothing too.
    func matterCounts(
        of user: User, receiver: User? = nil, _ connection: any SQLConnection
    ) throws -> [OpenMatterCount] {
        try openMatterKinds.map { kind in
            let matters = try kind.all(of: user.id, connection)
            let refused = receiver.map { taker in matters.count { !kind.mayTake($0, taker) } } ?? 0
            return OpenMatterCount(
                name: kind.name, count: matters.count, refused: refused, isCertain: kind.isCertain)
        }
    }

    /// Somebody whom the caller may see, by log-in name.
    private func receiver(
        _ username: String, _ caller: Caller, _ directory: PairingDirectory, _ connection: any SQLConnection
    ) throws -> User? {
        let found = try AccountQueries(connection).find(username: username.trimmingWhitespace.lowercased())?.user
        return found.flatMap { caller.may(.readUser, onAny: directory.objects(of: $0)) ? $0 : nil }
    }
}
