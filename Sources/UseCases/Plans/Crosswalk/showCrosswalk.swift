// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import SQLCore
import Storage

extension UseCases {
    /// The matrix of the pairings that the caller sees and the clauses of a reference. Throws notFound for a reference
    /// that holds for none of them.
    package func crosswalk(_ caller: Caller, _ query: CrosswalkQuery) async throws -> CrosswalkMatrix {
        try await database.read { connection in
            let view = try CrosswalkView(caller, connection)
            let references = try view.listings(connection)
            guard let reference = try view.reference(query.reference) else {
                return CrosswalkMatrix(
                    references: references, reference: nil, clauses: [], rows: [], areas: [], regions: [])
            }
            let clauses = try ReferenceQueries(connection).clauses(of: reference.id)
            let pairings = view.pairings(of: reference)
            let rows = try matrixRows(pairings, of: reference, clauses: clauses.count, view, connection)
            return CrosswalkMatrix(
                references: references, reference: references.first { $0.reference.id == reference.id },
                clauses: clauses.filter { query.area == nil || $0.area == query.area },
                rows: rows.filter { query.region == nil || $0.pairing.region == query.region },
                areas: clauses.map(\.area).eachOnce, regions: pairings.compactMap(\.region).eachOnce)
        }
    }

    /// A few questions for all rows and cells together.
    private func matrixRows(
        _ pairings: [Pairing], of reference: ReferencePlan, clauses: Int, _ view: CrosswalkView,
        _ connection: any SQLConnection
    ) throws -> [CrosswalkMatrix.Row] {
        let matrix = try ledgerMemory.matrix(reference.id, visible: view.visible, connection)
        var cells: [Identifier<Pairing>: [Int: CrosswalkMatrix.Cell]] = [:]
        for count in matrix.counts {
            cells[count.pairing, default: [:]][count.clause] = .init(tasks: count.tasks, first: count.first)
        }
        let tasks = view.counts(try ledgerMemory.countByPairing(connection))
        // Those without a plan follow.
        let planned = pairings.filter { tasks[$0.id] != nil }
        let unplanned = pairings.filter { tasks[$0.id] == nil && $0.parent == nil }
        return (planned + unplanned).map { pairing in
            let (count, cells) = (tasks[pairing.id] ?? 0, cells[pairing.id] ?? [:])
            return CrosswalkMatrix.Row(
                pairing: pairing, tasks: count, beyond: count - (matrix.linked[pairing.id] ?? 0), cells: cells,
                leftOut: clauses - cells.count)
        }
    }

    /// One pairing held against a reference: per clause the tasks, the clauses left out, the tasks that go beyond.
    package func crosswalk(
        _ caller: Caller, pairing code: String, reference: String?
    ) async throws -> PairingCrosswalk {
        try await database.read { connection in
            let view = try CrosswalkView(caller, connection)
            let references = try view.listings(connection).filter { listing in
                view.pairings(of: listing.reference).contains { $0.code == code }
            }
            let wanted = reference.flatMap { $0.isEmpty ? nil : $0 }
            guard
                let chosen = references.first(where: { listing in
                    wanted.map { listing.reference.id.text == $0 } ?? listing.reference.isInForce
                })
            else { throw UseCaseError("pairing", .notFound) }
            let pairing = try view.pairing(code, of: chosen.reference)
            let tasks = try ClauseLinkQueries(connection).tasks(
                of: pairing.id, chosen.reference.id, visible: view.visible)
            var byClause: [Int: [ClauseTask]] = [:]
            for (task, links) in tasks {
                for (place, link) in links.enumerated() {
                    byClause[link.clause, default: []].append(
                        view.task(task, likeness: link.likeness, rank: place + 1))
                }
            }
            let clauses = try ReferenceQueries(connection).clauses(of: chosen.reference.id)
            return PairingCrosswalk(
                pairing: pairing, references: references, reference: chosen, taskCount: tasks.count,
                clauses: clauses.map { clause in
                    let found = (byClause[clause.number] ?? []).enumerated().sorted {
                        ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
                    }
                    return .init(clause: clause, tasks: found.map(\.element))
                },
                beyond: tasks.filter(\.links.isEmpty).map { view.task($0.task, likeness: nil, rank: 0) })
        }
    }

