// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Foundation
import Testing
@testable import UseCases

@Suite("Corrections of a draft")
struct CorrectionTests {
    private static let body = Identifier<Organisation>(
        at: Instant(milliseconds: 1_700_000_000_000), random: (1, 2))

    private static func source(_ name: String = "yunxiu-langang.txt") throws -> SourceText {
        SourceText(
            text: try String(contentsOfFile: Office.sample(name), encoding: .utf8), format: .text)
    }

    private func editor(_ name: String = "yunxiu-langang.txt") throws -> DraftEditor {
        let source = try Self.source(name)
        return DraftEditor(DocumentReader().read(source), source: source)
    }

    @Test("The samples are read as they are meant to be")
    func samples() throws {
        let draft = try editor().draft
        #expect(draft.areas.count == 5)
        #expect(draft.areas.map(\.tasks.count) == [2, 2, 2, 1, 2])
        #expect(draft.safeguards.count == 3)
        let other = try editor("songping-puting.txt").draft
        #expect(other.areas.map(\.tasks.count) == [2, 3, 2, 1, 2])
        #expect(other.safeguards.count == 3)
    }

    @Test("A task is cut in two and joined again to the same words")
    func splitAndMerge() throws {
        var editor = try editor()
        let before = editor.draft.areas[0].tasks[0]
        let second = try #require(before.measures.dropFirst().first)
        try editor.apply(.split(.task(area: 0, task: 0), at: second.source.range.from, title: "New"))
        let halves = Array(editor.draft.areas[0].tasks[0...1])
        #expect(halves[0].text + halves[1].text == before.text)
        #expect(halves[0].measures.count == 1 && halves[1].measures.count == before.measures.count - 1)
        #expect(halves[0].path == before.path && halves[1].path == before.path + "-2")
        #expect(halves[1].title == "New")
        #expect(halves[0].responsible == before.responsible && halves[1].responsible == before.responsible)
        try editor.apply(.mergeWithNext(.task(area: 0, task: 0)))
        var joined = editor.draft.areas[0].tasks[0]
        (joined.doubts, joined.crosswalk) = (before.doubts, before.crosswalk)
        #expect(joined == before)
    }

