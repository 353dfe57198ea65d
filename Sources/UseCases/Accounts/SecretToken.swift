// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation

/// A secret of 256 bits that is handed to a person once; only its SHA-256 is stored.
struct SecretToken: Sendable {
    let bytes: [UInt8]

    init(random: () -> (UInt64, UInt64)) {
        let (first, second) = (random(), random())
        bytes = [first.0, first.1, second.0, second.1].flatMap { word in
            withUnsafeBytes(of: word.bigEndian) { Array($0) }
        }
    }

    /// 43 characters that may stand in an address and in a cookie.
    var text: String { base64URL(bytes) }

    /// What is stored of a token.
    static func digest(of text: String) -> String { hexadecimal(SHA256.hash(data: Data(text.utf8))) }
}

/// The bytes in the alphabet of RFC 4648, section 5, without padding.
func base64URL(_ bytes: some Sequence<UInt8>) -> String {
    String(
        Data(bytes).base64EncodedString().compactMap { character in
            switch character {
            case "+": "-"
            case "/": "_"
            case "=": nil
            default: character
            }
        })
}

/// The bytes of `base64URL`'s text, or nil.
func bytes(base64URL text: String) -> [UInt8]? {
    guard text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "/") }) else { return nil }
    let standard = text.replacing("-", with: "+").replacing("_", with: "/")
    let padding = String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
    return Data(base64Encoded: standard + padding).map { Array($0) }
}

/// Lower-case hexadecimal.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.underestimatedCount * 2)
    for byte in bytes {
        for digit in [byte >> 4, byte & 15] { text.append(digit < 10 ? 0x30 + digit : 0x57 + digit) }
    }
    return String(decoding: text, as: UTF8.self)
}
