// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Testing

@Suite("When jobs are due")
struct CadenceTests {
    /// A moment in the time of Beijing.
    private static func moment(_ text: String) throws -> Instant {
        let (day, time) = (text.prefix(10), text.suffix(5).split(separator: ":").compactMap { Int64($0) })
        let date = try #require(CalendarDate(iso: day))
        return Instant(startOf: date).advanced(bySeconds: time[0] * 3600 + time[1] * 60)
    }

    @Test(
        "The next slot follows the moment, in the time of Beijing",
        arguments: [
            (Cadence.every(minutes: 10), "2026-03-02 10:00", "2026-03-02 10:10"),
            (.every(minutes: 10), "2026-03-02 10:09", "2026-03-02 10:10"),
            (.every(minutes: 1), "2026-03-02 23:59", "2026-03-03 00:00"),
            // Every day anew: the last slot is shorter.
            (.every(minutes: 7 * 60), "2026-03-02 21:30", "2026-03-03 00:00"),
            (.daily(hour: 8, minute: 30), "2026-03-02 08:29", "2026-03-02 08:30"),
            (.daily(hour: 8, minute: 30), "2026-03-02 08:30", "2026-03-03 08:30"),
            // Friday to Monday.
            (.workingDays(hour: 9, minute: 0), "2026-03-06 09:00", "2026-03-09 09:00"),
            // Over the holidays of the National Day, to the day after them.
            (.workingDays(hour: 9, minute: 0), "2026-09-30 10:00", "2026-10-08 09:00"),
            // A Saturday on which people work.
            (.workingDays(hour: 9, minute: 0), "2026-10-09 10:00", "2026-10-10 09:00"),
        ] as [(Cadence, String, String)])
    func next(cadence: Cadence, after: String, expected: String) throws {
        let slot = cadence.next(after: try Self.moment(after), try WorkingCalendar())
        let wanted = try Self.moment(expected)
        #expect(slot == wanted)
    }

    @Test("Nothing leaves the program between 20:00 and 08:00")
    func quiet() throws {
        for (time, isQuiet) in [("07:59", true), ("08:00", false), ("19:59", false), ("20:00", true), ("00:00", true)] {
            let moment = try Self.moment("2026-03-02 " + time)
            #expect(QuietHours.contains(moment) == isQuiet, "\(time)")
        }
    }

    @Test("In no minute does a robot send more than 20 messages")
    func bucket() {
        var bucket = TokenBucket(at: Instant(milliseconds: 0))
        var sent: [Int64] = []
        for moment in stride(from: Int64(0), through: 300_000, by: 100) {
            if bucket.take(at: Instant(milliseconds: moment)) { sent.append(moment) }
        }
        let most = sent.map { start in sent.count { $0 >= start && $0 < start + 60_000 } }.max() ?? 0
        #expect(most <= 20)
        #expect(sent.count >= 18 * 5)
    }
}
