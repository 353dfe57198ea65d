// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Foundation
import SQLCore
import Storage

extension UseCases {
    /// Takes away all that the demonstration made, and nothing else; what was recorded stays in the record.
    ///
    /// Throws conflict where there is no demonstration.
    package func removeDemo(_ caller: Caller) async throws {
        try caller.require(.manageDemo, on: .installation, "demo", knowing: .readDirectory)
        let demo = try DemoDirectory()
        let began = Date(timeIntervalSince1970: Double(surroundings.now().milliseconds) / 1000)
        let hashes = try await write { connection in
            let pairings = try demoPairings(connection)
            guard !pairings.isEmpty else { throw UseCaseError("demo", .conflict(reason: "demo.absent")) }
            for pairing in pairings {
                for plan in try PlanQueries(connection).all(of: pairing) { try forgetTerms(plan.plan, connection) }
            }
            let documents = try DocumentQueries(connection).page(
                visible: .some(pairings), after: nil, limit: 10_000)
            let ofRows = try EntryLinkQueries(connection).files(of: pairings)
            try removeDemoData(connection, divisions: (demo.divisions + demo.counties).map(\.code))
            try LedgerGeneration(connection).raise()
            try record(connection, caller, "removeDemo", .installation)
            let unneeded = try (documents.map(\.document.hash) + ofRows).filter {
                try !DocumentQueries(connection).needsFile($0)
            }
            return unneeded
        }
        try await removeFiles(hashes, untouchedSince: began)
    }

    /// Need and age are asked once more, because somebody may be handing the same file in. Where a backup is being made,
    /// the files are left to the hourly sweep.
    private func removeFiles(_ hashes: [String], untouchedSince moment: Date) async throws {
        guard let lock = FileLock.alone(surroundings.dataFolder) else { return }
        defer { withExtendedLifetime(lock) {} }
        for hash in hashes where files.isOlder(hash, than: moment) {
            if try await database.read({ try !DocumentQueries($0).needsFile(hash) }) { files.remove(hash) }
        }
    }

    private func forgetTerms(_ plan: Plan, _ connection: any SQLConnection) throws {
        let tasks = try TaskQueries(connection).all(of: plan.id)
        let duties = try TaskQueries(connection).responsibilities(of: tasks.map(\.id))
        for task in tasks {
            try TaskTerms(connection).replace(
                task.id, old: task.searchedTexts(duties[task.id] ?? []), new: [])
        }
    }
}
