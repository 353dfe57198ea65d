// SPDX-License-Identifier: Apache-2.0

/// Compares a draft with a label, kind by kind. Keys of the label that nobody labelled are not scored.
func scorePlan(_ label: LabelledPlan, _ draft: LabelledPlan) -> PlanScore {
    var score = PlanScore()
    scoreHead(label, draft, &score)
    scoreOutline(label, draft, &score)
    scoreUnits(label, draft, &score)
    scoreSentences(label, draft, &score)
    scoreCrosswalk(label, draft, &score)
    return score
}

private func scoreHead(_ label: LabelledPlan, _ draft: LabelledPlan, _ score: inout PlanScore) {
    let (own, found) = (label.document, draft.document)
    let fields = ["title", "documentNumber", "issuedOn", "publishedOn", "period"].filter {
        own.has($0) && (own[$0] != .null || found[$0] != .null)
    }
    score.add("document.fields", Tally(share: fields.map { isSameField(own[$0], found[$0]) }))
    score.equal("document.issuers", own, found) { $0["issuers"].elements.map { [FoldedText($0.text)] } }
    score.equal("document.basedOn", own, found) { $0["basedOn"].elements.map { [FoldedText($0["title"].text)] } }
    score.equal("document.pairs", own, found) { document in
        document["pairs"].elements.map { [FoldedText($0["oldArea"].text), FoldedText($0["eastern"].text)] }
    }
}

private func isSameField(_ label: JSONValue, _ draft: JSONValue) -> Bool {
    if case .object = label { return label == draft }
    return FoldedText(label.text) == FoldedText(draft.text)
}

private func scoreOutline(_ label: LabelledPlan, _ draft: LabelledPlan, _ score: inout PlanScore) {
    let (own, found) = (label.value, draft.value)
    func titled(_ elements: [JSONValue]) -> [[FoldedText]] { elements.map { [FoldedText($0["title"].text).asTitle] } }
    if own.has("parts") {
        score.matched("parts", [(own["parts"].elements, found["parts"].elements)], isSamePart)
    }
    if own.has("overall") {
        score.equal("overall", own, found) { plan in
            plan["overall"].elements.map {
                [FoldedText($0["ordinal"].text).asPlace, FoldedText($0["title"].text).asTitle]
            }
        }
    }
    score.equal("areas", own, found) { titled($0["areas"].elements) }
    score.equal("area.national", own, found) { plan in
        plan["areas"].elements.map { area in
            [
                FoldedText(area["title"].text).asTitle,
                FoldedText(area["nationalArea"].integer.map { String($0) } ?? ""),
            ]
        }
    }
    score.equal("safeguards", own, found) { titled($0["safeguards"].elements) }
    score.equal("tasks", label, draft) { plan in
        plan.tasks.map { [$0.path, FoldedText($0.task["title"].text).asTitle] }
    }
    let whole = label.tasks.filter { $0.task["truncated"] != .bool(true) }.map { ($0.task, draft.task($0.path)) }
    score.add("task.bounds", Tally(share: whole.map { bounds($0, $1).isWhole }))
    score.add(
        "task.bodyChars", Tally(share: whole.filter { $0.0.has("bodyChars") }.map { bounds($0, $1).hasLength }))
    score.add(
        "task.measures", Tally(share: whole.map { $1["measures"].elements.count == $0["measures"].integer }))
}

private func isSamePart(_ label: JSONValue, _ draft: JSONValue) -> Bool {
    guard label["kind"] == draft["kind"],
        let from = label["source"]["from"].integer, let to = label["source"]["to"].integer
    else { return false }
    let (start, end) = (draft["source"]["from"].integer ?? 0, draft["source"]["to"].integer ?? 0)
    return Double(min(to, end) - max(from, start)) >= ScoreLimits.part * Double(max(to, end) - min(from, start))
}

private func bounds(_ label: JSONValue, _ draft: JSONValue) -> (hasLength: Bool, isWhole: Bool) {
    let body = FoldedText(draft["text"].text)
    let hasLength =
        label["bodyChars"].integer.map {
            Double(abs(body.count - $0)) <= ScoreLimits.body * Double($0)
        } ?? true
    let isWhole =
        !body.isEmpty && hasLength && body.begins(with: FoldedText(label["bodyStartsWith"].text))
        && body.ends(with: FoldedText(label["bodyEndsWith"].text))
    return (hasLength, isWhole)
}

private func scoreUnits(_ label: LabelledPlan, _ draft: LabelledPlan, _ score: inout PlanScore) {
    score.equal("units.printed", label, draft) { plan in
        plan.tasks.flatMap { entry in
            entry.task["responsible"].elements.map { [entry.path, FoldedText($0.text)] }
        }
    }
    let (known, given) = (label.units, draft.units)
    let isResolved = !known.isEmpty || label.tasks.allSatisfy { $0.task["responsible"].elements.isEmpty }
    if isResolved {
        let unsure = Set(known.filter(\.isUncertain).map { [$0.who.path, $0.who.unit] })
        score.equal("units.resolved", known, given) { units in
            units.map(\.who).filter { !unsure.contains([$0.path, $0.unit]) }
        }
    }
    let roles = Dictionary(given.map { ($0.who, $0.role) }, uniquingKeysWith: { $1 })
    score.add(
        "roles", Tally(share: known.filter { !($0.role ?? "").isEmpty }.map { roles[$0.who] == .some($0.role) }))
}

