// SPDX-License-Identifier: Apache-2.0
import Domain

extension RowInventor {
    /// A value of a field of the row that is being made; nil where it has none.
    mutating func value(of field: LedgerField) -> FieldValue? {
        var plan = recipe.fields[field.key] ?? FieldRecipe()
        while let cases = plan.cases {
            guard let inCase = cases.recipes[values[cases.field].map(plain) ?? ""] else { break }
            plan = inCase
        }
        guard numbers.happens(field.isRequired ? 100 : plan.share ?? 0) else { return nil }
        guard field.isMany else { return one(field, plan) }
        if field.kind == .month { return months(plan) }
        var list: [FieldValue] = []
        for _ in 0...numbers.below(3) {
            if let value = one(field, plan), !list.contains(value) { list.append(value) }
        }
        return list.isEmpty ? nil : .list(list)
    }

    private mutating func one(_ field: LedgerField, _ plan: FieldRecipe) -> FieldValue? {
        switch field.kind {
        case .text, .note: return words(field, plan, basis.recipes.plain)
        case .organisation: return words(field, plan, "?" + basis.recipes.plain)
        case .person: return words(field, plan, basis.recipes.plain + "|{id}")
        case .code: return words(field, plan, Self.example(of: field.check))
        case .count: return number(field, plan, scale: 1, usual: 1...100)
        case .amount: return number(field, plan, scale: 1_000_000, usual: 1...100)
        case .money: return number(field, plan, scale: 100, usual: 10_000...10_000_000)
        case .date: return day(field, plan).map { .number($0) }
        case .month:
            return CalendarDate(dayNumber: today - numbers.between(0...Self.span)).map { .number($0.monthNumber) }
        case .choice: return choice(field, plan)
        case .flag: return .number(plan.weights.isEmpty ? Int64(numbers.below(2)) : Int64(weighted(plan)) ?? 0)
        case .place: return place(field, plan)
        case .entry: return entry(field)
        // Nothing is stored of invented rows, and plans are not everywhere.
        case .file, .task: return nil
        }
    }

    private static func example(of check: CodeCheck?) -> String {
        switch check {
        case .investmentCode: "{yy}{mm}-{division}-04-01-{n:6}"
        case .industryCode: "C3990"
        case .occupationCode: "6-31-01-03"
        case .creditCode, nil: "{n:6}"
        }
    }

    // MARK: Words

    private mutating func words(_ field: LedgerField, _ plan: FieldRecipe, _ usual: String) -> FieldValue? {
        let text = text(numbers.pick(plan.patterns) ?? usual, of: field.key)
        return text.isEmpty ? nil : .text(text)
    }

    mutating func text(_ pattern: String, of key: String) -> String {
        let known = patterns[pattern] ?? TextPattern(pattern, words: basis.recipes.words)
        patterns[pattern] = known
        let date = values[ledger.dateField]?.number.flatMap { CalendarDate(dayNumber: $0) } ?? basis.today
        var text = ""
        for part in known.parts {
            switch part {
            case .literal(let literal): text += literal
            case .number(let digits): text += padded(subject, digits)
            case .numberOfKey: text += String(ordinal(key))
            case .numberUpTo(let most): text += String(1 + numbers.below(most))
            case .year(let digits): text += padded(digits == 2 ? date.year % 100 : date.year, digits)
            case .month: text += padded(date.month, 2)
            case .day: text += padded(date.day, 2)
            case .division: text += pairing.oldArea.division.text
            case .oldArea: text += pairing.oldArea.name
            case .eastern: text += pairing.eastern.name
            case .identity: text += identity()
            case .field(let other): text += values[other].map(plain) ?? ""
            case .word(let words): text += numbers.pick(words) ?? ""
            }
        }
        return text
    }

    /// The number of an identity card that nobody has, in the form of GB 11643 with the right last sign: one for each
    /// subject of the register.
    private func identity() -> String {
        let days = 14_000
        let born = CalendarDate(dayNumber: Int64(-1_400 + subject * 7_919 % days)) ?? basis.today
        let written = String(born.description.filter { $0 != "-" })
        return PersonNumber.completed(pairing.oldArea.division.text + written + padded(subject / days % 1_000, 3))
    }

    private mutating func weighted(_ plan: FieldRecipe) -> String {
        var rest = numbers.below(plan.weights.reduce(0) { $0 + $1.weight })
        for (code, weight) in plan.weights {
            rest -= weight
            if rest < 0 { return code }
        }
        return plan.weights.last?.code ?? ""
    }

