// SPDX-License-Identifier: Apache-2.0
package import Domain
import Synchronization

/// A bucket of requests for each name, such as a network address: it fills at an even rate and holds as many as a
/// minute brings.
package final class RateLimit: Sendable {
    private struct Bucket {
        var level: Double
        var filledAt: Instant
    }
    /// Beyond so many names those whose buckets are full again are forgotten.
    private static let mostNames = 20_000
    private let subject: String
    private let perMinute: Double
    private let now: @Sendable () -> Instant
    private let buckets = Mutex<[String: Bucket]>([:])

    /// `subject` is what the error is about.
    package init(_ subject: String, perMinute: Int, now: @escaping @Sendable () -> Instant) {
        (self.subject, self.perMinute, self.now) = (subject, Double(perMinute), now)
    }

    /// Takes one request out of the bucket of `name`. Throws tooMany, with the seconds until it holds one, where it is
    /// empty.
    package func take(_ name: String) throws(UseCaseError) {
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
        if let wait { throw UseCaseError(subject, .tooMany(retryAfter: max(1, Int(wait.rounded(.up))))) }
    }

    /// A clock that was set back fills nothing.
    private func filled(_ bucket: Bucket, at moment: Instant) -> Double {
        let seconds = Double(max(0, moment.milliseconds - bucket.filledAt.milliseconds)) / 1000
        return min(perMinute, bucket.level + seconds * perMinute / 60)
    }
}
