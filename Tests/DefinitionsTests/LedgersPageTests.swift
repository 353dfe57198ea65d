// SPDX-License-Identifier: Apache-2.0
import Definitions
import Foundation
import Testing

@Suite("LedgersPage")
struct LedgersPageTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../docs/ledgers.md").standardized

    @Test("docs/ledgers.md says what the definitions say")
    func isFresh() throws {
        let page = LedgersPage(book: try LedgerBook()).markdown
        if ProcessInfo.processInfo.environment["JIEDUI_REWRITE_GOLDENS"] == "1" {
            try page.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        let kept = try String(contentsOf: Self.file, encoding: .utf8)
        #expect(page == kept, "docs/ledgers.md is stale: run make ledgers")
    }
}
