// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Shows what the visitor can do next: continue a draft, upload a document, read the tasks.
func showStart(_ visit: Visit) async throws -> Response {
    let caller = try visit.caller
    let user = visit.session?.user
    guard let user, user.grants.contains(where: { !$0.role.isAdministrator }) else {
        // Nobody holds two of the three duties.
        let role = user?.grants.first?.role
        return try visit.show(
            StartPage(
                displayName: user?.displayName ?? "",
                duty: visit.phrases("start.duty." + (role?.rawValue ?? "none")), mayUpload: false, drafts: [],
                taskCount: nil, day: nil))
    }
    let workable = try await visit.useCases.workablePairings(caller)
    let documents = try await visit.useCases.documents(caller, after: nil, limit: 20)
    let taskCount = try await visit.useCases.taskCount(caller, TaskQuery())
    let day = try await visit.useCases.day(caller)
    return try visit.show(
        StartPage(
            displayName: user.displayName, duty: nil, mayUpload: !workable.isEmpty,
            drafts: documents.items.compactMap { StartPage.Draft($0, visit.language) },
            taskCount: taskCount > 0 ? taskCount : nil,
            day: StartPage.Day(toDo: String(day.toDo.count), waiting: String(day.waiting.count))))
}

extension StartPage.Draft {
    /// The draft of a listed document, where one is open.
    fileprivate init?(_ listing: DocumentListing, _ language: Language) {
        guard let draft = listing.draft, listing.draftState == .open else { return nil }
        self.init(
            id: draft.text, title: listing.document.title ?? listing.document.fileName,
            pairing: listing.pairing?.label(in: language) ?? "",
            warnings: listing.warnings > 0 ? listing.warnings : nil, uploadedBy: listing.uploadedBy,
            day: listing.document.uploadedAt.dayText)
    }
}
