// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Testing

@Suite("Shared wording")
struct SharedWordingTests {
    private static func shared(_ runs: [SharedWording.Run]) -> [String] { runs.filter(\.isShared).map(\.text) }

    @Test(
        "What both texts say is marked in both, without common words and signs",
        arguments: [
            ("推进特色农产品产销对接。", "开展农产品产销对接活动", ["农产品产销对接"], ["农产品产销对接"]),
            ("支持红色旅游，推动乡村振兴", "推动红色旅游与乡村振兴", ["红色旅游", "乡村振兴"], ["红色旅游", "乡村振兴"]),
            ("红色，旅游", "红色旅游", ["红色", "旅游"], ["红色旅游"]),
            ("加强合作", "加强合作", [], []), ("共建５Ｇ网络", "覆盖5G网络", ["５Ｇ网络"], ["5G网络"]),
            ("生态补偿，横向生态补偿", "生态补偿", ["生态补偿", "生态补偿"], ["生态补偿"]), ("", "乡村", [], []),
        ])
    func marked(first: String, second: String, left: [String], right: [String]) {
        let wording = SharedWording(first, second)
        #expect(Self.shared(wording.first) == left)
        #expect(Self.shared(wording.second) == right)
    }

    @Test("The runs of a text are the text, and the other way round the marks are the same")
    func properties() {
        let clause = "鼓励共同开展革命文物保护利用，共同传承弘扬红色文化，合作促进红色旅游高质量发展。"
        let task = "联合开发“山海同路”红色旅游线路；开展革命文物保护，弘扬红色文化👩‍👩‍👧e\u{301}。"
        let wording = SharedWording(clause, task)
        #expect(wording.first.map(\.text).joined() == clause && wording.second.map(\.text).joined() == task)
        let turned = SharedWording(task, clause)
        #expect(turned.first == wording.second && turned.second == wording.first)
        #expect(Self.shared(wording.second) == ["红色旅游", "革命文物保护", "弘扬红色文化"])
        for runs in [wording.first, wording.second] {
            #expect(zip(runs, runs.dropFirst()).allSatisfy { $0.isShared != $1.isShared })
        }
    }

    @Test("A text longer than any clause is shown whole and marked as far as it is compared")
    func long() {
        let text = String(repeating: "山", count: SharedWording.longest + 5)
        let wording = SharedWording(text, "山水")
        #expect(wording.first.map(\.text).joined() == text)
    }
}
