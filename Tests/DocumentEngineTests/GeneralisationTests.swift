// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Foundation
import Testing

@Suite("Documents in many styles, clean and broken by layout") struct GeneralisationTests {
    @Test("A made-up plan is read as it was made", arguments: UInt64(1)...40)
    func clean(_ seed: UInt64) {
        let plan = InventedPlan(seed: seed)
        let source = SourceText(text: plan.text, format: .text)
        let draft = DocumentReader().read(source)
        let found = draft.areas.flatMap(\.tasks)
        #expect(found.map(\.path) == plan.tasks.map(\.path))
        #expect(found.map(\.title) == plan.tasks.map(\.title))
        #expect(found.map(\.responsible.printed) == plan.tasks.map(\.units))
        #expect(draft.safeguards.count == plan.safeguards)
        #expect(validate(draft, against: source) == [])
    }

    static let noises = [22, 28, 35, 41, 48].flatMap { width in
        [
            LayoutNoise(width: width), LayoutNoise(width: width, keepsEmptyLines: false),
            LayoutNoise(width: width, head: nil, flipsSigns: true, seed: UInt64(width)),
        ]
    }

    @Test("Layout costs at most a fiftieth of the tasks and units of made-up plans", arguments: noises)
    func noisy(_ noise: LayoutNoise) {
        var (tasks, units): ([Double], [Double]) = ([], [])
        for seed in UInt64(101)...112 {
            let plan = InventedPlan(seed: seed)
            let clean = DocumentReader().read(SourceText(text: plan.text, format: .text))
            let noised = DocumentReader().read(SourceText(text: noise.apply(to: plan.text), format: .text))
            tasks.append(likeness(clean.taskRows, noised.taskRows))
            units.append(likeness(clean.unitRows, noised.unitRows))
        }
        #expect(tasks.reduce(0, +) / Double(tasks.count) >= 0.98, "tasks \(noise)")
        #expect(units.reduce(0, +) / Double(units.count) >= 0.98, "units \(noise)")
    }

    @Test("Layout costs at most a fiftieth of a sample's tasks and units", arguments: SampleDocument.invented, noises)
    func noisySample(_ sample: SampleDocument, _ noise: LayoutNoise) throws {
        let text = try String(contentsOf: sample.text, encoding: .utf8)
        let clean = DocumentReader().read(SourceText(text: text, format: .text))
        let source = SourceText(text: noise.apply(to: text), format: .text)
        let draft = DocumentReader().read(source)
        let pairs = [
            (clean.taskRows, draft.taskRows), (clean.unitRows, draft.unitRows),
            (clean.measureRows, draft.measureRows), (clean.safeguardRows, draft.safeguardRows),
        ]
        for (clean, noised) in pairs { #expect(likeness(clean, noised) >= 0.98, "\(noise)") }
        #expect(validate(draft, against: source) == [])
    }
}

extension PlanDraft {
    fileprivate var taskRows: [String] { areas.flatMap(\.tasks).map { fold($0.path + ($0.title ?? "")) } }
    fileprivate var unitRows: [String] {
        areas.flatMap(\.tasks).flatMap { task in
            task.responsible.printed.map { fold(task.path + $0) }
                + task.responsible.expanded.map { fold(task.path + "\($0.bearer)" + $0.unit) }
        }
    }
    fileprivate var measureRows: [String] { areas.flatMap(\.tasks).flatMap { $0.measures.map { fold($0.text) } } }
    fileprivate var safeguardRows: [String] { safeguards.map { fold($0.ordinal + $0.title) } }
}

/// A text without what layout changes: white space, the width of signs.
private func fold(_ text: String) -> String {
    let pairs: [Character: Character] = ["（": "(", "）": ")", "，": ",", "：": ":", "；": ";", "．": "."]
    return String(text.filter { !$0.isWhitespace }.map { pairs[$0] ?? $0 })
}

/// The harmonic mean of precision and recall; rows that repeat count as often as they stand.
private func likeness(_ clean: [String], _ noised: [String]) -> Double {
    guard !clean.isEmpty || !noised.isEmpty else { return 1 }
    var left = Dictionary(clean.map { ($0, 1) }, uniquingKeysWith: +)
    var hits = 0
    for row in noised where (left[row] ?? 0) > 0 {
        left[row, default: 0] -= 1
        hits += 1
    }
    return 2 * Double(hits) / Double(clean.count + noised.count)
}