    private mutating func choice(_ field: LedgerField, _ plan: FieldRecipe) -> FieldValue? {
        if !plan.weights.isEmpty { return .text(weighted(plan)) }
        let list = field.codeList.flatMap { basis.codeLists[$0] }
        let valid = list?.values.filter { $0.isValid(on: basis.today) } ?? []
        return numbers.pick(valid).map { .text($0.code) }
    }

    // MARK: Places and rows

    private mutating func place(_ field: LedgerField, _ plan: FieldRecipe) -> FieldValue? {
        var codes = pairing.codes(numbers.pick(plan.places) ?? .oldArea)
        if let other = field.outside, let host = values[other]?.text.flatMap({ DivisionCode($0) }),
            codes.contains(where: { $0.city == host.city })
        {
            codes = [pairing.oldArea.division, pairing.eastern.division].filter { $0.city != host.city }
        }
        return numbers.pick(codes).map { .text($0.text) }
    }

    /// The rows pointed to take turns, so that none gets many more than another.
    private mutating func entry(_ field: LedgerField) -> FieldValue? {
        guard let pool = pools[field.key], !pool.isEmpty else { return nil }
        let row = pool[rowsSoFar % pool.count]
        pointed[field.key] = row
        return .text(row.id.text)
    }

    // MARK: Numbers and days

    /// A number of this row (`planned`), or of one that it points to (`project.signed`); the days from one date to
    /// another or, where that is missing, today (`start..end`).
    private func number(at path: String) -> Int64? {
        if let dots = path.firstRange(of: "..") {
            guard let first = values[String(path[..<dots.lowerBound])]?.number else { return nil }
            return (values[String(path[dots.upperBound...])]?.number ?? today) - first
        }
        guard let dot = path.firstIndex(of: ".") else { return values[path]?.number }
        return pointed[String(path[..<dot])]?.values[String(path[path.index(after: dot)...])]?.number
    }

    private mutating func number(
        _ field: LedgerField, _ plan: FieldRecipe, scale: Double, usual: ClosedRange<Double>
    ) -> FieldValue? {
        if let pattern = numbers.pick(plan.patterns) { return Int64(text(pattern, of: field.key)).map { .number($0) } }
        let range = plan.range ?? usual
        var number: Int64
        if let (path, percent) = plan.percentOf {
            guard let whole = self.number(at: path) else { return nil }
            let share = numbers.between(Int64(percent.lowerBound) * 100...Int64(percent.upperBound) * 100)
            number = Int64(Int128(whole) * Int128(share) / 10_000)
        } else {
            let least = Int64((range.lowerBound * scale).rounded())
            number = numbers.skewed(least...max(least, Int64((range.upperBound * scale).rounded())))
        }
        let step = Int64(((plan.step ?? 0) * scale).rounded())
        if step > 1, number >= step { number -= number % step }
        if let other = field.notAbove, let bound = values[other]?.number { number = min(number, bound) }
        if let most = field.most { number = min(number, most) }
        if let least = field.least { number = max(number, least) }
        return .number(number)
    }

    private mutating func day(_ field: LedgerField, _ plan: FieldRecipe) -> Int64? {
        var day: Int64
        if !plan.stages.isEmpty {
            guard let step = steps.first(where: { plan.stages.contains($0.stage) }) else { return nil }
            day = step.day
        } else if let (path, days) = plan.after {
            guard let base = number(at: path) else { return nil }
            day = base + numbers.between(Int64(days.lowerBound)...Int64(days.upperBound))
        } else if let (month, number) = plan.yearly {
            let all = (0...2).compactMap { CalendarDate(year: basis.today.year - 2 + $0, month: month, day: number) }
                .map(\.dayNumber).filter { ((today - Self.span)...today).contains($0) }
            guard !all.isEmpty else { return nil }
            day = all[turn % all.count]
        } else if let back = plan.back {
            day = today - numbers.between(Int64(back.lowerBound)...Int64(back.upperBound))
        } else if let base = field.notBefore.flatMap({ values[$0]?.number }) {
            day = base + numbers.between(0...90)
        } else {
            day = today - numbers.between(0...Self.span)
        }
        if day > today {
            if plan.isPast { return nil }
            if field.key == ledger.dateField { day = today }
        }
        if let bound = field.notBefore.flatMap({ values[$0]?.number }) { day = max(day, bound) }
        return day
    }

    /// The months that follow a date, as far as they are over.
    private mutating func months(_ plan: FieldRecipe) -> FieldValue? {
        guard let (path, most) = plan.months,
            let first = number(at: path).flatMap({ CalendarDate(dayNumber: $0) })?.monthNumber
        else { return nil }
        let end = min(first + Int64(numbers.below(most) + 1), basis.today.monthNumber)
        return first < end ? .list((first..<end).map { .number($0) }) : nil
    }
}
