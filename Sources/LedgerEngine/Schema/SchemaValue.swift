// SPDX-License-Identifier: Apache-2.0

/// A value of a JSON document, for rooms that write JSON in their own way.
package indirect enum SchemaValue: Hashable, Sendable {
    case text(String)
    case whole(Int64)
    case flag(Bool)
    case list([SchemaValue])
    /// In the order in which it is written.
    case object([Member])

    /// One line of an object.
    package struct Member: Hashable, Sendable {
        package let name: String
        package let value: SchemaValue

        package init(_ name: String, _ value: SchemaValue) { (self.name, self.value) = (name, value) }
    }

    /// The value under a name of an object, or nil.
    package subscript(_ name: String) -> SchemaValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }
}