    @Test("A cut at the edge of the text or outside it is refused and changes nothing")
    func splitNowhere() throws {
        var editor = try editor()
        let before = editor.draft
        let range = before.areas[0].tasks[0].source.range
        for place in [range.from, range.to, 0, range.to + 500, -1] {
            #expect(throws: ValidationFailure(field: "at", message: "correction.splitNowhere")) {
                try editor.apply(.split(.task(area: 0, task: 0), at: place, title: nil))
            }
        }
        #expect(editor.draft == before)
    }

    @Test("The heading between two tasks becomes part of the joined text; units of both are kept")
    func merge() throws {
        var editor = try editor()
        let (first, second) = (editor.draft.areas[0].tasks[0], editor.draft.areas[0].tasks[1])
        try editor.apply(.mergeWithNext(.task(area: 0, task: 0)))
        let joined = editor.draft.areas[0].tasks[0]
        #expect(joined.text.hasPrefix(first.text) && joined.text.hasSuffix(second.text))
        #expect(joined.text.contains(try #require(second.title)))
        #expect(joined.responsible.sources == first.responsible.sources + second.responsible.sources)
        #expect(Set(joined.responsible.printed) == Set(first.responsible.printed + second.responsible.printed))
        #expect(editor.draft.areas[0].tasks.count == 1)
    }

    @Test("A moved task gets a path of its new area that no other has")
    func move() throws {
        var editor = try editor()
        let moved = editor.draft.areas[0].tasks[1]
        try editor.apply(.move(area: 0, task: 1, toArea: 1, at: 0))
        #expect(editor.draft.areas[1].tasks[0].text == moved.text)
        let paths = editor.draft.areas.flatMap { $0.tasks.map(\.path) }
        #expect(Set(paths).count == paths.count)
        #expect(editor.draft.areas[1].tasks[0].path.hasPrefix(editor.draft.areas[1].ordinal))
        #expect(throws: ValidationFailure.noSuchPlace) {
            try editor.apply(.move(area: 0, task: 0, toArea: 1, at: 9))
        }
    }

    @Test("Units are read from a list as printed; the place they come from stays")
    func units() throws {
        var editor = try editor()
        let before = editor.draft.areas[0].tasks[0].responsible
        let list = before.printed.prefix(2).joined(separator: "\u{3001}")
        try editor.apply(.setUnits(.task(area: 0, task: 0), list))
        let after = editor.draft.areas[0].tasks[0].responsible
        #expect(after.printed == Array(before.printed.prefix(2)))
        #expect(after.expanded == Array(before.expanded.prefix(4)))
        #expect(after.sources == before.sources)
        try editor.apply(.setUnits(.task(area: 0, task: 0), " "))
        #expect(editor.draft.areas[0].tasks[0].responsible.expanded.isEmpty)
    }

    @Test("A removed area leaves its tasks to its neighbour; the last one with tasks stays")
    func removeArea() throws {
        var editor = try editor()
        let count = editor.draft.areas.reduce(0) { $0 + $1.tasks.count }
        for _ in 0..<4 { try editor.apply(.remove(.area(0))) }
        #expect(editor.draft.areas.map(\.tasks.count) == [count])
        #expect(throws: ValidationFailure(field: "place", message: "correction.lastArea")) {
            try editor.apply(.remove(.area(0)))
        }
    }

    @Test("Confirming a place settles its doubts and the warnings about it")
    func confirm() throws {
        let source = try Self.source()
        var draft = DocumentReader().read(source)
        let range = draft.areas[0].tasks[0].source.range
        draft.removeDoubts { _ in true }
        draft.areas[0].tasks[0].doubts = [Diagnostic(code: "unitUncertain")]
        draft.areas[0].tasks[0].confidence = 0.5
        draft.warnings = [Diagnostic(code: "a", source: range), Diagnostic(code: "b")]
        #expect(draft.findings.map(\.diagnostic.code) == ["a", "b", "unitUncertain"])
        #expect(draft.findings.map(\.place) == [.task(area: 0, task: 0), nil, .task(area: 0, task: 0)])
        var editor = DraftEditor(draft, source: source)
        try editor.apply(.confirm(.task(area: 0, task: 0)))
        #expect(editor.draft.warnings.map(\.code) == ["b"])
        #expect(editor.draft.findings.count == 1)
        #expect(editor.draft.areas[0].tasks[0].confidence == 1)
        #expect(editor.draft.settled.map(\.code) == ["unitUncertain", "a"])
    }

    @Test("A finding that is settled is struck off, counted no more, and does not come back")
    func settle() throws {
        let source = try Self.source()
        var draft = DocumentReader().read(source)
        let sentence = try #require(draft.areas[0].tasks[0].measures.first)
        draft.removeDoubts { _ in true }
        let doubt = Diagnostic(code: "noCommitment", source: sentence.source.range)
        draft.areas[0].tasks[0].measures[0].doubts = [doubt]
        draft.areas[0].tasks[0].doubts = [Diagnostic(code: "noUnitList")]
        draft.areas[0].tasks[0].confidence = 0.85
        #expect(draft.findings.map(\.diagnostic.code) == ["noUnitList", "noCommitment"])
        #expect(draft.findings.map(\.confidence) == [0.85, 0.95])
        var editor = DraftEditor(draft, source: source)
        try editor.apply(.settle(doubt.key))
        #expect(editor.draft.findings.map(\.diagnostic.code) == ["noUnitList"])
        #expect(editor.draft.settled == [doubt])
        let again = try PlanDraft(json: editor.draft.json())
        #expect(again.settled == [doubt])
        #expect(throws: ValidationFailure(field: "finding", message: "correction.noSuchFinding")) {
            try editor.apply(.settle(doubt.key))
        }
    }

    @Test("A warning that repeats the doubt of a task is one finding")
    func counted() throws {
        let source = try Self.source()
        var draft = DocumentReader().read(source)
        draft.removeDoubts { _ in true }
        let doubt = Diagnostic(code: "noUnitList", source: draft.areas[0].tasks[0].source.range)
        draft.areas[0].tasks[0].doubts = [doubt]
        draft.warnings = [Diagnostic(code: "noUnitList", arguments: ["path": "1"], source: doubt.source)]
        #expect(draft.findings.count == 1)
    }

    @Test(
        "The document's own fields are checked",
        arguments: [
            ("period", "2022-2026", true), ("period", "2026", true), ("period", "2026-2022", false),
            ("period", "soon", false), ("issuedOn", "2022-09-30", true), ("issuedOn", "2022-02-30", false),
            ("title", "", false), ("documentNumber", "", true), ("issuers", "x", false),
        ])
    func fields(field: String, value: String, isTaken: Bool) throws {
        var editor = try editor()
        let before = editor.draft
        if isTaken {
            try editor.apply(.setDocumentField(field, value))
        } else {
            #expect(throws: ValidationFailure.self) { try editor.apply(.setDocumentField(field, value)) }
            #expect(editor.draft == before)
        }
    }

    @Test("A digit that scanning changed is put right, and what is read in the words is read again at its place")
    func text() throws {
        var editor = try editor()
        let before = editor.draft.areas[0].tasks[1]
        let target = try #require(before.targets.first { $0.value != nil })
        let digits = target.text.filter(\.isNumber)
        let wrong = try #require(before.text.range(of: target.text))
        let words = before.text.replacingCharacters(in: wrong, with: target.text.replacing(digits, with: "17"))
        try editor.apply(.edit(.task(area: 0, task: 1), title: nil, units: nil, text: words))
        let after = editor.draft.areas[0].tasks[1]
        #expect(after.text == words && after.source == before.source && after.responsible == before.responsible)
        #expect(after.targets.map(\.value).contains(17) && after.targets.count == before.targets.count)
        #expect(after.measures.map(\.source) == before.measures.map(\.source))
        #expect(after.measures.map(\.text).joined() == words)
        for (place, message) in [
            (DraftPlace.task(area: 0, task: 0), "correction.textMissing"), (.area(0), "correction.areaWithoutText"),
        ] {
            let failure = #expect(throws: ValidationFailure.self) {
                try editor.apply(.edit(place, title: nil, units: nil, text: message.hasSuffix("Missing") ? " " : "X"))
            }
            #expect(failure?.message == message)
        }
    }

    @Test("A correction of title, units and text that fails in one of them changes none")
    func editIsWhole() throws {
        var editor = try editor()
        let before = editor.draft
        #expect(throws: ValidationFailure.self) {
            try editor.apply(.edit(.task(area: 0, task: 0), title: "New", units: nil, text: ""))
        }
        #expect(editor.draft == before)
    }

    @Test("A unit is replaced in every list that prints it")
    func replacesUnits() throws {
        var editor = try editor()
        let unit = try #require(
            editor.draft.unitLists.flatMap(\.units.printed).first { name in
                editor.draft.unitLists.count { $0.units.printed.contains(name) } > 1
            })
        let places = editor.draft.unitLists.filter { $0.units.printed.contains(unit) }.map(\.place)
        try editor.apply(.replaceUnit(unit, by: unit + "\u{529E}"))
        #expect(editor.draft.unitLists.allSatisfy { !$0.units.printed.contains(unit) })
        #expect(places.allSatisfy { editor.draft.units(at: $0)?.printed.contains(unit + "\u{529E}") == true })
        #expect(throws: ValidationFailure(field: "unit", message: "correction.noSuchUnit")) {
            try editor.apply(.replaceUnit(unit, by: "X"))
        }
    }

    @Test("Every correction is read again as it was stored")
    func stored() throws {
        let corrections: [DraftCorrection] = [
            .retitle(.area(1), "T"), .retitle(.safeguard(0), "T"), .split(.task(area: 1, task: 2), at: 7, title: nil),
            .split(.safeguard(1), at: 7, title: "T"), .mergeWithNext(.area(0)),
            .move(area: 1, task: 2, toArea: 3, at: 4), .setUnits(.task(area: 0, task: 0), "U"),
            .edit(.task(area: 1, task: 0), title: "T", units: nil, text: "X"),
            .edit(.area(0), title: nil, units: "", text: nil),
            .mapUnit(.task(area: 0, task: 0), DraftUnitName(unit: "U", city: "C"), to: Self.body),
            .mapUnit(nil, DraftUnitName(unit: "U", city: nil), to: Self.body), .replaceUnit("U", by: "V"),
            .remove(.safeguard(2)), .setDocumentField("title", nil), .confirm(.task(area: 0, task: 1)),
        ]
        for correction in corrections {
            #expect(DraftCorrection(kind: correction.kind, arguments: try correction.arguments) == correction)
        }
        #expect(DraftCorrection(kind: "unknown", arguments: "{}") == nil)
        #expect(DraftCorrection(kind: "retitle", arguments: "no") == nil)
    }

    @Test("After any row of corrections the draft is what the schema says and its sources cover it", arguments: 0..<12)
    func property(seed: Int) throws {
        let bench = Bench(seed: UInt64(seed) + 1)
        var editor = try editor(seed.isMultiple(of: 2) ? "yunxiu-langang.txt" : "songping-puting.txt")
        #expect(validate(editor.draft, against: editor.source).isEmpty)
        var applied = 0
        for _ in 0..<40 {
            let correction = randomCorrection(editor, bench)
            let before = editor.draft
            do {
                try editor.apply(correction)
                applied += 1
            } catch {
                #expect(editor.draft == before)
            }
            let faults = validate(editor.draft, against: editor.source)
            #expect(faults.isEmpty, "\(correction): \(faults)")
            #expect(try PlanDraft(json: editor.draft.json()) == editor.draft, "\(correction)")
            if !faults.isEmpty { return }
        }
        #expect(applied > 10)
    }

    private func randomCorrection(_ editor: DraftEditor, _ bench: Bench) -> DraftCorrection {
        func below(_ bound: Int) -> Int { bound > 0 ? Int(bench.number() % UInt64(bound)) : 0 }
        let draft = editor.draft
        let area = below(draft.areas.count)
        let task = below(draft.areas.isEmpty ? 0 : draft.areas[area].tasks.count)
        let place: DraftPlace =
            switch below(5) {
            case 0: .area(area)
            case 1: .safeguard(below(draft.safeguards.count))
            default: .task(area: area, task: task)
            }
        switch below(8) {
        case 0: return .retitle(.task(area: area, task: task), below(3) == 0 ? "" : "Title \(below(9))")
        case 1, 2:
            let range =
                draft.areas.indices.contains(area) && draft.areas[area].tasks.indices.contains(task)
                ? draft.areas[area].tasks[task].source.range : TextRange(from: 0, to: 10)
            return .split(.task(area: area, task: task), at: range.from + below(range.count + 2), title: "Half")
        case 3: return .mergeWithNext(place)
        case 4: return .move(area: area, task: task, toArea: below(draft.areas.count), at: below(4))
        case 5: return .remove(place)
        case 6: return .confirm(place)
        default: return .setDocumentField("period", "2022-20\(20 + below(9))")
        }
    }
}
