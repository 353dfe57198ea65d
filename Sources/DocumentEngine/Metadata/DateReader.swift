// SPDX-License-Identifier: Apache-2.0
import Domain

/// Finds printed dates and years.
struct DateReader {
    let scalars: Scalars

    /// The date that begins at a position, in digits or characters, or in the form 2023-01-11.
    func date(at start: Int, before end: Int) -> (date: CalendarDate, end: Int)? {
        guard let year = year(at: start, before: end) else { return nil }
        if let date = spelledDate(year.value, year.end, end) { return date }
        guard year.end < end, [0x2D, 0x2F, 0x2E].contains(scalars[year.end].folded) else { return nil }
        guard let month = number(at: year.end + 1, before: end), month.end < end,
            scalars[month.end].folded == scalars[year.end].folded,
            let day = number(at: month.end + 1, before: end),
            let date = CalendarDate(year: year.value, month: month.value, day: day.value)
        else { return nil }
        return (date, day.end)
    }

    private func spelledDate(_ year: Int, _ at: Int, _ end: Int) -> (date: CalendarDate, end: Int)? {
        guard at < end, scalars[at] == MetadataGrammar.year,
            let month = number(at: at + 1, before: end), month.end < end, scalars[month.end] == MetadataGrammar.month,
            let day = number(at: month.end + 1, before: end), day.end < end, scalars[day.end] == MetadataGrammar.day,
            let date = CalendarDate(year: year, month: month.value, day: day.value)
        else { return nil }
        return (date, day.end + 1)
    }

    /// A year of four digits or characters, 1949 to 2099.
    func year(at start: Int, before end: Int) -> (value: Int, end: Int)? {
        guard start + 4 <= end, start == 0 || !scalars[start - 1].is(.digit) else { return nil }
        let range = start..<(start + 4)
        let value: Int?
        if range.allSatisfy({ scalars[$0].is(.digit) }) {
            value = range.reduce(0) { $0 * 10 + Int(scalars[$1].folded) - 0x30 }
        } else {
            value = NumeralGrammar.spelled(scalars, range)
        }
        guard let value, (1949...2099).contains(value), start + 4 == end || !scalars[start + 4].is(.digit) else {
            return nil
        }
        return (value, start + 4)
    }

    private func number(at start: Int, before end: Int) -> (value: Int, end: Int)? {
        var at = start
        while at < end, at - start < 3, scalars[at].is([.digit, .numeral]) { at += 1 }
        let range = start..<at
        guard !range.isEmpty else { return nil }
        if range.allSatisfy({ scalars[$0].is(.digit) }) {
            return (range.reduce(0) { $0 * 10 + Int(scalars[$1].folded) - 0x30 }, at)
        }
        return NumeralGrammar.value(scalars, range).map { ($0, at) }
    }

    /// The only thing in a range, perhaps in brackets: a date.
    func lone(_ range: Range<Int>) -> CalendarDate? {
        var range = range
        if range.count > 2, scalars[range.lowerBound].is(.opener), scalars[range.upperBound - 1].is(.closer) {
            range = (range.lowerBound + 1)..<(range.upperBound - 1)
        }
        guard let found = date(at: range.lowerBound, before: range.upperBound), found.end == range.upperBound else {
            return nil
        }
        return found.date
    }

    /// The first span of years in a range: 2022—2026, 2022年至2026年.
    func span(_ range: Range<Int>) -> (span: YearSpan, range: Range<Int>)? {
        var at = range.lowerBound
        while at < range.upperBound {
            if let first = year(at: at, before: range.upperBound) {
                var next = first.end
                if next < range.upperBound, scalars[next] == MetadataGrammar.year { next += 1 }
                if let joint = MetadataGrammar.until.match(in: scalars, at: next, before: range.upperBound),
                    let second = year(at: joint.range.upperBound, before: range.upperBound),
                    let span = YearSpan(from: first.value, to: second.value)
                {
                    return (span, at..<second.end)
                }
            }
            at += 1
        }
        return nil
    }
}
