// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Testing

@Suite("Revisions of a plan") struct RevisionTests {
    @Test("Every operation on a plan of 80 tasks is found again, and nothing else")
    func recovers() {
        var (right, wanted, found): (Int, Int, Int) = (0, 0, 0)
        var missed: [TaskChange: Int] = [:]
        for seed in UInt64(1)...40 {
            let revision = InventedRevision(seed: seed, tasks: 80)
            let comparison = TaskComparison(old: revision.old, new: revision.new)
            let told = Set(
                comparison.rows.map {
                    InventedRevision.Operation(change: $0.change, old: Set($0.old), new: Set($0.new))
                })
            right += told.intersection(revision.operations).count
            (wanted, found) = (wanted + revision.operations.count, found + told.count)
            for operation in revision.operations.subtracting(told) { missed[operation.change, default: 0] += 1 }
        }
        let (recall, precision) = (Double(right) / Double(wanted), Double(right) / Double(found))
        #expect(recall >= 0.995 && precision >= 0.995, "recall \(recall), precision \(precision), missed \(missed)")
    }

    @Test("The task with the most of the text keeps the identity", arguments: UInt64(41)...60)
    func identity(seed: UInt64) {
        let revision = InventedRevision(seed: seed, tasks: 80)
        let comparison = TaskComparison(old: revision.old, new: revision.new)
        for (new, old) in revision.identity { #expect(comparison.identity[new] == old, "task \(new)") }
    }

    @Test("Every task of both versions stands in one row, and the words of both can be read from its runs")
    func complete() throws {
        let revision = InventedRevision(seed: 7, tasks: 80)
        let comparison = TaskComparison(old: revision.old, new: revision.new)
        #expect(comparison.rows.flatMap(\.old).sorted() == Array(revision.old.indices))
        #expect(comparison.rows.flatMap(\.new).sorted() == Array(revision.new.indices))
        for row in comparison.rows {
            guard let runs = row.text?.runs else { continue }
            let before = runs.filter { $0.kind != .added }.map(\.text).joined()
            let after = runs.filter { $0.kind != .removed }.map(\.text).joined()
            #expect(before == row.old.map { revision.old[$0].text }.joined(separator: "\n"))
            #expect(after == row.new.map { revision.new[$0].text }.joined(separator: "\n"))
        }
    }

    @Test("A split tells how much of the old task each part took over")
    func shares() throws {
        let old = [
            TaskComparison.Side(path: "二、（一）1", title: "合作", text: "共建红色研学基地。选派骨干教师支教。组建专科联盟并开展远程会诊。")
        ]
        let new = [
            TaskComparison.Side(path: "二、（一）1", title: "研学", text: "共建红色研学基地。"),
            TaskComparison.Side(path: "二、（一）2", title: "教育医疗", text: "选派骨干教师支教。组建专科联盟并开展远程会诊。"),
        ]
        let comparison = TaskComparison(old: old, new: new)
        #expect(comparison.rows.map(\.change) == [.split])
        #expect(comparison.identity == [nil, 0])
        let descent = try #require(comparison.descents.first)
        #expect((descent.old, descent.new, descent.change) == (0, 0, .split))
        #expect(abs(descent.share - 8.0 / 29.0) < 0.01)
        let back = TaskComparison(old: new, new: old)
        #expect(back.rows.map(\.change) == [.merged])
        #expect(back.identity == [1])
        #expect(back.descents.map(\.change) == [.merged] && back.descents.first?.share == 1)
    }

    @Test("A sentence that goes to another task rewords both and splits none")
    func handedOn() {
        let old = [
            TaskComparison.Side(path: "1", title: "研学", text: "共建红色研学基地。选派骨干教师支教，共享优质课程资源，形成长效机制。"),
            TaskComparison.Side(path: "2", title: "医疗", text: "组建专科联盟。"),
        ]
        let new = [
            TaskComparison.Side(path: "1", title: "研学", text: "共建红色研学基地。"),
            TaskComparison.Side(path: "2", title: "医疗", text: "组建专科联盟。选派骨干教师支教，共享优质课程资源，形成长效机制。"),
        ]
        let comparison = TaskComparison(old: old, new: new)
        #expect(comparison.rows.map(\.change) == [.reworded, .reworded])
        #expect(comparison.identity == [0, 1])
    }
}
