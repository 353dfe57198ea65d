// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import UseCases

extension APIOperation {
    var workDeclaration: Declaration {
        let (list, item, share) = ("/api/v1/year-plans/{id}", "/api/v1/items/{id}", "/api/v1/shares/{id}")
        return switch self {
        case .listYearPlans: .list("/api/v1/year-plans", .readWork, yearPlanShape.schema)
        case .startYearPlan:
            .create(
                "/api/v1/pairings/{code}/year-plans", .planWork, .json(newYearPlanSchema),
                .made(yearPlanDetailShape.schema))
        case .showYearPlan: .get(list, .readWork, .object(yearPlanDetailShape.schema))
        case .agreeYearPlan:
            .change(.post, list + "/agreement", .agreeWork, .object(yearPlanDetailShape.schema))
        case .takeBackAgreement: .act(.delete, list + "/agreement", .agreeWork, .nothing)
        case .addItems: addItemsDeclaration
        case .showItem: .get(item, .readWork, .object(itemDetailShape.schema))
        case .editItem:
            .change(.patch, item, .planWork, .object(itemDetailShape.schema), taking: .json(itemChangeSchema))
        case .removeItem: .change(.delete, item, .planWork, .nothing)
        case .reachMilestone:
            .act(
                .put, item + "/milestones/{milestone}", .reportWork, .object(itemDetailShape.schema),
                taking: .json(reachSchema))
        case .moveShare:
            .act(
                .post, share + "/steps", .reportWork, .object(itemDetailShape.schema), taking: .json(shareMoveSchema))
        default:
            .act(
                .put, share + "/progress", .reportWork, .object(itemDetailShape.schema),
                taking: .json(shareProgressSchema))
        }
    }
}

private var addItemsDeclaration: Declaration {
    var declaration = Declaration.create(
        "/api/v1/year-plans/{id}/items", .planWork, .json(newItemsSchema), .made(yearPlanDetailShape.schema))
    declaration.bodyLimit = 4 << 20
    return declaration
}

/// The yearly lists that the caller may read, the latest first.
func listYearPlans(_ call: Call) async throws -> Reply {
    let lists = try await call.useCases.yearPlans(try call.caller)
    return try await answerList(call, yearPlanShape) { after, _ in
        guard after == nil else { throw Problem.unknownCursor }
        return Page(items: lists, next: nil)
    }
}

/// Begins the list of a year.
func startYearPlan(_ call: Call) async throws -> Reply {
    func takes(_ name: String) -> Bool { call.body[name]?.flag ?? true }
    let id = try await call.useCases.startYearPlan(
        call.caller,
        YearPlanStart(
            pairing: call.value("code"), year: call.body["year"]?.whole ?? 0, takesTasks: takes("takesTasks"),
            takesUnfinished: takes("takesUnfinished"), takesSafeguards: takes("takesSafeguards"))
    ).text
    let detail = try await call.useCases.yearPlan(call.caller, id: id)
    return .created(
        yearPlanDetailShape.json(detail), at: APIOperation.showYearPlan.path(id),
        tag: EntityTag(revision: detail.plan.revision))
}

/// A list with its items.
func showYearPlan(_ call: Call) async throws -> Reply {
    let detail = try await call.useCases.yearPlan(call.caller, id: call.value("id"))
    return .json(yearPlanDetailShape.json(detail), tag: EntityTag(revision: detail.plan.revision))
}

/// Agrees to a list as it was read, for the caller's city.
func agreeYearPlan(_ call: Call) async throws -> Reply {
    let id = call.value("id")
    let revision = try await call.revision {
        try await call.useCases.yearPlan(call.caller, id: id).plan.revision
    }
    try await call.useCases.agreeYearPlan(call.caller, id: id, revision: revision)
    return try await showYearPlan(call)
}

