// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Foundation
import Testing

@Suite("Mistakes in the definition of a register")
struct LedgerFaultTests {
    private static let good = """
        key: wells
        code: X01
        version: 1
        from: 2026-01-01
        title: {zh-Hans: 水井, en: Wells}
        about: {zh-Hans: 打的井。, en: Wells that were dug.}
        sides: own
        date: dug
        clauses: ["三、(一)#1"]
        unique: [name]
        retention: {years: 10, then: keep}
        fields:
          - {key: name, kind: text, required: true, title: {zh-Hans: 名称, en: Name}}
          - {key: dug, kind: date, required: true, title: {zh-Hans: 日期, en: Dug on}}
          - {key: depth, kind: amount, unit: m, title: {zh-Hans: 深度, en: Depth}}
          - {key: water, kind: choice, codes: wellState, title: {zh-Hans: 状态, en: State}}
        indicators:
          - {key: W01, title: {zh-Hans: 井, en: Wells}, note: {zh-Hans: 数, en: All}, unit: 口, window: flow, measure: count}
        """
    private static let lists = """
        lists:
          - key: wellState
            from: 2026-01-01
            values:
              - {code: dry, zh-Hans: 干, en: Dry}
              - {code: wet, zh-Hans: 有水, en: Wet}
        """

    /// The faults of a folder with one register and one file of lists, as `line:column key`.
    private static func faults(_ text: String, lists: String = Self.lists) throws -> [String] {
        try withLedgers(["wells.yml": text, "codes/lists.yml": lists]) { folder in
            do throws(LedgerFaults) {
                _ = try LedgerBook(folder: folder)
                return []
            } catch {
                return error.faults.map { "\($0.line):\($0.column) \($0.messageKey.dropFirst("definition.".count))" }
            }
        }
    }

