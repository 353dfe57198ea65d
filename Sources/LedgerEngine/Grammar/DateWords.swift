// SPDX-License-Identifier: Apache-2.0
import Domain

/// Days and months as offices write them.
enum DateWords {
    enum Reading: Hashable {
        case day(CalendarDate)
        /// A month without a day, as months since January of the year 0.
        case month(Int64)
        /// A day of a year in two digits, read as one of this century.
        case shortYear(CalendarDate)
        /// The calendar has no such day; the last one of its month.
        case noSuchDay(CalendarDate)
        /// Two days of which the first was read.
        case range(CalendarDate)
        case nothing
    }

    /// Days from 1899-12-30 and from 1904-01-01 to 1970-01-01.
    static let epoch1900: Int64 = 25_569
    static let epoch1904: Int64 = 24_107
    /// Serial numbers of the years 1954 to 2119: a number in text is taken for a day only among these.
    private static let likelySerials: ClosedRange<Int64> = 20_000...80_000
    /// Serial numbers that name the same day in every program, until 2199; those that look like a year are left out.
    private static func isSerial(_ number: Int64) -> Bool {
        (61...109_574).contains(number) && !(1900...2199).contains(number)
    }

    /// The serial number of a day, counted from 1899-12-30; nil where a workbook had better hold text.
    static func serial(of dayNumber: Int64) -> Int? {
        let serial = dayNumber + epoch1900
        return isSerial(serial) ? Int(serial) : nil
    }

    static func read(_ input: FieldInput) -> Reading {
        if let parts = plainParts(input.text) { return assembled(parts) }
        let isNumber = input.text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
        if isNumber, let number = serial(input.text, input) { return number }
        let plain = NumeralWords.inDigits(spaceless(halfWidth(withoutWeekday(input.text))))
        if let number = serial(plain, input) { return number }
        for joint in ["至", "到", "~", "--"] where plain.contains(joint) {
            let first = String(plain.prefix(upTo: plain.firstRange(of: joint)?.lowerBound ?? plain.endIndex))
            if case .day(let day) = read(FieldInput(first)) { return .range(day) }
        }
        return parts(plain).map(assembled) ?? .nothing
    }

