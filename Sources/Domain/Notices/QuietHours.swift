// SPDX-License-Identifier: Apache-2.0

/// From 20:00 to 08:00 of Beijing nothing leaves the program.
package enum QuietHours {
    private static let (evening, morning): (Int64, Int64) = (20 * 3600, 8 * 3600)
    /// When the daily digest goes out.
    package static let digest = Cadence.daily(hour: 8, minute: 30)

    package static func contains(_ moment: Instant) -> Bool {
        let second = (moment.milliseconds - Instant(startOf: moment.day).milliseconds) / 1000
        return second >= evening || second < morning
    }
}
