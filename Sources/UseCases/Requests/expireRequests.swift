// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension Job {
    /// Ends what was promised until a day that is over.
    static let expireRequests = Job(
        "expireRequests", .daily(hour: 0, minute: 30), .steps { useCases, _ in try await useCases.expireRequests() })
}

extension UseCases {
    /// So many are ended in one run at most.
    private static let mostEnded = 1_000

    /// Each in a transaction of its own: one that was moved meanwhile is left alone.
    func expireRequests() async throws -> JobOutcome? {
        let today = surroundings.now().day
        let ended = try await database.read {
            try RequestQueries($0).ended(before: today, limit: Self.mostEnded)
        }
        var count = 0
        for id in ended where try await expire(id, on: today) { count += 1 }
        return count == 0 ? nil : JobOutcome("job.outcome.expireRequests", ["count": String(count)])
    }

    private func expire(_ id: Identifier<SpecialRequest>, on today: CalendarDate) async throws -> Bool {
        try await writeWithoutEvent { connection in
            guard let desk = try requestDesk(id, connection, isLocked: true), desk.request.state == .approved,
                let last = desk.request.validThrough, last < today
            else { return false }
            var work = try RequestWork(self, desk, nil, connection)
            try work.move(.expire, by: [.clock], given: [], LoopInput(), day: last)
            try work.save()
            return true
        }
    }
}
