// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Foundation

/// Every form of reporting cycles: the files `forms/*.yml` of the data folder, and those of an office's own folder, which
/// take the place of ours of the same key.
package struct FormBook: Sendable {
    /// By their keys.
    package let forms: [FilingForm]

    /// A book without a form.
    package static let none = FormBook()

    private init() { forms = [] }

    /// Reads the program's own forms and those of `own`. Throws `LedgerFaults`, also where two forms ask for one fact, or
    /// one asks for what a register of `ledgers` counts.
    package init(
        folder: URL = DefinitionData.folder, own: URL? = nil, ledgers: LedgerBook
    ) throws(LedgerFaults) {
        let reading = DefinitionReading()
        var forms: [String: ReadForm] = [:]
        for (layer, place) in [folder.appending(path: "forms"), own].enumerated() {
            guard let place else { continue }
            var seen: Set<String> = []
            for source in LedgerBook.Source.files(in: place, named: layer == 1 ? nil : "forms/") {
                reading.file = source.name
                guard let read = reading.compose(source).flatMap(readForm) else { continue }
                if !seen.insert(read.form.key).inserted { read.place.fault("doubled", ["key": read.form.key]) }
                forms[read.form.key] = read
            }
        }
        let all = forms.values.sorted { $0.form.key < $1.form.key }
        refuseDoubles(all, ledgers)
        all.forEach { checkFigures($0, ledgers) }
        guard reading.faults.isEmpty else {
            throw LedgerFaults(
                faults: reading.faults.sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) })
        }
        self.forms = all.map(\.form)
    }

    package subscript(_ key: String) -> FilingForm? { forms.first { $0.key == key } }
}

/// A form as it was read, with its place and those of its fields' facts.
struct ReadForm {
    let form: FilingForm
    let place: DefinitionNode
    let facts: [(means: String, place: DefinitionNode)]
    let figures: [(figure: FilingForm.Figure, place: DefinitionNode)]
}

/// A form; nil where something that must be there isn't.
func readForm(_ node: DefinitionNode) -> ReadForm? {
    guard let mapping = node.mapping(["form", "version", "title", "length", "fields", "figures"]) else { return nil }
    let key = mapping.name("form")
    let version = mapping.integer("version")
    let title = mapping.localised("title")
    let length = mapping.required("length").flatMap(readLength)
    var fields: [FilingForm.Field] = []
    var facts: [(String, DefinitionNode)] = []
    for item in mapping.required("fields")?.items ?? [] {
        guard let (field, mapping) = readField(item, more: ["scope", "means", "toldByMilestones"]),
            let scope: FilingForm.Scope = mapping.oneOf("scope"), let means = mapping.text("means"),
            let place = mapping.required("means")
        else { continue }
        if !formKinds.contains(field.kind) || field.isMany || field.isPersonal {
            mapping.required("kind")?.fault("notInForms", ["kind": field.kind.rawValue])
        }
        if fields.contains(where: { $0.key == field.key }) {
            mapping.required("key")?.fault("doubled", ["key": field.key])
        }
        facts.append((means, place))
        fields.append(
            FilingForm.Field(
                field: field, scope: scope, means: means, isToldByMilestones: mapping.flag("toldByMilestones")))
    }
    let figures = readFigures(mapping)
    guard let key, let version, let title, let length, !fields.isEmpty else { return nil }
    return ReadForm(
        form: FilingForm(
            key: key, version: version, title: title, length: length, fields: fields, figures: figures.map(\.figure)),
        place: node, facts: facts, figures: figures)
}

/// What bodies type: no codes, places or persons, which registers hold.
private let formKinds: Set<FieldKind> = [.text, .note, .count, .amount, .money, .date, .flag]

private func readLength(_ node: DefinitionNode) -> Period.Length? {
    let lengths = ["month": Period.Length.month, "quarter": .quarter, "half-year": .halfYear, "year": .year]
    guard let length = node.raw.flatMap({ lengths[$0] }) else {
        node.fault("mustBeOneOf", ["key": "length", "values": lengths.keys.sorted().joined(separator: ", ")])
        return nil
    }
    return length
}

/// A fact is entered once: what one form asks no other asks, whatever its label and its period, and none asks what a
/// register counts.
private func refuseDoubles(_ forms: [ReadForm], _ ledgers: LedgerBook) {
    var askedBy: [String: String] = [:]
    for form in forms {
        for (means, place) in form.facts {
            if let indicator = ledgers.indicator(means) {
                place.fault("heldByRegister", ["means": means, "ledger": ledgers[indicator.ledger]?.key ?? ""])
            } else if let other = askedBy[means] {
                place.fault("askedTwice", ["means": means, "form": other])
            }
            askedBy[means] = form.form.key
        }
    }
}
