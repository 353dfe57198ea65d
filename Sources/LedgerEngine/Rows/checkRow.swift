// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What is wrong with a row, or odd about it, in the order of the register's fields.
///
/// `day` is the day by which codes are valid where the row has no date of its own.
package func checkRow(
    values: [String: FieldValue], ledger: Ledger, codeLists: [String: CodeList], on day: CalendarDate
) -> [FieldProblem] {
    let date = values[ledger.dateField]?.number.flatMap { CalendarDate(dayNumber: $0) } ?? day
    var problems: [FieldProblem] = []
    for field in ledger.fields {
        guard let value = values[field.key] else {
            if field.isRequired { problems.append(.error(field, "entry.problem.required")) }
            continue
        }
        guard hasShape(value, field) else {
            problems.append(.error(field, "entry.problem.wrongKind"))
            continue
        }
        problems += field.checkStored(value)
        problems += checkCodes(value, field, codeLists, date)
        problems += checkAgainstOthers(value, field, values, ledger)
    }
    for key in values.keys.sorted() where ledger.field(key) == nil {
        problems.append(
            FieldProblem(
                field: nil, weight: .error, messageKey: "entry.problem.unknownField", arguments: ["text": key]))
    }
    return problems
}

/// Whether a value is a list exactly where the field holds many, and a number exactly where its kind is one.
private func hasShape(_ value: FieldValue, _ field: LedgerField) -> Bool {
    if case .list(let values) = value {
        return field.isMany && !values.isEmpty
            && values.allSatisfy { if case .list = $0 { false } else { hasShapeOfOne($0, field.kind) } }
    }
    return !field.isMany && hasShapeOfOne(value, field.kind)
}

private func hasShapeOfOne(_ value: FieldValue, _ kind: FieldKind) -> Bool {
    kind.isNumber ? value.number != nil : value.text.map { !$0.isEmpty } ?? false
}

private func checkCodes(
    _ value: FieldValue, _ field: LedgerField, _ codeLists: [String: CodeList], _ date: CalendarDate
) -> [FieldProblem] {
    guard field.kind == .choice, let list = field.codeList.flatMap({ codeLists[$0] }) else { return [] }
    return value.elements.compactMap { element in
        guard let code = element.text, let choice = list.value(code) else {
            return .error(field, "entry.problem.notInList", ["text": element.text ?? ""])
        }
        guard !choice.isValid(on: date) else { return nil }
        return .error(
            field, "entry.problem.codeNotValid", ["text": choice.title.chinese, "date": date.description])
    }
}

private func checkAgainstOthers(
    _ value: FieldValue, _ field: LedgerField, _ values: [String: FieldValue], _ ledger: Ledger
) -> [FieldProblem] {
    var problems: [FieldProblem] = []
    if let other = field.notBefore, let mine = value.number, let bound = values[other]?.number, mine < bound {
        problems.append(.error(field, "entry.problem.notBefore", ["other": other]))
    }
    if let other = field.notAbove, let mine = value.number, let bound = values[other]?.number, mine > bound {
        problems.append(.error(field, "entry.problem.notAbove", ["other": other]))
    }
    if let other = field.outside, let mine = value.text.flatMap({ DivisionCode($0) }),
        let host = values[other]?.text.flatMap({ DivisionCode($0) }), mine.city == host.city
    {
        problems.append(.error(field, "entry.problem.sameCity", ["other": other]))
    }
    return problems
}
