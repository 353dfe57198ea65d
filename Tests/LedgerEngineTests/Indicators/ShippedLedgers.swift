// SPDX-License-Identifier: Apache-2.0
import Definitions

/// The registers that the program brings, read once for all tests.
enum ShippedLedgers {
    private static let reading = Result { try LedgerBook() }

    static func book() throws -> LedgerBook { try reading.get() }
}
