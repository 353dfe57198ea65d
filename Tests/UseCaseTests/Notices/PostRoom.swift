// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage
import Synchronization
import Testing

@testable import UseCases

/// Takes the place of mail servers and chat groups: keeps what it is given, or fails as it is told to.
final class PostRoom: Sendable {
    private struct State {
        var mail: [OutgoingMail] = []
        var calls: [RobotCall] = []
        var problem: (any Error)?
    }
    private let state = Mutex(State())

    var mail: [OutgoingMail] { state.withLock { $0.mail } }
    var calls: [RobotCall] { state.withLock { $0.calls } }

    func fail(with problem: (any Error)?) { state.withLock { $0.problem = problem } }

    func take(_ mail: OutgoingMail) throws {
        try state.withLock { state in
            if let problem = state.problem { throw problem }
            state.mail.append(mail)
        }
    }

    func take(_ call: RobotCall) throws {
        try state.withLock { state in
            if let problem = state.problem { throw problem }
            state.calls.append(call)
        }
    }
}

extension Office {
    /// The same office with a post room, and an address of its own.
    func sending(through room: PostRoom) -> Office {
        var surroundings = useCases.surroundings
        surroundings.notices.publicAddress = "https://jiedui.test"
        surroundings.notices.sendMail = { try room.take($0) }
        surroundings.notices.callRobot = { try room.take($0) }
        return Office(
            useCases: UseCases(database: useCases.database, surroundings: surroundings), bench: bench, folder: folder,
            own: own, foreign: foreign)
    }

    /// The same office where a run that waits moves the clock on.
    func waiting() -> Office {
        var surroundings = useCases.surroundings
        surroundings.notices.pause = { [bench] moment in
            bench.advance(to: moment)
            return true
        }
        return Office(
            useCases: UseCases(database: useCases.database, surroundings: surroundings), bench: bench, folder: folder,
            own: own, foreign: foreign)
    }

    /// A notice about nothing in particular.
    static let notice = NewNotice(
        .changed, about: "task", "1", title: "job.outcome.sent", ["sent": "1", "failed": "2"], path: "/tasks/1")

    /// Tells them, as a change would. Returns how many people were told.
    @discardableResult
    func tell(_ recipients: Recipient..., notice: NewNotice = Self.notice) async throws -> Int {
        try await useCases.writeWithoutEvent { try useCases.notify($0, notice, to: recipients) }
    }

    /// Sends what may leave now, as the job does.
    @discardableResult
    func send() async throws -> JobOutcome? {
        var run = JobRun(id: useCases.surroundings.identifier(), job: "sendNotices", dueAt: bench.now())
        run.leaseUntil = bench.now().advanced(bySeconds: 300)
        return try await useCases.sendNotices(run)
    }

    func choose(_ choices: NoticeChoices, _ caller: Caller) async throws {
        let (id, now) = (try #require(caller.userID), bench.now())
        try await useCases.writeWithoutEvent { try NoticeQueries($0).choose(choices, of: id, at: now) }
    }

    func notices(of caller: Caller) async throws -> [Notice] {
        let id = try #require(caller.userID)
        return try await useCases.database.read { try NoticeQueries($0).all(of: id, areRead: false, limit: 100) }
    }

    func deliveryCounts() async throws -> [DeliveryState: Int] {
        try await useCases.database.read { try DeliveryQueries($0).counts() }
    }

    func addRobot(_ channel: Channel = .dingtalk, isOn: Bool = true) async throws -> Identifier<Robot> {
        let (seal, now) = (useCases.seal(.robot), bench.now())
        let id: Identifier<Robot> = useCases.surroundings.identifier()
        let robot = Robot(
            id: id, pairing: own.id, side: .oldArea, channel: channel, name: "Group", address: "https://robot.test",
            isOn: isOn, bucket: TokenBucket(at: now))
        let record = RobotRecord(
            robot: robot, keyID: seal.keyID,
            sealedToken: try seal.seal("token", context: id.text, nonce: (1, 2)),
            sealedSecret: try seal.seal("SEC", context: id.text + " secret", nonce: (3, 4)))
        try await useCases.writeWithoutEvent { try RobotQueries($0).insert(record, at: now) }
        return id
    }
}
