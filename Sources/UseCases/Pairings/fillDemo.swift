// SPDX-License-Identifier: Apache-2.0
import Definitions
package import Domain
import Foundation
import SQLCore
import Storage

/// A person of the demonstration, with the password to be printed once.
package struct DemoUser: Hashable, Sendable {
    package let username: String
    package let displayName: String
    package let role: Role
    package let password: String
}

extension UseCases {
    /// Fills in invented, marked data: two pairings with adopted and published plans, people for each role, comments, and
    /// the pairings whose registers `fillDemoRegisters` fills. Returns the people with their passwords. Throws conflict where the demonstration is there already, or
    /// anybody's account or plan: it fills only an empty installation.
    package func fillDemo(_ caller: Caller) async throws -> [DemoUser] {
        try caller.require(.manageDemo, on: .installation, "demo", knowing: .readDirectory)
        let demo = try DemoDirectory()
        let pairings = try await addDemoPairings(demo, caller)
        for entry in demo.entries {
            var target = AdoptionTarget.newPlan
            for file in entry.plans {
                let draft = try await takeDocument(
                    caller, path: file.path(percentEncoded: false), fileName: file.lastPathComponent,
                    pairing: entry.code, isDemo: true
                ).draft
                let plan = try await adoptDraft(
                    caller, id: draft.id.text, revision: draft.revision, as: target, isDemo: true)
                target = .newVersion(of: plan)
            }
            if case .newVersion(let plan) = target {
                try await publishPlan(caller, id: plan.text, version: entry.plans.count, isConfirmed: true)
            }
        }
        try await addDemoReference(demo, caller)
        var users: [DemoUser] = []
        var hashes: [String] = []
        for person in demo.people {
            // A letter of each kind and a sign before what nobody can guess.
            let password = "Jd7-" + SecretToken(random: surroundings.random).text.prefix(14)
            users.append(
                DemoUser(
                    username: person.username, displayName: person.name, role: person.role, password: password))
            hashes.append(try await hash(password))
        }
        try await addDemoPeople(demo, hashes, pairings, caller)
        return users
    }

    /// The invented plan against which both plans are held.
    private func addDemoReference(_ demo: DemoDirectory, _ caller: Caller) async throws {
        guard let home = demo.entries.first?.code else { return }
        let draft = try await takeDocument(
            caller, path: demo.reference.path(percentEncoded: false), fileName: demo.reference.lastPathComponent,
            pairing: home, isDemo: true
        ).draft
        _ = try await setReference(
            caller, draft: draft.id.text, revision: draft.revision, for: .nation, isDemo: true)
    }

    private func addDemoPairings(_ demo: DemoDirectory, _ caller: Caller) async throws -> [Pairing] {
        try await write { connection in
            guard try PairingQueries(connection).demo().isEmpty else {
                throw UseCaseError("demo", .conflict(reason: "demo.present"))
            }
            // Its people may see and do much, with passwords that were printed: never beside real ones.
            guard try !AccountQueries(connection).hasOthersThanDemo(),
                try !PlanQueries(connection).hasOthersThanDemo()
            else { throw UseCaseError("demo", .conflict(reason: "demo.notEmpty")) }
            for division in demo.divisions + demo.counties { try DivisionQueries(connection).save(division) }
            guard let term = YearSpan(from: 2022, to: 2030) else { return [] }
            return try (demo.entries + demo.further).map { entry in
                let pairing = Pairing(
                    id: surroundings.identifier(), code: entry.code, kind: .city, oldArea: entry.oldArea.party,
                    eastern: entry.eastern.party, region: entry.region, term: term, parent: nil)
                try PairingQueries(connection).insert(pairing, isDemo: true)
                try record(
                    connection, caller, "add", .pairing(pairing.id), after: ["code": pairing.code, "demo": "true"])
                return pairing
            }
        }
    }

    private func addDemoPeople(
        _ demo: DemoDirectory, _ hashes: [String], _ pairings: [Pairing], _ caller: Caller
    ) async throws {
        guard let home = pairings.first else { return }
        try await write { connection in
            var known: [String: User] = [:]
            for (person, hash) in zip(demo.people, hashes) {
                guard let grant = try grant(of: person, home, connection) else { continue }
                let user = newUser(person.username, person.name, grant, .active)
                try insert(user, hash: hash, connection, caller, isDemo: true)
                known[person.username] = user
            }
            let plans = try PlanQueries(connection).all(of: home.id)
            let tasks = try plans.flatMap { try TaskQueries(connection).all(of: $0.plan.id) }
            for (remark, task) in zip(demo.remarks, tasks) {
                guard let author = known[remark.username] else { continue }
                let comment = Comment(
                    id: surroundings.identifier(), task: task.id, author: author.displayName, at: surroundings.now(),
                    text: remark.text)
                try CommentQueries(connection).insert(comment, author: author.id)
                try record(
                    connection, Caller(who: .user(author)), "comment", .task(task.id, home.id),
                    after: ["comment": comment.id.text, "text": remark.text])
            }
        }
    }

    private func grant(
        of person: DemoDirectory.Person, _ home: Pairing, _ connection: any SQLConnection
    ) throws -> RoleGrant? {
        switch person.role {
        case .national: return .national
        case .observer: return .observer(nil)
        case .pairingAdmin: return .pairingAdmin(home.id)
        case .systemAdmin: return .systemAdmin
        case .securityAdmin: return .securityAdmin
        case .auditAdmin: return .auditAdmin
        case .province: return person.province.map { .province($0) }
        case .office: return person.side.map { .office(home.id, $0) }
        case .unit:
            guard let side = person.side, let name = person.organisation else { return nil }
            let found = try OrganisationQueries(connection).matching(name, in: home.party(side).division).first
            return found.map { .unit($0.id, home.id, side) }
        }
    }
}

extension Division {
    fileprivate var party: PairingParty { PairingParty(name: name, romanised: romanised, division: code) }
}
