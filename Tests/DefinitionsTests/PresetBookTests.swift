// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Foundation
import Testing

@Suite("PresetBook")
struct PresetBookTests {
    @Test("The presets of the program are read, and the first says what the rule without presets says")
    func own() throws {
        let book = try PresetBook()
        #expect(book.lights.map(\.key) == ["blueYellowRed", "greenYellowRed", "threeLights"])
        #expect(book.slips.map(\.key) == ["blueOrangeRedSlips", "blueYellowRedSlips"])
        #expect(book.standardLights?.bounds == LightRule().bounds)
        #expect(book.standardSlips?.looks.count == 3)
    }

    @Test("Of nearness, lag and delay the gravest counts, as each place has it")
    func levels() throws {
        let book = try PresetBook()
        let calendar = try WorkingCalendar()
        func level(_ key: String, _ today: String, progress: Int) throws -> WorkLight.Level {
            let preset = try #require(book.light(key))
            let subject = LightSubject(
                start: CalendarDate(iso: "2026-01-05"), due: CalendarDate(iso: "2026-12-31"), progress: progress,
                states: [.open])
            let today = try #require(CalendarDate(iso: today))
            let light = WorkLight(subject, today: today, LightRule(preset), calendar)
            #expect(light.look == preset.looks[light.level])
            return light.level
        }
        // At the end of June half of the working days have gone by.
        #expect(try level("blueYellowRed", "2026-06-30", progress: 300) == .behind)
        #expect(try level("blueYellowRed", "2026-12-30", progress: 1_000) == .near)
        #expect(try level("blueYellowRed", "2027-01-04", progress: 1_000) == .late)
        #expect(try level("blueYellowRed", "2027-06-01", progress: 1_000) == .late)
        #expect(try level("threeLights", "2026-06-30", progress: 300) == .late)
        #expect(try level("threeLights", "2026-06-30", progress: 430) == .onTrack)
        #expect(try level("greenYellowRed", "2026-06-30", progress: 400) == .near)
        #expect(try level("greenYellowRed", "2027-06-01", progress: 0) == .overdue)
    }

    @Test("What is wrong with a preset is said with its line")
    func faults() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jiedui-presets-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let text = """
            preset: mine
            kind: slips
            version: 1
            title: {zh-Hans: A, en: A}
            source: {zh-Hans: A, en: A}
            levels:
              - {level: blue, colour: blue, shape: circle, letter: {zh-Hans: A, en: A}, word: {zh-Hans: A, en: A}}
              - {level: red, colour: blue, shape: circle, letter: {zh-Hans: B, en: A}, word: {zh-Hans: A, en: A}}
            """
        try text.write(to: folder.appending(path: "mine.yml"), atomically: true, encoding: .utf8)
        do {
            _ = try PresetBook(own: folder)
            Issue.record("nothing was found wrong")
        } catch {
            #expect(
                error.faults.map { "\($0.line) \($0.messageKey)" } == [
                    "7 definition.lacks", "8 definition.doubled", "8 definition.lightsAlike",
                ])
        }
    }

    @Test("Working days are counted as day by day", arguments: [2025, 2026, 2030])
    func workingDays(year: Int) throws {
        let calendar = try WorkingCalendar()
        let first = try #require(CalendarDate(iso: "\(year)-01-01"))
        var (count, day) = (0, first)
        for number in 1...400 {
            day = try #require(CalendarDate(dayNumber: first.dayNumber + Int64(number)))
            if calendar.isWorkingDay(day) { count += 1 }
            #expect(calendar.workingDays(after: first, through: day) == count)
            #expect(calendar.workingDays(after: day, through: first) == -count)
        }
    }
}
