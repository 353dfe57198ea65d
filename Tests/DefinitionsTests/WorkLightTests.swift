// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Testing

@Suite("WorkLight")
struct WorkLightTests {
    private let rule = LightRule()

    private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(iso: text)) }

    private func light(
        _ today: String, start: String? = "2026-01-05", due: String? = "2026-12-31", progress: Int = 0,
        _ states: [WorkLeg.State] = [.open], nodes: [(String, Bool)] = []
    ) throws -> WorkLight {
        let milestones = try nodes.enumerated().map { number, node in
            Milestone(
                id: Identifier(at: Instant(milliseconds: 1), random: (UInt64(number), 0)),
                item: Identifier(at: Instant(milliseconds: 1), random: (0, 0)), due: try day(node.0), text: "M",
                reachedOn: node.1 ? try day(node.0) : nil)
        }
        return WorkLight(
            LightSubject(
                start: try start.map(day), due: try due.map(day), milestones: milestones, progress: progress,
                states: states), today: try day(today), rule, try WorkingCalendar())
    }

    @Test("By elapsed working days: at hand, somewhat behind, far behind")
    func elapsed() throws {
        // From 5 January to 30 June 2026 lie 118 of the 247 working days to the end of the year, by counting.
        let half = try light("2026-06-30", progress: 500)
        #expect(half.level == .onTrack)
        let expected = try #require(half.expected)
        #expect(try light("2026-06-30", progress: expected - 50).level == .onTrack)
        #expect(try light("2026-06-30", progress: expected - 51).level == .near)
        #expect(try light("2026-06-30", progress: expected - 150).level == .near)
        #expect(try light("2026-06-30", progress: expected - 151).level == .late)
    }

    @Test("Near its day within seven working days, late after it, overdue after thirty")
    func days() throws {
        // 31 December 2026 is a Thursday: the seventh working day before it is the 22nd.
        #expect(try light("2026-12-21", progress: 1_000).level == .onTrack)
        #expect(try light("2026-12-22", progress: 1_000).level == .near)
        #expect(try light("2026-12-22", progress: 1_000).daysLeft == 7)
        #expect(try light("2026-12-31", progress: 1_000).level == .near)
        #expect(try light("2026-03-02", due: "2026-02-27").level == .late)
        #expect(try light("2026-03-02", due: "2026-02-27").daysLeft == -2)
        // Saturday the 28th of February 2026 is a make-up day, and the holiday of Qingming lies in the thirty days.
        let calendar = try WorkingCalendar()
        let last = try #require(calendar.day(30, workingDaysAfter: try day("2026-02-27")))
        let next = try #require(calendar.day(31, workingDaysAfter: try day("2026-02-27")))
        #expect(try light(last.description, due: "2026-02-27").level == .late)
        #expect(try light(next.description, due: "2026-02-27").level == .overdue)
    }

    @Test("Milestones win over elapsed days, and over a typed progress")
    func milestones() throws {
        let nodes = [("2026-03-31", true), ("2026-06-30", false), ("2026-09-30", false), ("2026-12-31", false)]
        let spring = try light("2026-04-01", progress: 900, nodes: nodes)
        #expect(spring.level == .onTrack)
        #expect(spring.expected == 250)
        #expect(spring.progress == 250)
        #expect(try light("2026-06-30", progress: 900, nodes: nodes).level == .late)
        // What lies after the item's own day is due with it.
        #expect(try light("2026-10-30", due: "2026-10-30", nodes: nodes).expected == 1_000)
    }

    @Test("What has not begun, is closed, or was set aside says so")
    func aside() throws {
        #expect(try light("2026-01-04").level == .waiting)
        #expect(try light("2026-06-30", [.planned]).level == .waiting)
        #expect(try light("2026-06-30", []).level == .waiting)
        #expect(try light("2026-06-30", [.closed, .closed]).level == .closed)
        #expect(try light("2026-06-30", [.carried]).level == .carried)
        #expect(try light("2026-06-30", [.closed, .carried]).level == .carried)
        #expect(try light("2027-06-30", [.done, .confirming, .closed]).level == .reported)
        #expect(try light("2026-06-30", [.withdrawn]).level == .aside)
        #expect(try light("2026-06-30", [.suspended, .closed]).level == .aside)
        #expect(try light("2026-06-30", [.suspended, .open]).level == .late)
        #expect(try light("2026-06-30", due: nil, [.open]).level == .onTrack)
    }
}