    private static func withLedgers<Result>(_ files: [String: String], _ body: (URL) throws -> Result) throws -> Result
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jiedui-ledgers-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(
            at: folder.appending(path: "ledgers/codes"), withIntermediateDirectories: true)
        for (name, text) in files {
            try text.write(to: folder.appending(path: "ledgers/" + name), atomically: true, encoding: .utf8)
        }
        return try body(folder)
    }

    @Test("The register from which the mistakes are made is right")
    func good() throws { #expect(try Self.faults(Self.good) == []) }

    @Test(
        "Each mistake stands at its line and column",
        arguments: [
            ("key: wells", "key: Wells", "1:6 mustBeName"), ("code: X01", "code: x-1", "2:7 mustBeNumber"),
            ("version: 1", "version: one", "3:10 mustBeWhole"),
            ("from: 2026-01-01", "from: 2026-1-1", "4:7 mustBeDate"),
            ("{zh-Hans: 水井, en: Wells}", "{zh-Hans: 水井}", "5:8 lacks"),
            ("{zh-Hans: 水井, en: Wells}", "{zh-Hans: 水井, en: Wells, de: Brunnen}", "5:33 unknownKey"),
            ("about: ", "about2: ", "1:1 lacks,6:1 unknownKey"), ("sides: own", "sides: all", "7:8 mustBeOneOf"),
            ("date: dug", "date: name", "8:7 fieldCannot.dating"), ("date: dug", "date: begun", "8:7 noSuchField"),
            ("kind: date, required: true", "kind: date", "8:7 dateNotRequired"),
            ("三、(一)#1", "3.1.1", "9:11 mustBeClause"), ("unique: [name]", "unique: [names]", "10:10 noSuchField"),
            ("unique: [name]", "unique: []", "10:9 noUnique"), ("unique: [name]", "unique: name", "10:9 mustBeList"),
            ("years: 10", "years: 0", "11:12 mustBeYears"), ("then: keep", "then: burn", "11:30 mustBeOneOf"),
            ("kind: text", "kind: string", "10:10 noSuchField,13:23 mustBeOneOf"),
            ("required: true, title: {zh-Hans: 名", "required: yes, title: {zh-Hans: 名", "13:39 mustBeFlag"),
            ("required: true, title: {zh-Hans: 名", "personal: true, title: {zh-Hans: 名", "11:12 keepsPersonal"),
            ("key: depth", "key: dug", "15:11 doubled"), ("key: depth", "key: version", "15:11 reserved"),
            ("kind: amount, unit: m", "kind: money, unit: m", "15:37 keyOfOtherKind"),
            ("unit: m, ", "unit: m, least: deep, ", "15:48 badBound"),
            ("unit: m, ", "unit: m, least: 5, most: 2, ", "15:57 mostBelowLeast"),
            ("unit: m, ", "unit: m, notBefore: dug, ", "15:52 otherKind"),
            ("unit: m, ", "unit: m, agree: 1.005%, ", "15:48 badAgreement"),
            ("unit: m, ", "unit: m, default: first, ", "15:50 badDefault"),
            ("unit: m, ", "unit: m, default: {field: dug}, ", "15:50 defaultKind"),
            ("unit: m, ", "unit: m, check: creditCode, ", "15:48 keyOfOtherKind"),
            ("unit: m, ", "unit: m, personal: true, ", "11:12 keepsPersonal,15:51 personalKind"),
            ("codes: wellState", "codes: wells", "16:39 noSuchList"), ("codes: wellState, ", "", "16:5 lacks"),
            ("kind: choice, codes: wellState", "kind: entry, of: ponds", "16:35 noSuchLedger"),
            ("key: W01", "key: w01", "18:11 mustBeIndicator"), ("window: flow", "window: day", "18:94 mustBeOneOf"),
            ("note: {zh-Hans: 数, en: All}, ", "", "18:5 lacks"),
            ("measure: count", "measure: sum name", "18:109 fieldCannot.sum"),
            ("measure: count", "measure: sum width", "18:109 noSuchField"),
            ("measure: count", "measure: average depth", "18:109 badMeasure"),
            ("measure: count", "measure: count, by: depth", "18:120 fieldCannot.breakdown"),
            ("measure: count", "measure: count, start: dug", "18:123 onlyOfStock"),
            ("measure: count", "measure: count, at: {stage: dry}", "18:128 noStages"),
            ("measure: count", "measure: count, at: {run: dug, months: 3}", "18:126 badRun"),
            ("measure: count", "measure: count, where: {water: [gone]}", "18:132 notInCodes"),
            ("measure: count", "measure: count, where: {water: []}", "18:131 noWanted"),
            ("measure: count", "measure: count, where: {name: {atLeast: 3}}", "18:140 testOfOtherKind"),
            ("measure: count", "measure: count, where: {colour: [red]}", "18:124 noSuchField"),
            ("measure: count", "ratio: [W01, W02]", "18:108 ratioOfRatio,18:113 noSuchIndicator"),
            ("measure: count", "ratio: [W01]", "18:107 badRatio"),
            (
                "measure: count", "ratio: [W01, W01], where: {}",
                "18:108 ratioOfRatio,18:113 ratioOfRatio,18:126 keyBesideRatio"
            ),
            ("  - {key: dug", "  - {key: dug, key: dug", "14:6 keyTwice"), ("title: {zh", "title: [{zh", "6:1 yaml"),
        ] as [(String, String, String)])
    func mistakes(of: String, with: String, expected: String) throws {
        let text = Self.good.replacing(of, with: with, maxReplacements: 1)
        #expect(text != Self.good)
        let found = try Self.faults(text).joined(separator: ",")
        #expect(found == expected)
    }

    @Test("Mistakes in the stages: of another kind, unknown, without an end")
    func stages() throws {
        func faults(_ stages: String) throws -> [String] {
            try Self.faults(Self.good + "\nstages: " + stages)
        }
        #expect(try faults("{field: water, final: [wet], moves: [{from: dry, to: [wet]}]}") == [])
        #expect(try faults("{field: name, moves: []}") == ["19:17 fieldCannot.breakdown"])
        #expect(
            try faults("{field: water, final: [wet], moves: [{from: damp, to: [wet]}]}") == ["19:53 notInCodes"])
        #expect(try faults("{field: water, moves: [{from: dry, to: [wet]}]}") == ["19:32 stageWithoutEnd"])
        #expect(
            try faults("{field: water, final: [wet], moves: [], evidence: {deep: {zh-Hans: 甲, en: A}}}")
                == ["19:60 notInCodes"])
    }

    @Test("Mistakes in the lists stand at their places")
    func codeLists() throws {
        func faults(_ of: String, _ with: String) throws -> [String] {
            try Self.faults(Self.good, lists: Self.lists.replacing(of, with: with, maxReplacements: 1))
        }
        #expect(try faults("code: wet", "code: dry") == ["6:9 doubled"])
        #expect(try faults("en: Wet", "en2: Wet") == ["6:9 lacks", "6:34 unknownKey"])
        #expect(try faults("code: dry", "code: d ry") == ["5:16 mustBeCode"])
        #expect(try faults("en: Dry", "en: Dry, from: 2026-02-01, to: 2026-01-01") == ["5:9 endsBefore"])
    }

    @Test("A key that stands in two files is a fault of the second; an office's own file takes the place of ours")
    func doubled() throws {
        try Self.withLedgers(["a.yml": Self.good, "b.yml": Self.good, "codes/lists.yml": Self.lists]) { folder in
            let faults = #expect(throws: LedgerFaults.self) { try LedgerBook(folder: folder) }
            #expect(
                faults?.faults.map { "\($0.file):\($0.line):\($0.column) \($0.messageKey)" } == [
                    "ledgers/b.yml:1:6 definition.doubled"
                ])
        }
        try Self.withLedgers(["a.yml": Self.good, "codes/lists.yml": Self.lists]) { folder in
            try Self.withLedgers(["b.yml": Self.good.replacing("version: 1", with: "version: 2")]) { own in
                let book = try LedgerBook(folder: folder, own: own.appending(path: "ledgers"))
                #expect(book["wells"]?.version == 2)
                #expect(book.ledgers.count == 1)
            }
        }
    }

    @Test("Files that are checked alone may use what the program brings, and only theirs is returned")
    func checked() throws {
        try Self.withLedgers(["wells.yml": Self.good.replacing("wellState", with: "protection")]) { folder in
            let file = folder.appending(path: "ledgers/wells.yml")
            let checked = try LedgerBook.check([file])
            #expect(checked.ledgers.map(\.key) == ["wells"])
            #expect(checked.codeLists.isEmpty)
        }
    }

    @Test("A file that takes the place of another answers for itself alone, and may be replaced in turn")
    func replaced() throws {
        let more = """
            \(Self.good)
              - {key: W02, title: {zh-Hans: 井二, en: More}, note: {zh-Hans: 数, en: All}, unit: 口, window: flow, measure: count}
              - {key: W03, title: {zh-Hans: 比, en: Share}, note: {zh-Hans: 比, en: By}, unit: "%", window: flow, ratio: [W02, W01]}
            """
        let next = Self.good.replacing("version: 1", with: "version: 2")
        let files = ["wells.yml": more, "codes/lists.yml": Self.lists]
        try Self.withLedgers(files) { folder in
            try Self.withLedgers(["mine.yml": Self.good, "._mine.yml": "no YAML: ["]) { other in
                let own = other.appending(path: "ledgers")
                #expect(try LedgerBook(folder: folder)["wells"]?.indicators.count == 3)
                #expect(try LedgerBook(folder: folder, own: own)["wells"]?.indicators.count == 1)
                try Self.withLedgers(["new.yml": next]) { third in
                    let file = third.appending(path: "ledgers/new.yml")
                    let checked = try LedgerBook.check([file], folder: folder, own: own)
                    #expect(checked.ledgers.map(\.version) == [2] && checked.book["wells"]?.version == 2)
                }
            }
        }
    }

    @Test("The register of the recipe is right")
    func recipe() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/adding/a-ledger.md")
        let text = try String(contentsOf: page.standardized, encoding: .utf8)
        let block = try #require(text.firstMatch(of: #/```yaml\n([\s\S]*?)```/#)).output.1
        let yaml = block.split(separator: "\n").map { $0.dropFirst(3) }.joined(separator: "\n")
        try Self.withLedgers(["recipe.yml": yaml]) { folder in
            let checked = try LedgerBook.check([folder.appending(path: "ledgers/recipe.yml")])
            #expect(checked.ledgers.map(\.key) == ["wells"])
            #expect(checked.ledgers[0].fields.count == 7)
        }
    }

    @Test("Two registers can't have an indicator of one key")
    func indicatorTwice() throws {
        let other = Self.good.replacing("key: wells", with: "key: ponds").replacing("code: X01", with: "code: X02")
        try Self.withLedgers(["a.yml": Self.good, "b.yml": other, "codes/lists.yml": Self.lists]) { folder in
            let faults = #expect(throws: LedgerFaults.self) { try LedgerBook(folder: folder) }
            #expect(Set(faults?.faults.map(\.messageKey) ?? []) == ["definition.indicatorTwice"])
        }
    }

    @Test("Every fault has a sentence in both languages that takes what it is given")
    func sentences() throws {
        let messages = try MessageCatalogue()
        let text = Self.good.replacing("kind: text", with: "kind: string").replacing("sides: own", with: "side: own")
        try Self.withLedgers(["a.yml": text, "codes/lists.yml": Self.lists]) { folder in
            let faults = try #require(#expect(throws: LedgerFaults.self) { try LedgerBook(folder: folder) }).faults
            #expect(faults.count == 4)
            for fault in faults {
                for language in Language.allCases {
                    #expect(messages.argumentNames(of: fault.messageKey, language) == Set(fault.arguments.keys))
                }
            }
        }
    }
}
