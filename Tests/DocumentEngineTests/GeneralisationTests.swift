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
            let clean = DocumentReader().read(SourceText(text: plan.text, format: .text)).rows
            let noised = DocumentReader().read(SourceText(text: noise.apply(to: plan.text), format: .text)).rows
            tasks.append(score(clean[.tasks] ?? [], noised[.tasks] ?? []))
            units.append(score(clean[.printedUnits] ?? [], noised[.printedUnits] ?? []))
        }
        #expect(tasks.reduce(0, +) / Double(tasks.count) >= 0.98, "tasks \(noise)")
        #expect(units.reduce(0, +) / Double(units.count) >= 0.98, "units \(noise)")
    }

    @Test("Layout costs at most a fiftieth of a sample's tasks and units", arguments: SampleDocument.invented, noises)
    func noisySample(_ sample: SampleDocument, _ noise: LayoutNoise) throws {
        let text = try String(contentsOf: sample.text, encoding: .utf8)
        let clean = DocumentReader().read(SourceText(text: text, format: .text)).rows
        let source = SourceText(text: noise.apply(to: text), format: .text)
        let draft = DocumentReader().read(source)
        for key in [PlanKey.tasks, .printedUnits, .resolvedUnits, .measures, .safeguards] {
            #expect(score(clean[key] ?? [], draft.rows[key] ?? []) >= 0.98, "\(key) \(noise)")
        }
        #expect(validate(draft, against: source) == [])
    }
}
