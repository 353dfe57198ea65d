// SPDX-License-Identifier: Apache-2.0
package import Domain

extension PlanDraft {
    /// The draft that `json` wrote.
    package init(json: String) throws(DraftJSONError) {
        guard let value = JSONValue(text: json) else { throw DraftJSONError(path: "", reason: "notJSON") }
        let node = DraftNode(value: value, path: "")
        guard try node.string("schema") == Self.schema else {
            throw DraftJSONError(path: "schema", reason: "wrongSchema")
        }
        self.init()
        document = try readDocument(node.at("document"))
        parts = try node.at("parts").list(readPart)
        overall = try node.at("overall").list(readChapter)
        areas = try node.at("areas").list(readArea)
        safeguards = try node.at("safeguards").list(readSafeguard)
        warnings = try node.at("warnings").list(readDiagnostic)
        settled = try node.at("settled").list(readDiagnostic)
    }
}

private func readDocument(_ node: DraftNode) throws(DraftJSONError) -> DraftDocument {
    var document = DraftDocument()
    document.title = try node.text("title")
    document.noticeTitle = try node.text("noticeTitle")
    document.documentNumber = try node.text("documentNumber")
    document.issuers = try node.strings("issuers")
    document.publisher = try node.text("publisher")
    document.addressees = try node.strings("addressees")
    document.issuedOn = try node.date("issuedOn")
    document.printedOn = try node.date("printedOn")
    document.publishedOn = try node.date("publishedOn")
    document.period = try node.at("period").optional(readPeriod)
    document.basedOn = try node.at("basedOn").list { node throws(DraftJSONError) in
        Citation(title: try node.string("title"), number: try node.text("number"))
    }
    document.pairs = try node.at("pairs").list(readPair)
    document.districtPairs = try node.at("districtPairs").list(readPair)
    document.copiedTo = try node.strings("copiedTo")
    document.copies = try node.at("copies").optional { node throws(DraftJSONError) in try node.integer() }
    document.publicity = try node.text("publicity")
    document.doubts = try node.doubts()
    return document
}

private func readPeriod(_ node: DraftNode) throws(DraftJSONError) -> YearSpan {
    guard let span = YearSpan(from: try node.at("from").integer(), to: try node.at("to").integer())
    else { throw node.fail("unknownValue") }
    return span
}

private func readPair(_ node: DraftNode) throws(DraftJSONError) -> DraftPair {
    DraftPair(oldArea: try node.string("oldArea"), eastern: try node.string("eastern"), region: try node.text("region"))
}

private func readSource(_ node: DraftNode) throws(DraftJSONError) -> DraftSource {
    let page = try node.at("page").optional { node throws(DraftJSONError) in try node.integer() }
    return DraftSource(range: try readRange(node), page: page)
}

private func readRange(_ node: DraftNode) throws(DraftJSONError) -> TextRange {
    TextRange(from: try node.at("from").integer(), to: try node.at("to").integer())
}

private func readPart(_ node: DraftNode) throws(DraftJSONError) -> DraftPart {
    DraftPart(
        kind: try node.at("kind").word(DraftPart.Kind.self), title: try node.text("title"),
        source: try readSource(node.at("source")))
}

private func readChapter(_ node: DraftNode) throws(DraftJSONError) -> DraftChapter {
    var chapter = DraftChapter(
        ordinal: try node.string("ordinal"), title: try node.string("title"), source: try readSource(node.at("source")))
    chapter.doubts = try node.doubts()
    return chapter
}

extension DraftNode {
    fileprivate func doubts() throws(DraftJSONError) -> [Diagnostic] { try at("doubts").list(readDiagnostic) }
}

private func readArea(_ node: DraftNode) throws(DraftJSONError) -> DraftArea {
    var area = DraftArea(
        ordinal: try node.string("ordinal"), title: try node.string("title"),
        nationalArea: try node.at("nationalArea").optional { node throws(DraftJSONError) in try node.integer() },
        source: try readSource(node.at("source")))
    area.doubts = try node.doubts()
    area.tasks = try node.at("tasks").list(readTask)
    return area
}

private func readTask(_ node: DraftNode) throws(DraftJSONError) -> DraftTask {
    var task = DraftTask(
        ordinal: try node.text("ordinal"), path: try node.string("path"), title: try node.text("title"),
        text: try node.string("text"), source: try readSource(node.at("source")),
        confidence: try node.at("confidence").number())
    task.group = try node.text("group")
    task.doubts = try node.doubts()
    task.measures = try node.at("measures").list(readMeasure)
    task.responsible = try readResponsibility(node)
    task.targets = try node.at("targets").list(readTarget)
    task.named = try node.at("named").list(readNamedThing)
    let crosswalk = try node.at("crosswalk")
    task.crosswalk = crosswalk.isNull ? nil : try node.strings("crosswalk")
    return task
}