/// Takes the agreement back while the other city has not agreed.
func takeBackAgreement(_ call: Call) async throws -> Reply {
    try await call.useCases.takeBackAgreement(call.caller, id: call.value("id"))
    return .nothing
}

/// Adds items by their columns.
func addItems(_ call: Call) async throws -> Reply {
    guard case .list(let rows)? = call.body["rows"] else { throw Problem(.invalid) }
    let id = call.value("id")
    _ = try await call.useCases.addItems(call.caller, plan: id, rows.map(columns))
    let detail = try await call.useCases.yearPlan(call.caller, id: id)
    return .created(
        yearPlanDetailShape.json(detail), at: APIOperation.showYearPlan.path(id),
        tag: EntityTag(revision: detail.plan.revision))
}

/// An item with its shares.
func showItem(_ call: Call) async throws -> Reply { try await item(call, call.value("id")) }

/// Changes columns of an item.
func editItem(_ call: Call) async throws -> Reply {
    let edit = Edit(revision: try await revision(ofItem: call), values: try columns(call.body["columns"]))
    try await call.useCases.editItem(call.caller, id: call.value("id"), edit)
    return try await showItem(call)
}

/// Takes an item out of a list.
func removeItem(_ call: Call) async throws -> Reply {
    try await call.useCases.removeItem(
        call.caller, id: call.value("id"), revision: try await revision(ofItem: call))
    return .nothing
}

/// Says when a milestone was reached, or that it was not.
func reachMilestone(_ call: Call) async throws -> Reply {
    try await call.useCases.reachMilestone(
        call.caller, item: call.value("id"), milestone: call.value("milestone"),
        on: call.body["reachedOn"]?.text.flatMap { CalendarDate(iso: $0) })
    return try await showItem(call)
}

/// Takes a step with one body's share.
func moveShare(_ call: Call) async throws -> Reply {
    let id = call.value("id")
    guard let step = call.body["step"]?.text.flatMap(WorkLeg.Step.init) else { throw Problem(.invalid) }
    let item = try await call.useCases.itemOfLeg(try call.caller, id: id)
    if step == .handOn {
        guard case .list(let units)? = call.body["units"] else { throw Problem(.invalid) }
        try await call.useCases.handOnLeg(
            call.caller, id: id, to: units.compactMap(\.text), revision: call.body["revision"]?.whole)
    } else {
        let words = LoopWords(
            note: call.body["note"]?.text ?? "", evidence: call.body["evidence"]?.text ?? "",
            revision: call.body["revision"]?.whole)
        try await call.useCases.moveLeg(call.caller, id: id, step, words)
    }
    return try await API.item(call, item.text)
}

/// Says how much of a share is done, in thousandths.
func setProgress(_ call: Call) async throws -> Reply {
    let id = call.value("id")
    try await call.useCases.setProgress(
        call.caller, leg: id, call.body["progress"]?.whole ?? -1, revision: call.body["revision"]?.whole)
    return try await item(call, call.useCases.itemOfLeg(call.caller, id: id).text)
}

/// The columns of an item. Throws invalid where one has a name that no column has.
private func columns(_ json: JSON?) throws -> [String: String] {
    let columns = textMembers(json)
    let known = Set(ItemFields.Name.allCases.map(\.rawValue))
    let unknown = columns.keys.filter { !known.contains($0) }.sorted()
    guard unknown.isEmpty else {
        throw UseCaseError(
            "item",
            .invalid(
                unknown.map {
                    ValidationFailure(field: "columns", message: "work.unknownColumn", arguments: ["name": $0])
                }))
    }
    return columns
}

private func item(_ call: Call, _ id: String) async throws -> Reply {
    let detail = try await call.useCases.item(call.caller, id: id)
    return .json(itemDetailShape.json(detail), tag: EntityTag(revision: detail.line.item.revision))
}

private func revision(ofItem call: Call) async throws -> Int {
    try await call.revision { try await call.useCases.item(call.caller, id: call.value("id")).line.item.revision }
}
