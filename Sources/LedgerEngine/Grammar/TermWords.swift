// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Until when something is to be done, as the cells of task tables say it: `12月底前`, `三季度`, `2026年1—6月`, `长期`.
package enum TermWords {
    /// What a text says of the time.
    package enum Reading: Hashable, Sendable {
        /// By a day; what has a beginning as well has both.
        case days(first: CalendarDate?, last: CalendarDate)
        /// On and on, without an end.
        case open
        case nothing
    }

    /// Words that mean no end.
    private static let openWords = [
        "长期", "持续", "常年", "常态", "全程", "适时", "按要求", "按照要求", "根据要求", "按进度", "视情", "逐年", "每年", "每月", "每季",
    ]
    /// What stands before a term and says no more than that it is one.
    private static let leads = ["计划", "预计", "力争", "确保", "原则上", "截至", "截止", "于", "在", "到", "至"]
    /// What stands behind one.
    private static let tails = ["之前", "以前", "前", "之内", "以内", "内", "完成", "办结", "左右"]
    private static let wholeYear: Set<String> = ["年底", "年末", "年", "全年", "本年", "当年", "今年", "今年底", "本年底", "年终", "岁末"]
    private static let joints = ["至", "到", "~", "—", "-"]

    /// The years of the calendar.
    private static let years = 1...9_999

    /// A term without a year is one of `year`.
    package static func read(_ text: String, in year: Int) -> Reading {
        guard years.contains(year) else { return .nothing }
        let plain = bare(NumeralWords.inDigits(spaceless(halfWidth(text))))
        guard !plain.isEmpty, plain.count <= 40 else { return .nothing }
        if let days = days(plain, in: year) { return .days(first: nil, last: days.upperBound) }
        for joint in joints {
            for place in plain.ranges(of: joint) where place.lowerBound > plain.startIndex {
                guard let from = days(beginning(plain[..<place.lowerBound], plain), in: year),
                    let to = days(bare(String(plain[place.upperBound...])), in: from.lowerBound.year),
                    from.lowerBound <= to.upperBound
                else { continue }
                return .days(first: from.lowerBound, last: to.upperBound)
            }
        }
        return openWords.contains(where: plain.hasPrefix) ? .open : .nothing
    }

    /// The parts of a schedule, each of which may begin with its time.
    package static func parts(of schedule: String) -> [String] {
        schedule.split { $0.isNewline || "；;".contains($0) }.map { String($0).trimmingSpaces }.filter { !$0.isEmpty }
    }

    /// A text up to the end of its first clause, at most so many characters.
    package static func firstClause(of text: String, most: Int) -> String {
        String(text.prefix { !$0.isNewline && !"。；;".contains($0) }.prefix(most))
    }

    /// The quarter (from 1) that a text begins with, and what follows it: `一季度：开工`, `3月底前完成选址`.
    package static func quarter(at text: String) -> (quarter: Int, rest: String)? {
        let plain = halfWidth(text).drop { $0.isWhitespace || $0 == "(" || $0 == "第" }
        let label = #/(?:[Qq]([1-4])|([1-4一二三四])季度?)[)]?(?:目标|计划|任务|节点|底前|末前|底|末|前)?/#
        if let match = plain.prefixMatch(of: label) {
            guard let number = (match.1 ?? match.2).flatMap(digit) else { return nil }
            return (number, rest(plain[match.range.upperBound...]))
        }
        let months = #/(?:\d{4}年)?(?:\d{1,2}月?\s*[-~至]\s*)?(\d{1,2})月(?:份|底前|底|末前|末|前)?/#
        guard let match = plain.prefixMatch(of: months), let month = Int(match.1), (1...12).contains(month) else {
            return nil
        }
        let after = plain[match.range.upperBound...]
        // What goes on as a word of its own is a sentence with its month in it, and the month belongs to it.
        let isLabel = after.first.map { ": ,".contains($0) } ?? true
        return ((month + 2) / 3, isLabel ? rest(after) : text.trimmingSpaces)
    }

    private static func rest(_ text: Substring) -> String {
        String(text.drop { $0.isWhitespace || ":,)、".contains($0) })
    }

    private static func digit(_ text: Substring) -> Int? { Int(text) ?? NumeralWords.value(text) }

    /// Without the words around it.
    private static func bare(_ text: String) -> String {
        var plain = text.filter { !"()".contains($0) }
        while let last = plain.last, "。.;；".contains(last) { plain.removeLast() }
        if let lead = leads.first(where: plain.hasPrefix) { plain = String(plain.dropFirst(lead.count)) }
        while let tail = tails.first(where: { plain.hasSuffix($0) && plain.count > $0.count }) {
            plain = String(plain.dropLast(tail.count))
        }
        return plain
    }

    /// `1` of `1-6月` is a month, of `2026.3.1-2026.5.1` a day of its own.
    private static func beginning(_ text: Substring, _ whole: String) -> String {
        guard text.last?.isNumber == true, text.filter(\.isNumber).count <= 6,
            !text.contains(where: { "./-".contains($0) })
        else { return String(text) }
        return String(text) + (whole.contains("月") ? "月" : "")
    }

    /// The days that a bare term spans.
    private static func days(_ text: String, in year: Int) -> ClosedRange<CalendarDate>? {
        // `2026年1-6月` are months and no day.
        let isMonths = text.last == SheetWords.monthSign && text.contains("-")
        if !isMonths, case .day(let day) = DateWords.read(FieldInput(text)) { return day...day }
        if wholeYear.contains(text) { return whole(year) }
        if let match = text.wholeMatch(of: #/(\d{4})年?(?:底|末|年底|年末|全年)?/#), let own = Int(match.1),
            (1990...2100).contains(own)
        {
            return whole(own)
        }
        guard let match = text.wholeMatch(of: #/(?:(\d{4})年|今年|本年|当年)?(.+)/#) else { return nil }
        return part(String(match.2), in: match.1.flatMap { Int($0) } ?? year) ?? month(text)
    }

    private static func whole(_ year: Int) -> ClosedRange<CalendarDate>? { Period("\(year)")?.days }

    /// `3月底`, `3月15日`, `第2季度`, `上半年` of a year.
    private static func part(_ text: String, in year: Int) -> ClosedRange<CalendarDate>? {
        guard years.contains(year) else { return nil }
        if text.hasPrefix("上半年") { return Period("\(year)H1")?.days }
        if text.hasPrefix("下半年") { return Period("\(year)H2")?.days }
        if let match = text.wholeMatch(of: #/第?Q?([1-4])(?:季度|季|Q)?(?:底|末)?/#), text.count > 1 {
            return Period("\(year)Q\(match.1)")?.days
        }
        if let match = text.wholeMatch(of: #/(\d{1,2})月(\d{1,2})[日号]?/#), let month = Int(match.1),
            let day = Int(match.2), let date = CalendarDate(year: year, month: month, day: day)
        {
            return date...date
        }
        guard let match = text.wholeMatch(of: #/(\d{1,2})月(?:份)?(上旬|中旬|下旬|底|末|中|初)?/#), let month = Int(match.1),
            (1...12).contains(month), let days = Period(.month, holding: Int64(year * 12 + month - 1)).days
        else { return nil }
        guard match.2 == "上旬" || match.2 == "中旬" || match.2 == "初" || match.2 == "中" else { return days }
        let last = match.2 == "上旬" || match.2 == "初" ? 10 : 20
        return CalendarDate(year: year, month: month, day: last).map { days.lowerBound...$0 }
    }

    /// `2026.3`, `2026-03`
    private static func month(_ text: String) -> ClosedRange<CalendarDate>? {
        guard case .month(let month) = DateWords.read(FieldInput(text)) else { return nil }
        return Period(.month, holding: month).days
    }
}

/// Posts as the cells of task tables write them before a name: `副市长 王某某`, `市委常委 副市长`.
package enum PostWords {
    /// What a post ends with. Names end with none of them.
    private static let ends = [
        "省长", "市长", "州长", "盟长", "区长", "县长", "旗长", "镇长", "乡长", "部长", "厅长", "局长", "司长", "处长", "科长", "秘书长", "委员长",
        "会长", "理事长", "董事长", "院长", "校长", "行长", "所长", "馆长", "站长", "台长", "社长", "队长", "组长", "检察长", "书记", "主任", "常委", "委员",
        "主席", "巡视员", "调研员", "专员", "参事", "顾问", "总经理", "经理", "总监", "总工程师", "代表", "政委", "司令员",
    ]

    /// Whether a word is a post or ends with one, be it in brackets.
    package static func endsAsPost(_ word: String) -> Bool {
        let plain = word.filter { !"()（）".contains($0) }
        return ends.contains(where: plain.hasSuffix)
    }
}
