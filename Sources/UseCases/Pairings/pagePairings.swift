// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore

extension UseCases {
    /// A page of the directory, by code. `after` is the `next` of the page before; one that isn't is invalid.
    package func pairings(_ caller: Caller, after: String?, limit: Int) async throws -> Page<PairingListing> {
        try caller.require(.readDirectory, on: .installation, "pairing", knowing: .readDirectory)
        let last = try after.map {
            try PageMark($0, list: "pairings", secret: surroundings.signingSecret).values.first ?? ""
        }
        return try await database.read { connection in
            let directory = try PairingDirectory(connection)
            let rest = directory.pairings.sorted { $0.code < $1.code }.filter { last == nil || $0.code > (last ?? "") }
            let shown = Array(rest.prefix(pageLength(limit)))
            let next = rest.count > shown.count ? shown.last : nil
            return Page(
                items: try listings(shown, caller, directory, connection),
                next: next.map {
                    PageMark(list: "pairings", values: [$0.code]).text(secret: surroundings.signingSecret)
                })
        }
    }
}
