// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Shows the jobs with their runs, and what could not be sent.
func showJobs(_ visit: Visit) async throws -> Response {
    let (listing, phrases) = (try await visit.useCases.showJobs(try visit.caller), visit.phrases)
    func runs(_ runs: [JobRun]) -> [JobsPage.Run] { runs.map { .init($0, listing.cadences[$0.job], phrases) } }
    return try visit.show(
        JobsPage(
            coming: runs(listing.coming), past: runs(listing.past),
            troubled: listing.troubled.map { .init($0, phrases) }, waiting: listing.counts[.waiting] ?? 0,
            sent: listing.counts[.sent] ?? 0, maySendAgain: listing.maySendAgain,
            now: visit.useCases.surroundings.now().minuteText))
}

/// Lets one that failed be sent once more.
func sendAgain(_ visit: Visit) async throws -> Response {
    try await visit.useCases.sendAgain(try visit.caller, delivery: try visit.value("id"))
    return visit.goOn(to: Address.jobs.path(), notice: "sentAgain")
}

/// Lets all that failed be sent once more.
func sendAllAgain(_ visit: Visit) async throws -> Response {
    try await visit.useCases.sendAgain(try visit.caller, delivery: nil)
    return visit.goOn(to: Address.jobs.path(), notice: "sentAgain")
}
