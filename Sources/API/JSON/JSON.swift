// SPDX-License-Identifier: Apache-2.0

/// A JSON value (RFC 8259); the members of an object keep their order.
enum JSON: Hashable, Sendable {
    case null
    case flag(Bool)
    case whole(Int)
    case number(Double)
    case text(String)
    case list([JSON])
    case object([Member])

    /// One member of an object.
    struct Member: Hashable, Sendable {
        let name: String
        let value: JSON
    }

    /// The value of the member `name` of an object; nil where there is none or this is no object.
    subscript(name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The object with null in the place of the member `name`.
    func without(_ name: String?) -> JSON {
        guard let name, case .object(let members) = self else { return self }
        return .object(members.map { $0.name == name ? Member(name: name, value: .null) : $0 })
    }

    var text: String? { if case .text(let text) = self { text } else { nil } }
    var whole: Int? { if case .whole(let whole) = self { whole } else { nil } }
    var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
    var list: [JSON]? { if case .list(let list) = self { list } else { nil } }
    var isNull: Bool { self == .null }

    static func optional(_ text: String?) -> JSON { text.map { .text($0) } ?? .null }
    static func optional(_ whole: Int?) -> JSON { whole.map { .whole($0) } ?? .null }
    static func texts(_ texts: [String]) -> JSON { .list(texts.map { .text($0) }) }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
    init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(elements.map { Member(name: $0.0, value: $0.1) })
    }
    init(stringLiteral value: String) { self = .text(value) }
    init(arrayLiteral elements: JSON...) { self = .list(elements) }
}

extension JSON: ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    init(integerLiteral value: Int) { self = .whole(value) }
    init(booleanLiteral value: Bool) { self = .flag(value) }
}
