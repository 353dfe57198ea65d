// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// The moment that RFC 3339 prints as `text`, or nil.
func readMoment(_ text: String) -> Instant? {
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: text.contains("."))
    guard let date = try? style.parse(text) else { return nil }
    return Instant(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()))
}

extension Instant {
    /// `2026-01-05T08:30:00.000Z`
    var printed: String {
        Date(timeIntervalSince1970: Double(milliseconds) / 1000)
            .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }
}

extension Shape.Field {
    static func moment(_ name: String, _ value: @escaping @Sendable (Value) -> Instant) -> Self {
        Self(name, .moment) { .text(value($0).printed) }
    }
    static func optionalMoment(_ name: String, _ value: @escaping @Sendable (Value) -> Instant?) -> Self {
        Self(name, .moment.nullable) { .optional(value($0)?.printed) }
    }
}
