// SPDX-License-Identifier: Apache-2.0

/// Numbers with units as offices write them: `1,200万元`, `约3亿`, `一千二百亩`, `-500`, `（1,200）`.
struct QuantityWords: Hashable {
    /// The number with its words of scale multiplied in.
    var number: ExactNumber
    /// Whether a word of scale stood there: such a number has its own unit, whatever the column's heading says.
    var hasScale: Bool
    /// What stands behind the number, without a word of scale; empty where nothing does.
    var unit: String
    /// The text without the words that make it inexact, where it has any: `约1200万元` is `1200万元`.
    var exactText: String?

    private static let inexact = [
        "大约", "约", "近", "逾", "超过", "超", "不到", "将近", "左右", "以上", "以下", "余", "多", "上下", "≈", "~", ">", "<",
        "≥", "≤", "预计", "累计", "合计", "共计", "共",
    ]
    /// Words without which a number would be another one: `十几万`.
    private static let vague = ["几", "数十", "数百", "数千", "数万"]
    private static let currencies = ["\u{A5}", "rmb", "cny", "人民币"]

    /// Reads the whole of tidy text; nil where it is no number with a unit.
    init?(_ text: String, isNumber: Bool) {
        var rest = Substring(spaceless(halfWidth(text)).lowercased())
        exactText = nil
        if !Self.isPlain(text) {
            if Self.vague.contains(where: rest.contains) { return nil }
            let exact = Self.inexact.reduce(String(rest)) { $0.replacing($1, with: "") }
            if exact != rest {
                exactText = spaceless(Self.inexact.reduce(halfWidth(text)) { $0.replacing($1, with: "") })
                rest = Substring(exact)
            }
        }
        var isNegative = false
        if rest.first == "(", rest.last == ")" {
            isNegative = true
            rest = rest.dropFirst().dropLast()
        }
        for word in Self.currencies where rest.hasPrefix(word) { rest = rest.dropFirst(word.count) }
        if let sign = rest.first, "-+▲△".contains(sign) {
            if sign != "+" { isNegative.toggle() }
            rest.removeFirst()
        }
        for word in Self.currencies where rest.hasPrefix(word) { rest = rest.dropFirst(word.count) }
        guard let total = Self.takeAll(&rest) else { return nil }
        (number, hasScale, unit) = (isNumber ? total.0.asShown : total.0, total.1, String(rest))
        if isNegative { number.mantissa = -number.mantissa }
    }

    /// Whether nothing but digits and their signs stands there, as in most cells: such text has no words to look for.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x2B...0x2E).contains($0) || (0x30...0x39).contains($0) }
    }

    /// `1亿2000万` has two terms.
    private static func takeAll(_ rest: inout Substring) -> (ExactNumber, Bool)? {
        var total: ExactNumber?
        var hasScale = false
        while let term = takeTerm(&rest) {
            let power = takeScale(&rest)
            guard let value = raised(term, by: power) else { return nil }
            guard let sum = total else {
                total = value
                hasScale = power > 0
                if power == 0 { break }
                continue
            }
            guard let both = added(sum, value) else { return nil }
            total = both
            if power == 0 { break }
        }
        return total.map { ($0, hasScale) }
    }

    private static func takeTerm(_ rest: inout Substring) -> ExactNumber? {
        let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }
        if !digits.isEmpty {
            guard isGrouped(digits) else { return nil }
            var length = digits.count
            var text = digits.filter { $0 != "," }
            let tail = rest.dropFirst(length)
            if tail.first == "e" {
                let power = tail.dropFirst().prefix { $0.isASCII && ($0.isNumber || $0 == "-" || $0 == "+") }
                if !power.isEmpty {
                    text += "e" + power
                    length += 1 + power.count
                }
            }
            rest = rest.dropFirst(length)
            return ExactNumber(text)
        }
        let numerals = rest.prefix(while: NumeralWords.isNumeral)
        guard !numerals.isEmpty, let value = NumeralWords.value(numerals) else { return nil }
        rest = rest.dropFirst(numerals.count)
        return ExactNumber(mantissa: Int128(value), decimals: 0)
    }

    /// Commas stand before each three (or, as in Chinese, four) digits, or not at all: `1,5` is no number.
    private static func isGrouped(_ digits: Substring) -> Bool {
        let whole = digits.prefix { $0 != "." }
        guard !digits.dropFirst(whole.count).contains(",") else { return false }
        let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
        guard groups.count > 1 else { return true }
        let size = groups[1].count
        return (3...4).contains(size) && (1...size).contains(groups[0].count)
            && groups.dropFirst().allSatisfy { $0.count == size }
    }

    private static func takeScale(_ rest: inout Substring) -> Int {
        for scale in NumeralWords.scales where rest.hasPrefix(scale.word) {
            rest = rest.dropFirst(scale.word.count)
            return scale.power
        }
        return 0
    }

    private static func raised(_ number: ExactNumber, by power: Int) -> ExactNumber? {
        let decimals = number.decimals - power
        guard decimals < 0 else { return ExactNumber(mantissa: number.mantissa, decimals: decimals) }
        let (mantissa, overflow) = number.mantissa.multipliedReportingOverflow(by: ExactNumber.power(-decimals))
        return overflow ? nil : ExactNumber(mantissa: mantissa, decimals: 0)
    }

    private static func added(_ left: ExactNumber, _ right: ExactNumber) -> ExactNumber? {
        let decimals = max(left.decimals, right.decimals)
        guard let first = raised(ExactNumber(mantissa: left.mantissa, decimals: 0), by: decimals - left.decimals),
            let second = raised(ExactNumber(mantissa: right.mantissa, decimals: 0), by: decimals - right.decimals)
        else { return nil }
        let (sum, overflow) = first.mantissa.addingReportingOverflow(second.mantissa)
        return overflow ? nil : ExactNumber(mantissa: sum, decimals: decimals)
    }
}
