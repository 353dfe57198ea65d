// SPDX-License-Identifier: Apache-2.0

/// How long to wait after an attempt that failed: 1, 5 and 30 minutes, then no more.
package enum BackOff {
    private static let seconds: [Int64] = [60, 300, 1800]
    /// So many attempts are made at most.
    package static let attempts = seconds.count + 1

    /// Seconds to wait after the attempt of this number, counted from 1; nil where it was the last.
    package static func seconds(after attempt: Int) -> Int64? {
        attempt >= 1 && attempt <= seconds.count ? seconds[attempt - 1] : nil
    }
}
