// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Testing

@Suite("Likeness of tasks") struct LikenessTests {
    @Test(
        "Shared wording is marked wherever it stands",
        arguments: [
            ("每年联合举办1场招商推介会。", "联合举办招商推介会，每年1场。", ["联合举办", "招商推介会"]),
            ("支持共建红色研学基地", "双方共建红色研学基地。", ["共建红色研学基地"]), ("共建 园区平台", "共建园区平台", ["共建 园区平台"]),
            ("甲乙", "甲乙", []), ("", "甲乙丙丁", []),
        ])
    func shared(_ text: String, _ other: String, _ shared: [String]) {
        let runs = SharedPhrases(of: text, with: other).runs
        #expect(runs.map(\.text).joined() == text)
        #expect(runs.filter(\.isShared).map(\.text) == shared)
        #expect(zip(runs, runs.dropFirst()).allSatisfy { $0.isShared != $1.isShared })
    }

    @Test("The nearest task is the one about the same subject, and what is about something else has none")
    func neighbours() {
        let tasks: [(String, String)] = [
            ("共建产业园区", "支持两市共建产业合作园区，探索飞地经济和利益分享机制。"), ("教育合作", "选派骨干教师支教，开展职业院校联合办学和培训。"),
            ("医疗合作", "组建专科联盟，开展远程会诊，选派医师驻点帮扶。"), ("红色研学", "开发红色研学线路，组织青少年夏令营。"),
        ]
        let neighbours = TaskNeighbours(tasks.map { Crosswalk.Wording(title: $0.0, text: $0.1) })
        func nearest(_ title: String, _ text: String) -> [Int] {
            neighbours.nearest(to: Crosswalk.Wording(title: title, text: text), most: 3).map(\.task)
        }
        #expect(nearest("卫生健康协作", "推动医院结对，选派医师开展远程会诊。").first == 2)
        #expect(nearest("园区共建", "鼓励企业入驻产业合作园区，建立利益分享机制。").first == 0)
        #expect(nearest("甲", "乙丙丁").isEmpty)
        for (place, task) in tasks.enumerated() { #expect(nearest(task.0, task.1).first == place) }
    }
}