    /// The numbers of a day or month in digits (`2026-3-5`, `2026.3`, `2026年3月5日`), without the rest of the grammar: most
    /// cells of a file are written so, and a file has hundreds of thousands. Nil where anything else stands there.
    private static func plainParts(_ text: String) -> [Int]? {
        var parts: [Int] = []
        var (number, length, isEnded) = (0, 0, false)
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x30...0x39, 0xFF10...0xFF19:
                guard !isEnded, length < 4 else { return nil }
                number = number * 10 + Int(scalar.value & 0xF)
                length += 1
            case 0x2D, 0x2E, 0x2F, 0x5E74, 0x6708:
                guard length > 0, parts.count < 2, length == 4 || (!parts.isEmpty && length <= 2) else { return nil }
                parts.append(number)
                (number, length) = (0, 0)
            case 0x65E5:
                guard length > 0, parts.count == 2 else { return nil }
                isEnded = true
            default: return nil
            }
        }
        guard length == 0 ? text.last == "月" : length <= 2 else { return nil }
        if length > 0 { parts.append(number) }
        return (2...3).contains(parts.count) && parts[0] > 999 ? parts : nil
    }

    /// `（星期四）` and the time of the day say nothing about the day.
    private static func withoutWeekday(_ text: String) -> String {
        guard text.contains(where: { "星周:：".contains($0) }) else { return text }
        var plain = text.replacing(#/[（(]?(星期|周)[一二三四五六日天][)）]?/#, with: "")
        plain = plain.replacing(#/[T ]+\d{1,2}[:：]\d{2}([:：]\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/#, with: "")
        return plain
    }

    private static func serial(_ text: String, _ input: FieldInput) -> Reading? {
        let whole = text.prefix { $0 != "." }
        guard whole.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int64(whole) else { return nil }
        let rest = text.dropFirst(whole.count)
        let isCompact = rest.isEmpty && (whole.count == 8 || whole.count == 6)
        if isCompact, let reading = compact(whole) { return reading }
        guard rest.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        guard input.isNumber ? isSerial(number) : rest.isEmpty && likelySerials.contains(number) else { return nil }
        let start = input.isFrom1904 ? epoch1904 : epoch1900
        return CalendarDate(dayNumber: number - start).map(Reading.day)
    }

    private static func compact(_ digits: Substring) -> Reading? {
        guard let year = Int(digits.prefix(4)), (1900...2199).contains(year),
            let month = Int(digits.dropFirst(4).prefix(2))
        else { return nil }
        let reading = assembled([year, month] + (digits.count == 8 ? [Int(digits.suffix(2)) ?? 0] : []))
        return reading == .nothing ? nil : reading
    }

    /// The numbers of `2026-3-5`, `2026.3.5`, `2026/3/5`, `2026年3月5日`, `2026年3月`; nil where there is anything else.
    private static func parts(_ text: String) -> [Int]? {
        var rest = Substring(text)
        for end in ["日", "号", "."] where rest.hasSuffix(end) { rest = rest.dropLast() }
        if rest.hasSuffix("月") { rest = rest.dropLast() }
        if rest.hasSuffix("份") { rest = rest.dropLast(2) }
        let numbers = rest.split(separator: #/年|月|[-\/.\\]/#, omittingEmptySubsequences: false)
        let values = numbers.map { $0.count <= 4 && $0.allSatisfy { $0.isASCII && $0.isNumber } ? Int($0) : nil }
        guard (2...3).contains(values.count), !values.contains(nil) else { return nil }
        guard numbers[0].count == 4 || numbers[0].count == 2, numbers.dropFirst().allSatisfy({ $0.count <= 2 })
        else { return nil }
        return values.compactMap(\.self)
    }

    private static func assembled(_ parts: [Int]) -> Reading {
        let isShort = parts[0] < 100
        let year = isShort ? 2000 + parts[0] : parts[0]
        guard (1...12).contains(parts[1]) else { return .nothing }
        guard parts.count == 3 else { return isShort ? .nothing : .month(Int64(year * 12 + parts[1] - 1)) }
        guard let day = CalendarDate(year: year, month: parts[1], day: parts[2]) else {
            guard (1...31).contains(parts[2]) else { return .nothing }
            let last = (28...30).reversed().lazy.compactMap { CalendarDate(year: year, month: parts[1], day: $0) }.first
            return last.map(Reading.noSuchDay) ?? .nothing
        }
        return isShort ? .shortYear(day) : .day(day)
    }

    /// `2026年3月5日`
    static func text(_ day: CalendarDate, _ language: Language) -> String {
        switch language {
        case .chinese: "\(day.year)年\(day.month)月\(day.day)日"
        case .english: day.description
        }
    }

    /// `2026年3月`
    static func text(month: Int64, _ language: Language) -> String {
        switch language {
        case .chinese: "\(month / 12)年\(month % 12 + 1)月"
        case .english: Period(.month, holding: month).description
        }
    }

    /// The months of `2026.1-2026.4` or `2026年1月至4月`; nil where the text is no such range.
    static func months(_ text: String) -> ClosedRange<Int64>? {
        let plain = NumeralWords.inDigits(spaceless(halfWidth(text)))
        guard
            let match = plain.wholeMatch(
                of: #/(\d{4})[年.\/-](\d{1,2})月?份?(?:至|到|~|-+)(?:(\d{4})[年.\/-])?(\d{1,2})月?份?/#),
            let year = Int64(match.1), let first = Int64(match.2), let last = Int64(match.4),
            (1...12).contains(first), (1...12).contains(last)
        else { return nil }
        // `2026-1-4` is a day.
        guard match.3 != nil || plain.contains("月") else { return nil }
        let endYear = match.3.flatMap { Int64($0) } ?? year
        let (from, to) = (year * 12 + first - 1, endYear * 12 + last - 1)
        return from <= to && to - from < 120 ? from...to : nil
    }
}
