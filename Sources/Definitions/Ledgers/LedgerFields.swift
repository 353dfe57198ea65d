// SPDX-License-Identifier: Apache-2.0
import Domain

/// The fields of a register while its file is read.
struct LedgerFields {
    let all: [LedgerField]
    private let byKey: [String: LedgerField]

    init(_ ledger: DefinitionMapping) {
        guard let node = ledger.required("fields"), let items = node.items else {
            (all, byKey) = ([], [:])
            return
        }
        if items.isEmpty { node.fault("noFields") }
        var byKey: [String: LedgerField] = [:]
        var all: [LedgerField] = []
        var checks: [(LedgerField, DefinitionMapping)] = []
        for item in items {
            guard let (field, mapping) = readField(item) else { continue }
            guard byKey[field.key] == nil else {
                mapping.required("key")?.fault("doubled", ["key": field.key])
                continue
            }
            byKey[field.key] = field
            all.append(field)
            checks.append((field, mapping))
        }
        (self.all, self.byKey) = (all, byKey)
        for (field, mapping) in checks { checkOthers(field, mapping) }
    }

    subscript(_ key: String) -> LedgerField? { byKey[key] }

    /// The key of a field that a definition names, which must be there and may be used so.
    func name(_ node: DefinitionNode?, may measure: FieldMeasure) -> String? {
        guard let node, let key = node.text else { return nil }
        return name(key, at: node, may: measure)
    }

    /// The same for a name that stands within a text.
    func name(_ key: String, at node: DefinitionNode, may measure: FieldMeasure) -> String? {
        guard let field = byKey[key] else {
            node.fault("noSuchField", ["field": key, "fields": all.map(\.key).joined(separator: ", ")])
            return nil
        }
        guard field.kind.measures.contains(measure), !field.isMany else {
            node.fault("fieldCannot.\(measure)", ["field": key, "kind": kindName(field)])
            return nil
        }
        return key
    }

    private func kindName(_ field: LedgerField) -> String { field.kind.rawValue + (field.isMany ? " (many)" : "") }

    /// What a field says of other fields.
    private func checkOthers(_ field: LedgerField, _ mapping: DefinitionMapping) {
        check(mapping, "notBefore", allows: field.kind == .date ? [.date] : [])
        check(mapping, "notAbove", allows: [.count, .amount, .money].contains(field.kind) ? [field.kind] : [])
        check(mapping, "outside", allows: field.kind == .place ? [.place] : [])
        guard case .field(let other) = field.initial, let node = mapping.optional("default") else { return }
        guard let source = byKey[other], source.kind == field.kind, source.isMany == field.isMany else {
            return node.fault("defaultKind", ["field": other, "kind": field.kind.rawValue])
        }
    }

    private func check(_ mapping: DefinitionMapping, _ key: String, allows kinds: [FieldKind]) {
        guard let node = mapping.optional(key), let other = node.text else { return }
        guard let field = byKey[other] else {
            return node.fault("noSuchField", ["field": other, "fields": all.map(\.key).joined(separator: ", ")])
        }
        guard !kinds.contains(field.kind) || field.isMany else { return }
        node.fault("otherKind", ["key": key, "field": other])
    }
}
