// SPDX-License-Identifier: Apache-2.0
package import Definitions
package import Domain

extension LedgerBook {
    /// The indicator of that key with its register, or nil.
    package func definition(ofIndicator key: String) -> (ledger: Ledger, indicator: Indicator)? {
        guard let indicator = indicator(key), let ledger = self[indicator.ledger] else { return nil }
        return (ledger, indicator)
    }
}
