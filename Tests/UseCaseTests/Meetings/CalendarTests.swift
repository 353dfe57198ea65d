// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import EngineTesting
import LedgerEngine
import Reports
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Calendars")
struct CalendarTests {
    @Test("Each kind of entry has its words, on the page and in the file", arguments: Language.allCases)
    func words(language: Language) throws {
        let messages = try MessageCatalogue()
        for kind in CalendarSource.all.map(\.kind) + ["visit"] {
            for key in ["calendar." + kind, "calendar.kind." + kind] {
                #expect(messages.text(key, language) != key, "\(key)")
            }
        }
    }

    @Test(
        "Lines have at most 75 bytes, are cut between characters, and read as before",
        arguments: [
            "", "SUMMARY:short", String(repeating: "a", count: 75), String(repeating: "a", count: 76),
            "SUMMARY:" + String(repeating: "对口合作", count: 40), "SUMMARY:ab" + String(repeating: "🌲村", count: 50),
            String(repeating: "é", count: 300),
        ])
    func folds(line: String) {
        let folded = ICalendar.folded(line)
        let pieces = folded.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        #expect(pieces.allSatisfy { $0.utf8.count <= 75 } && pieces.dropFirst().allSatisfy { $0.hasPrefix(" ") })
        #expect(folded.replacing("\r\n ", with: "") == line)
        #expect((line.utf8.count > 75) == (pieces.count > 1))
    }

    @Test("What would end a line or a value is escaped, other control characters are left out")
    func escapes() {
        #expect(ICalendar.escaped(#"a,b;c\d"#) == #"a\,b\;c\\d"#)
        #expect(ICalendar.escaped("one\r\ntwo\u{7}") == #"one\ntwo"#)
        #expect(ICalendar.escaped("BEGIN:VEVENT") == "BEGIN:VEVENT")
    }

    @Test("Whole days end on the day after; hours have Beijing's zone")
    func writes() throws {
        let day = try #require(CalendarDate(iso: "2026-02-28"))
        func event(_ time: ICalendar.Event.Time) -> ICalendar.Event {
            ICalendar.Event(
                identity: "x-1", title: "A, B", time: time, link: "https://a.test/x", sequence: 3,
                changedAt: Instant(milliseconds: 1_767_576_600_250), isDeadline: true)
        }
        let days = ICalendar(name: "N", events: [event(.days(first: day, last: day))]).text
        for line in [
            "UID:x-1", "DTSTAMP:20260105T013000Z", "LAST-MODIFIED:20260105T013000Z", "SEQUENCE:3",
            "DTSTART;VALUE=DATE:20260228", "DTEND;VALUE=DATE:20260301", #"SUMMARY:A\, B"#, "URL:https://a.test/x",
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        ] { #expect(days.contains("\r\n" + line + "\r\n"), "\(line)") }
        #expect(!days.contains("VTIMEZONE") && days.hasSuffix("END:VCALENDAR\r\n"))
        let hours = ICalendar(name: "N", events: [event(.hours(day, begins: "09:30", ends: nil))]).text
        #expect(hours.contains("DTSTART;TZID=Asia/Shanghai:20260228T093000\r\n") && !hours.contains("DTEND"))
        #expect(hours.contains("TZID:Asia/Shanghai\r\n") && hours.contains("TZOFFSETTO:+0800\r\n"))
    }

    /// A list both cities agreed to with an item of Forestry's, an order that Forestry has, a meeting at half past nine.
    private func fill(_ office: Office, _ people: OrderPeople) async throws {
        let useCases = office.useCases
        let plan = try await useCases.startYearPlan(
            people.first,
            YearPlanStart(pairing: office.own.code, year: 2027, takesTasks: false, takesSafeguards: false)
        ).text
        _ = try await useCases.addItems(
            people.first, plan: plan,
            [
                ["title": "Hill", "oldAreaLead": "Forestry", "due": "2027-05-20", "q1": "Seeds"],
                ["title": "Museum", "oldAreaLead": "Culture", "due": "2027-05-21"],
            ])
        for caller in [people.first, people.otherOffice] {
            let revision = try await useCases.yearPlan(caller, id: plan).plan.revision
            try await useCases.agreeYearPlan(caller, id: plan, revision: revision)
        }
        _ = try await office.issued(people, ["deadline": "2027-05-25"])
        let meeting = try await office.add(
            "meeting",
            .texts(["type": "leaders", "year": "2027", "title": "Talks", "date": "2027-05-10", "place": "930100"]),
            by: people.first
        ).id.text
        try await useCases.editMeeting(
            people.first, id: meeting, Edit(revision: 0, values: ["begins": "09:30", "ends": "11:00"]))
    }

    private func matters(_ office: Office, _ caller: Caller, _ month: Int, of code: String? = nil) async throws
        -> [String]
    {
        try await office.useCases.calendar(caller, pairing: code, year: 2027, month: month).entries.map(\.matter)
    }

    @Test(
        "Each sees what is due of the own work, and of a pairing all that may be read", arguments: TestEngine.both)
    func shows(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let people = try await OrderPeople(office)
            try await fill(office, people)
            #expect(try await matters(office, people.unit, 5) == ["Talks", "Hill", "Roads"])
            #expect(try await matters(office, people.unit, 3) == ["Seeds · Hill"])
            #expect(try await matters(office, people.first, 5) == ["Talks", "Hill", "Museum", "Roads"])
            // The other city's office has none of this to do; of the pairing it sees everything.
            #expect(try await matters(office, people.otherOffice, 5) == ["Talks"])
            let code = office.own.code
            #expect(try await matters(office, people.otherOffice, 5, of: code) == ["Talks", "Hill", "Museum", "Roads"])
            #expect(try await matters(office, people.unit, 5, of: code) == ["Talks", "Hill", "Museum", "Roads"])
            #expect(try await matters(office, people.stranger, 5).isEmpty)
            #expect(try await cause { _ = try await matters(office, people.stranger, 5, of: code) } == .notFound)
        }
    }

