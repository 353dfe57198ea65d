// SPDX-License-Identifier: Apache-2.0
import Domain

/// One value of a stored draft with its place in the object, for errors that say where.
struct DraftNode {
    let value: JSONValue
    let path: String

    func fail(_ reason: String) -> DraftJSONError { DraftJSONError(path: path, reason: reason) }

    var isNull: Bool { if case .null = value { true } else { false } }

    /// A member of an object; missing ones are null.
    func at(_ key: String) throws(DraftJSONError) -> DraftNode {
        guard case .object(let members) = value else { throw fail("wrongKind") }
        return DraftNode(value: members[key] ?? .null, path: path.isEmpty ? key : path + "." + key)
    }

    func string() throws(DraftJSONError) -> String {
        guard case .string(let text) = value else { throw fail(isNull ? "missing" : "wrongKind") }
        return text
    }

    func number() throws(DraftJSONError) -> Double {
        guard case .number(let number) = value else { throw fail(isNull ? "missing" : "wrongKind") }
        return number
    }

    func integer() throws(DraftJSONError) -> Int {
        guard let whole = Int(exactly: try number()) else { throw fail("wrongKind") }
        return whole
    }

    func flag() throws(DraftJSONError) -> Bool {
        if isNull { return false }
        guard case .bool(let flag) = value else { throw fail("wrongKind") }
        return flag
    }

    /// The elements of an array; none where it is missing.
    func list<Element>(
        _ read: (DraftNode) throws(DraftJSONError) -> Element
    ) throws(DraftJSONError) -> [Element] {
        if isNull { return [] }
        guard case .array(let values) = value else { throw fail("wrongKind") }
        var elements: [Element] = []
        elements.reserveCapacity(values.count)
        for (index, value) in values.enumerated() {
            elements.append(try read(DraftNode(value: value, path: path + "[\(index)]")))
        }
        return elements
    }

    func optional<Value>(
        _ read: (DraftNode) throws(DraftJSONError) -> Value
    ) throws(DraftJSONError) -> Value? {
        isNull ? nil : try read(self)
    }

    func string(_ key: String) throws(DraftJSONError) -> String { try at(key).string() }

    func text(_ key: String) throws(DraftJSONError) -> String? {
        try at(key).optional { node throws(DraftJSONError) in try node.string() }
    }

    func strings(_ key: String) throws(DraftJSONError) -> [String] {
        try at(key).list { node throws(DraftJSONError) in try node.string() }
    }

    func date(_ key: String) throws(DraftJSONError) -> CalendarDate? {
        let node = try at(key)
        guard let text = try text(key) else { return nil }
        guard let date = CalendarDate(iso: text) else { throw node.fail("unknownValue") }
        return date
    }

    /// A word of a closed list.
    func word<Word: RawRepresentable>(_ kind: Word.Type) throws(DraftJSONError) -> Word where Word.RawValue == String {
        guard let word = Word(rawValue: try string()) else { throw fail("unknownValue") }
        return word
    }
}
