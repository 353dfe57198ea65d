// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// A bucket of requests for each name: it fills at an even rate and holds as many as a minute brings.
final class RateLimit: Sendable {
    private struct Bucket {
        var level: Double
        var filledAt: ContinuousClock.Instant
    }
    /// Beyond so many names those whose buckets are full again are forgotten.
    private static let mostNames = 20_000
    private let perMinute: Double
    private let now: @Sendable () -> ContinuousClock.Instant
    private let buckets = Mutex<[String: Bucket]>([:])

    init(perMinute: Int, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        (self.perMinute, self.now) = (Double(perMinute), now)
    }

    /// Takes one request out of the bucket of `name`. Throws tooManyRequests where it is empty.
    func take(_ name: String) throws(Problem) {
        let moment = now()
        let wait: Double? = buckets.withLock { buckets in
            if buckets.count >= Self.mostNames {
                buckets = buckets.filter { filled($0.value, at: moment) < perMinute }
            }
            var level = buckets[name].map { filled($0, at: moment) } ?? perMinute
            let isFree = level >= 1
            if isFree { level -= 1 }
            buckets[name] = Bucket(level: level, filledAt: moment)
            return isFree ? nil : (1 - level) * 60 / perMinute
        }
        if let wait { throw .tooMany(retryAfter: Int(wait.rounded(.up))) }
    }

    private func filled(_ bucket: Bucket, at moment: ContinuousClock.Instant) -> Double {
        let passed = moment - bucket.filledAt
        let seconds = Double(passed.components.seconds) + Double(passed.components.attoseconds) / 1e18
        return min(perMinute, bucket.level + seconds * perMinute / 60)
    }
}
