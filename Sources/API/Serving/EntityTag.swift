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

    /// Whether If-Match asks for this state: by strong comparison (RFC 9110, 13.1.1), so that a weak tag never does.
    func fulfils(ifMatch field: String) -> Bool { TagList(field).admits(strong: value) }

    /// Whether If-None-Match knows this state: by weak comparison (RFC 9110, 13.1.2).
    func isKnown(ifNoneMatch field: String) -> Bool {
        let list = TagList(field)
        return list.isAny || list.tags.contains { $0.value == value }
    }
}

/// What stands in If-Match or If-None-Match (RFC 9110, 8.8.3 and 13.1.1): tags with commas between, or an asterisk, by
/// which every state will do.
struct TagList: Hashable, Sendable {
    struct Tag: Hashable, Sendable {
        let value: String
        let isWeak: Bool
    }
    let isAny: Bool
    let tags: [Tag]

    /// Reads tags without quotation marks too, as some programs send them; what else is no tag names no state.
    init(_ field: String) {
        isAny = field.filter { $0 != " " && $0 != "\t" } == "*"
        var tags: [Tag] = []
        var rest = Substring(field)
        while !rest.isEmpty {
            rest = rest.drop { $0 == " " || $0 == "\t" || $0 == "," }
            let isWeak = rest.hasPrefix("W/")
            if isWeak { rest = rest.dropFirst(2) }
            if rest.first == "\"" {
                let inside = rest.dropFirst()
                let value = inside.prefix { $0 != "\"" }
                tags.append(Tag(value: String(value), isWeak: isWeak))
                rest = inside.dropFirst(value.count + 1)
            } else {
                let value = rest.prefix { $0 != "," && $0 != " " }
                if !value.isEmpty { tags.append(Tag(value: String(value), isWeak: isWeak)) }
                rest = rest.dropFirst(value.count)
            }
        }
        self.tags = tags
    }

    func admits(strong value: String) -> Bool { isAny || tags.contains { !$0.isWeak && $0.value == value } }
}
