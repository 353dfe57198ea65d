// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// A person's page.
    package func person(_ caller: Caller, id: String) async throws -> PersonDetail {
        try await database.read { connection in
            let (account, directory) = try knownPerson(id, caller, connection)
            let user = account.user
            let objects = directory.objects(of: user)
            func may(_ action: Action) -> Bool { objects.allSatisfy { caller.may(action, on: $0) } }
            let isOther = caller.userID != user.id
            let today = surroundings.now().day
            let assignments = try AssignmentQueries(connection).all(of: [user.id])[user.id] ?? []
            let words = try GrantWords(user.grants + assignments.map(\.grant), directory, connection)
            let mayGrant = isOther && may(.grantRole)
            let history = try AuditQueries(connection).history(of: "user", user.id.text, limit: 50)
            return PersonDetail(
                user: user, revision: account.revision, createdAt: account.createdAt,
                roles: words.labels(user.grants, on: today),
                assignments: assignments.map { assignment in
                    let (from, to) = (assignment.beganAt.day, assignment.endedAt?.day)
                    return PersonAssignment(
                        label: words.labels([assignment.grant], on: to ?? today)[0], from: from, to: to)
                },
                matters: try matterCounts(of: user, connection),
                history: history, historyNames: try RecordNames(of: history, connection),
                mayChange: may(.createUser), mayDisable: isOther && may(.disableUser), mayGrant: mayGrant,
                mayHandOver: isOther && may(.handOver), mayExplain: may(.explainAccess),
                grantable: mayGrant ? try grantChoices(caller, directory, connection) : nil)
        }
    }

    /// What the caller may grant to a new person; nil for who may grant nothing.
    package func grantChoices(_ caller: Caller) async throws -> GrantChoices? {
        try await database.read { try grantChoices(caller, PairingDirectory($0), $0) }
    }

    /// Whether the caller may create people at all, with or without a role.
    package func mayInvite(_ caller: Caller) async throws -> Bool {
        try await database.read { connection in
            let directory = try PairingDirectory(connection)
            return caller.pairings(for: .createUser) { directory.scopes } != .some([])
        }
    }

    func knownPerson(
        _ id: String, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> (account: AccountRecord, directory: PairingDirectory) {
        let directory = try PairingDirectory(connection)
        guard let id = Identifier<User>(id), let account = try AccountQueries(connection).find(id) else {
            throw UseCaseError("user", .notFound)
        }
        let objects = directory.objects(of: account.user)
        guard caller.may(.readUser, onAny: objects) else {
            try caller.require(.readUser, onEach: objects, "user", knowing: .readUser)
            throw UseCaseError("user", .notFound)
        }
        return (account, directory)
    }

    private func grantChoices(
        _ caller: Caller, _ directory: PairingDirectory, _ connection: any SQLConnection
    ) throws -> GrantChoices? {
        switch caller.pairings(for: .grantRole, among: { directory.scopes }) {
        case .all:
            let divisions = try DivisionQueries(connection).all()
            return GrantChoices(
                roles: Role.allCases, pairings: directory.pairings,
                provinces: divisions.filter { $0.code == $0.code.province }, organisations: [])
        case .some(let ids):
            guard !ids.isEmpty else { return nil }
            let pairings = directory.pairings.filter { ids.contains($0.id) }
            let places = Set(pairings.flatMap { [$0.oldArea.division, $0.eastern.division] })
            return GrantChoices(
                roles: [.office, .unit, .observer], pairings: pairings, provinces: [],
                organisations: try OrganisationQueries(connection).all(in: Array(places)).filter { $0.validTo == nil })
        }
    }
}