    /// One clause held against the pairings that the caller sees. Throws notFound.
    package func crosswalk(
        _ caller: Caller, reference: String, clause number: Int
    ) async throws -> ClauseCrosswalk {
        try await database.read { connection in
            let view = try CrosswalkView(caller, connection)
            let (reference, clauses, clause) = try findClause(reference, number, view, connection)
            let found = try ClauseLinkQueries(connection).tasks(of: number, reference.id, visible: view.visible)
            let tasks = Dictionary(grouping: found, by: \.task.pairing)
            let counts = view.counts(try ledgerMemory.countByPairing(connection))
            return ClauseCrosswalk(
                reference: try view.listing(reference, connection), clause: clause,
                previous: number > 1 ? number - 1 : nil, next: number < clauses.count ? number + 1 : nil,
                rows: view.pairings(of: reference).filter { counts[$0.id] != nil }.map { pairing in
                    .init(pairing: pairing, tasks: (tasks[pairing.id] ?? []).map(view.task))
                })
        }
    }

    /// A clause and the tasks of one pairing that carry it out, their shared wording marked. Throws notFound.
    package func crosswalkCell(
        _ caller: Caller, reference: String, clause number: Int, pairing code: String
    ) async throws -> CrosswalkCell {
        try await database.read { connection in
            let view = try CrosswalkView(caller, connection)
            let (reference, clauses, clause) = try findClause(reference, number, view, connection)
            let pairing = try view.pairing(code, of: reference)
            let found = try ClauseLinkQueries(connection).tasks(
                of: number, reference.id, in: pairing.id, visible: view.visible)
            return CrosswalkCell(
                reference: try view.listing(reference, connection), clause: clause, pairing: pairing,
                comparisons: found.map { CrosswalkCell.Comparison(clause, view.task($0)) },
                previous: number > 1 ? number - 1 : nil, next: number < clauses.count ? number + 1 : nil)
        }
    }

    private func findClause(
        _ id: String, _ number: Int, _ view: CrosswalkView, _ connection: any SQLConnection
    ) throws -> (reference: ReferencePlan, clauses: [ReferenceClause], clause: ReferenceClause) {
        guard !id.isEmpty, let reference = try view.reference(id) else { throw UseCaseError("reference", .notFound) }
        let clauses = try ReferenceQueries(connection).clauses(of: reference.id)
        guard clauses.indices.contains(number - 1) else { throw UseCaseError("clause", .notFound) }
        return (reference, clauses, clauses[number - 1])
    }
}

extension CrosswalkView {
    fileprivate func task(_ record: LinkedTaskRecord) -> ClauseTask {
        task(record.task, likeness: record.likeness, rank: record.position + 1)
    }
}

extension CrosswalkCell.Comparison {
    /// The clause is compared with title and text together, so that what only the title says is marked too.
    fileprivate init(_ clause: ReferenceClause, _ task: ClauseTask) {
        let title = task.title ?? ""
        let wording = SharedWording(clause.text, title + "\n" + task.text)
        let runs = wording.second.map { CrosswalkCell.Run(text: $0.text, isShared: $0.isShared) }
        let (head, body) = runs.split(at: title.unicodeScalars.count)
        self.init(
            task: task,
            clause: wording.first.map { CrosswalkCell.Run(text: $0.text, isShared: $0.isShared) }, title: head,
            text: body)
    }
}

extension [CrosswalkCell.Run] {
    /// The runs of the first `count` scalars, and those behind the line break that follows.
    fileprivate func split(at count: Int) -> (head: [CrosswalkCell.Run], rest: [CrosswalkCell.Run]) {
        var (head, rest): ([CrosswalkCell.Run], [CrosswalkCell.Run]) = ([], [])
        var place = 0
        for run in self {
            let scalars = run.text.unicodeScalars
            let before = scalars.prefix(Swift.max(0, count - place))
            let after = scalars.dropFirst(Swift.max(0, count + 1 - place))
            if !before.isEmpty { head.append(.init(text: String(before), isShared: run.isShared)) }
            if !after.isEmpty { rest.append(.init(text: String(after), isShared: run.isShared)) }
            place += scalars.count
        }
        return (head, rest)
    }
}

extension [String] {
    /// Each text once, in the order of its first mention.
    fileprivate var eachOnce: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
