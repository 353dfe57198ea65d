// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation

/// What tells one state of an object from another (RFC 9110, 8.8.3): its revision where it has one, else a digest of
/// what is sent.
struct EntityTag: Hashable, Sendable {
    let value: String

    init(value: String) { self.value = value }

    init(revision: Int) { value = String(revision) }

    init(of bytes: [UInt8]) {
        value = SHA256.hash(data: Data(bytes)).prefix(12).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// As it stands in ETag.
    var field: String { "\"" + value + "\"" }

    /// The values of a field such as If-Match. A proxy that compresses marks them as weak, and some programs leave the
    /// quotation marks out: both are read, because our values are exact either way.
    static func values(of field: String) -> [String] {
        field.split(separator: ",").map { part in
            var value = part.drop { $0 == " " }
            if value.hasPrefix("W/") { value = value.dropFirst(2) }
            return String(value.filter { $0 != "\"" && $0 != " " })
        }
    }

    func isIn(_ field: String) -> Bool {
        let values = Self.values(of: field)
        return values.contains("*") || values.contains(value)
    }
}
