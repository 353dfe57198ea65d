// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import Testing

@Suite("Whatever stands in a cell is read, refused or said to be nothing")
struct StrangeInputTests {
    private static let pieces = [
        "1", "2", "0", "9", "12", "2026", "46086", "99999999999999999999", ".", ",", "-", "/", "(", ")", "（", "）", "e",
        "E+", "年", "月", "日", "至", "万", "亿", "元", "亩", "km²", "人", "约", "几", "十", "百", "零", "二", "〇", " ", "\u{3000}",
        "\n",
        "、", "；", ";", "是", "√", "X", "|", "?", "#", "%", "￥", "张", "甲县", "360721", "\u{200B}", "🙂", "é", "\u{301}",
        "-1e-30", "1e30", "T09:30", "星期四", "Q1", "9223372036854775807", "\\", "~", "0x1F", "٣", "Ⅷ", "½",
    ]

    @Test(
        "Of 1,000 random inputs of every kind what is read is right in itself, and read again from a form",
        arguments: FieldKind.allCases)
    func random(kind: FieldKind) {
        var random = SeededGenerator(seed: 46_086)
        for round in 0..<1000 {
            let text = (0..<Int.random(in: 1...7, using: &random))
                .map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
            let field = FieldSamples.field(
                kind, many: round.isMultiple(of: 3), unit: kind == .amount ? "亩" : nil,
                check: kind == .code ? CodeCheck.allCases[round % 4] : nil)
            let unit = ["万元", "亩", "公顷", nil][round % 4]
            let reading = field.read(
                FieldInput(text, unit: unit, isNumber: round.isMultiple(of: 2)), FieldSamples.directory)
            guard let value = reading.value, reading.isUsable else { continue }
            #expect(field.checkStored(value).allSatisfy { $0.weight == .warning }, "\(kind) \(text)")
            let again = field.read(
                FieldInput(field.formText(value, FieldSamples.directory)), FieldSamples.directory)
            #expect(again.value == value, "\(kind) “\(text)”")
        }
    }
}