private func scoreSentences(_ label: LabelledPlan, _ draft: LabelledPlan, _ score: inout PlanScore) {
    func groups(_ key: String, of drafted: String) -> [([JSONValue], [JSONValue])] {
        label.elements.filter { $0.element.has(key) }.map {
            ($0.element[key].elements, draft.element(of: $0.path, in: label)[drafted].elements)
        }
    }
    func sameText(_ label: JSONValue, _ draft: JSONValue) -> Bool {
        (label["kind"] == .null || label["kind"] == draft["kind"])
            && isSameQuote(FoldedText(label["text"].text), FoldedText(draft["text"].text))
    }
    score.matched("measures", groups("measureList", of: "measures")) {
        isSameSentence(FoldedText($0["text"].text), FoldedText($1["text"].text))
    }
    score.matched("targets", groups("targets", of: "targets"), sparing: "text", sameText)
    let things = Dictionary(
        grouping: label.value["namedPlatforms"].elements, by: { FoldedText($0["path"].text).asPlace })
    let named = things.isEmpty ? [] : label.tasks.map { (things[$0.path] ?? [], draft.task($0.path)["named"].elements) }
    score.matched("named", named, sparing: "name") { label, draft in
        let name = FoldedText(draft["name"].text)
        return isSameQuote(FoldedText(label["quote"].text), name) || isSameQuote(FoldedText(label["name"].text), name)
    }
    score.matched("obligations", groups("obligations", of: "obligations"), sameText)
}

private func scoreCrosswalk(_ label: LabelledPlan, _ draft: LabelledPlan, _ score: inout PlanScore) {
    var best: [Bool] = []
    var recalls: [Double] = []
    for (path, task) in label.tasks where task.has("crosswalk") {
        let known = Set(task["crosswalk"].elements.map { FoldedText($0.text) })
        let drafted = draft.task(path)["crosswalk"]
        let given = drafted.elements.prefix(ScoreLimits.clauses).map { FoldedText($0.text) }
        best.append(given.first.map { known.contains($0) } ?? (drafted == .array([]) && known.isEmpty))
        if !known.isEmpty { recalls.append(Double(known.intersection(given).count) / Double(known.count)) }
    }
    score.add("crosswalk.best", Tally(share: best))
    score.add("crosswalk.recall", .share(sum: recalls.reduce(0, +), of: recalls.count))
}

extension LabelledPlan {
    /// The draft's counterpart of a labelled path: a task where the label has a task, else a safeguard.
    fileprivate func element(of path: FoldedText, in label: LabelledPlan) -> JSONValue {
        label.tasks.contains { $0.path == path }
            ? task(path) : safeguards.first { $0.path == path }?.safeguard ?? .null
    }
}

extension PlanScore {
    /// Compares rows; those that repeat count as often as they stand.
    fileprivate mutating func equal<Side, Row: Hashable>(
        _ key: String, _ label: Side, _ draft: Side, rows: (Side) -> [Row]
    ) {
        let (labelled, drafted) = (rows(label), rows(draft))
        var left = Dictionary(labelled.map { ($0, 1) }, uniquingKeysWith: +)
        var hits = 0
        for row in drafted {
            guard let rest = left[row], rest > 0 else { continue }
            left[row] = rest - 1
            hits += 1
        }
        add(key, .matched(hits: hits, labelled: labelled.count, drafted: drafted.count))
    }

    /// Matches elements group by group. With `sparing`, a further part of something already found is neither right nor
    /// wrong; a repetition is wrong.
    fileprivate mutating func matched(
        _ key: String, _ groups: [(labelled: [JSONValue], drafted: [JSONValue])], sparing own: String? = nil,
        _ isSame: (JSONValue, JSONValue) -> Bool
    ) {
        var (hits, labels, drafts) = (0, 0, 0)
        for (labelled, drafted) in groups {
            let taken = matchElements(labelled.count, drafted.count) { isSame(labelled[$0], drafted[$1]) }
            hits += taken.count
            labels += labelled.count
            drafts += drafted.count
            guard let own else { continue }
            let found = Set(taken.keys.map { FoldedText(drafted[$0][own].text) })
            let spare = drafted.indices.filter { taken[$0] == nil }.map { (FoldedText(drafted[$0][own].text), $0) }
            for (text, place) in Dictionary(spare, uniquingKeysWith: { $1 }) where !found.contains(text) {
                if labelled.contains(where: { isSame($0, drafted[place]) }) { drafts -= 1 }
            }
        }
        add(key, .matched(hits: hits, labelled: labels, drafted: drafts))
    }
}
