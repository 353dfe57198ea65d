// SPDX-License-Identifier: Apache-2.0

/// How honest a draft is: which of its errors carry a doubt (`doubts.recall`), and which of its doubts are about errors
/// (`doubts.precision`); the same for each kind of element.
///
/// An error is an element that the label doesn't have, and one of the label's that the draft doesn't have. The first
/// carries a doubt where it or the heading it belongs to does; the second where a doubt is about the words in which it
/// stands. Kinds that nobody labelled are left out.
func scoreDoubts(_ label: LabelledPlan, _ draft: LabelledPlan) -> PlanScore {
    var ledger = DoubtLedger(label, draft)
    ledger.countHeadings()
    ledger.countUnits()
    ledger.countPhrases("measures", "measureList", "text") {
        isSameSentence(FoldedText($0["text"].text), FoldedText($1["text"].text))
    }
    for kind in ["targets", "obligations"] {
        ledger.countPhrases(kind, kind, "text") {
            ($0["kind"] == .null || $0["kind"] == $1["kind"])
                && isSameQuote(FoldedText($0["text"].text), FoldedText($1["text"].text))
        }
    }
    ledger.countNames()
    ledger.countDocument()
    return ledger.score()
}

/// Errors and doubts, counted.
private struct DoubtLedger {
    private let label: LabelledPlan
    private let draft: LabelledPlan
    /// For each kind, whether each error carries a doubt.
    private var errors: [(kind: String, isDoubted: Bool)] = []
    /// Elements with doubts, each by its place in the draft, and whether an error is there.
    private var doubted: [String: (kind: String, isError: Bool)] = [:]
    private let isOutlineDoubted: Bool

    init(_ label: LabelledPlan, _ draft: LabelledPlan) {
        (self.label, self.draft) = (label, draft)
        isOutlineDoubted = draft.value["warnings"].elements.contains {
            ["numberMissing", "numberDoubled", "numberMended", "noOutline", "noTasks", "noTitle"].contains(
                $0["code"].text)
        }
    }

    private mutating func error(_ kind: String, _ isDoubted: Bool, at place: String? = nil) {
        errors.append((kind, isDoubted))
        if let place, let known = doubted[place] { doubted[place] = (known.kind, true) }
    }

    private mutating func doubt(_ kind: String, at place: String) {
        if doubted[place] == nil { doubted[place] = (kind, false) }
    }

    private func codes(_ element: JSONValue) -> [String] { element["doubts"].elements.compactMap { $0["code"].text } }

    // MARK: Headings

    private static let numberCodes: Set = ["numberMissing", "numberDoubled", "numberMended"]
    private static let titleCodes: Set = [
        "titleMissing", "titleGuessed", "signMisread", "signStrange", "recognisedWeakly", "taskWithoutText",
    ]

    mutating func countHeadings() {
        let drafted = Dictionary(draft.tasks.map { ($0.path, $0.task) }, uniquingKeysWith: { $1 })
        for (path, task) in draft.tasks {
            let own = Set(codes(task)).intersection(Self.numberCodes.union(Self.titleCodes))
            if !own.isEmpty { doubt("titles", at: place(path, "title")) }
        }
        for (path, task) in label.tasks {
            guard let found = drafted[path] else {
                error("titles", isOutlineDoubted || isNearDoubt(path))
                continue
            }
            let isSame = FoldedText(found["title"].text).asTitle == FoldedText(task["title"].text).asTitle
            if !isSame { error("titles", !codes(found).isEmpty, at: place(path, "title")) }
        }
        let labelled = Set(label.tasks.map(\.path))
        for (path, task) in draft.tasks where !labelled.contains(path) {
            error("titles", !codes(task).isEmpty || isOutlineDoubted, at: place(path, "title"))
        }
        countTitles("areas")
        countTitles("safeguards")
    }

