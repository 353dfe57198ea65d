// SPDX-License-Identifier: Apache-2.0
import FormData
import HTTPTypes

/// The header fields that the framework has no names for.
extension HTTPField.Name {
    static let forwardedFor = field("X-Forwarded-For")
    static let idempotencyKey = field("Idempotency-Key")
    static let lastEventIdentity = field("Last-Event-ID")
    static let accelBuffering = field("X-Accel-Buffering")
    static let idempotencyReplayed = field("Idempotency-Replayed")

    private static func field(_ name: String) -> HTTPField.Name {
        guard let made = HTTPField.Name(name) else { preconditionFailure("\(name) is no name of a header field") }
        return made
    }
}

/// RFC 6266 with RFC 8187: the name of a file in ASCII for old programs and in UTF-8 for all others.
func attachment(_ name: String) -> String {
    let plain = name.unicodeScalars.map { scalar -> Character in
        let isPlain =
            scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            || scalar == "." || scalar == "-"
        return isPlain ? Character(scalar) : "_"
    }
    return "attachment; filename=\"" + String(plain) + "\"; filename*=UTF-8''" + name.percentEncodedPart
}
