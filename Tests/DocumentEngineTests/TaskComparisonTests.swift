// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Testing

@Suite("Two versions of a plan") struct TaskComparisonTests {
    private static let old: [TaskComparison.Side] = [
        .init(path: "二、（一）1", title: "共建园区", text: "推动两市共建产业园区，探索利益分享机制。"),
        .init(path: "二、（一）2", title: "联合招商", text: "每年联合举办1场招商推介会，引进龙头企业。"),
        .init(path: "二、（二）3", title: "教育合作", text: "选派骨干教师支教，共享优质课程资源。"),
        .init(path: "二、（二）4", title: "医疗合作", text: "组建专科联盟，开展远程会诊和手术带教。"),
    ]

    @Test("A plan compared with itself is unchanged") func same() {
        let rows = TaskComparison(old: Self.old, new: Self.old).rows
        #expect(rows.allSatisfy { $0.change == .unchanged && !$0.isMoved })
        #expect(rows.map(\.old) == [[0], [1], [2], [3]])
    }

    @Test("White space and the width of signs are no change") func width() {
        var new = Self.old
        new[0] = .init(path: new[0].path, title: "共建 园区", text: "推动两市共建产业园区,探索利益分享机制。")
        #expect(TaskComparison(old: Self.old, new: new).rows.allSatisfy { $0.change == .unchanged })
    }

    @Test("A new task renumbers the others without moving them") func inserted() {
        let added = TaskComparison.Side(path: "二、（一）1", title: "红色研学", text: "共建研学基地，组织学生开展夏令营活动。")
        var new = [added]
        for (number, side) in Self.old.enumerated() {
            new.append(.init(path: String(side.path.dropLast()) + "\(number + 2)", title: side.title, text: side.text))
        }
        let rows = TaskComparison(old: Self.old, new: new).rows
        #expect(rows.map(\.change) == [.new, .unchanged, .unchanged, .unchanged, .unchanged])
    }

    @Test("Dropped, reworded and moved tasks are told apart") func changed() throws {
        let new: [TaskComparison.Side] = [
            .init(path: "二、（一）1", title: "共建园区", text: "推动两市共建产业园区，建立税收分成机制。"),
            .init(path: "二、（一）2", title: "医疗合作", text: Self.old[3].text),
            .init(path: "二、（二）3", title: "教育合作", text: Self.old[2].text),
        ]
        let rows = TaskComparison(old: Self.old, new: new).rows
        #expect(
            rows.map(\.change) == [.reworded, .dropped, .moved, .unchanged]
                || rows.map(\.change) == [.reworded, .dropped, .unchanged, .moved])
        let runs = try #require(rows.first?.text?.runs)
        #expect(runs.filter { $0.kind != .added }.map(\.text).joined() == Self.old[0].text)
        #expect(runs.filter { $0.kind != .removed }.map(\.text).joined() == new[0].text)
        #expect(runs.contains { $0.kind == .added && $0.text.contains("税收") })
        #expect(rows.first?.title == nil)
    }

    @Test("Every task of both versions stands in exactly one row", arguments: UInt64(1)...20)
    func complete(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let old = (0..<30).map {
            TaskComparison.Side(path: "\($0)", title: "任务\($0)", text: String(repeating: "合作\($0)内容", count: 5))
        }
        let new = old.shuffled(using: &random).prefix(Int.random(in: 0...30, using: &random))
        let rows = TaskComparison(old: old, new: Array(new)).rows
        #expect(rows.flatMap(\.old).sorted() == Array(0..<30))
        #expect(rows.flatMap(\.new).sorted() == Array(0..<new.count))
    }

    @Test(
        "A difference leads from one text to the other",
        arguments: [
            ("", ""), ("甲", ""), ("", "乙"), ("共建园区", "共建产业园区"), ("到2025年", "到2026年"), ("建5G网", "建6G网"),
            ("甲乙丙丁", "丁丙乙甲"), (String(repeating: "甲", count: 3000), String(repeating: "乙", count: 3000)),
        ])
    func difference(_ old: String, _ new: String) {
        let runs = TextDifference(from: old, to: new).runs
        #expect(runs.filter { $0.kind != .added }.map(\.text).joined() == old)
        #expect(runs.filter { $0.kind != .removed }.map(\.text).joined() == new)
        #expect(zip(runs, runs.dropFirst()).allSatisfy { $0.kind != $1.kind })
    }

    @Test("Numbers change as a whole") func words() {
        #expect(
            TextDifference(from: "到2025年建成", to: "到2026年建成").runs
                == [
                    .init(kind: .same, text: "到"), .init(kind: .removed, text: "2025"),
                    .init(kind: .added, text: "2026"),
                    .init(kind: .same, text: "年建成"),
                ])
    }
}
