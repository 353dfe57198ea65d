// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension Job {
    /// Sends what waits in the outbox.
    static let sendNotices = Job(
        "sendNotices", .every(minutes: 1), leaseSeconds: 300,
        .steps { useCases, run in
            try await useCases.sendNotices(run)
        })
}

/// What goes out in one message: all that waits for one mailbox or one robot.
struct Parcel: Sendable {
    /// Where it goes to, once that is known.
    enum Way: Sendable {
        case mail(to: String)
        case robot(RobotRecord)
        /// It can't go anywhere.
        case none(DeliveryProblem)
    }
    let claim: String
    /// As they are now, with this attempt counted.
    let deliveries: [Delivery]
    let way: Way
    let language: Language
}

extension UseCases {
    /// Longer than an adapter ever takes.
    private static let leaseSeconds: Int64 = 120
    /// So many titles go into one message; the rest follows in the next one.
    static let mostLines = 12
    /// So many messages are sent in one run at most, so that it stays within its lease.
    private static let mostParcels = 100
    /// So long after it was due a run still waits for robots. It must be over before the next one is planned.
    private static let waitSeconds: Int64 = 53

    /// Sends what may leave now. Returns nil where nothing waits, or where it is the time to be quiet.
    ///
    /// Each message is claimed in one transaction, sent outside of any, and marked in another: whatever dies in between
    /// is sent again once the lease has passed.
    func sendNotices(_ run: JobRun) async throws -> JobOutcome? {
        guard !QuietHours.contains(surroundings.now()) else { return nil }
        var (sent, failed) = (0, 0)
        for _ in 0..<Self.mostParcels {
            // Another instance may run this job once the lease is over: it is left the rest.
            guard let lease = run.leaseUntil, surroundings.now() < lease.advanced(bySeconds: -Self.leaseSeconds)
            else { break }
            guard let parcel = try await nextParcel(run) else { break }
            let problem = await send(parcel)
            try await settle(parcel, problem)
            if problem == nil { sent += parcel.deliveries.count } else { failed += parcel.deliveries.count }
        }
        guard sent + failed > 0 else { return nil }
        return JobOutcome("job.outcome.sent", ["sent": String(sent), "failed": String(failed)])
    }

    /// Claims the next parcel. Where robots alone are left that must not be called yet, the run waits for the first of
    /// them: it would else send no more in its minute than their buckets hold.
    private func nextParcel(_ run: JobRun) async throws -> Parcel? {
        let end = run.dueAt.advanced(bySeconds: Self.waitSeconds)
        while true {
            let (parcel, heldUntil) = try await claimParcel()
            if let parcel { return parcel }
            guard let heldUntil, heldUntil <= end, let pause = surroundings.notices.pause, await pause(heldUntil)
            else { return nil }
        }
    }

    /// Claims all that waits for the mailbox or the robot that has waited longest. Where nothing may be sent now, it
    /// says when the first robot may be called again that something waits for.
    func claimParcel() async throws -> (parcel: Parcel?, heldUntil: Instant?) {
        try await writeWithoutEvent { connection in
            let (queries, now) = (DeliveryQueries(connection), surroundings.now())
            var heldUntil: Instant?
            for target in try queries.targets(at: now) {
                let group = try queries.claimable(for: target, at: now, limit: Self.mostLines)
                guard let first = group.first else { continue }
                switch try route(of: first, connection, at: now) {
                case .held(let until): heldUntil = min(until, heldUntil ?? until)
                case .free(let way, let language):
                    // What was tried too often takes nothing with it.
                    let alike = group.filter { $0.isExhausted == first.isExhausted }
                    let claim: String = (surroundings.identifier() as Identifier<Parcel>).text
                    let claimed = try self.claim(alike, claim, connection, at: now)
                    guard !claimed.isEmpty else { continue }
                    return (Parcel(claim: claim, deliveries: claimed, way: way, language: language), nil)
                }
            }
            return (nil, heldUntil)
        }
    }

    private func claim(
        _ group: [Delivery], _ claim: String, _ connection: any SQLConnection, at now: Instant
    ) throws -> [Delivery] {
        let queries = DeliveryQueries(connection)
        let lease = now.advanced(bySeconds: Self.leaseSeconds)
        return try group.compactMap { delivery in
            guard try queries.claim(delivery, by: claim, at: now, until: lease) else { return nil }
            var claimed = delivery
            claimed.attempts += 1
            return claimed
        }
    }

    /// Whether a delivery may go now, and where to.
    private enum Route {
        case free(Parcel.Way, Language)
        /// The robot has used up its minute.
        case held(until: Instant)
    }

    private func route(of delivery: Delivery, _ connection: any SQLConnection, at now: Instant) throws -> Route {
        // The last attempt ended in nothing that anybody heard of.
        if delivery.isExhausted { return .free(.none(.interrupted), .chinese) }
        guard let id = delivery.robot else {
            guard let account = delivery.notice.account, let user = try AccountQueries(connection).find(account)?.user,
                user.state == .active,
                let address = try NoticeQueries(connection).choices(of: [account])[account]?.address
            else { return .free(.none(.noAddress), .chinese) }
            return .free(.mail(to: address), user.language)
        }
        guard var record = try RobotQueries(connection).find(id), record.robot.isOn else {
            return .free(.none(.noAddress), .chinese)
        }
        guard record.robot.bucket.take(at: now) else { return .held(until: record.robot.bucket.next(from: now)) }
        try RobotQueries(connection).setBucket(record.robot.bucket, id)
        return .free(.robot(record), .chinese)
    }

    /// Returns why the parcel was not sent; nil where it was.
    private func send(_ parcel: Parcel) async -> DeliveryProblem? {
        do {
            let message = try message(of: parcel)
            let now = surroundings.now()
            switch parcel.way {
            case .none(let problem): return problem
            case .mail(let address):
                guard let sendMail = surroundings.notices.sendMail else { return .notSetUp }
                try await sendMail(OutgoingMail(to: address, at: now, message: message))
            case .robot(let record):
                guard let callRobot = surroundings.notices.callRobot else { return .notSetUp }
                guard let call = robotCall(record, message, at: now) else { return .wrongSecret }
                try await callRobot(call)
            }
            return nil
        } catch let problem as DeliveryProblem {
            return problem
        } catch {
            return .unknown
        }
    }

    private func settle(_ parcel: Parcel, _ problem: DeliveryProblem?) async throws {
        try await writeWithoutEvent { connection in
            let (queries, now) = (DeliveryQueries(connection), surroundings.now())
            // By the number of the attempt: not all need have been tried equally often.
            for (attempts, some) in Dictionary(grouping: parcel.deliveries, by: \.attempts) {
                let wait = problem?.isFinal == true ? nil : BackOff.seconds(after: attempts)
                let state: DeliveryState = problem == nil ? .sent : wait == nil ? .dead : .failed
                try queries.settle(
                    some.map(\.id), by: parcel.claim, state, problem, nextAt: now.advanced(bySeconds: wait ?? 0),
                    at: now)
            }
        }
    }
}

extension DeliveryProblem {
    /// Whether another attempt would end the same way.
    var isFinal: Bool { self == .noAddress || self == .interrupted }
}

extension Delivery {
    /// Whether it was tried as often as anything is.
    var isExhausted: Bool { attempts >= BackOff.attempts }
}
