// SPDX-License-Identifier: Apache-2.0

/// One value of a row or of an argument. Booleans are stored as integers 0 and 1, times as UTC milliseconds.
package enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}
