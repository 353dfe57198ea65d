// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

/// Shows a yearly list as a table that can be worked in.
func showYearPlan(_ visit: Visit) async throws -> Response {
    try visit.show(try await yearPlanPage(visit))
}

/// Sends a yearly list as a workbook.
func sendYearPlan(_ visit: Visit) async throws -> Response {
    .download(
        try await visit.useCases.exportYearPlan(try visit.caller, id: try visit.value("id"), language: visit.language),
        name: visit.phrases("work.fileName") + ".xlsx",
        type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
}

/// Agrees to a list for the visitor's city.
func agreeYearPlan(_ visit: Visit) async throws -> Response {
    let id = try visit.value("id")
    return try await carryOut(visit, id, notice: "yearPlanAgreed") {
        try await visit.useCases.agreeYearPlan(
            try visit.caller, id: id, revision: visit.form.integer("revision") ?? -1)
    }
}

/// Takes back what the visitor's city agreed to.
func takeBackAgreement(_ visit: Visit) async throws -> Response {
    let id = try visit.value("id")
    return try await carryOut(visit, id, notice: "agreementTakenBack") {
        try await visit.useCases.takeBackAgreement(try visit.caller, id: id)
    }
}

/// Adds an item.
func addItem(_ visit: Visit) async throws -> Response {
    let (id, form) = (try visit.value("id"), visit.form)
    let names = ItemFields.Name.allCases.map(\.rawValue).filter(form.holds)
    return try await carryOut(visit, id, notice: "itemAdded", form: "add") {
        try await visit.useCases.addItem(
            try visit.caller, plan: id,
            Dictionary(names.map { ($0, form[$0]) }, uniquingKeysWith: { first, _ in first }))
    }
}

/// Adds items that were copied from a spreadsheet: one a line, the columns in the order of the table.
func pasteItems(_ visit: Visit) async throws -> Response {
    let id = try visit.value("id")
    return try await carryOut(visit, id, notice: "itemsAdded", form: "paste") {
        _ = try await visit.useCases.addItems(
            try visit.caller, plan: id, pastedItems(visit.form.raw("rows"), heading: visit.phrases("item.title")))
    }
}

/// Adds a special to the list.
func addSpecial(_ visit: Visit) async throws -> Response {
    let (id, form) = (try visit.value("id"), visit.form)
    return try await carryOut(visit, id, notice: "specialAdded", form: "special") {
        try await visit.useCases.addSpecial(
            try visit.caller, plan: id, title: form["title"], steering: form["steering"])
    }
}

private func carryOut(
    _ visit: Visit, _ id: String, notice: String, form: String = "", _ body: () async throws -> Void
) async throws -> Response {
    do {
        try await body()
        return visit.goOn(to: Address.yearPlan.path(id), notice: notice)
    } catch {
        let (failures, status) = try refusal(of: error)
        return try visit.show(try await yearPlanPage(visit, form, failures), status: status)
    }
}

private func yearPlanPage(
    _ visit: Visit, _ wrong: String = "", _ failures: [ValidationFailure] = []
) async throws -> YearPlanPage {
    let id = try visit.value("id")
    let phrases = visit.phrases
    let detail = try await visit.useCases.yearPlan(try visit.caller, id: id)
    let plan = detail.plan
    func writer(_ name: String, _ group: String) -> FormWriter {
        FormWriter(
            name, group, phrases, typed: wrong == name ? visit.form : nil, failures: wrong == name ? failures : [])
    }
    return YearPlanPage(
        id: id, pairing: detail.pairing.code, pairingLabel: detail.pairing.label(in: visit.language),
        title: phrases("work.titleOf", ["year": String(plan.year)]), year: plan.year, edition: plan.edition,
        revision: plan.revision, isDraft: detail.isDraft, isOpenAgain: !detail.isDraft && !plan.isAgreed,
        agreements: Side.allCases.map { side in
            let agreement = plan.agreements[side]
            return .init(
                party: detail.pairing.party(side, in: visit.language),
                text: agreement.map { phrases("work.agreedBy", ["name": $0.by, "time": $0.at.minuteText]) }
                    ?? phrases("work.notAgreed"), isAgreed: agreement != nil)
        }, lights: lightCounts(LightCounts(detail.items.map(\.light)), phrases), count: detail.items.count,
        table: renderItems(detail, phrases).string, isEmpty: detail.items.isEmpty, mayPlan: detail.mayPlan,
        mayAgree: detail.mayAgree != nil, mayTakeBack: detail.mayTakeBack,
        add: detail.mayPlan ? addForm(writer("add", "item"), detail) : nil,
        paste: detail.mayPlan
            ? writer("paste", "pasting").form(
                Address.pasteItems.path(id), submit: "pasting.submit", [writer("paste", "pasting").long("rows")]) : nil,
        special: detail.mayPlan
            ? writer("special", "special").form(
                Address.addSpecial.path(id), submit: "special.add",
                [
                    writer("special", "special").text("title", isRequired: true, longest: 200),
                    writer("special", "special").long("steering"),
                ]) : nil, specials: detail.specials.map { .init(title: $0.title, steering: $0.steering) },
        workbook: Address.yearPlanAsWorkbook.path(id), rule: Address.lights.path(detail.pairing.code),
        views: ListViews(of: id, open: .table, phrases),
        mayImport: detail.mayPlan && detail.isDraft,
        failures: wrong.isEmpty ? Failures(failures, phrases) : .none,
        history: HistoryView(detail.history, phrases),
        watching: visit.request.method == .get ? Watching(detail.history) : nil)
}

private func addForm(_ writer: FormWriter, _ detail: YearPlanDetail) -> FormModel {
    writer.form(
        Address.addItem.path(detail.plan.id.text), submit: "item.add",
        writer.item(
            ["due": String(detail.plan.year) + "-12-31"], detail.pairing, detail.specials,
            only: [
                .title, .area, .goal, .oldAreaLead, .oldAreaUnits, .easternLead, .easternUnits, .due,
            ]))
}

extension FormWriter {
    /// The fields of an item, labelled as the table is.
    func item(
        _ values: [String: String], _ pairing: Pairing, _ specials: [Special],
        only names: [ItemFields.Name] = ItemFields.Name.columns
    ) -> [FormModel.Field] {
        names.map { name in
            let value = values[name.rawValue] ?? ""
            let field: FormModel.Field =
                switch name {
                case .isJoint:
                    select(name.rawValue, value, [("", phrases("work.no")), ("1", phrases("work.yes"))])
                case .special: select(name.rawValue, value, [("", "")] + specials.map { ($0.title, $0.title) })
                case .start, .due: date(name.rawValue, value)
                case .measures, .goal, .note, .q1, .q2, .q3, .q4: long(name.rawValue, value)
                case .position, .weight: text(name.rawValue, value, type: "number", longest: 4)
                default: text(name.rawValue, value, isRequired: name == .title, longest: name.longest)
                }
            return field.labelled(name.title(pairing, phrases))
        }
    }
}

extension FormModel.Field {
    func labelled(_ label: String) -> Self {
        Self(
            name: name, id: id, label: label, value: value, type: type, isInput: isInput, isLong: isLong,
            isSelect: isSelect, isCheck: isCheck, isChecked: isChecked, choices: choices, isRequired: isRequired,
            longest: longest, hint: hint, failure: failure, suggestions: suggestions)
    }
}
