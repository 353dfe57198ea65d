// SPDX-License-Identifier: Apache-2.0
import FormData

/// The fields of a form or of an address' query, as `application/x-www-form-urlencoded` writes them.
struct FormFields: Hashable, Sendable {
    private var pairs: [(name: String, value: String)] = []

    init() {}

    init(_ pairs: [(String, String)]) { self.pairs = pairs.map { (name: $0, value: $1) } }

    /// Reads `encoded`. A pair that is not readable, or holds U+0000, which no database keeps, is left out: a form of
    /// ours never writes one.
    init(encoded: some StringProtocol) {
        for pair in Substring(encoded).split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = halves[0].percentDecoded(plusIsSpace: true),
                let value = halves.count == 2 ? halves[1].percentDecoded(plusIsSpace: true) : ""
            else { continue }
            guard !name.contains("\0"), !value.contains("\0") else { continue }
            pairs.append((name, value))
        }
    }

    /// The first value of `name` without the white space around it, or the empty text.
    subscript(name: String) -> String { raw(name).trimmed }

    /// The first value of `name` as it was typed: for passwords.
    func raw(_ name: String) -> String { pairs.first { $0.name == name }?.value ?? "" }

    /// The first value of `name`, or nil where it is missing or blank.
    func optional(_ name: String) -> String? {
        let value = self[name]
        return value.isEmpty ? nil : value
    }

    /// Whether a field of this name was sent, be it blank.
    func holds(_ name: String) -> Bool { pairs.contains { $0.name == name } }

    /// The names of all fields, each once.
    var names: Set<String> { Set(pairs.map(\.name)) }

    /// The first value of each field, for forms with very many.
    var firstValues: [String: String] {
        Dictionary(pairs.map { ($0.name, $0.value) }, uniquingKeysWith: { one, _ in one })
    }

    /// The values of all fields of this name.
    func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value.trimmed) }

    func integer(_ name: String) -> Int? { Int(self[name]) }

    mutating func set(_ name: String, _ value: String?) {
        pairs.removeAll { $0.name == name }
        if let value, !value.isEmpty { pairs.append((name, value)) }
    }

    /// Adds a field behind the others, be it blank.
    mutating func append(_ name: String, _ value: String) { pairs.append((name, value)) }

    /// These fields alone, as an address keeps a filter; blank ones are left out.
    func only(_ names: [String]) -> FormFields {
        var kept = FormFields()
        for name in names { kept.set(name, optional(name)) }
        return kept
    }

    /// The path of a list with these fields and the key after which its page begins.
    func path(of list: Address, after: String? = nil) -> String {
        var fields = self
        fields.set("after", after)
        let query = fields.encoded
        return list.path() + (query.isEmpty ? "" : "?" + query)
    }

    /// The fields as written behind a question mark, in order; blank ones are left out.
    var encoded: String {
        pairs.filter { !$0.value.isEmpty }
            .map { $0.name.percentEncodedPart + "=" + $0.value.percentEncodedPart }.joined(separator: "&")
    }

    static func == (left: Self, right: Self) -> Bool { left.encoded == right.encoded }
    func hash(into hasher: inout Hasher) { hasher.combine(encoded) }
}

extension String {
    /// The text without the white space at its ends.
    var trimmed: String {
        let start = unicodeScalars.firstIndex { !$0.properties.isWhitespace } ?? endIndex
        let end = unicodeScalars.lastIndex { !$0.properties.isWhitespace }
        guard let end else { return "" }
        return String(unicodeScalars[start...end])
    }
}