    @Test("Departments see the day of their own opinion, the office all, who asked the day of the decision")
    func asks() async throws {
        try await Registers.open(.sqlite) { office in
            let people = try await RequestPeople(office)
            let id = try await office.consulted(people)
            func days(_ caller: Caller, _ month: Int) async throws -> [String] {
                try await office.useCases.calendar(caller, pairing: nil, year: 2027, month: month).entries.map {
                    $0.first.description + " " + ($0.unit ?? "-")
                }
            }
            #expect(try await days(people.forestry, 1) == ["2027-01-29 Forestry"])
            #expect(try await days(people.culture, 1) == ["2027-01-25 Culture"])
            #expect(try await days(people.first, 1) == ["2027-01-25 Culture", "2027-01-29 Forestry"])
            #expect(try await days(people.applicant, 1).isEmpty)
            #expect(try await days(people.otherOffice, 1).isEmpty)
            let day = try #require(try await office.useCases.request(people.first, id: id).request.deadline)
            #expect(try await days(people.applicant, day.month) == [day.description + " -"])
            #expect(try await days(people.first, day.month) == [day.description + " -"])
            #expect(try await days(people.forestry, day.month).isEmpty)
        }
    }

    @Test("A secret address tells what its holder may see at that moment, until it is renewed or taken away")
    func subscribes() async throws {
        try await Registers.open(.sqlite) { office in
            let (people, useCases) = (try await OrderPeople(office), office.useCases)
            try await fill(office, people)
            let first = try await useCases.openCalendar(people.unit, pairing: nil)
            let whole = try await useCases.openCalendar(people.unit, pairing: office.own.code)
            let text = try #require(try await useCases.calendarFile(secret: first)).text
            #expect(text.contains("Hill") && !text.contains("Museum") && text.contains("T093000\r\n"))
            let again = try await useCases.calendarFile(secret: first)
            let third = try await useCases.calendarFile(secret: first)
            #expect(again?.text == text && again?.tag == third?.tag && again?.tag.isEmpty == false)
            #expect(try await useCases.calendarFile(secret: whole)?.text.contains("Museum") == true)
            let kept = try await useCases.database.read { connection in
                try connection.rows("SELECT secret_hash FROM calendar_feed").map { try $0.text(0) }
            }
            #expect(kept.count == 2 && !kept.contains(first))
            let renewed = try await useCases.openCalendar(people.unit, pairing: nil)
            #expect(try await useCases.calendarFile(secret: first) == nil)
            #expect(try await useCases.calendarFile(secret: renewed)?.text == text)
            #expect(try await useCases.calendarFile(secret: String(repeating: "A", count: 43)) == nil)
            let person = try #require(people.unit.userID)
            _ = try await useCases.database.write {
                try $0.run("DELETE FROM account_grant WHERE account_id = ?", [.id(person)])
            }
            #expect(try await useCases.calendarFile(secret: whole) == nil)
            #expect(try await useCases.calendarFile(secret: renewed)?.text.contains("Hill") == false)
        }
    }

    @Test("A disabled person's address opens nothing; nobody takes another's away")
    func ends() async throws {
        try await Registers.open(.sqlite) { office in
            let (people, useCases) = (try await OrderPeople(office), office.useCases)
            let secret = try await useCases.openCalendar(people.first, pairing: nil)
            #expect(try await cause { try await useCases.closeCalendar(people.second, pairing: nil) } == .notFound)
            #expect(
                try await cause { _ = try await useCases.openCalendar(people.stranger, pairing: office.own.code) }
                    == .notFound)
            #expect(try await useCases.calendarFile(secret: secret) != nil)
            let person = try #require(people.first.userID)
            _ = try await useCases.database.write {
                try $0.run("UPDATE account SET state = 'disabled' WHERE id = ?", [.id(person)])
            }
            #expect(try await useCases.calendarFile(secret: secret) == nil)
            let other = try await useCases.openCalendar(people.second, pairing: nil)
            try await useCases.closeCalendar(people.second, pairing: nil)
            #expect(try await useCases.calendarFile(secret: other) == nil)
        }
    }

    @Test("A day that moves by an agreement is a later state of the same entry")
    func movedByAgreement() async throws {
        try await WorkPlace.open(.sqlite) { place in
            let useCases = place.useCases
            let plan = try await useCases.startYearPlan(
                place.oldArea,
                YearPlanStart(
                    pairing: place.office.own.code, year: 2027, takesTasks: false, takesSafeguards: false)
            ).text
            let item = try await useCases.addItem(
                place.oldArea, plan: plan, ["title": "Open a shop", "oldAreaLead": "A", "due": "2027-05-10"]
            ).text
            try await place.agree(plan)
            func entry() async throws -> CalendarEntry {
                let month = try await useCases.calendar(place.oldArea, pairing: nil, year: 2027, month: 5)
                return try #require(month.entries.first { $0.identity == item })
            }
            let before = try await entry()
            place.office.bench.advance(seconds: 86_400)
            let revision = try await useCases.item(place.oldArea, id: item).line.item.revision
            try await useCases.editItem(
                place.oldArea, id: item, Edit(revision: revision, values: ["due": "2027-05-20"]))
            let edited = try await entry()
            #expect(edited.first == before.first)
            place.office.bench.advance(seconds: 86_400)
            try await place.agree(plan)
            let after = try await entry()
            #expect(after.first.description == "2027-05-20")
            #expect(after.sequence > edited.sequence && after.changedAt > edited.changedAt)
        }
    }
}
