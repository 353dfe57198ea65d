// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// What a form of a new row belongs to.
struct EntryDesk {
    let detail: LedgerDetail
    /// The pairings for which the visitor may enter rows.
    let pairings: [Pairing]
    /// The pairing that was chosen, or the only one.
    let pairing: Pairing?
    /// The sides for which the visitor may enter rows there.
    let sides: [Side]
    var ledger: Ledger { detail.ledger }

    init(_ visit: Visit, pairing code: String?) async throws {
        detail = try await visit.useCases.ledger(try visit.caller, key: try visit.value("key"))
        let entering = detail.entering
        let pairings = detail.pairings.map(\.pairing).filter { pairing in
            entering.contains { $0.pairing == pairing.code }
        }
        let pairing =
            code.map { code in pairings.first { $0.code == code } } ?? (pairings.count == 1 ? pairings[0] : nil)
        sides = entering.filter { $0.pairing == pairing?.code }.map(\.side)
        (self.pairings, self.pairing) = (pairings, pairing)
    }

    /// The pairing of the form. Throws notFound where the visitor may enter nothing there.
    func chosen() throws -> Pairing {
        guard let pairing else { throw UseCaseError("ledger", .notFound) }
        return pairing
    }
}
