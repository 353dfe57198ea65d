// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension SQLError.Cause {
    /// The cause of an error with an SQLSTATE (appendix A of the PostgreSQL manual), or without one.
    init(sqlState: String?, table: String?, isLost: Bool) {
        switch sqlState {
        case "23505"?: self = .uniqueViolation(table: table)
        case "23503"?, "23001"?: self = .foreignKeyViolation
        case "23514"?: self = .checkViolation
        case "23502"?: self = .notNullViolation
        case "P0001"?: self = .refusedByTrigger
        // Serialization failure, deadlock, lock not to be had in time.
        case "40001"?, "40P01"?, "55P03"?: self = .busy
        case "57014"?: self = .statementTimeout
        case "25006"?: self = .readOnlyTransaction
        // The administrator ended the connection, the server stops, crashes or starts.
        case "57P01"?, "57P02"?, "57P03"?: self = .connectionLost
        case let state? where state.hasPrefix("08"): self = .connectionLost
        default: self = isLost ? .connectionLost : .other
        }
    }
}
