// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// A body whose people, contacts and lower bodies go to another one.
struct Succession {
    let body: Organisation
    let heir: Organisation
    /// From when on; nil where both were the same all along.
    let day: CalendarDate?
    let directory: PairingDirectory

    init(from change: OrganisationChange, to heir: Organisation, on day: CalendarDate?) {
        (self.body, self.heir, self.day, directory) = (change.body, heir, day, change.directory)
    }
}

extension UseCases {
    /// People, contacts and the bodies under an ended body go to its heir. Throws forbidden where some of them belong to
    /// a pairing in which the caller may not see to bodies.
    func passOn(_ succession: Succession, _ caller: Caller, _ connection: any SQLConnection) throws {
        let (body, heir) = (succession.body, succession.heir)
        let queries = OrganisationQueries(connection)
        for child in try queries.page(OrganisationFilter(parent: body.id), after: nil, limit: 10_000) {
            guard child.id != heir.id else { continue }
            var child = child
            child.parent = heir.id
            try queries.update(child)
            try record(
                connection, caller, "change", .organisation(child.id), before: ["parent": body.name],
                after: ["parent": heir.name])
        }
        try passPeopleOn(succession, caller, connection)
        let shares =
            try HandlingQueries(connection).pass(from: body.id, to: heir.id)
            + WorkLegQueries(connection).passOn(body.id, to: heir.id)
            + RequestQueries(connection).pass(from: body.id, to: heir.id)
            + DecisionQueries(connection).pass(from: body.id, to: heir.id)
            + FilingQueries(connection).passOn(body.id, to: heir.id)
        guard shares > 0 else { return }
        try record(
            connection, caller, "takeOver", .organisation(heir.id),
            after: ["body": body.name, "shares": String(shares)])
    }

    /// People and contacts of a body become those of its heir. Throws forbidden as `passOn`.
    func passPeopleOn(_ succession: Succession, _ caller: Caller, _ connection: any SQLConnection) throws {
        // Who had left before that day never worked for the heir.
        let last = succession.day?.dayBefore
        for line in try ContactQueries(connection).all(of: succession.body.id)
        where last.map({ last in line.contact.validTo.map { $0 > last } ?? true }) ?? true {
            try requireOwn(line.contact.pairing, line.contact.side, succession, caller)
            var contact = line.contact
            contact.organisation = succession.heir.id
            try save(contact, over: line, connection, caller)
        }
        var filter = AccountFilter()
        filter.organisation = succession.body.id
        for account in try AccountQueries(connection).page(filter, after: nil, limit: 10_000) {
            try pass(account.user.id, succession, caller, connection)
        }
    }

    private func pass(
        _ id: Identifier<User>, _ succession: Succession, _ caller: Caller, _ connection: any SQLConnection
    ) throws {
        let accounts = AccountQueries(connection)
        try accounts.lock(id)
        guard let account = try accounts.find(id) else { return }
        var user = account.user
        user.grants = []
        for grant in account.user.grants {
            var next = grant
            if case .unit(succession.body.id, let pairing, let side) = grant {
                try requireOwn(pairing, side, succession, caller)
                next = .unit(succession.heir.id, pairing, side)
            }
            // Who worked in both bodies has the role once.
            if !user.grants.contains(next) { user.grants.append(next) }
        }
        let now = surroundings.now()
        try save(user, revision: account.revision, connection, at: now)
        if let day = succession.day {
            try AssignmentQueries(connection).redate(user.id, from: now, to: Instant(startOf: day))
        }
        try record(
            connection, caller, "move", .user(user.id), before: ["organisation": succession.body.name],
            after: ["organisation": succession.heir.name, "day": (succession.day ?? now.day).description])
    }

    /// Several pairings share the bodies of a city: whoever sees to one of them does not see to the others' people.
    private func requireOwn(
        _ pairing: Identifier<Pairing>, _ side: Side, _ succession: Succession, _ caller: Caller
    ) throws {
        guard caller.may(.manageOrganisation, on: succession.directory.object(pairing, side)) else {
            throw UseCaseError("organisation", .forbidden(reason: "organisation.othersWithin"))
        }
    }
}
