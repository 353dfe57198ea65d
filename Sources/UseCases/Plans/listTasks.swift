// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// A page of the task ledger.
    package func tasks(_ caller: Caller, _ query: TaskQuery) async throws -> Page<TaskListing> {
        try await database.read { connection in
            let directory = try PairingDirectory(connection)
            guard let filter = try ledgerFilter(query, caller, directory, connection) else {
                return Page(items: [], next: nil)
            }
            return try page(query, filter, directory.codes, connection)
        }
    }

    /// How many tasks the query finds among those the caller may see.
    package func taskCount(_ caller: Caller, _ query: TaskQuery) async throws -> Int {
        try await database.read { connection in
            let directory = try PairingDirectory(connection)
            guard let filter = try ledgerFilter(query, caller, directory, connection) else { return 0 }
            return try ledgerMemory.count(filter, connection)
        }
    }

    /// What the ledger can be filtered by, among what the caller may see: areas, organisations by name, pairings.
    package func taskFilters(_ caller: Caller) async throws -> TaskFilters {
        try await database.read { connection in
            try filters(caller, PairingDirectory(connection), connection)
        }
    }

    func filters(
        _ caller: Caller, _ directory: PairingDirectory, _ connection: any SQLConnection
    ) throws -> TaskFilters {
        let visible = caller.pairings(for: .readPlan) { directory.scopes }
        let names = try ledgerMemory.names(visible: visible, connection)
        return TaskFilters(
            pairings: directory.pairings.filter { visible.contains($0.id) }, areas: names.areas,
            organisations: names.units)
    }

    func page(
        _ query: TaskQuery, _ filter: LedgerFilter, _ codes: [Identifier<Pairing>: String],
        _ connection: any SQLConnection
    ) throws -> Page<TaskListing> {
        let limit = pageLength(query.limit)
        let list = "tasks." + query.order.rawValue
        let after = try query.after.map {
            LedgerPosition(values: try PageMark($0, list: list, secret: surroundings.signingSecret).values)
        }
        let found = try LedgerQueries(connection).page(filter, query.order.ledger, after: after, limit: limit + 1)
        let shown = Array(found.prefix(limit))
        let duties = try TaskQueries(connection).responsibilities(of: shown.map(\.id))
        let next = found.count > limit ? shown.last : nil
        return Page(
            items: shown.map { TaskListing($0, codes[$0.pairing] ?? "", duties[$0.id] ?? []) },
            next: next.map {
                PageMark(list: list, values: LedgerPosition(of: $0, in: query.order.ledger).values)
                    .text(secret: surroundings.signingSecret)
            })
    }

    /// The filter of a query, narrowed to what the caller may see; nil where it can find nothing.
    func ledgerFilter(
        _ query: TaskQuery, _ caller: Caller, _ directory: PairingDirectory, _ connection: any SQLConnection
    ) throws -> LedgerFilter? {
        var filter = LedgerFilter(visible: caller.pairings(for: .readPlan) { directory.scopes })
        if filter.visible == .some([]) { return nil }
        if let code = query.pairing?.filled {
            guard let pairing = directory.pairings.first(where: { $0.code == code }),
                filter.visible.contains(pairing.id)
            else { return nil }
            filter.visible = .some([pairing.id])
        }
        if let plan = query.plan?.filled {
            guard let id = Identifier<Plan>(plan) else { return nil }
            filter.plan = id
        }
        if let area = query.area?.filled {
            filter.area = Int(area).flatMap { (1...5).contains($0) ? .national($0) : nil } ?? .title(area)
        }
        if let organisation = query.organisation?.filled {
            guard let bearer = try bearer(organisation, filter.visible, connection) else { return nil }
            filter.bearer = bearer
        }
        filter.side = query.side
        filter.text = query.text.map(\.trimmingWhitespace)?.filled
        return filter
    }

    /// One body by its identity, the units printed exactly so, or those in whose names the text occurs.
    private func bearer(
        _ text: String, _ visible: PairingFilter, _ connection: any SQLConnection
    ) throws -> LedgerFilter.Bearer? {
        if let id = Identifier<Organisation>(text) {
            return .organisations(try OrganisationQueries(connection).withPredecessors(id))
        }
        let units = try ledgerMemory.names(visible: visible, connection).units
        if units.contains(text) { return .units([text]) }
        // More names than this is no question about a body.
        let found = units.filter { $0.contains(text) }.prefix(256)
        return found.isEmpty ? nil : .units(Array(found))
    }
}

extension String {
    /// nil where nothing is in it.
    fileprivate var filled: String? { isEmpty ? nil : self }
}

extension TaskQuery.Order {
    var ledger: LedgerFilter.Order {
        switch self {
        case .document: .document
        case .title: .title
        case .area: .area
        }
    }
}

extension TaskListing {
    init(_ task: TaskRecord, _ pairingCode: String, _ responsibilities: [Responsibility]) {
        self.init(
            id: task.id, plan: task.plan, pairingCode: pairingCode, path: task.path, title: task.title,
            area: task.area, text: task.text, version: task.version, responsibilities: responsibilities)
    }
}
