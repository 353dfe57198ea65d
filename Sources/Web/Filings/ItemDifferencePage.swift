// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// A ticket about what both cities reported differently of a joint item.
struct ItemDifferencePage: PageModel {
    static let template = "item-difference"
    static let samples = [
        ItemDifferencePage(
            cycle: "c", cycleLabel: "C", item: "i", title: "T", field: "F", state: "S", stateName: "open",
            reports: [.sample], proposal: .sample, settled: "V", settledSigned: "S", opened: "O", propose: .sample,
            agree: .sample, blocked: "B", failures: .sample("value")),
        ItemDifferencePage(
            cycle: "c", cycleLabel: "C", item: "i", title: "T", field: "F", state: "S", stateName: "settled",
            reports: [], proposal: nil, settled: nil, settledSigned: nil, opened: "O", propose: nil, agree: nil,
            blocked: nil, failures: .none),
    ]
    /// What one city reported.
    struct Report: Sendable {
        let party: String
        let value: String
        let unit: String
        let at: String
        static let sample = Report(party: "A", value: "40%", unit: "U", at: "2026-01-01 00:00")
    }
    struct Proposal: Sendable {
        let value: String
        let party: String
        let by: String
        let reason: String
        static let sample = Proposal(value: "50%", party: "A", by: "P", reason: "R")
    }
    let cycle: String
    let cycleLabel: String
    let item: String
    let title: String
    let field: String
    let state: String
    let stateName: String
    let reports: [Report]
    let proposal: Proposal?
    let settled: String?
    let settledSigned: String?
    let opened: String
    let propose: FormModel?
    let agree: FormModel?
    /// Why the visitor may not agree, where another person must.
    let blocked: String?
    let failures: Failures
    var section: Section? { .filings }
}

/// A ticket in the list of an item's or a cycle's page.
struct DifferenceView: Sendable {
    let id: String
    let title: String
    let oldArea: String
    let eastern: String
    let state: String
    let stateName: String
    static let sample = DifferenceView(
        id: "d", title: "T", oldArea: "A 40%", eastern: "B 60%", state: "S", stateName: "open")
}

extension DifferenceView {
    /// `label` names it: the item on a cycle's page, the period on an item's.
    init(_ line: ItemDifferenceLine, _ pairing: Pairing, _ label: String, _ phrases: Phrases) {
        let ticket = line.difference.ticket
        func text(_ side: Side) -> String {
            pairing.party(side, in: phrases.language) + " " + line.text(ticket.value(of: side), phrases.language)
        }
        let state = line.difference.state.rawValue
        let settled = ticket.settled.map { " " + line.text($0, phrases.language) } ?? ""
        self.init(
            id: ticket.id.text, title: label + " · " + line.field.field.title[phrases.language],
            oldArea: text(.oldArea), eastern: text(.eastern),
            state: phrases("itemDifference.state." + state) + settled, stateName: state)
    }
}

extension ItemDifferencePage {
    init(_ detail: ItemDifferenceDetail, _ phrases: Phrases, typed: FormFields?, failures: [ValidationFailure]) {
        let (line, pairing, language) = (detail.line, detail.pairing, phrases.language)
        let (difference, ticket, id) = (line.difference, line.difference.ticket, line.difference.ticket.id.text)
        func party(_ side: Side) -> String { pairing.party(side, in: language) }
        func offer(_ step: Difference.Step) -> StepOffer? { detail.offers.first { $0.step == step.rawValue } }
        let writer = FormWriter("propose", "itemDifference", phrases, typed: typed, failures: failures)
        let hidden = [("revision", String(difference.revision))]
        self.init(
            cycle: line.cycle.id.text,
            cycleLabel: pairing.label(in: language) + " · " + line.cycle.period.label(phrases),
            item: line.item.id.text, title: line.item.title, field: line.field.field.title[language],
            state: phrases("itemDifference.state." + difference.state.rawValue), stateName: difference.state.rawValue,
            reports: Side.allCases.map { side in
                Report(
                    party: party(side), value: line.text(ticket.value(of: side), language),
                    unit: difference.report(of: side).unit, at: difference.report(of: side).at.minuteText)
            },
            proposal: ticket.proposal.map {
                Proposal(
                    value: line.text($0, language), party: ticket.proposedSide.map(party) ?? "",
                    by: ticket.proposedBy ?? "", reason: difference.reason ?? "")
            }, settled: ticket.settled.map { line.text($0, language) },
            settledSigned: ticket.settledAt.map { (ticket.settledBy ?? "") + " · " + $0.minuteText },
            opened: phrases("itemDifference.opened", ["name": ticket.openedBy, "time": ticket.openedAt.minuteText]),
            propose: offer(.propose) == nil
                ? nil
                : writer.form(
                    Address.moveItemDifference.path(id), submit: "itemDifference.step.propose",
                    [
                        writer.text("value", isRequired: true, longest: 60),
                        writer.long("note", isRequired: true, longest: 500),
                    ], hidden: hidden + [("step", Difference.Step.propose.rawValue)]),
            agree: offer(.agree).flatMap { offer in
                offer.isForAnother
                    ? nil
                    : FormWriter("agree", "itemDifference", phrases, typed: nil, failures: []).form(
                        Address.moveItemDifference.path(id), submit: "itemDifference.step.agree", [],
                        hidden: hidden + [("step", offer.step)])
            }, blocked: offer(.agree)?.isForAnother == true ? phrases("itemDifference.blocked") : nil,
            failures: failures.isEmpty ? .none : Failures(failures, phrases))
    }
}
