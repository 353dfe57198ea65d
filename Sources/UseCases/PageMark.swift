// SPDX-License-Identifier: Apache-2.0
import Crypto
import Domain
import Foundation

/// The end of a page of a list as it stands in an address: the values by which the list is ordered, signed, so that
/// nobody can make one up or carry it into another list.
struct PageMark {
    let list: String
    let values: [String]

    init(list: String, values: [String]) { (self.list, self.values) = (list, values) }

    /// Reads `text`. Throws invalid (field `after`) where it was not made here for this list.
    init(_ text: String, list: String, secret: [UInt8]) throws(UseCaseError) {
        guard text.utf8.count <= 4_000, let bytes = bytes(base64URL: text), bytes.count > 16,
            Array(bytes.suffix(16)) == Self.signature(list, bytes.dropLast(16), secret)
        else { throw Self.unreadable }
        let values = bytes.dropLast(16).split(separator: 0x1F, omittingEmptySubsequences: false)
        self.init(list: list, values: values.map { String(decoding: $0, as: UTF8.self) })
    }

    func text(secret: [UInt8]) -> String {
        let bytes = Array(values.joined(separator: "\u{1F}").utf8)
        return base64URL(bytes + Self.signature(list, bytes[...], secret))
    }

    /// The mark of a list of what is newest: when its last line happened, and the identity of that line.
    init(list: String, at moment: Instant, id: String) {
        self.init(list: list, values: [String(moment.milliseconds), id])
    }

    /// The moment and the identity of such a mark. Throws invalid where it is none.
    var place: (at: Instant, id: String) {
        get throws(UseCaseError) {
            guard values.count == 2, let moment = Int64(values[0]) else { throw Self.unreadable }
            return (Instant(milliseconds: moment), values[1])
        }
    }

    static let unreadable = UseCaseError(
        "page", .invalid([ValidationFailure(field: "after", message: "page.unreadable")]))

    private static func signature(_ list: String, _ bytes: ArraySlice<UInt8>, _ secret: [UInt8]) -> [UInt8] {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data(list.utf8) + [0] + Data(bytes), using: SymmetricKey(data: secret))
        return Array(Array(code).prefix(16))
    }
}
