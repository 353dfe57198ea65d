// SPDX-License-Identifier: Apache-2.0
package import Domain

/// The values of a row as JSON Schema (draft 2020-12): what a program may send.
///
/// Values are as a form holds them: money and amounts as decimal text, so that no program rounds them; days as
/// `2026-03-05`, months as `2026-03`; counts are whole numbers, flags are true or false. `x-kind`, `x-unit` and
/// `x-personal` say what the standard has no word for.
package func jsonSchema(
    of ledger: Ledger, codeLists: [String: CodeList], language: Language
) -> SchemaValue {
    .object([
        .init("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
        .init("title", .text(ledger.title[language])), .init("description", .text(ledger.about[language])),
        .init("x-ledger", .text(ledger.key)), .init("x-version", .whole(Int64(ledger.version))),
        .init("type", .text("object")),
        .init(
            "properties",
            .object(ledger.fields.map { .init($0.key, property($0, codeLists, language)) })),
        .init("required", .list(ledger.fields.filter(\.isRequired).map { .text($0.key) })),
        .init("additionalProperties", .flag(false)),
    ])
}

private func property(_ field: LedgerField, _ codeLists: [String: CodeList], _ language: Language) -> SchemaValue {
    var members = [SchemaValue.Member("title", .text(field.title[language]))]
    if let help = field.help { members.append(.init("description", .text(help[language]))) }
    members.append(.init("x-kind", .text(field.kind.rawValue)))
    if let unit = field.unit { members.append(.init("x-unit", .text(unit))) }
    if field.isPersonal { members.append(.init("x-personal", .flag(true))) }
    let shape = shape(field, codeLists, language)
    guard field.isMany else { return .object(members + shape) }
    members += [
        .init("type", .text("array")), .init("items", .object(shape)), .init("uniqueItems", .flag(true)),
    ]
    return .object(members)
}

private func shape(
    _ field: LedgerField, _ codeLists: [String: CodeList], _ language: Language
) -> [SchemaValue.Member] {
    func text(_ members: [SchemaValue.Member] = []) -> [SchemaValue.Member] {
        [.init("type", .text("string"))] + members
    }
    func pattern(_ pattern: String) -> [SchemaValue.Member] { text([.init("pattern", .text(pattern))]) }
    switch field.kind {
    case .text: return text([.init("minLength", .whole(1)), .init("maxLength", .whole(Int64(TextKind.longest)))])
    case .note: return text([.init("minLength", .whole(1)), .init("maxLength", .whole(Int64(NoteKind.longest)))])
    case .count:
        return [.init("type", .text("integer"))] + (field.least.map { [.init("minimum", .whole($0))] } ?? [])
            + (field.most.map { [.init("maximum", .whole($0))] } ?? [])
    case .amount: return pattern("^-?[0-9]+([.][0-9]{1,\(AmountKind.places)})?$")
    case .money: return pattern("^-?[0-9]+([.][0-9]{1,\(MoneyKind.places)})?$")
    case .date: return text([.init("format", .text("date"))])
    case .month: return pattern("^[0-9]{4}-(0[1-9]|1[0-2])$")
    case .flag: return [.init("type", .text("boolean"))]
    case .choice:
        let values = field.codeList.flatMap { codeLists[$0]?.values } ?? []
        return text([
            .init(
                "oneOf",
                .list(
                    values.map { .object([.init("const", .text($0.code)), .init("title", .text($0.title[language]))]) })
            )
        ])
    case .place: return pattern("^[0-9]{6}$")
    case .file: return pattern("^[0-9a-f]{64}:.+$")
    case .person, .organisation, .task, .entry, .code: return text([.init("minLength", .whole(1))])
    }
}
