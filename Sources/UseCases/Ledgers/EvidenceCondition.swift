// SPDX-License-Identifier: Apache-2.0
package import Domain
import LedgerEngine
import SQLCore
import Storage

extension Ledger {
    /// What a filter asks of the rows whose stage lacks its evidence, as a field with this title: `lacksEvidence:yes`. No
    /// row holds it. nil where no stage needs evidence, or a field of the register has its name.
    package func evidenceCondition(_ title: LocalisedText) -> LedgerField? {
        guard let plan = stages, !plan.evidence.isEmpty, field(Self.evidenceKey) == nil else { return nil }
        return LedgerField(key: Self.evidenceKey, kind: .flag, title: title)
    }

    package static let evidenceKey = "lacksEvidence"

    /// Those of the rows whose stage lacks its evidence.
    func lackingEvidence(
        _ rows: [OpenEntry], _ connection: any SQLConnection
    ) throws -> Set<Identifier<LedgerEntry>> {
        guard let plan = stages, !plan.evidence.isEmpty, !rows.isEmpty else { return [] }
        let steps = try StageStepQueries(connection).all(of: rows.map(\.record.id))
        let files = fields.filter { $0.kind == .file }.map(\.key)
        return Set(
            rows.filter { row in
                plan.lackingEvidence(
                    at: row.values[plan.field]?.text, steps[row.record.id] ?? [],
                    hasFiles: files.contains { row.values[$0] != nil }) != nil
            }.map(\.record.id))
    }
}
