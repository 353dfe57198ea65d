// SPDX-License-Identifier: Apache-2.0
package import Domain
import LedgerEngine

/// A ticket about a joint item with what it is about.
package struct ItemDifferenceLine: Sendable {
    package let difference: ItemDifference
    package let item: WorkItem
    package let cycle: FilingCycle
    package let field: FilingForm.Field

    /// A value of the field for the screen, with its unit.
    package func text(_ value: FieldValue?, _ language: Language) -> String {
        guard let value else { return "–" }
        return field.field.screenText(value, language, .none) + (field.field.unit ?? "")
    }

    /// Whether it is about what stands in this field of a filing.
    func stands(at place: FilingPlace, of filing: Filing) -> Bool {
        let report = difference.report(of: filing.side)
        return report.filing == filing.id && report.leg == place.leg && field.key == place.field
    }

    /// How the record says it.
    var recorded: AuditFields {
        let ticket = difference.ticket
        return [
            "field": field.field.title.chinese, "period": cycle.period.description,
            "reportedOldArea": text(ticket.oldArea, .chinese), "reportedEastern": text(ticket.eastern, .chinese),
            "proposedValue": ticket.proposal.map { text($0, .chinese) }, "reason": difference.reason,
            "settledValue": ticket.settled.map { text($0, .chinese) },
        ]
    }
}

/// The page of a ticket.
package struct ItemDifferenceDetail: Sendable {
    package let line: ItemDifferenceLine
    package let pairing: Pairing
    package let offers: [StepOffer]
}
