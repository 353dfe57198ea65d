// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Testing

@Suite("Drafts as JSON") struct DraftJSONTests {
    @Test("A draft that uses every field comes back as it was") func roundTrip() throws {
        let draft = full()
        #expect(try PlanDraft(json: draft.json(pretty: false)) == draft)
        #expect(try PlanDraft(json: draft.json(pretty: true)) == draft)
    }

    @Test("Whole numbers have no fraction and quotation marks are escaped") func numbers() {
        let json = full().json()
        #expect(json.contains(#""value":2,"#))
        #expect(json.contains(#""value":5.5,"#))
        #expect(json.contains(#"\"quoted\"\nline"#))
    }

    @Test("Messages are rendered by who prints the draft") func messages() {
        var draft = PlanDraft()
        draft.warnings = [Diagnostic(code: "noPair")]
        #expect(draft.json { "<\($0.code)>" }.contains(#""message":"<noPair>""#))
    }

    @Test(
        "What is no draft says where and why",
        arguments: [
            ("", "", "notJSON"), ("{", "", "notJSON"), ("[]", "", "wrongKind"), ("{}", "schema", "missing"),
            (#"{"schema":"other"}"#, "schema", "wrongSchema"), (#"{"schema":1}"#, "schema", "wrongKind"),
            (#"{"schema":"jiedui/plan-draft/1","document":{},"areas":[{"ordinal":"一"}]}"#, "areas[0].title", "missing"),
            (
                #"{"schema":"jiedui/plan-draft/1","document":{"issuedOn":"2023-02-30"}}"#, "document.issuedOn",
                "unknownValue"
            ),
            (String(repeating: "[", count: 10_000), "", "notJSON"),
        ])
    func errors(_ json: String, _ path: String, _ reason: String) {
        #expect(throws: DraftJSONError(path: path, reason: reason)) { try PlanDraft(json: json) }
    }

    private func full() -> PlanDraft {
        let source = DraftSource(range: TextRange(from: 1, to: 9), page: 3)
        var task = DraftTask(
            ordinal: "1", path: "二、（一）1", title: "\"quoted\"\nline", text: "甲", source: source,
            confidence: 0.85)
        task.group = "组"
        task.doubts = [Diagnostic(code: "unitUncertain", arguments: ["unit": "市甲局"], source: TextRange(from: 2, to: 3))]
        task.measures = [DraftMeasure(text: "甲", source: source, verb: "推动", object: "乙")]
        task.responsible.printed = ["两市甲局"]
        task.responsible.sources = [source, DraftSource(range: TextRange(from: 10, to: 12))]
        task.responsible.expanded = [
            DraftUnit(bearer: .unit(city: nil), unit: "甲", role: .lead, isOpenList: true, isUncertain: true),
            DraftUnit(bearer: .group(.counties, cities: ["青岚市"]), unit: "各县"),
        ]
        task.targets = [
            DraftTarget(text: "甲", value: 2, unit: "个", every: .year, by: .year(2026), source: source),
            DraftTarget(
                text: "乙", value: 5.5, by: CalendarDate(year: 2026, month: 5, day: 1).map { .date($0) }, source: source),
        ]
        task.named = [DraftNamedThing(name: "甲", kind: "park", verb: "共建", source: source)]
        task.crosswalk = ["三、(一)#2"]
        var area = DraftArea(ordinal: "二、（一）", title: "甲", nationalArea: 1, source: source)
        area.tasks = [task]
        var safeguard = DraftSafeguard(ordinal: "三、（一）", title: "甲", text: "乙", source: source)
        safeguard.obligations = [DraftObligation(kind: .visit, every: .regular, text: "互访", source: source)]
        var draft = PlanDraft()
        draft.document.title = "甲"
        draft.document.period = YearSpan(from: 2022, to: 2026)
        draft.document.issuedOn = CalendarDate(year: 2023, month: 1, day: 11)
        draft.document.basedOn = [Citation(title: "甲", number: nil)]
        draft.document.pairs = [DraftPair(oldArea: "青岚市", eastern: "海曜市", region: "丙")]
        draft.document.districtPairs = [DraftPair(oldArea: "甲县", eastern: "乙区")]
        draft.document.copies = 145
        draft.document.publicity = "此件公开发布"
        draft.parts = [DraftPart(kind: .reading, title: nil, source: source)]
        draft.overall = [DraftChapter(ordinal: "一", title: "甲", source: source)]
        draft.areas = [area]
        draft.safeguards = [safeguard]
        draft.warnings = task.doubts
        return draft
    }
}
