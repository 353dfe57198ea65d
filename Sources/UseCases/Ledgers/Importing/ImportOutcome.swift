// SPDX-License-Identifier: Apache-2.0
import Domain
package import LedgerEngine

/// What came of an import, as it is kept and shown.
package struct ImportOutcome: Codable, Sendable {
    /// A row that was not written, and why; or one that was, and what is odd about it.
    package struct Line: Codable, Sendable {
        package let file: String
        package let sheet: String
        package let row: Int
        let reasons: [Reason]

        /// Why, as sentences.
        package var problems: [FieldProblem] { reasons.map(\.problem) }

        init(file: String, sheet: String, row: Int, problems: [FieldProblem]) {
            (self.file, self.sheet, self.row) = (file, sheet, row)
            reasons = problems.map {
                Reason(field: $0.field, key: $0.messageKey, arguments: $0.arguments, isWarning: $0.weight == .warning)
            }
        }
    }
    struct Reason: Codable, Sendable {
        let field: String?
        let key: String
        let arguments: [String: String]
        /// nil in outcomes of before warnings were kept.
        let isWarning: Bool?

        var problem: FieldProblem {
            FieldProblem(
                field: field, weight: isWarning == true ? .warning : .error, messageKey: key, arguments: arguments)
        }
    }
    package let added: Int
    package let changed: Int
    package let unchanged: Int
    /// nil in outcomes of before rows could be removed.
    package let removed: Int?
    /// How many rows were not written.
    package let left: Int
    /// The first of them, at most 500.
    package let lines: [Line]
    /// Rows that were written and are odd beside others, at most 500; nil in outcomes of before they were kept.
    package let warnings: [Line]?

    package init(_ result: SheetImportResult) {
        (added, changed, removed, lines) = (result.added, result.changed, result.removed, result.left)
        warnings = result.warnings
        unchanged = result.counts[.unchanged, default: 0]
        left = result.leftCount
    }
}

extension SheetImportResult {
    /// How many rows were not written.
    var leftCount: Int {
        let outcomes: [PlannedRow.Outcome] = [.refused, .doubtful, .left]
        return outcomes.reduce(refused.count) { $0 + counts[$1, default: 0] }
    }
}

extension PlannedRow.Doubt {
    /// The sentence that says what a person has to decide.
    package var problem: FieldProblem {
        let (key, arguments): (String, [String: String]) =
            switch self {
            case .repeats(let place, _): ("sheet.doubt.repeats", ["row": String(place.address.row)])
            case .outdated(let fileVersion, let version):
                ("sheet.doubt.outdated", ["fileVersion": String(fileVersion), "version": String(version)])
            case .several: ("sheet.doubt.several", [:])
            case .gone: ("sheet.doubt.gone", [:])
            }
        return FieldProblem(field: nil, weight: .error, messageKey: key, arguments: arguments)
    }
}
