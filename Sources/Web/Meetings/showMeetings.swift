// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

/// Shows the coming and the held meetings and visits.
func showMeetings(_ visit: Visit) async throws -> Response {
    let (phrases, language) = (visit.phrases, visit.language)
    let watching = try await visit.watching(Watch(kind: "meetings", id: "all"), Watch(kind: "yearPlans", id: "all"))
    let code = visit.query.optional("pairing")
    let list = try await visit.useCases.listMeetings(try visit.caller, pairing: code, language: language)
    func row(_ listing: MeetingListing) -> MeetingsPage.Row {
        let row = listing.row
        return MeetingsPage.Row(
            path: Address.meeting.path(row.id.text), title: row.title, kind: phrases("meeting.kind." + row.ledger),
            days: row.days, pairing: row.pairing.label(in: language), place: row.place,
            decisions: listing.decisions == 0
                ? nil : phrases("meetings.decisions", ["count": String(listing.decisions)]),
            open: listing.open == 0 ? nil : phrases("meetings.open", ["count": String(listing.open)]))
    }
    let additions = list.planned.count == 1 ? list.planned[0] : nil
    return try visit.show(
        MeetingsPage(
            pairings: [Choice(value: "", label: phrases("orders.anyPairing"), isChosen: code == nil)]
                + list.pairings.map {
                    Choice(value: $0.code, label: $0.label(in: language), isChosen: $0.code == code)
                }, coming: list.coming.map(row), held: list.held.map(row),
            additions: additions.map { pairing in
                Meeting.ledgers.map { ledger in
                    MeetingsPage.Link(
                        path: Address.newEntry.path(ledger) + "?pairing=" + pairing.code.percentEncodedPart,
                        text: phrases("meetings.add." + ledger))
                }
            } ?? [], watching: watching))
}

extension MeetingRow {
    /// One day, or the first and the last.
    var days: String { first == last ? first.description : first.description + " – " + last.description }
}
