// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage
import Synchronization

/// What was counted of the ledger since it last changed, so that a page of it doesn't count fifty thousand tasks again.
///
/// Whoever changes the ledger raises its generation in the same transaction; what was counted in another generation is
/// forgotten. Several instances on one database thereby see each other's changes.
final class LedgerMemory: Sendable {
    struct Names: Hashable, Sendable {
        let areas: [String]
        let units: [String]
    }
    /// The matrix of pairings and clauses: the tasks by both, and the tasks that carry out any clause.
    struct Matrix: Sendable {
        let counts: [ClauseCount]
        let linked: [Identifier<Pairing>: Int]
    }
    fileprivate struct MatrixKey: Hashable {
        let reference: Identifier<ReferencePlan>
        let visible: ShownTasks
    }
    fileprivate struct State {
        var generation = ""
        var counts: [LedgerFilter: Int] = [:]
        var names: [PairingFilter: Names] = [:]
        var countsByPairing: [Identifier<Pairing>: Int]?
        var matrices: [MatrixKey: Matrix] = [:]
    }
    /// Beyond so many different questions everything is forgotten: most are asked once.
    private static let mostCounts = 2_000
    private static let mostNames = 200
    private let state = Mutex(State())

    func count(_ filter: LedgerFilter, _ connection: any SQLConnection) throws -> Int {
        let generation = try LedgerGeneration(connection).value
        if let known = state.withLock({ $0.known(in: generation)?.counts[filter] }) { return known }
        let count = try LedgerQueries(connection).count(filter)
        state.withLock { state in
            guard state.known(in: generation) != nil else { return }
            if state.counts.count >= Self.mostCounts { state.counts = [:] }
            state.counts[filter] = count
        }
        return count
    }

    /// How many tasks each pairing has; pairings without tasks are missing.
    func countByPairing(_ connection: any SQLConnection) throws -> [Identifier<Pairing>: Int] {
        let generation = try LedgerGeneration(connection).value
        if let known = state.withLock({ $0.known(in: generation)?.countsByPairing }) { return known }
        let counts = try TaskQueries(connection).countByPairing()
        state.withLock { state in
            if state.known(in: generation) != nil { state.countsByPairing = counts }
        }
        return counts
    }

    func matrix(
        _ reference: Identifier<ReferencePlan>, visible: ShownTasks, _ connection: any SQLConnection
    ) throws -> Matrix {
        let generation = try LedgerGeneration(connection).value
        let key = MatrixKey(reference: reference, visible: visible)
        if let known = state.withLock({ $0.known(in: generation)?.matrices[key] }) { return known }
        let queries = ClauseLinkQueries(connection)
        let matrix = Matrix(
            counts: try queries.counts(reference, visible: visible),
            linked: try queries.linkedTasks(reference, visible: visible))
        state.withLock { state in
            guard state.known(in: generation) != nil else { return }
            if state.matrices.count >= Self.mostNames { state.matrices = [:] }
            state.matrices[key] = matrix
        }
        return matrix
    }

    func names(visible: PairingFilter, _ connection: any SQLConnection) throws -> Names {
        let generation = try LedgerGeneration(connection).value
        if let known = state.withLock({ $0.known(in: generation)?.names[visible] }) { return known }
        let ledger = LedgerQueries(connection)
        let names = Names(areas: try ledger.areas(visible: visible), units: try ledger.units(visible: visible))
        state.withLock { state in
            guard state.known(in: generation) != nil else { return }
            if state.names.count >= Self.mostNames { state.names = [:] }
            state.names[visible] = names
        }
        return names
    }
}

extension LedgerMemory.State {
    /// What is known of a generation; an older one is not brought back by a reader that began before the change.
    fileprivate mutating func known(in wanted: String) -> Self? {
        if generation == wanted { return self }
        guard generation.count < wanted.count || (generation.count == wanted.count && generation < wanted) else {
            return nil
        }
        self = Self()
        generation = wanted
        return self
    }
}

/// The number that rises with every change of the ledger.
struct LedgerGeneration {
    private static let key = "ledger.generation"
    private let settings: SettingQueries

    init(_ connection: any SQLConnection) { settings = SettingQueries(connection) }

    var value: String {
        get throws { try settings.value(Self.key) ?? "0" }
    }

    func raise() throws { try settings.increment(Self.key) }
}
