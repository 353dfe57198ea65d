// SPDX-License-Identifier: Apache-2.0
import LedgerEngine
import Testing

@Test func `a warning is not an error`() {
    let warning = FieldProblem(field: "amount", weight: .warning, messageKey: "entry.problem.checkDigit.creditCode")
    #expect(warning.weight != .error)
}
