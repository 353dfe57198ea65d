// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// What starts by the clock, what came of it, and what could not be sent.
struct JobsPage: PageModel {
    static let template = "jobs"
    static let samples = [
        JobsPage(
            coming: [.sample], past: [.sample], troubled: [.sample], waiting: 1, sent: 2, maySendAgain: true,
            now: "2026-01-01 00:00"),
        JobsPage(
            coming: [], past: [], troubled: [], waiting: 0, sent: 0, maySendAgain: false, now: "2026-01-01 00:00"),
    ]

    /// One run of a job.
    struct Run: Sendable {
        let name: String
        let cadence: String
        let due: String
        let state: String
        let attempts: Int
        /// When it was begun, or ended; nil where it was not.
        let at: String?
        let outcome: String?
        let isBad: Bool

        static let sample = Run(
            name: "N", cadence: "C", due: "D", state: "S", attempts: 1, at: "A", outcome: "O", isBad: true)
    }

    /// One notice that was not sent.
    struct Trouble: Sendable {
        let id: String
        let title: String
        let channel: String
        let state: String
        let reason: String
        let attempts: Int
        let next: String?

        static let sample = Trouble(
            id: "i", title: "T", channel: "C", state: "S", reason: "R", attempts: 2, next: "N")
    }
    let coming: [Run]
    let past: [Run]
    let troubled: [Trouble]
    let waiting: Int
    let sent: Int
    let maySendAgain: Bool
    let now: String
}

extension JobsPage.Run {
    init(_ run: JobRun, _ cadence: Cadence?, _ phrases: Phrases) {
        let isOver = run.endedAt != nil
        self.init(
            name: phrases("job." + run.job, or: run.job), cadence: cadence.map { $0.text(phrases) } ?? "",
            due: (run.state == .waiting ? run.nextAt : run.dueAt).minuteText,
            state: phrases("jobs.state." + (run.state == .waiting && run.attempts > 0 ? "again" : run.state.rawValue)),
            attempts: run.attempts, at: (run.endedAt ?? run.startedAt)?.minuteText,
            outcome: run.outcome.map { phrases($0.key, $0.arguments) } ?? (isOver ? phrases("jobs.idle") : nil),
            isBad: run.state == .failed)
    }
}

extension JobsPage.Trouble {
    init(_ delivery: Delivery, _ phrases: Phrases) {
        let content = delivery.notice.content
        self.init(
            id: delivery.id.text, title: phrases(content.title, content.arguments),
            channel: phrases("jobs.channel." + delivery.channel.rawValue),
            state: phrases("jobs.delivery." + delivery.state.rawValue),
            reason: phrases("delivery.error." + (delivery.lastError ?? .unknown).rawValue),
            attempts: delivery.attempts, next: delivery.state == .failed ? delivery.nextAt.minuteText : nil)
    }
}

extension Cadence {
    fileprivate func text(_ phrases: Phrases) -> String {
        func clock(_ hour: Int, _ minute: Int) -> String {
            [hour, minute].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        }
        return switch self {
        case .every(minutes: 1): phrases("jobs.everyMinute")
        case .every(let minutes): phrases("jobs.every", ["minutes": String(minutes)])
        case .daily(let hour, let minute): phrases("jobs.daily", ["time": clock(hour, minute)])
        case .workingDays(let hour, let minute): phrases("jobs.workingDays", ["time": clock(hour, minute)])
        }
    }
}
