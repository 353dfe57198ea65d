// SPDX-License-Identifier: Apache-2.0

/// What a value of the API looks like. The OpenAPI document prints it, and what comes in is checked against it.
struct Schema: Sendable {
    indirect enum Kind: Sendable {
        /// Lengths count Unicode scalars.
        case text(ClosedRange<Int>, TextForm?)
        /// One of a list of words.
        case word([String])
        /// A moment as RFC 3339 prints it, in UTC.
        case moment
        case whole(ClosedRange<Int>)
        case number(ClosedRange<Double>)
        case flag
        case list(Schema, ClosedRange<Int>)
        case object([Property])
        /// An object whose members' names are free.
        case map(Schema)
        /// One of several objects, told apart by the word in their member `kind`.
        case variants([(kind: String, Schema)])
        /// The bytes of a file.
        case file
        /// Any JSON value.
        case any
    }
    /// A member of an object.
    struct Property: Sendable {
        let name: String
        let schema: Schema
        var isRequired = true

        init(_ name: String, _ schema: Schema, isRequired: Bool = true) {
            (self.name, self.schema, self.isRequired) = (name, schema, isRequired)
        }

        static func optional(_ name: String, _ schema: Schema) -> Property { Property(name, schema, isRequired: false) }
    }

    let kind: Kind
    /// The name among the components of the document, under which it is referred to.
    private(set) var name: String?
    private(set) var isNullable = false
    private(set) var example: JSON?
    /// True for what comes in: members that nobody knows are refused there, so that a slip of the pen is seen.
    private(set) var isClosed = false

    init(_ kind: Kind) { self.kind = kind }

    func named(_ name: String) -> Schema {
        var copy = self
        copy.name = name
        return copy
    }

    var nullable: Schema {
        var copy = self
        copy.isNullable = true
        return copy
    }

    var closed: Schema {
        var copy = self
        copy.isClosed = true
        return copy
    }

    func example(_ example: JSON) -> Schema {
        var copy = self
        copy.example = example
        return copy
    }
}

extension Schema {
    static let identifier = Schema(.text(36...36, .identifier)).example("019c0de0-0000-7000-8000-000000000000")
    static let moment = Schema(.moment).example("2026-01-05T08:30:00.000Z")
    static let day = Schema(.text(10...10, .day)).example("2026-01-05")
    static let flag = Schema(.flag)
    /// Whatever text the program gives out.
    static let text = Schema(.text(0...Int.max, nil))
    static let pairingCode = Schema(.text(3...100, .pairingCode)).example("zhangjiajie-nanjing")
    static let ledgerKey = Schema(.text(1...60, .visible)).example("visit")
    static let division = Schema(.text(6...6, .division)).example("430800")
    static let count = Schema(.whole(0...Int.max))

    static func line(_ length: ClosedRange<Int>) -> Schema { Schema(.text(length, .line)) }
    static func prose(_ length: ClosedRange<Int>) -> Schema { Schema(.text(length, .prose)) }
    static func whole(_ range: ClosedRange<Int>) -> Schema { Schema(.whole(range)) }
    static func list(_ item: Schema, _ count: ClosedRange<Int> = 0...Int.max) -> Schema { Schema(.list(item, count)) }
    static func object(_ properties: Property...) -> Schema { Schema(.object(properties)) }

    /// The words of a closed list of the domain.
    static func word<Word: CaseIterable & RawRepresentable & Sendable>(_ type: Word.Type) -> Schema
    where Word.RawValue == String { Schema(.word(Word.allCases.map(\.rawValue))) }
}
