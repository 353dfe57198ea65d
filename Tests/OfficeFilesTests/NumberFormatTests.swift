// SPDX-License-Identifier: Apache-2.0
import OfficeFiles
import Testing

@Suite("Number formats")
struct NumberFormatTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let format: String
        let number: Int
        let printed: String
        var testDescription: String { "\(format) \(number)" }

        init(_ format: String, _ number: Int, _ printed: String) {
            (self.format, self.number, self.printed) = (format, number, printed)
        }
    }

    @Test(
        "a number prints as Word prints it",
        arguments: [
            Case("decimal", 12, "12"), Case("decimalZero", 7, "07"), Case("decimalZero", 10, "10"),
            Case("chineseCounting", 1, "一"), Case("chineseCounting", 10, "十"), Case("chineseCounting", 11, "十一"),
            Case("chineseCounting", 20, "二十"), Case("chineseCounting", 99, "九十九"),
            Case("chineseCounting", 100, "一○○"), Case("taiwaneseCounting", 23, "二十三"),
            Case("chineseCountingThousand", 10, "十"), Case("chineseCountingThousand", 100, "一百"),
            Case("chineseCountingThousand", 101, "一百零一"), Case("chineseCountingThousand", 110, "一百一十"),
            Case("chineseCountingThousand", 1001, "一千零一"), Case("chineseCountingThousand", 10_500, "一万零五百"),
            Case("japaneseCounting", 110, "百十"), Case("ideographDigital", 10, "一〇"),
            Case("taiwaneseDigital", 20, "二○"), Case("ideographTraditional", 3, "丙"),
            Case("ideographTraditional", 11, "11"), Case("ideographZodiac", 12, "亥"),
            Case("ideographZodiacTraditional", 1, "甲子"), Case("ideographZodiacTraditional", 60, "癸亥"),
            Case("chineseLegalSimplified", 10, "壹拾"), Case("chineseLegalSimplified", 25, "贰拾伍"),
            Case("ideographLegalTraditional", 3, "參"), Case("decimalFullWidth", 12, "１２"),
            Case("decimalEnclosedCircle", 20, "⑳"), Case("decimalEnclosedCircle", 21, "21"),
            Case("decimalEnclosedCircleChinese", 10, "⑩"), Case("decimalEnclosedCircleChinese", 11, "11"),
            Case("decimalEnclosedParen", 1, "⑴"), Case("decimalEnclosedFullstop", 2, "⒉"),
            Case("ideographEnclosedCircle", 1, "㈠"), Case("upperRoman", 1994, "MCMXCIV"),
            Case("lowerRoman", 4, "iv"), Case("upperLetter", 26, "Z"), Case("lowerLetter", 28, "bb"),
            Case("numberInDash", 3, "- 3 -"), Case("ordinal", 11, "11th"), Case("ordinal", 22, "22nd"),
            Case("hex", 30, "1E"), Case("none", 5, ""), Case("koreanCounting", 5, "5"), Case("chineseCounting", 0, "0"),
        ])
    func prints(_ row: Case) {
        #expect(formatNumber(row.number, as: row.format) == row.printed)
    }

    @Test("numbers filled up with zeros keep their width")
    func fillsUp() {
        #expect(formatNumber(7, as: "custom", width: 3) == "007")
        #expect(formatNumber(1234, as: "custom", width: 3) == "1234")
    }
}
