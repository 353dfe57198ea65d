// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// The special requests that the visitor sees.
struct RequestsPage: PageModel {
    static let template = "requests"
    static let samples = [
        RequestsPage(
            summary: "S", pairings: [.sample], sides: [.sample], kinds: [.sample], shows: [.sample], isFiltered: true,
            requests: [.sample], first: "/", next: "/", mayAdd: true, watching: .sample),
        RequestsPage(
            summary: "S", pairings: [], sides: [], kinds: [], shows: [], isFiltered: false, requests: [], first: nil,
            next: nil, mayAdd: false, watching: .sample),
    ]

    struct Request: Sendable {
        let id: String
        let matter: String
        let kind: String
        let firm: String?
        let pairing: String
        /// Who asks.
        let applicant: String
        let units: [Unit]
        let state: String
        let stateName: String
        let clock: ClockView?
        let isOverdue: Bool
        static let sample = Request(
            id: "i", matter: "M", kind: "K", firm: "F", pairing: "P", applicant: "A", units: [.sample], state: "S",
            stateName: "drafted", clock: .sample, isOverdue: true)
    }

    /// A department that was asked.
    struct Unit: Sendable {
        let name: String
        let state: String
        static let sample = Unit(name: "N", state: "S")
    }
    let summary: String
    let pairings: [Choice]
    let sides: [Choice]
    let kinds: [Choice]
    let shows: [Choice]
    let isFiltered: Bool
    let requests: [Request]
    let first: String?
    let next: String?
    let mayAdd: Bool
    let watching: Watching
    var section: Section? { .requests }
}

/// How much time is left, as a light with words beside it.
struct ClockView: Sendable {
    let day: String
    let level: String
    let letter: String
    let text: String
    static let sample = ClockView(day: "2026-01-01", level: "near", letter: "L", text: "T")

    init(day: String, level: String, letter: String, text: String) {
        (self.day, self.level, self.letter, self.text) = (day, level, letter, text)
    }

    init(_ clock: RequestClock, _ phrases: Phrases) {
        let level: WorkLight.Level = clock.isOverdue ? .late : clock.isNear ? .near : .onTrack
        self.init(
            day: clock.day.description, level: level.rawValue, letter: phrases("light.letter." + level.rawValue),
            text: phrases(
                clock.isOverdue ? "light.daysOver" : "light.daysLeft", ["days": String(abs(clock.daysLeft))]))
    }
}

/// The form of a new request.
struct NewRequestPage: PageModel {
    static let template = "request-new"
    static let samples = [NewRequestPage(form: .sample)]
    let form: FormModel
    var section: Section? { .requests }
}
