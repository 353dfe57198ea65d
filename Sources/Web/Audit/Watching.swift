// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// What a page watches for changes by others, for the part `watch` of its template.
struct Watching: Sendable {
    /// Such as `draft:ID`, several with commas between.
    let watch: String
    /// The end of the record before the page's contents were read: what is younger is news.
    let since: Int64
    /// The part of the page that is fetched anew, as a selector of CSS.
    let part: String
    // The script fills these in; the sentence of the catalogue carries them through the template.
    let by = "{by}"
    let time = "{time}"

    init(watch: String, since: Int64, part: String) { (self.watch, self.since, self.part) = (watch, since, part) }

    init(_ history: ObjectHistory, part: String = "#main") {
        self.init(watch: history.watches.map(\.text).joined(separator: ","), since: history.since, part: part)
    }

    static let sample = Watching(watch: "task:i", since: 1, part: "#main")
}

extension Visit {
    /// For lists. Asked before the page's contents are read, so that no change falls between.
    func watching(_ watches: Watch..., part: String = "#main") async throws -> Watching {
        Watching(
            watch: watches.map(\.text).joined(separator: ","), since: try await useCases.changesUntilNow(),
            part: part)
    }
}
