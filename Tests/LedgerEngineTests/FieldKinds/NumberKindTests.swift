// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import Testing

@Suite("Numbers, quantities and money are read as offices write them")
struct NumberKindTests {
    @Test(
        "Money of any spelling is exact in fen",
        arguments: [
            ("1200", nil, 120_000), ("1,200", nil, 120_000), ("１，２００", nil, 120_000), ("1200.5", nil, 120_050),
            ("￥1,200.50", nil, 120_050), ("1200元", nil, 120_000), ("1,200万元", nil, 1_200_000_000),
            ("1200 万", nil, 1_200_000_000), ("1.2亿元", nil, 12_000_000_000), ("1亿2000万元", nil, 12_000_000_000),
            ("一千二百万元", nil, 1_200_000_000), ("壹仟贰佰元整", nil, 120_000), ("三千万", nil, 3_000_000_000),
            ("3亿", nil, 30_000_000_000), ("1,200", "万元", 1_200_000_000), ("0.5", "亿元", 5_000_000_000),
            ("1200元", "万元", 120_000), ("35万", "元", 35_000_000), ("-500", nil, -50_000), ("（500）", nil, -50_000),
            ("12千元", nil, 1_200_000), ("人民币500元", nil, 50_000), ("0", nil, 0), ("1,2000", nil, 1_200_000),
            ("1.2e3", nil, 120_000),
        ] as [(String, String?, Int64)])
    func money(text: String, unit: String?, fen: Int64) {
        let reading = FieldSamples.read(text, FieldSamples.field(.money), unit: unit)
        #expect(reading.value == .number(fen), "\(text): \(reading.problems)")
        #expect(reading.problems.isEmpty)
    }

    @Test(
        "Money that isn't one exact amount of renminbi is refused, with the number alone as proposal where there is one",
        arguments: [
            ("约1200万元", "inexact", "1200万元"), ("1200余万元", "inexact", "1200万元"), ("近3亿元", "inexact", "3亿元"),
            ("100万美元", "noRenminbi", nil), ("1,2", "notANumber", nil), ("十几万", "notANumber", nil),
            ("已到位", "notANumber", nil), ("1.2.3", "notANumber", nil),
            ("9999999999999999999", "numberTooLong", nil),
        ] as [(String, String, String?)])
    func noMoney(text: String, problem: String, proposal: String?) {
        let reading = FieldSamples.read(text, FieldSamples.field(.money))
        #expect(reading.value == nil)
        #expect(names(reading) == [problem])
        #expect(reading.problems.first?.proposal == proposal)
        #expect(!reading.isUsable)
    }

    @Test("What is finer than a fen is rounded half up and said so; a binary fraction of a workbook is not finer")
    func fractions() {
        let field = FieldSamples.field(.money)
        let rounded = FieldSamples.read("0.125", field)
        #expect(rounded.value == .number(13))
        #expect(names(rounded) == ["rounded"])
        #expect(rounded.isUsable)
        let stored = FieldSamples.read("1200.0999999999999", field, unit: "万元", isNumber: true)
        #expect(stored == FieldReading(.number(1_200_100_000)))
        #expect(names(FieldSamples.read("1200.0999999999999", field, unit: "万元")) == ["rounded"])
    }

    @Test(
        "Quantities are converted to the field's unit",
        arguments: [
            ("12.5", "亩", nil, 12_500_000), ("12.5亩", "亩", nil, 12_500_000), ("1.2万亩", "亩", nil, 12_000_000_000),
            ("2公顷", "亩", nil, 30_000_000), ("2 hm²", "亩", nil, 30_000_000), ("1500亩", "km²", nil, 1_000_000),
            ("3", "km²", "平方公里", 3_000_000), ("2", "t", "吨", 2_000_000), ("500公斤", "吨", nil, 500_000),
            ("1.5万", "亩", nil, 15_000_000_000), ("114.93", "°", nil, 114_930_000),
        ] as [(String, String, String?, Int64)])
    func amounts(text: String, unit: String, column: String?, millionths: Int64) {
        let reading = FieldSamples.read(text, FieldSamples.field(.amount, unit: unit), unit: column)
        #expect(reading == FieldReading(.number(millionths)), "\(text)")
    }

    @Test(
        "Counts are whole, in the field's unit",
        arguments: [
            ("120", "人次", 120), ("120人", "人次", 120), ("1.2万人次", "人次", 12_000), ("三十", "人", 30),
            ("１２０", "人", 120), ("15家", "家", 15), ("1,000", "人", 1000), ("二百一十三", "人", 213),
        ] as [(String, String, Int64)])
    func counts(text: String, unit: String, number: Int64) {
        #expect(FieldSamples.read(text, FieldSamples.field(.count, unit: unit)) == FieldReading(.number(number)))
    }

    @Test(
        "Counts that are none are refused with a proposal where there is one",
        arguments: [
            ("12.5", "notWhole", "13"), ("约120人", "inexact", "120人"), ("120亩", "otherUnit", nil),
            ("若干", "notANumber", nil), ("#REF!", "cellError", nil),
        ] as [(String, String, String?)])
    func noCounts(text: String, problem: String, proposal: String?) {
        let reading = FieldSamples.read(text, FieldSamples.field(.count, unit: "人"))
        #expect(names(reading) == [problem])
        #expect(reading.problems.first?.proposal == proposal)
        #expect(reading.value == nil)
    }

    @Test("Bounds are checked where a value is read, and named in the unit in which it is typed")
    func bounds() {
        let people = FieldSamples.field(.count, least: 1, most: 500)
        #expect(names(FieldSamples.read("0", people)) == ["tooSmall"])
        #expect(names(FieldSamples.read("501", people)) == ["tooLarge"])
        #expect(names(FieldSamples.read("500", people)).isEmpty && names(FieldSamples.read("1", people)).isEmpty)
        let cost = FieldSamples.field(.money, most: 50_000_000)
        let reading = FieldSamples.read("50万零一元", cost)
        #expect(names(reading) == ["tooLarge"])
        #expect(reading.problems.first?.arguments == ["most": "500,000"])
    }

    @Test(
        "Cells that hold nothing have no value and no problem",
        arguments: ["", " ", "/", "—", "－", "--", "无", "暂无", "N/A", "\u{3000}"])
    func nothing(text: String) {
        #expect(FieldSamples.read(text, FieldSamples.field(.money)) == FieldReading(nil))
    }
}
