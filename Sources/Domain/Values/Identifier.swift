// SPDX-License-Identifier: Apache-2.0

/// The identity of one `Subject`: a UUID of version 7 (RFC 9562), so that identities sort by the time they were made.
///
/// Identities are made by the application, never by the database: the domestic databases have no common generator.
package struct Identifier<Subject>: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// 36 characters, lower case, as stored and as printed in addresses.
    package let text: String

    /// The identity printed as `text`, or nil where `text` is not a UUID in lower case.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return nil }
        for (place, byte) in bytes.enumerated() {
            let dash = place == 8 || place == 13 || place == 18 || place == 23
            let hex = (48...57).contains(byte) || (97...102).contains(byte)
            guard dash ? byte == 45 : hex else { return nil }
        }
        self.text = text
    }

    /// A new identity made at `now` from 74 of the 128 bits of `random`.
    package init(at now: Instant, random: (UInt64, UInt64)) {
        let time = UInt64(bitPattern: now.milliseconds) & 0xFFFF_FFFF_FFFF
        let high = time << 16 | 0x7000 | (random.0 & 0x0FFF)
        let low = 0x8000_0000_0000_0000 | (random.1 & 0x3FFF_FFFF_FFFF_FFFF)
        let digits = Self.hex(high) + Self.hex(low)
        var printed = ""
        for (place, digit) in digits.enumerated() {
            if place == 8 || place == 12 || place == 16 || place == 20 { printed.append("-") }
            printed.append(digit)
        }
        text = printed
    }

    package var description: String { text }

    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }

    private static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
