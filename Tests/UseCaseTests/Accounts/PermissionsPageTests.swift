// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Foundation
import Testing
import UseCases

@Suite("PermissionsPage")
struct PermissionsPageTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../docs/permissions.md").standardized

    @Test("docs/permissions.md says what the rule table says")
    func isFresh() throws {
        let page = PermissionsPage(try MessageCatalogue(), .english).markdown
        if ProcessInfo.processInfo.environment["JIEDUI_REWRITE_GOLDENS"] == "1" {
            try page.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        let kept = try String(contentsOf: Self.file, encoding: .utf8)
        #expect(page == kept, "docs/permissions.md is stale: run this test with JIEDUI_REWRITE_GOLDENS=1")
    }

    @Test("Every action, role and relation has its name in every language", arguments: Language.allCases)
    func names(language: Language) throws {
        let keys = try MessageCatalogue().keys(language)
        for action in Action.allCases { #expect(keys.contains("action." + action.rawValue), "\(action)") }
        for relation in Relation.allCases { #expect(keys.contains("relation." + relation.rawValue), "\(relation)") }
        for role in Role.allCases { #expect(keys.contains("role." + role.rawValue), "\(role)") }
    }
}