    private mutating func countTitles(_ kind: String) {
        guard label.value.has(kind) else { return }
        let wanted = label.value[kind].elements.map { FoldedText($0["title"].text).asTitle }
        let found = draft.value[kind].elements
        for (index, element) in found.enumerated() {
            let own = Set(codes(element)).intersection(Self.numberCodes.union(Self.titleCodes))
            if !own.isEmpty { doubt("titles", at: "\(kind) \(index)") }
            let title = FoldedText(element["title"].text).asTitle
            if !wanted.contains(title) {
                error("titles", !codes(element).isEmpty || isOutlineDoubted, at: "\(kind) \(index)")
            }
        }
        let titles = found.map { FoldedText($0["title"].text).asTitle }
        if found.count < wanted.count {
            for title in wanted where !titles.contains(title) { error("titles", isOutlineDoubted) }
        }
    }

    /// Is the number of some heading in doubt that a lost one would have stood beside?
    private func isNearDoubt(_ path: FoldedText) -> Bool {
        draft.tasks.contains { !Self.numberCodes.isDisjoint(with: codes($0.task)) }
    }

    // MARK: Units

    mutating func countUnits() {
        let drafted = Dictionary(draft.tasks.map { ($0.path, $0.task) }, uniquingKeysWith: { $1 })
        for (path, task) in label.tasks where task.has("responsible") {
            guard let found = drafted[path] else { continue }
            let unitDoubts = found["doubts"].elements.filter {
                $0["code"].text?.lowercased().contains("unit") == true || isAboutUnit($0)
            }
            let wanted = task["responsible"].elements.map { FoldedText($0.text) }
            let own = found["responsible"].elements.map { FoldedText($0.text) }
            if !unitDoubts.isEmpty { doubt("units", at: place(path, "units")) }
            if task["responsibleExpanded"].elements.contains(where: { $0["uncertain"] == .bool(true) }) {
                // The text doesn't say it: the doubt is right though nothing was read wrongly.
                if let known = doubted[place(path, "units")] { doubted[place(path, "units")] = (known.kind, true) }
            }
            for unit in own where !wanted.contains(unit) {
                error("units", !unitDoubts.isEmpty, at: place(path, "units"))
            }
            if own.count < wanted.count {
                for unit in wanted where !own.contains(unit) {
                    error("units", !unitDoubts.isEmpty, at: place(path, "units"))
                }
            }
        }
    }

    private func isAboutUnit(_ doubt: JSONValue) -> Bool {
        doubt["arguments"].elements.contains { $0.elements.first?.text == "unit" }
    }

    // MARK: Phrases

    mutating func countPhrases(
        _ kind: String, _ key: String, _ own: String, _ isSame: (JSONValue, JSONValue) -> Bool
    ) {
        for (path, element) in label.elements where element.has(key) {
            let isTask = label.tasks.contains { $0.path == path }
            let found = isTask ? draft.task(path) : draft.safeguards.first { $0.path == path }?.safeguard ?? .null
            guard found != .null else { continue }
            count(kind, path, element[key].elements, found, own, isSame)
        }
    }

    mutating func countNames() {
        let things = Dictionary(
            grouping: label.value["namedPlatforms"].elements, by: { FoldedText($0["path"].text).asPlace })
        guard !things.isEmpty else { return }
        for (path, _) in label.tasks {
            let found = draft.task(path)
            guard found != .null else { continue }
            count("named", path, things[path] ?? [], found, "name") { label, draft in
                let name = FoldedText(draft["name"].text)
                return isSameQuote(FoldedText(label["quote"].text), name)
                    || isSameQuote(FoldedText(label["name"].text), name)
            }
        }
    }

    private static let overlooked = [
        "targets": "targetNotRead", "named": "thingNotRead", "obligations": "obligationNotRead",
    ]

