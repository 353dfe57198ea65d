// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Which fields the columns of a table are likely to hold: by their titles, by what earlier files called them, and by
/// the kinds of their values. Never two columns for one field. `signature` is that of the table as the memories name it.
package func proposeMapping(
    of table: FoundTable, to ledger: Ledger, directory: LedgerDirectory, memories: [MappingMemory] = [],
    signature: String? = nil
) -> ColumnMapping {
    let own = signature ?? table.signature
    let same = memories.first { $0.ledger == ledger.key && $0.signature == own }
    let others = memories.filter { $0.ledger == ledger.key }
    var proposals: [Proposal] = []
    var spans: [ColumnMapping.Match] = []
    for column in table.columns where !column.isSerial {
        let judge = ColumnJudge(column, table, directory)
        if let chosen = same?.fields[judge.key] {
            let fields = chosen.split(separator: "|").map(String.init)
            if fields.count == 2 { spans += matches(column, fields[0], fields[1], 100, .remembered) }
            if ledger.field(chosen) != nil { proposals.append(Proposal(column.column, chosen, 1, .remembered)) }
            continue
        }
        if judge.holdsSpans, let (first, last) = ledger.span(without: Set(spans.map(\.field))) {
            spans += matches(column, first, last, 80, .values)
            continue
        }
        for field in ledger.fields where field.kind != .file {
            let aliases = others.contains { $0.fields[judge.key] == field.key }
            if let proposal = judge.proposal(field, isAlias: aliases), proposal.score >= 0.45 {
                proposals.append(proposal)
            }
        }
    }
    let taken = Set(spans.map(\.field))
    return ColumnMapping(matches: assign(proposals.filter { !taken.contains($0.field) }, ledger) + spans)
}

private func matches(
    _ column: TableColumn, _ first: String, _ last: String, _ confidence: Int, _ reason: ColumnMapping.Reason
) -> [ColumnMapping.Match] {
    [
        .init(column: column.column, field: first, confidence: confidence, reason: reason, end: .first),
        .init(column: column.column, field: last, confidence: confidence, reason: reason, end: .last),
    ]
}

extension Ledger {
    /// The two fields that say from when until when.
    fileprivate func span(without taken: Set<String>) -> (String, String)? {
        let pairs = fields.filter { $0.kind == .date && !taken.contains($0.key) }.compactMap { field in
            field.notBefore.map { ($0, field.key) }
        }
        return pairs.first { field($0.0)?.kind == .date && !taken.contains($0.0) }
    }
}

struct Proposal {
    let column: Int
    let field: String
    let score: Double
    let reason: ColumnMapping.Reason

    init(_ column: Int, _ field: String, _ score: Double, _ reason: ColumnMapping.Reason) {
        (self.column, self.field, self.score, self.reason) = (column, field, score, reason)
    }
}

