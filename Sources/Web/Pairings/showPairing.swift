// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import Hummingbird
import UseCases

/// Shows one pairing: its parties, its plans, its documents and the pairings within it.
func showPairing(_ visit: Visit) async throws -> Response {
    let detail = try await visit.useCases.pairing(try visit.caller, code: try visit.value("code"))
    return try visit.show(PairingPage(detail, form: FormFields(), failures: .none, visit.phrases))
}

extension PairingPage {
    init(_ detail: PairingDetail, form: FormFields, failures: Failures, _ phrases: Phrases) {
        let language = phrases.language
        self.init(
            line: .init(detail.listing, phrases),
            region: detail.listing.pairing.region.map { phrases.region($0) },
            parent: detail.parent.map { Link(path: Address.pairing.path($0.code), label: $0.label(in: language)) },
            children: detail.children.map {
                Child(
                    code: $0.code, label: $0.label(in: language), kind: phrases("pairing.kind." + $0.kind.rawValue),
                    term: $0.term.text)
            },
            plans: detail.plans.map { Plan($0) }, documents: detail.documents.map { .init($0, phrases) },
            mayUpload: detail.mayUpload,
            childForm: detail.mayAddChild
                ? ChildForm(within: detail.listing.pairing, form: form, failures: failures, phrases) : nil,
            access: detail.mayExplain ? Address.access.path("pairing", detail.listing.pairing.code) : nil,
            contacts: detail.mayReadContacts
                ? Address.contacts.path() + "?pairing=" + detail.listing.pairing.code.percentEncodedPart : nil,
            exchange: detail.showsExchange ? Address.exchange.path(detail.listing.pairing.code) : nil,
            hasCrosswalk: detail.hasCrosswalk, history: HistoryView(detail.history, phrases),
            watching: Watching(detail.history))
    }
}

extension PairingPage.Plan {
    init(_ listing: PlanListing) {
        self.init(
            id: listing.plan.id.text, title: listing.plan.title, documentNumber: listing.plan.documentNumber,
            period: listing.plan.period?.text, version: listing.plan.version, taskCount: listing.taskCount,
            adoptedAt: listing.adoptedAt.dayText, adoptedBy: listing.adoptedBy)
    }
}

extension PairingPage.ChildForm {
    fileprivate init(within parent: Pairing, form: FormFields, failures: Failures, _ phrases: Phrases) {
        let kinds = PairingKind.allCases.filter { $0 != .city }
        self.init(
            kinds: kinds.map {
                Choice(
                    value: $0.rawValue, label: phrases("pairing.kind." + $0.rawValue),
                    isChosen: $0.rawValue == form["kind"])
            },
            code: form["code"],
            parties: Side.allCases.map { side in
                .init(side, division: parent.party(side).division, form: form, failures: failures, phrases)
            },
            termFrom: form.integer("termFrom") ?? parent.term.from, termTo: form.integer("termTo") ?? parent.term.to,
            failures: failures)
    }
}

extension PairingPage.PartyFields {
    fileprivate init(
        _ side: Side, division: DivisionCode, form: FormFields, failures: Failures, _ phrases: Phrases
    ) {
        let prefix = side.rawValue
        self.init(
            side: prefix, title: phrases("side." + prefix), name: form[prefix + ".name"],
            romanised: form[prefix + ".romanised"], division: form.optional(prefix + ".division") ?? division.text,
            failure: failures.list.first { $0.field.hasPrefix(prefix) }?.text)
    }
}