    private mutating func count(
        _ kind: String, _ path: FoldedText, _ labelled: [JSONValue], _ element: JSONValue, _ own: String,
        _ isSame: (JSONValue, JSONValue) -> Bool
    ) {
        let drafted = element[kind].elements
        let taken = matchElements(labelled.count, drafted.count) { isSame(labelled[$0], drafted[$1]) }
        let measures = element["measures"].elements
        if let code = Self.overlooked[kind] {
            for (index, measure) in measures.enumerated() where codes(measure).contains(code) {
                doubt(kind, at: place(path, "\(code) \(index)"))
            }
        }
        for (index, part) in drafted.enumerated() {
            let at = place(path, "\(kind) \(index)")
            let isDoubted = kind == "measures" ? hasSignDoubt(part) : !codes(part).isEmpty
            if isDoubted { doubt(kind, at: at) }
            let isSpare = kind != "obligations" && kind != "measures" && labelled.contains { isSame($0, part) }
            if taken[index] == nil, !isSpare { error(kind, !codes(part).isEmpty || isInDoubt(part, measures), at: at) }
        }
        let hit = Set(taken.values)
        for (index, wanted) in labelled.enumerated() where !hit.contains(index) {
            let quote = FoldedText((wanted.has("quote") ? wanted["quote"] : wanted["text"]).text)
            let sentence = measures.firstIndex { FoldedText($0["text"].text).contains(quote) }
            let beside = drafted.enumerated().filter { taken[$0.offset] == nil && !codes($0.element).isEmpty }
                .first { touches(FoldedText($0.element[own].text), quote, in: sentence.map { measures[$0] }) }
            let isDoubted = sentence.map { !codes(measures[$0]).isEmpty } ?? !codes(element).isEmpty
            let code = Self.overlooked[kind]
            error(
                kind, isDoubted || beside != nil,
                at: sentence.flatMap { at in code.map { place(path, "\($0) \(at)") } })
        }
    }

    private func hasSignDoubt(_ measure: JSONValue) -> Bool {
        codes(measure).contains { $0 == "signMisread" || $0 == "recognisedWeakly" }
    }

    /// Does the sentence of a phrase carry a doubt about its signs?
    private func isInDoubt(_ part: JSONValue, _ measures: [JSONValue]) -> Bool {
        let text = FoldedText((part.has("name") ? part["name"] : part["text"]).text)
        return measures.contains { hasSignDoubt($0) && FoldedText($0["text"].text).contains(text) }
    }

    private func touches(_ text: FoldedText, _ quote: FoldedText, in sentence: JSONValue?) -> Bool {
        text.contains(quote) || quote.contains(text)
            || sentence.map { FoldedText($0["text"].text).contains(text) } ?? false
                && text.longestRun(sharedWith: quote) >= 2
    }

    // MARK: The document's own fields

    mutating func countDocument() {
        let (own, found) = (label.document, draft.document)
        for field in ["title", "documentNumber", "issuedOn", "period"] where own.has(field) {
            let isDoubted = found["doubts"].elements.contains { doubt in
                doubt["arguments"].elements.contains {
                    $0.elements.first?.text == "field" && $0.elements.last?.text == field
                }
            }
            if isDoubted { doubt("fields", at: field) }
            let isSame =
                if case .object = own[field] { own[field] == found[field] } else {
                    FoldedText(own[field].text) == FoldedText(found[field].text)
                }
            if !isSame { error("fields", isDoubted, at: field) }
        }
    }

    private func place(_ path: FoldedText, _ part: String) -> String { "\(path.scalars) \(part)" }

    func score() -> PlanScore {
        var score = PlanScore()
        score.add("doubts.recall", Tally(share: errors.map(\.isDoubted)))
        score.add("doubts.precision", Tally(share: doubted.values.map(\.isError)))
        for kind in ["titles", "units", "measures", "targets", "obligations", "named", "fields"] {
            score.add("doubts.recall." + kind, Tally(share: errors.filter { $0.kind == kind }.map(\.isDoubted)))
            let own = doubted.values.filter { $0.kind == kind }
            score.add("doubts.precision." + kind, Tally(share: own.map(\.isError)))
        }
        return score
    }
}
