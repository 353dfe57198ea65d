// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

/// Shows the requests that the visitor sees, the open ones first.
func showRequests(_ visit: Visit) async throws -> Response {
    let phrases = visit.phrases
    let fields = visit.query.only(["show", "kind", "pairing", "side"])
    var query = RequestQuery()
    query.show = show(fields["show"])
    query.kind = SpecialRequest.Kind(rawValue: fields["kind"])
    query.pairing = fields.optional("pairing")
    query.side = Side(rawValue: fields["side"])
    query.after = visit.query.optional("after")
    let watching = try await visit.watching(Watch(kind: "requests", id: "all"))
    let found = try await visit.useCases.listRequests(try visit.caller, query)
    let counts = ["count": found.count, "overdue": found.overdue, "short": found.short].mapValues(String.init)
    return try visit.show(
        RequestsPage(
            summary: phrases("requests.count", counts),
            pairings: choices(
                found.pairings.map { ($0.code, $0.label(in: visit.language)) }, fields["pairing"],
                phrases("orders.anyPairing")),
            sides: choices(
                Side.allCases.map { ($0.rawValue, phrases("side." + $0.rawValue)) }, fields["side"],
                phrases("orders.anySide")),
            kinds: choices(
                SpecialRequest.Kind.allCases.map { ($0.rawValue, phrases("request.kind." + $0.rawValue)) },
                fields["kind"], phrases("requests.anyKind")),
            shows: choices(
                [("overdue", phrases("orders.show.overdue")), ("all", phrases("orders.show.all"))]
                    + SpecialRequest.State.allCases.map { ($0.rawValue, phrases("request.state." + $0.rawValue)) },
                fields["show"], phrases("orders.show.open")),
            isFiltered: !fields.encoded.isEmpty,
            requests: found.page.items.map { RequestsPage.Request($0, phrases, visit.language) },
            first: query.after == nil ? nil : fields.path(of: .requests),
            next: found.page.next.map { fields.path(of: .requests, after: $0) }, mayAdd: found.mayAdd,
            watching: watching))
}

private func show(_ text: String) -> RequestQuery.Show {
    switch text {
    case "all": .all
    case "overdue": .overdue
    default: SpecialRequest.State(rawValue: text).map { .state($0) } ?? .open
    }
}

/// `first` stands for no choice.
private func choices(_ values: [(String, String)], _ chosen: String, _ first: String) -> [Choice] {
    ([("", first)] + values).map { Choice(value: $0.0, label: $0.1, isChosen: $0.0 == chosen) }
}

extension RequestsPage.Request {
    init(_ listing: RequestListing, _ phrases: Phrases, _ language: Language) {
        let request = listing.request
        self.init(
            id: request.id.text, matter: request.matter, kind: phrases("request.kind." + request.kind.rawValue),
            firm: request.firm, pairing: listing.pairing.label(in: language),
            applicant: request.unit ?? listing.pairing.party(request.side, in: language),
            units: listing.opinions.map {
                RequestsPage.Unit(name: $0.unit, state: phrases("opinion.state." + $0.state.rawValue))
            },
            state: phrases("request.state." + request.state.rawValue), stateName: request.state.rawValue,
            clock: listing.clock.map { ClockView($0, phrases) }, isOverdue: listing.isOverdue)
    }
}
