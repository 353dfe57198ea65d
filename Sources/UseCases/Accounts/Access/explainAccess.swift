// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Who can see and change an object, and by which rule.
    ///
    /// People are named to those who may see their accounts; to everybody else they are counted by role.
    package func explainAccess(
        _ caller: Caller, to kind: AccessKind, id: String
    ) async throws -> AccessExplanation {
        try await database.read { connection in
            let directory = try PairingDirectory(connection)
            let object = try accessObject(kind, id, directory, connection)
            if kind == .user {
                // Whoever may not see the account may not learn that it exists.
                guard object.places.contains(where: { caller.may(.readUser, on: $0) }) else {
                    throw UseCaseError(kind.rawValue, .notFound)
                }
            }
            if object.needsAll {
                try caller.require(.explainAccess, onEach: object.places, kind.rawValue, knowing: object.reading)
            } else {
                try caller.require(.explainAccess, onAny: object.places, kind.rawValue, knowing: object.reading)
            }
            let people = try AccountQueries(connection).active()
            let named = people.filter { person in
                person.id == caller.userID
                    || directory.objects(of: person.grants).contains { caller.may(.readUser, on: $0) }
            }
            let known = Set(named.map(\.id))
            let mayRead = (object.readPlaces ?? object.places).contains { caller.may(object.reading, on: $0) }
            return AccessExplanation(
                kind: kind, id: object.id, title: mayRead ? object.title : nil, pairing: object.pairing,
                answers: ([object.reading] + object.changing).map { action in
                    AccessAnswer(
                        action: action,
                        groups: groups(action, object, people, known, isRead: action == object.reading))
                })
        }
    }

    private func groups(
        _ action: Action, _ object: AccessObject, _ people: [User], _ known: Set<Identifier<User>>, isRead: Bool
    ) -> [AccessGroup] {
        var byRule: [String: [AccessPerson]] = [:]
        for person in people {
            let places = isRead ? object.readPlaces ?? object.places : object.places
            guard let (rule, role) = person.right(action, in: places, needsAll: object.needsAll && !isRead)
            else { continue }
            byRule[rule, default: []].append(AccessPerson(id: person.id, name: person.displayName, role: role))
        }
        return RuleTable.rules(of: action).map { rule, subjects in
            let found = byRule[rule] ?? []
            let others = Dictionary(grouping: found.filter { !known.contains($0.id) }, by: \.role)
            return AccessGroup(
                rule: rule, subjects: subjects,
                people: found.filter { known.contains($0.id) }.sorted { ($0.name, $0.id) < ($1.name, $1.id) },
                others: Role.allCases.compactMap { role in others[role].map { (role, $0.count) } },
                isForEverybody: subjects.count == RuleSubject.all.count)
        }
    }
}

extension AccessObject {
    /// A person is changed by those who may change the person in every place; a body by those of any of its places.
    var needsAll: Bool { kind == .user }
}

extension RuleTable {
    /// The rules that allow an action to anybody, in the order of the table, with those of whom they speak.
    static func rules(of action: Action) -> [(rule: String, subjects: [RuleSubject])] {
        var found: [(rule: String, subjects: [RuleSubject])] = []
        for rule in rules where rule.actions.contains(action) {
            if let known = found.firstIndex(where: { $0.rule == rule.name }) {
                found[known].subjects += rule.subjects
            } else {
                found.append((rule.name, rule.subjects))
            }
        }
        return found
    }
}

extension User {
    /// The rule and the role by which this person may do `action` in one of the places, or in all of them; nil where
    /// none does.
    func right(_ action: Action, in places: [RuleObject], needsAll: Bool) -> (rule: String, role: Role)? {
        let rights = places.map { right(action, in: $0) }
        if needsAll && rights.contains(where: { $0 == nil }) { return nil }
        return rights.lazy.compactMap { $0 }.first
    }

    private func right(_ action: Action, in place: RuleObject) -> (rule: String, role: Role)? {
        for grant in grants {
            if case .allowed(let rule) = RuleTable.verdict(action, .role(grant.role), grant.relation(to: place)) {
                return (rule, grant.role)
            }
        }
        return nil
    }
}