/// The best first; each column and each field once. What has a rival as good is less sure.
private func assign(_ proposals: [Proposal], _ ledger: Ledger) -> [ColumnMapping.Match] {
    let places = Dictionary(ledger.fields.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    let ranked = proposals.sorted {
        ($1.score, $0.column, places[$0.field] ?? 0) < ($0.score, $1.column, places[$1.field] ?? 0)
    }
    var (columns, fields): (Set<Int>, Set<String>) = ([], [])
    var matches: [ColumnMapping.Match] = []
    for proposal in ranked where !columns.contains(proposal.column) && !fields.contains(proposal.field) {
        columns.insert(proposal.column)
        fields.insert(proposal.field)
        let rivals = ranked.contains { other in
            (other.column == proposal.column) != (other.field == proposal.field) && other.score > proposal.score - 0.05
        }
        let score = min(1, proposal.score) - (rivals && proposal.reason != .remembered ? 0.2 : 0)
        matches.append(
            ColumnMapping.Match(
                column: proposal.column, field: proposal.field, confidence: Int((score * 100).rounded()),
                reason: proposal.reason))
    }
    return matches
}

/// What one column could be.
private struct ColumnJudge {
    let column: TableColumn
    /// The key of its whole title.
    let key: String
    private let last: String
    private let samples: [SourceCell]
    private let unit: String?
    private let directory: LedgerDirectory

    init(_ column: TableColumn, _ table: FoundTable, _ directory: LedgerDirectory) {
        (self.column, self.directory) = (column, directory)
        (key, last) = (titleKey(column.title), titleKey(column.titles.last ?? ""))
        samples = Array(table.sample.compactMap { $0.cell(column.column) }.filter { !$0.isTotalLabel }.prefix(20))
        unit = column.unit
    }

    /// Whether the cells hold two days each.
    var holdsSpans: Bool {
        let spans = samples.count { DateSpanWords.ends(of: $0.text)?.last != nil }
        return spans * 2 > samples.count || spans > 0 && DateSpanWords.isSpanTitle(key)
    }

    func proposal(_ field: LedgerField, isAlias: Bool) -> Proposal? {
        let (words, reason) = isAlias ? (0.97, .remembered) : wordScore(field)
        let values = valueScore(field)
        if words < 0.3 {
            // Values alone are proof only where few fields could hold them.
            guard values.share >= 0.8, samples.count >= 3, field.kind == .choice else { return nil }
            return Proposal(column.column, field.key, 0.5, .values)
        }
        return Proposal(column.column, field.key, min(1, words * values.factor + values.bonus), reason)
    }

    private func wordScore(_ field: LedgerField) -> (Double, ColumnMapping.Reason) {
        var best: (Double, ColumnMapping.Reason) = (0, .similar)
        func offer(_ score: Double, _ reason: ColumnMapping.Reason) { if score > best.0 { best = (score, reason) } }
        for title in [field.title.chinese, field.title.english, field.key] {
            let wanted = titleKey(HeadingText(title).name)
            guard !wanted.isEmpty else { continue }
            if key == wanted || key == titleKey(title) { offer(0.98, .title) }
            if last == wanted { offer(0.9, .lastLine) }
            let (mine, theirs) = (canonical(key), canonical(wanted))
            if mine == theirs { offer(0.88, .synonym) }
            if canonical(last) == theirs { offer(0.84, .synonym) }
            for text in [mine, canonical(last)] where text.count >= 2 && theirs.count >= 2 {
                let (short, long) = text.count < theirs.count ? (text, theirs) : (theirs, text)
                if long.contains(short) { offer(0.5 + 0.35 * Double(short.count) / Double(long.count), .part) }
            }
            offer(0.8 * likeness(mine, theirs), .similar)
            offer(0.75 * likeness(canonical(last), theirs), .similar)
        }
        let help = [field.help?.chinese, field.help?.english].compactMap { $0 }.map(titleKey)
        if key.count >= 2, help.contains(where: { $0.contains(key) }) { offer(0.5, .help) }
        return best
    }

    /// How the values and the unit fit the field: the share of values that it can hold, a factor and a bonus.
    private func valueScore(_ field: LedgerField) -> (share: Double, factor: Double, bonus: Double) {
        var (factor, bonus) = (1.0, 0.0)
        if let unit {
            let isMoney = isMoneyUnit(unit)
            if isMoney != (field.kind == .money), isMoney || field.kind == .money { factor *= 0.3 }
            if isMoney && field.kind == .money { bonus += 0.1 }
            if !isMoney, let wanted = field.unit {
                if UnitWords.factor(from: unit, to: wanted) == nil { factor *= 0.6 } else { bonus += 0.08 }
            }
        }
        guard !samples.isEmpty else { return (0, factor, bonus) }
        let fitting = samples.count { cell in
            let reading = field.read(FieldInput(cell, unit: unit), directory)
            return reading.value != nil && reading.isUsable
        }
        let share = Double(fitting) / Double(samples.count)
        let dates = Double(samples.count { if case .date = $0.value { true } else { false } }) / Double(samples.count)
        if dates > 0.5, ![.date, .month].contains(field.kind) { factor *= 0.3 }
        switch field.kind {
        case .text, .note, .organisation, .person, .file, .task, .entry: break
        case .place: bonus += share >= 0.8 ? 0.1 : 0
        default:
            if share >= 0.8 { bonus += 0.08 } else if share < 0.3, samples.count >= 3 { factor *= 0.45 }
        }
        return (share, factor, bonus)
    }
}

extension SourceCell {
    fileprivate var isTotalLabel: Bool { isWord && RowLabel.isTotal(text) }
}

/// The key with words for the same thing made one.
private func canonical(_ key: String) -> String {
    var rest = key[...]
    var result = ""
    while let first = rest.first {
        if let (word, name) = synonyms[first]?.first(where: { rest.hasPrefix($0.word) }) {
            result += name
            rest = rest.dropFirst(word.count)
        } else {
            result.append(first)
            rest = rest.dropFirst()
        }
    }
    return result
}

/// By their first letter, longer words first, so that a part of a word is never replaced.
private let synonyms: [Character: [(word: String, name: String)]] = Dictionary(
    grouping: SheetWords.synonyms.flatMap { group in group.map { (word: titleKey($0), name: titleKey(group[0])) } }
        .filter { !$0.word.isEmpty }.sorted { $0.word.count > $1.word.count }
) { $0.word.first ?? " " }

/// The share of pairs of letters that two texts have in common (Dice 1945).
private func likeness(_ one: String, _ other: String) -> Double {
    func pairs(_ text: String) -> [String] { zip(text, text.dropFirst()).map { String([$0, $1]) } }
    let (mine, theirs) = (pairs(one), pairs(other))
    guard !mine.isEmpty, !theirs.isEmpty else { return 0 }
    var left = theirs
    var common = 0
    for pair in mine {
        guard let place = left.firstIndex(of: pair) else { continue }
        left.remove(at: place)
        common += 1
    }
    return Double(2 * common) / Double(mine.count + theirs.count)
}

extension FieldInput {
    /// What a cell gives a field to read; `unit` is that of its column.
    init(_ cell: SourceCell, unit: String?, isFrom1904: Bool = false) {
        if case .number(_, let own) = cell.value {
            self.init(cell.text, unit: own ?? unit, isNumber: own == nil, isFrom1904: isFrom1904)
        } else {
            self.init(cell.text, unit: unit, isFrom1904: isFrom1904)
        }
    }
}
