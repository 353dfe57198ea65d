// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Foundation
import Testing

@Suite("Texts that begin or end in the middle of a document")
struct ExcerptTests {
    private struct Found: Hashable {
        let title: String?
        let units: [String]

        init(_ task: DraftTask) { (title, units) = (task.title, task.responsible.printed) }
    }

    private func read(_ text: some StringProtocol) -> PlanDraft {
        DocumentReader().read(SourceText(text: String(text), format: .text))
    }

    /// Where each task's title stands in the text.
    private func titles(_ tasks: [DraftTask], in text: String) throws -> [String.Index] {
        var at = text.startIndex
        return try tasks.map { task in
            let found = try #require(text.range(of: task.title ?? task.text, range: at..<text.endIndex))
            at = found.upperBound
            return found.lowerBound
        }
    }

    private func lines(_ text: String) -> [String.Index] {
        [text.startIndex] + text.indices.filter { text[$0] == "\n" }.map { text.index(after: $0) }
    }

    @Test("From whatever line on, the tasks that follow are read as in the whole", arguments: UInt64(1)...40)
    func beginsInside(seed: UInt64) throws {
        let text = InventedPlan(seed: seed).text
        let whole = read(text).areas.flatMap(\.tasks)
        let titles = try titles(whole, in: text)
        let (first, last) = (try #require(titles.first), titles[titles.count - 2])
        for line in lines(text) where line > first && line < last {
            let expected = zip(titles, whole).filter { $0.0 >= line }.map { Found($0.1) }
            let found = read(text[line...]).areas.flatMap(\.tasks).filter { $0.title != nil }.map(Found.init)
            #expect(found == expected, "\(text[line...].prefix(40))")
        }
    }

    @Test("Up to whatever line, the tasks before it are read as in the whole", arguments: UInt64(1)...40)
    func endsInside(seed: UInt64) throws {
        let text = InventedPlan(seed: seed).text
        let whole = read(text).areas.flatMap(\.tasks)
        let titles = try titles(whole, in: text)
        for (index, end) in titles.enumerated().dropFirst(2) {
            let line = lines(text).last { $0 <= end } ?? end
            let found = read(text[..<line]).areas.flatMap(\.tasks).prefix(index - 1).map(Found.init)
            #expect(found == whole.prefix(index - 1).map(Found.init))
        }
    }

    @Test("The rest of a task whose heading is missing is a task of its own, with its units, and in doubt")
    func restOfTask() throws {
        let text = """
            共同办好文化活动。（责任单位：两市文化局）

            5. 深化教育合作。支持两地学校结对，每年互派教师10名。（责任单位：两市教育局）

            6. 推进医疗合作。支持两地医院结对。（责任单位：两市卫生局）

            三、保障措施

            （一）加强组织领导。建立联席会议制度。
            """
        let draft = read(text)
        let tasks = draft.areas.flatMap(\.tasks)
        #expect(tasks.map(\.ordinal) == [nil, "5", "6"])
        #expect(tasks[0].responsible.printed == ["两市文化局"])
        #expect(tasks[0].doubts.map(\.code).contains("beginsInside"))
        #expect(draft.warnings.map(\.code).contains("beginsInside"))
        #expect(draft.safeguards.count == 1)
        #expect(validate(draft, against: SourceText(text: text, format: .text)) == [])
    }

    @Test("A page of the preface alone has no tasks that are none")
    func preface() {
        let text = """
            （二）坚持双向互动。发挥各自优势，互利共赢。

            （三）坚持重点突破。突出重点领域，久久为功。

            二、主要任务

            （一）深化产业合作

            1. 共建产业园区。支持两地共建园区。（责任单位：两市商务局）
            """
        #expect(read(text).areas.flatMap(\.tasks).map(\.title) == ["共建产业园区"])
    }
}
