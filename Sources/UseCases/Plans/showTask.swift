// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// A task's page: also of one that a later version dropped.
    package func task(_ caller: Caller, id: String) async throws -> TaskDetail {
        try await database.read { connection in
            let (record, plan, pairing, object) = try findTask(id, caller, connection)
            let queries = TaskQueries(connection)
            let duties = try queries.responsibilities(of: [record.id])[record.id] ?? []
            let task = PlanTask(
                record, measures: try queries.measures(of: [record.id])[record.id] ?? [], responsibilities: duties)
            let wordings = try TaskWordingQueries(connection).all(of: record.id)
            return TaskDetail(
                task: task, plan: plan, pairing: pairing, clause: try clause(wordings, plan, connection),
                comments: try CommentQueries(connection).all(of: record.id),
                history: try history(of: Watch(kind: "task", id: record.id.text), in: connection),
                wordings: wordings.map {
                    TaskWording(
                        version: $0.version, change: $0.change, path: $0.path, title: $0.title, text: $0.text,
                        units: $0.units)
                }, descents: try descents(of: record.id, connection),
                line: try line(of: record.id, connection),
                presentNames: try presentNames(duties.compactMap(\.organisation), connection),
                crosswalk: try taskClauses(of: record, object, caller, connection),
                mayComment: caller.may(.commentTask, on: object),
                mayExplain: caller.may(.explainAccess, on: object))
        }
    }

    private func descents(
        of task: Identifier<PlanTask>, _ connection: any SQLConnection
    ) throws -> [TaskDescent] {
        try DescentQueries(connection).all(of: task).compactMap { descent in
            let isOrigin = descent.task == task
            return try TaskQueries(connection).find(isOrigin ? descent.ancestor : descent.task).map { other in
                TaskDescent(
                    task: other.id, path: other.path, title: other.title, version: descent.version,
                    change: descent.change, isOrigin: isOrigin, share: descent.share)
            }
        }
    }

    /// What bodies that were renamed, or passed into others, are called today; others are missing.
    private func presentNames(
        _ bodies: [Identifier<Organisation>], _ connection: any SQLConnection
    ) throws -> [Identifier<Organisation>: String] {
        let queries = OrganisationQueries(connection)
        let names = try queries.names(of: bodies)
        var present: [Identifier<Organisation>: String] = [:]
        for body in Set(bodies) {
            let heir = try queries.inCharge(of: body)
            if heir != body {
                present[body] = try queries.find(heir)?.name
            } else if let known = names[body], known.count > 1 {
                present[body] = known.last?.name
            }
        }
        return present
    }

    /// The task of an address with what it belongs to. Throws notFound where the caller may not see it.
    func findTask(
        _ id: String, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> (task: TaskRecord, plan: Plan, pairing: Pairing, object: RuleObject) {
        guard let id = Identifier<PlanTask>(id), let task = try TaskQueries(connection).find(id),
            let plan = try PlanQueries(connection).find(task.plan),
            let pairing = try PairingQueries(connection).find(task.pairing)
        else { throw UseCaseError("task", .notFound) }
        let object = try ruleObject(pairing.id, connection, "task")
        try caller.require(.readPlan, on: object, "task", knowing: .readPlan)
        return (task, plan, pairing, object)
    }

    /// The clause in the document of the newest version that holds the task.
    private func clause(
        _ wordings: [TaskWordingRecord], _ plan: Plan, _ connection: any SQLConnection
    ) throws -> SourceExcerpt {
        guard let wording = wordings.first(where: { $0.change != .dropped }),
            let version = try PlanQueries(connection).versions(of: plan.id)
                .first(where: { $0.number == wording.version }),
            let document = try DocumentQueries(connection).find(version.document),
            let source = try DocumentQueries(connection).source(of: document)
        else { throw UseCaseError("task", .notFound) }
        return SourceExcerpt(wording.source, in: source, of: version)
    }
}

extension SourceExcerpt {
    /// How many scalars are shown before and after the clause.
    private static let surroundings = 240

    init(_ clause: DraftSource, in source: SourceText, of version: PlanVersion) {
        let scalars = source.text.unicodeScalars
        func text(_ from: Int, _ to: Int) -> String {
            String(String.UnicodeScalarView(scalars.dropFirst(max(0, from)).prefix(max(0, to - max(0, from)))))
        }
        self.init(
            before: text(clause.range.from - Self.surroundings, clause.range.from),
            clause: text(clause.range.from, clause.range.to),
            after: text(clause.range.to, clause.range.to + Self.surroundings), page: clause.page,
            paragraph: Self.paragraph(of: clause.range.from, in: source), document: version.document,
            draft: version.draft)
    }

    /// The number of the block, or of the line that isn't blank, in which a place stands; from 1.
    private static func paragraph(of place: Int, in source: SourceText) -> Int {
        // Of pages, only the tables are blocks.
        if source.boxes.isEmpty, let block = source.blocks.lastIndex(where: { $0.range.from <= place }) {
            return block + 1
        }
        let lines = source.text.unicodeScalars.prefix(place + 1).split(separator: "\n")
        return max(1, lines.count { line in !line.allSatisfy { $0.properties.isWhitespace } })
    }
}

extension PlanTask {
    init(_ record: TaskRecord, measures: [DraftMeasure], responsibilities: [Responsibility]) {
        self.init(
            id: record.id, plan: record.plan, version: record.version, position: record.position, path: record.path,
            area: record.area, areaOrdinal: record.areaOrdinal, nationalArea: record.nationalArea,
            group: record.group, title: record.title, text: record.text, source: record.source, measures: measures,
            responsibilities: responsibilities)
    }
}
