// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import Testing

@Suite("What is printed is read as what it was")
struct PrintedValueTests {
    @Test(
        "A form's input, a spreadsheet's cell and the screen, of 400 random values of every kind",
        arguments: FieldKind.allCases)
    func identity(kind: FieldKind) {
        var random = SeededGenerator(seed: 2022 + UInt64(kind.rawValue.utf8.count))
        for round in 0..<400 {
            let many = round.isMultiple(of: 4) && kind != .note && kind != .text
            let field = FieldSamples.field(kind, many: many)
            let value = many ? Self.list(of: kind, &random) : Self.value(of: kind, &random)
            let directory = FieldSamples.directory
            expect(value, field, field.read(FieldInput(field.formText(value, directory)), directory), "form")
            for language in Language.allCases {
                let cell = field.cell(value, language, directory)
                expect(value, field, field.read(Self.input(cell), directory), "cell \(cell)")
                guard kind != .file, kind != .person else { continue }
                expect(
                    value, field, field.read(FieldInput(field.screenText(value, language, directory)), directory),
                    "screen \(field.screenText(value, language, directory))")
            }
        }
    }

    private func expect(_ value: FieldValue, _ field: LedgerField, _ reading: FieldReading, _ place: String) {
        #expect(reading.value == value, "\(field.kind) \(place)")
        #expect(reading.isUsable, "\(field.kind) \(place): \(reading.problems)")
    }

    private static func input(_ cell: FieldCell) -> FieldInput {
        switch cell {
        case .text(let text): FieldInput(text)
        case .number(let text): FieldInput(text, isNumber: true)
        case .date(let serial): FieldInput(String(serial), isNumber: true)
        }
    }

    private static func list(of kind: FieldKind, _ random: inout SeededGenerator) -> FieldValue {
        var values: [FieldValue] = []
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let value = value(of: kind, &random)
            if !values.contains(value) { values.append(value) }
        }
        return .list(values)
    }

    private static func value(of kind: FieldKind, _ random: inout SeededGenerator) -> FieldValue {
        func pick(_ texts: [String]) -> FieldValue { .text(texts[Int.random(in: 0..<texts.count, using: &random)]) }
        switch kind {
        case .text: return pick(["张某，副市长", "2026年第1次", "5 斤/箱", "a (b)"])
        case .note: return pick(["一、甲\n二、乙", "成果：\n无", "one\ntwo, three"])
        case .count: return .number(Int64.random(in: -1000...9_999_999, using: &random))
        case .amount: return .number(Int64.random(in: -9_000_000_000...9_000_000_000_000, using: &random))
        case .money:
            let size = [1, 100, 10_000, 1_000_000, 100_000_000].randomElement(using: &random) ?? 1
            return .number(Int64.random(in: -99_999...99_999_999, using: &random) * Int64(size))
        case .date: return .number(Int64.random(in: -25_400...83_000, using: &random))
        case .month: return .number(Int64.random(in: 1990 * 12...2090 * 12, using: &random))
        case .choice: return pick(["cityHead", "county", "old"])
        case .flag: return .number(Int64.random(in: 0...1, using: &random))
        case .person: return pick(["张三", "李四|11010519491231002X", "Jane Doe"])
        case .organisation: return pick(["org-1", "?丙县人民医院"])
        case .place: return pick(["360721", "360700", "371200"])
        case .file: return pick([String(repeating: "a1", count: 32) + ":一、方案；终稿.pdf"])
        case .task: return pick(["task-3"])
        case .entry: return pick(["park-1"])
        case .code: return pick(["91350100M000100Y43", "C3841", "A-1"])
        }
    }

    @Test(
        "Money for the screen says all; for figures it has two decimals of the unit that fits",
        arguments: [
            (120_000, "1,200元", "1,200元"), (120_050, "1,200.50元", "1,200.50元"),
            (1_200_000_000, "1,200万元", "1,200万元"), (1_234_567_890, "12,345,678.90元", "1,234.57万元"),
            (12_000_000_000, "1.2亿元", "1.2亿元"), (-1_200_000_000, "-1,200万元", "-1,200万元"),
            (1_234_500_000, "1,234.5万元", "1,234.5万元"), (0, "0元", "0元"),
            (1_000_050_000_000, "1,000,050万元", "100.01亿元"), (1_000_500_000_000, "100.05亿元", "100.05亿元"),
        ] as [(Int64, String, String)])
    func money(fen: Int64, exact: String, rounded: String) {
        #expect(MoneyText.exact(fen, .chinese) == exact)
        #expect(MoneyText.rounded(fen, .chinese) == rounded)
    }

    @Test("Money in English stands in yuan")
    func moneyInEnglish() {
        #expect(MoneyText.exact(-120_050, .english) == "-¥1,200.50")
        #expect(MoneyText.rounded(1_234_567_890, .english) == "¥12,345,679")
    }
}
