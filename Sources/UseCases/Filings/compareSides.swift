// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import SQLCore
import Storage

extension UseCases {
    /// Compares what the accepted filings of both cities say of the joint items of one of them. Where figures that are one
    /// fact differ, a ticket is opened; one that is open takes the new values, or is settled where they are the same now.
    ///
    /// The caller's transaction holds the cycle, so that two acceptances don't miss each other.
    func compareSides(_ desk: FilingDesk, _ caller: Caller) throws {
        let fields = desk.form.fields.filter { $0.scope == .share && $0.field.agreement != nil }
        guard !fields.isEmpty else { return }
        let joint = try FilingSheet(desk).items.values.filter { $0.agreedJoint ?? $0.item.isJoint }.map(\.item)
        guard !joint.isEmpty else { return }
        let queries = ItemDifferenceQueries(desk.connection)
        let texts = try queries.accepted(
            of: joint.map(\.id).sorted(), in: desk.cycle.id, fields: fields.map(\.key))
        let open = try queries.all(of: desk.cycle.id).filter(\.ticket.isOpen)
        for item in joint.sorted(by: { $0.position < $1.position }) {
            for field in fields {
                let own = texts.filter { $0.item == item.id && $0.field == field.key }
                guard let oldArea = Reported(own, .oldArea, field), let eastern = Reported(own, .eastern, field) else {
                    continue
                }
                try compare(
                    Pair(item: item, field: field, oldArea: oldArea, eastern: eastern),
                    open.first { $0.item == item.id && $0.ticket.field == field.key }, desk, caller)
            }
        }
    }

    private func compare(_ pair: Pair, _ open: ItemDifference?, _ desk: FilingDesk, _ caller: Caller) throws {
        guard var difference = open else {
            return pair.isApart ? try openTicket(pair, desk, caller) : ()
        }
        let isSame =
            difference.ticket.oldArea == pair.oldArea.value && difference.ticket.eastern == pair.eastern.value
        guard !isSame else { return }
        (difference.ticket.oldArea, difference.ticket.eastern) = (pair.oldArea.value, pair.eastern.value)
        (difference.oldArea, difference.eastern) = (pair.oldArea.report, pair.eastern.report)
        if pair.isApart {
            (difference.ticket.proposal, difference.ticket.proposedSide) = (nil, nil)
            (difference.ticket.proposedBy, difference.proposer, difference.reason) = (nil, nil, nil)
        } else {
            difference.ticket.settled = pair.oldArea.value
            (difference.ticket.settledAt, difference.ticket.settledBy) = (surroundings.now(), caller.name)
        }
        try save(&difference, pair.isApart ? .restate : .meet, pair.item, desk, caller)
    }

    private func openTicket(_ pair: Pair, _ desk: FilingDesk, _ caller: Caller) throws {
        let difference = ItemDifference(
            ticket: Difference(
                id: surroundings.identifier(), entry: nil, field: pair.field.key, oldArea: pair.oldArea.value,
                eastern: pair.eastern.value, openedAt: surroundings.now(), openedBy: caller.name),
            item: pair.item.id, cycle: desk.cycle.id, pairing: desk.pairing.id, oldArea: pair.oldArea.report,
            eastern: pair.eastern.report)
        try ItemDifferenceQueries(desk.connection).insert(difference)
        let line = ItemDifferenceLine(
            difference: difference, item: pair.item, cycle: desk.cycle, field: pair.field)
        try record(desk.connection, caller, "open", .difference(difference), after: line.recorded)
        try tell([.tellOffice, .tellOtherOffice], of: news("open", difference, pair.item, desk.cycle), desk.connection)
    }

    /// Writes what a step made of a ticket, with its event, and tells the offices.
    func save(
        _ difference: inout ItemDifference, _ step: Difference.Step, _ item: WorkItem, _ desk: FilingDesk,
        _ caller: Caller
    ) throws {
        guard let field = desk.form.fields.first(where: { $0.key == difference.ticket.field }) else {
            throw UseCaseError("difference", .notFound)
        }
        difference.revision += 1
        guard try ItemDifferenceQueries(desk.connection).update(difference) else {
            throw UseCaseError("difference", .stale(revision: difference.revision))
        }
        let line = ItemDifferenceLine(difference: difference, item: item, cycle: desk.cycle, field: field)
        try record(desk.connection, caller, step.rawValue, .difference(difference), after: line.recorded)
        let follows = Difference.table.lines.first { $0.step == step }?.follows ?? []
        try tell(follows, of: news(step.rawValue, difference, item, desk.cycle, by: caller), desk.connection)
    }

    private func news(
        _ step: String, _ difference: ItemDifference, _ item: WorkItem, _ cycle: FilingCycle, by caller: Caller? = nil
    ) -> LoopNews {
        // The one who agrees tells the one who proposed.
        let proposed = difference.ticket.proposedSide ?? .oldArea
        return LoopNews(
            kind: .changed, objectKind: "difference", objectID: difference.ticket.id.text,
            title: "told.difference." + step,
            arguments: ["matter": item.title, "period": cycle.period.description],
            path: "/item-differences/" + difference.ticket.id.text, pairing: difference.pairing,
            side: step == Difference.Step.agree.rawValue ? proposed.other : proposed)
    }
}

/// What one city says of an item.
private struct Reported {
    let value: FieldValue
    let report: ItemDifference.Report

    /// The body that leads speaks for its city, or the only one there is. nil where nobody does, or where several lead.
    init?(_ texts: [ReportedText], _ side: Side, _ field: FilingForm.Field) {
        let own = texts.filter { $0.side == side }
        let leads = own.filter { $0.role == .lead }
        let speaking = leads.isEmpty ? own : leads
        guard speaking.count == 1, let text = speaking.first,
            let value = field.field.read(FieldInput(text.text, unit: field.field.unit), .none).value
        else { return nil }
        (self.value, report) = (value, text.report)
    }
}

private struct Pair {
    let item: WorkItem
    let field: FilingForm.Field
    let oldArea: Reported
    let eastern: Reported

    var isApart: Bool {
        !differences(
            between: [field.key: oldArea.value], and: [field.key: eastern.value], fields: [field.field]
        ).isEmpty
    }
}

extension AuditSubject {
    static func difference(_ difference: ItemDifference) -> Self {
        Self(kind: "difference", id: difference.ticket.id.text, pairing: difference.pairing)
    }
}
