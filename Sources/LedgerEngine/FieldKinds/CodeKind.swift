// SPDX-License-Identifier: Apache-2.0
import Domain

/// A code with a standard of its own. It is stored in capitals of half width without spaces; what fails the standard is
/// pointed out and may stand, because real codes fail too.
struct CodeKind: FieldRule {
    private static let longest = 60
    let kind = FieldKind.code

    func read(_ input: FieldInput, _ field: LedgerField, _ directory: LedgerDirectory) -> FieldReading {
        let plain = spaceless(halfWidth(input.text)).uppercased()
        guard plain.count <= Self.longest else {
            return FieldReading(
                field, "entry.problem.tooLong", ["most": String(Self.longest), "length": String(plain.count)])
        }
        let code = field.check?.tidied(plain) ?? plain
        return EmptyWords.meansNothing(code, kind: kind) ? FieldReading(nil) : FieldReading(.text(code))
    }

    func check(_ value: FieldValue, _ field: LedgerField) -> [FieldProblem] {
        guard let check = field.check, let code = value.text else { return [] }
        return switch check.verdict(code) {
        case .valid: []
        case .malformed: [.warning(field, "entry.problem.malformed." + check.rawValue, ["text": code])]
        case .wrong(let proposal):
            [.warning(field, "entry.problem.checkDigit." + check.rawValue, ["text": code], proposal: proposal)]
        }
    }
}
