// SPDX-License-Identifier: Apache-2.0

/// Numbers in Chinese characters, plain and as cheques write them.
enum NumeralWords {
    private static let digits: [Character: Int] = [
        "〇": 0, "零": 0, "○": 0, "一": 1, "壹": 1, "二": 2, "贰": 2, "两": 2, "三": 3, "叁": 3, "四": 4, "肆": 4,
        "五": 5, "伍": 5, "六": 6, "陆": 6, "七": 7, "柒": 7, "八": 8, "捌": 8, "九": 9, "玖": 9,
    ]
    private static let multiples: [Character: Int] = [
        "十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000,
    ]
    /// Powers of ten by which a number in digits or characters is multiplied: `1.2亿`, `三千万`.
    static let scales: [(word: String, power: Int)] = [
        ("万亿", 12), ("亿", 8), ("億", 8), ("千万", 7), ("百万", 6), ("十万", 5), ("万", 4), ("萬", 4), ("千", 3),
        ("百", 2),
    ]

    static func isNumeral(_ character: Character) -> Bool {
        digits[character] != nil || multiples[character] != nil
    }

    /// The value of characters below ten thousand, as spoken (`一千二百三十`) or digit by digit (`二〇二六`).
    static func value(_ text: some StringProtocol) -> Int? {
        guard !text.isEmpty, text.count <= 12 else { return nil }
        if text.allSatisfy({ digits[$0] != nil }) { return text.reduce(0) { $0 * 10 + (digits[$1] ?? 0) } }
        var (total, current): (Int, Int?) = (0, nil)
        for character in text {
            if let digit = digits[character] {
                guard current == nil || current == 0 else { return nil }
                current = digit
            } else if let multiple = multiples[character] {
                if current == 0 { return nil }
                total += (current ?? 1) * multiple
                current = nil
            } else {
                return nil
            }
        }
        return total + (current ?? 0)
    }

    /// Every run of characters that is a number, in digits: `二〇二六年三月` is `2026年3月`.
    static func inDigits(_ text: String) -> String {
        var result = ""
        var run = ""
        func close() {
            guard !run.isEmpty else { return }
            result += value(run).map(String.init) ?? run
            run = ""
        }
        for character in text {
            if isNumeral(character) {
                run.append(character)
            } else {
                close()
                result.append(character)
            }
        }
        close()
        return result
    }
}
