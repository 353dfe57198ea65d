// SPDX-License-Identifier: Apache-2.0
import Domain

/// Two days in one cell as offices write them: `2026.3.5-3.7`, `2026年3月30日至4月2日`, `2026.2.10—12日`.
enum DateSpanWords {
    /// The first and the last day, each as it would be typed; nil where the text is no span. An end that is open is nil.
    static func ends(of text: String) -> (first: String, last: String?)? {
        let tidy = spaceless(halfWidth(text)).lowercased()
        guard let first = tidy.first, first.isNumber || SheetWords.chineseNumerals.contains(first) else { return nil }
        if let end = tidy.last, SheetWords.opens.contains(end) { return (String(tidy.dropLast()), nil) }
        for separator in SheetWords.between {
            guard let cut = cut(tidy, at: separator) else { continue }
            var (start, rest) = (String(tidy[..<cut.lowerBound]), String(tidy[cut.upperBound...]))
            // `2026.1.5 - 至今`
            while let last = start.last, "-~".contains(last) { start.removeLast() }
            for word in SheetWords.dayTimes where rest.hasSuffix(word) { rest = String(rest.dropLast(word.count)) }
            guard let from = day(start) else { return (start, SheetWords.open.contains(rest) ? nil : rest) }
            if SheetWords.open.contains(rest) { return (from.description, nil) }
            return (from.description, completed(rest, after: from)?.description ?? rest)
        }
        return nil
    }

    /// A day or a span without a year, as one of that year; nil where the text says its year, or is none of these.
    static func dated(_ text: String, in year: Int) -> String? {
        var tidy = spaceless(halfWidth(text))
        for word in SheetWords.dayTimes where tidy.hasSuffix(word) { tidy = String(tidy.dropLast(word.count)) }
        let month = tidy.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(month), (1...12).contains(number), let sign = tidy.dropFirst(month.count).first,
            sign == SheetWords.monthSign || sign == ".", tidy.split(whereSeparator: { !$0.isNumber }).count >= 2
        else { return nil }
        // 3.9 is a day; 2026.3.9 and 12.5.2 are not of this kind.
        if sign == ".", tidy.filter({ $0 == "." }).count != 1 { return nil }
        return String(year) + String(sign == "." ? "." : SheetWords.yearSign) + tidy
    }

    /// The one year that a title names; nil where it names none or several.
    static func year(in title: String) -> Int? {
        let tidy = halfWidth(title)
        var years: Set<Int> = []
        for place in tidy.indices where tidy[place] == SheetWords.yearSign {
            let digits = tidy[..<place].suffix(4)
            if digits.count == 4, let year = Int(digits), (1990...2100).contains(year) { years.insert(year) }
        }
        return years.count == 1 ? years.first : nil
    }

    static func isSpanTitle(_ key: String) -> Bool { SheetWords.spans.contains { key.contains($0) } }

    /// Where the separator stands. A hyphen separates the parts of a day as well: then there are five of them, or the
    /// parts are separated by something else.
    private static func cut(_ text: String, at separator: String) -> Range<String.Index>? {
        guard separator == "-" else {
            return text.ranges(of: separator).first { $0.lowerBound > text.startIndex && $0.upperBound < text.endIndex }
        }
        let places = text.ranges(of: separator)
        if places.count == 5 { return places[2] }
        guard places.count == 1, text.contains(where: { SheetWords.datePoints.contains($0) }) else { return nil }
        return places[0]
    }

    private static func day(_ text: String) -> CalendarDate? {
        if case .day(let day) = DateWords.read(FieldInput(text)) { return day }
        return nil
    }

    /// The last day, with the year and the month of the first where it doesn't say them.
    private static func completed(_ text: String, after first: CalendarDate) -> CalendarDate? {
        if let whole = day(text) { return whole }
        let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
        switch numbers.count {
        case 1: return CalendarDate(year: first.year, month: first.month, day: numbers[0])
        case 2:
            let same = CalendarDate(year: first.year, month: numbers[0], day: numbers[1])
            guard let same, same < first else { return same }
            return CalendarDate(year: first.year + 1, month: numbers[0], day: numbers[1])
        default: return nil
        }
    }
}
