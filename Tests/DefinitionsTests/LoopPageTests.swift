// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Foundation
import Testing

@Suite("LoopPage")
struct LoopPageTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../docs/loop.md").standardized

    @Test("docs/loop.md says what the tables of states say")
    func isFresh() throws {
        let page = LoopPage(messages: try MessageCatalogue()).markdown
        if ProcessInfo.processInfo.environment["JIEDUI_REWRITE_GOLDENS"] == "1" {
            try page.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        let kept = try? String(contentsOf: Self.file, encoding: .utf8)
        #expect(page == kept, "docs/loop.md is stale: run make loop")
    }

    @Test("Every state, step, part, need and fact has its name in every language", arguments: Language.allCases)
    func names(language: Language) throws {
        let keys = try MessageCatalogue().keys(language)
        func check<State, Step>(_ machine: String, _ table: StateTable<State, Step>) {
            for state in State.allCases { #expect(keys.contains("\(machine).state.\(state.rawValue)")) }
            for step in Step.allCases { #expect(keys.contains("\(machine).step.\(step.rawValue)")) }
        }
        check("leg", WorkLeg.table)
        check("filing", Filing.table)
        check("order", SupervisionOrder.table)
        check("handling", HandlingLeg.table)
        check("request", SpecialRequest.table)
        check("opinion", RequestOpinion.table)
        check("decision", MeetingDecision.table)
        check("itemDifference", Difference.table)
        for part in LoopPart.allCases { #expect(keys.contains("part." + part.rawValue)) }
        for need in LoopNeed.allCases { #expect(keys.contains("need." + need.rawValue)) }
        for fact in LoopFact.allCases { #expect(keys.contains("fact." + fact.rawValue)) }
        for level in WorkLight.Level.allCases { #expect(keys.contains("light.level." + level.rawValue)) }
    }
}
