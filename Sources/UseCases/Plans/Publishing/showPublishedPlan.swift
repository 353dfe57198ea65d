// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import SQLCore
import Storage

extension UseCases {
    /// What is published of a plan. Throws notFound where nothing is, or the caller may not read it.
    package func publishedPlan(_ caller: Caller, id: String) async throws -> PublishedPlan {
        try await database.read { connection in
            let (record, pairing) = try findPublication(id, caller, connection)
            let tasks = try publishedTasks(of: record.publication, connection)
            let safeguards = record.isNewest ? try PlanQueries(connection).safeguards(of: record.publication.plan) : []
            return PublishedPlan(
                listing: try listing(record, pairing, caller, connection), areas: areas(of: tasks),
                safeguards: safeguards.map {
                    PlanSafeguard(ordinal: $0.ordinal, title: $0.title, text: withoutPersons($0.text))
                })
        }
    }

    /// What is published of the plan of an address. Throws notFound where nothing is, or the caller may not read it.
    func findPublication(
        _ id: String, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> (record: PublicationRecord, pairing: Pairing) {
        guard let id = Identifier<Plan>(id), let record = try PublicationQueries(connection).find(id),
            let pairing = try PairingQueries(connection).find(record.pairing)
        else { throw UseCaseError("plan", .notFound) }
        let object = try ruleObject(pairing.id, connection, "plan")
        try caller.require(.readPublishedPlan, on: object, "plan", knowing: .readPublishedPlan)
        return (record, pairing)
    }

    /// The tasks as the published version words them, without what would name a person.
    func publishedTasks(
        of publication: PlanPublication, _ connection: any SQLConnection
    ) throws -> [(area: (ordinal: String, title: String), task: PublishedTask)] {
        try TaskWordingQueries(connection).all(of: publication.plan, version: publication.version)
            .filter { $0.change != .dropped }
            .map { wording in
                let task = PublishedTask(
                    id: wording.task, path: wording.path, area: wording.area, title: wording.title,
                    text: withoutPersons(wording.text), units: wording.units ?? [])
                return ((wording.areaOrdinal, wording.area), task)
            }
    }

    private func areas(of tasks: [(area: (ordinal: String, title: String), task: PublishedTask)]) -> [PublishedArea] {
        var areas: [(ordinal: String, title: String, tasks: [PublishedTask])] = []
        for (area, task) in tasks {
            if areas.last.map({ ($0.ordinal, $0.title) == area }) != true {
                areas.append((area.ordinal, area.title, []))
            }
            areas[areas.count - 1].tasks.append(task)
        }
        return areas.map { PublishedArea(ordinal: $0.ordinal, title: $0.title, tasks: $0.tasks) }
    }

    private func listing(
        _ record: PublicationRecord, _ pairing: Pairing, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> PublishedListing {
        let object = try ruleObject(pairing.id, connection, "plan")
        return PublishedListing(record, pairing, mayReadPlan: caller.may(.readPlan, on: object))
    }
}

extension PublishedListing {
    init(_ record: PublicationRecord, _ pairing: Pairing, mayReadPlan: Bool) {
        let publication = record.publication
        self.init(
            id: publication.plan, pairing: pairing, version: publication.version, title: publication.title,
            documentNumber: publication.documentNumber, period: publication.period,
            publishedAt: publication.publishedAt, taskCount: record.taskCount, mayReadPlan: mayReadPlan)
    }
}