private func readSafeguard(_ node: DraftNode) throws(DraftJSONError) -> DraftSafeguard {
    var safeguard = DraftSafeguard(
        ordinal: try node.string("ordinal"), title: try node.string("title"), text: try node.string("text"),
        source: try readSource(node.at("source")))
    safeguard.doubts = try node.doubts()
    safeguard.measures = try node.at("measures").list(readMeasure)
    safeguard.responsible = try readResponsibility(node)
    safeguard.targets = try node.at("targets").list(readTarget)
    safeguard.named = try node.at("named").list(readNamedThing)
    safeguard.obligations = try node.at("obligations").list(readObligation)
    return safeguard
}

private func readMeasure(_ node: DraftNode) throws(DraftJSONError) -> DraftMeasure {
    var element = DraftMeasure(
        text: try node.string("text"), source: try readSource(node.at("source")), verb: try node.text("verb"),
        object: try node.text("object"))
    element.doubts = try node.doubts()
    return element
}

private func readResponsibility(_ node: DraftNode) throws(DraftJSONError) -> DraftResponsibility {
    var responsible = DraftResponsibility()
    responsible.printed = try node.strings("responsible")
    let sources = try node.at("responsibleSource")
    if case .object = sources.value {
        responsible.sources = [try readSource(sources)]
    } else {
        responsible.sources = try sources.list(readSource)
    }
    responsible.expanded = try node.at("responsibleExpanded").list(readUnit)
    return responsible
}

private func readUnit(_ node: DraftNode) throws(DraftJSONError) -> DraftUnit {
    let bearer: DraftUnit.Bearer
    if let scope = try node.at("scope").optional({ node throws(DraftJSONError) in try node.word(DraftUnit.Scope.self) })
    {
        bearer = .group(scope, cities: try node.strings("cities"))
    } else {
        bearer = .unit(city: try node.text("city"))
    }
    var unit = DraftUnit(
        bearer: bearer, unit: try node.string("unit"),
        role: try node.at("role").optional { node throws(DraftJSONError) in try node.word(DutyRole.self) },
        isOpenList: try node.at("openList").flag(), isUncertain: try node.at("uncertain").flag())
    unit.organisation = try node.text("organisation").flatMap { Identifier<Organisation>($0) }
    return unit
}

private func readTarget(_ node: DraftNode) throws(DraftJSONError) -> DraftTarget {
    var element = DraftTarget(
        text: try node.string("text"),
        value: try node.at("value").optional { node throws(DraftJSONError) in try node.number() },
        unit: try node.text("unit"), every: try readFrequency(node),
        by: try node.at("by").optional(readDeadline), source: try readSource(node.at("source")))
    element.doubts = try node.doubts()
    return element
}

private func readFrequency(_ node: DraftNode) throws(DraftJSONError) -> Frequency? {
    try node.at("every").optional { node throws(DraftJSONError) in try node.word(Frequency.self) }
}

private func readDeadline(_ node: DraftNode) throws(DraftJSONError) -> DraftTarget.Deadline {
    if case .number = node.value { return .year(try node.integer()) }
    guard let date = CalendarDate(iso: try node.string()) else { throw node.fail("unknownValue") }
    return .date(date)
}

private func readNamedThing(_ node: DraftNode) throws(DraftJSONError) -> DraftNamedThing {
    var element = DraftNamedThing(
        name: try node.string("name"), kind: try node.text("kind"), verb: try node.text("verb"),
        source: try readSource(node.at("source")))
    element.doubts = try node.doubts()
    return element
}

private func readObligation(_ node: DraftNode) throws(DraftJSONError) -> DraftObligation {
    var element = DraftObligation(
        kind: try node.at("kind").word(DraftObligation.Kind.self), every: try readFrequency(node),
        text: try node.string("text"), source: try readSource(node.at("source")))
    element.doubts = try node.doubts()
    return element
}

private func readDiagnostic(_ node: DraftNode) throws(DraftJSONError) -> Diagnostic {
    var arguments = DiagnosticArguments()
    for pair in try node.at("arguments").list({ node throws(DraftJSONError) in
        try node.list { node throws(DraftJSONError) in try node.string() }
    }) where pair.count == 2 {
        arguments[pair[0]] = pair[1]
    }
    return Diagnostic(
        code: try node.string("code"), arguments: arguments, source: try node.at("source").optional(readRange))
}
