// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Takes away a spelling that clerks taught of a body, or puts it back.
func changeSpelling(_ visit: Visit) async throws -> Response {
    let id = try visit.value("id")
    let isRemoved = visit.form["removed"] == "1"
    try await visit.useCases.changeSpelling(
        try visit.caller, organisation: id, spelling: try visit.value("spelling"), isRemoved: isRemoved)
    return visit.goOn(
        to: Address.organisation.path(id) + "#spellings", notice: isRemoved ? "spellingRemoved" : "spellingKept")
}

extension OrganisationPage.Spelling {
    init(_ listing: SpellingListing, _ detail: OrganisationDetail, _ phrases: Phrases) {
        let day = listing.day?.description ?? listing.learnedAt.day.description
        let submit = phrases(listing.isRemoved ? "organisation.keepSpelling" : "organisation.forgetSpelling")
        self.init(
            spelling: listing.spelling,
            origin: phrases(
                listing.isRemoved ? "organisation.spellingGone" : "organisation.spellingSince", ["day": day]),
            draft: listing.draft?.text,
            action: Address.changeSpelling.path(detail.organisation.id.text, listing.id),
            removed: listing.isRemoved ? "0" : "1", submit: submit, submitOf: submit + " " + listing.spelling,
            mayChange: detail.mayManage)
    }
}
