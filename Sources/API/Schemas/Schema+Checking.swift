// SPDX-License-Identifier: Apache-2.0

/// One place of what came in that does not fit its schema.
struct Misfit: Hashable, Sendable {
    /// A JSON pointer (RFC 6901) into the body, or the name of a parameter.
    let pointer: String
    /// The key of the sentence, and its arguments.
    let message: String
    var arguments: [String: String] = [:]
}

extension Schema {
    /// Everything about `value` that does not fit, in the order in which it stands.
    func misfits(of value: JSON, at pointer: String = "") -> [Misfit] {
        if isNullable && value.isNull { return [] }
        switch (kind, value) {
        case (.any, _), (.flag, .flag): return []
        case (.text(let length, let form), .text(let text)): return misfits(of: text, length, form, pointer)
        case (.word(let words), .text(let text)):
            if words.contains(text) { return [] }
            return [
                Misfit(pointer: pointer, message: "field.choice", arguments: ["values": words.joined(separator: ", ")])
            ]
        case (.moment, .text(let text)):
            return readMoment(text) == nil ? [Misfit(pointer: pointer, message: "field.moment")] : []
        case (.whole(let range), .whole(let whole)):
            return range.contains(whole) ? [] : [outside(range.lowerBound, range.upperBound, pointer)]
        case (.number(let range), .whole(let whole)):
            return range.contains(Double(whole)) ? [] : [outside(range.lowerBound, range.upperBound, pointer)]
        case (.number(let range), .number(let number)):
            return range.contains(number) ? [] : [outside(range.lowerBound, range.upperBound, pointer)]
        case (.list(let item, let count), .list(let items)):
            guard count.contains(items.count) else { return [outside(count.lowerBound, count.upperBound, pointer)] }
            return items.enumerated().flatMap { item.misfits(of: $1, at: "\(pointer)/\($0)") }
        case (.object(let properties), .object(let members)): return misfits(of: members, properties, pointer)
        case (.map(let item), .object(let members)):
            return members.flatMap { item.misfits(of: $0.value, at: pointer + "/" + $0.name.pointerPart) }
        case (.variants(let variants), .object): return misfits(of: value, variants, pointer)
        default: return [Misfit(pointer: pointer, message: "field.type", arguments: ["type": typeName])]
        }
    }

    private func misfits(
        of text: String, _ length: ClosedRange<Int>, _ form: TextForm?, _ pointer: String
    ) -> [Misfit] {
        if !length.contains(text.unicodeScalars.count) {
            let arguments = ["least": String(length.lowerBound), "most": String(length.upperBound)]
            return [Misfit(pointer: pointer, message: "field.length", arguments: arguments)]
        }
        guard let form, !form.accepts(text) else { return [] }
        return [Misfit(pointer: pointer, message: "field.form", arguments: ["pattern": form.pattern])]
    }

    private func misfits(of members: [JSON.Member], _ properties: [Property], _ pointer: String) -> [Misfit] {
        var found: [Misfit] = []
        for property in properties {
            let place = pointer + "/" + property.name.pointerPart
            if let member = members.first(where: { $0.name == property.name }) {
                found += property.schema.misfits(of: member.value, at: place)
            } else if property.isRequired {
                found.append(Misfit(pointer: place, message: "field.missing"))
            }
        }
        guard isClosed else { return found }
        let known = Set(properties.map(\.name))
        return found
            + members.filter { !known.contains($0.name) }.map {
                Misfit(pointer: pointer + "/" + $0.name.pointerPart, message: "field.unknown")
            }
    }

    private func misfits(of value: JSON, _ variants: [(kind: String, Schema)], _ pointer: String) -> [Misfit] {
        guard let kind = value["kind"]?.text, let variant = variants.first(where: { $0.kind == kind }) else {
            let words = variants.map(\.kind).joined(separator: ", ")
            return [Misfit(pointer: pointer + "/kind", message: "field.choice", arguments: ["values": words])]
        }
        return variant.1.misfits(of: value, at: pointer)
    }

    private func outside<Bound>(_ least: Bound, _ most: Bound, _ pointer: String) -> Misfit {
        Misfit(pointer: pointer, message: "field.range", arguments: ["least": "\(least)", "most": "\(most)"])
    }

    /// The name of the type in JSON Schema.
    var typeName: String {
        switch kind {
        case .text, .word, .moment, .file: "string"
        case .whole: "integer"
        case .number: "number"
        case .flag: "boolean"
        case .list: "array"
        case .object, .map, .variants: "object"
        case .any: "any"
        }
    }
}

extension String {
    /// The text as one part of a JSON pointer.
    var pointerPart: String { replacing("~", with: "~0").replacing("/", with: "~1") }
}
