// SPDX-License-Identifier: Apache-2.0
import Crypto
import Domain
import Foundation

/// Codes of six digits that follow from a secret and the time (RFC 6238 with SHA-1 and steps of 30 seconds, which is
/// what the programs on people's phones know).
struct TimedCode: Sendable {
    let secret: [UInt8]

    /// Twenty bytes, as long as the result of the hash (RFC 4226, section 4).
    static let secretLength = 20
    static let stepSeconds: Int64 = 30

    /// The step that `moment` lies in.
    static func step(at moment: Instant) -> Int64 { moment.milliseconds / 1000 / stepSeconds }

    func code(at step: Int64) -> String {
        let counter = withUnsafeBytes(of: UInt64(bitPattern: step).bigEndian) { Data($0) }
        let hash = Array(
            HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: Data(secret))))
        let offset = Int(hash[hash.count - 1] & 0x0F)
        let word = hash[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let digits = String(word % 1_000_000)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// The step whose code `given` is: the present one, the one before or the one after, for clocks that differ.
    /// Looks at all of them, so that the time does not tell which.
    func step(of given: String, at moment: Instant) -> Int64? {
        let now = Self.step(at: moment)
        var found: Int64?
        for step in now - 1...now + 1 where isSame(code(at: step), given) { found = step }
        return found
    }

    /// The secret in the alphabet of RFC 4648, section 6, without padding, as a person types it.
    var text: String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (result, buffer, bits) = ("", 0, 0)
        for byte in secret {
            (buffer, bits) = ((buffer << 8 | Int(byte)) & 0xFFFF, bits + 8)
            while bits >= 5 {
                bits -= 5
                result.append(alphabet[buffer >> bits & 31])
            }
        }
        return result
    }

    /// What the picture for the phone says.
    func address(username: String) -> String {
        "otpauth://totp/Jiedui:\(username)?secret=\(text)&issuer=Jiedui"
    }

    private func isSame(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
