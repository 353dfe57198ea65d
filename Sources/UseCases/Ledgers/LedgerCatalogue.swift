// SPDX-License-Identifier: Apache-2.0
package import Domain

/// The registers that this installation keeps, with the lists of their choices: definitions, read once at start.
package struct LedgerCatalogue: Sendable {
    package let ledgers: [Ledger]
    package let codeLists: [String: CodeList]
    private let places: [String: Int]
    private let indicators: [String: (ledger: Int, place: Int)]

    package static let empty = LedgerCatalogue(ledgers: [], codeLists: [:])

    package init(ledgers: [Ledger], codeLists: [String: CodeList]) {
        (self.ledgers, self.codeLists) = (ledgers, codeLists)
        places = Dictionary(
            ledgers.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
        var indicators: [String: (ledger: Int, place: Int)] = [:]
        for (number, ledger) in ledgers.enumerated() {
            for (place, indicator) in ledger.indicators.enumerated() { indicators[indicator.key] = (number, place) }
        }
        self.indicators = indicators
    }

    /// The register of that name, or nil.
    package subscript(key: String) -> Ledger? { places[key].map { ledgers[$0] } }

    /// The indicator of that name with its register, or nil.
    package func indicator(_ key: String) -> (ledger: Ledger, indicator: Indicator)? {
        indicators[key].map { (ledgers[$0.ledger], ledgers[$0.ledger].indicators[$0.place]) }
    }

    /// Every indicator, in the order of the registers.
    package var allIndicators: [Indicator] { ledgers.flatMap(\.indicators) }
}
