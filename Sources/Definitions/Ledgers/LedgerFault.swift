// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a definition of a register or a code list, and where.
package struct LedgerFault: Hashable, Sendable {
    package let file: String
    /// From 1, as editors count.
    package let line: Int
    package let column: Int
    /// A sentence of the catalogues: `definition.…`.
    package let messageKey: String
    package let arguments: [String: String]
}

/// Definitions that can't be used, with everything that is wrong with them, in the order of files and lines.
package struct LedgerFaults: Error, Sendable {
    package let faults: [LedgerFault]
}
