// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import FormData
import HTTPTypes
import Hummingbird
import NIOCore
import UseCases

/// Shows a month of the visitor's own calendar, or of a pairing's.
func showCalendar(_ visit: Visit) async throws -> Response {
    try visit.show(try await calendarPage(visit, visit.query, made: nil))
}

/// Gives a calendar a new secret address and shows it this once.
func openCalendar(_ visit: Visit) async throws -> Response {
    let secret = try await visit.useCases.openCalendar(
        try visit.caller, pairing: visit.form.optional("pairing"))
    let path = Address.calendarFile.path(secret + ".ics")
    return try visit.show(try await calendarPage(visit, visit.form, made: visit.ownAddress + path))
}

extension Visit {
    /// Scheme and host of this site: as the settings say, else as the visitor came.
    fileprivate var ownAddress: String {
        if let known = useCases.surroundings.notices.publicAddress { return known }
        return (site.settings.isSecure ? "https://" : "http://") + (request.head.authority ?? "")
    }
}

/// Takes a calendar's secret address away.
func closeCalendar(_ visit: Visit) async throws -> Response {
    let code = visit.form.optional("pairing")
    try await visit.useCases.closeCalendar(try visit.caller, pairing: code)
    var query = FormFields()
    query.set("pairing", code)
    return visit.goOn(to: query.path(of: .calendar), notice: "calendarClosed")
}

/// Sends the calendar under a secret address to a calendar program.
func sendCalendarFile(_ visit: Visit) async throws -> Response {
    let name = try visit.value("file")
    guard name.hasSuffix(".ics"),
        let file = try await visit.useCases.calendarFile(secret: String(name.dropLast(4)))
    else { throw UseCaseError("calendar", .notFound) }
    let tag = "\"" + file.tag + "\""
    let headers: HTTPFields = [
        .contentType: "text/calendar; charset=utf-8", .eTag: tag, .cacheControl: "private, no-cache",
    ]
    if visit.request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
    return Response(
        status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: file.text)))
}

private func calendarPage(_ visit: Visit, _ fields: FormFields, made: String?) async throws -> CalendarPage {
    let (today, phrases) = (visit.useCases.surroundings.now().day, visit.phrases)
    let wanted = CalendarDate(iso: fields["month"] + "-01")
    let calendar: CalendarMonth
    if let list = fields.optional("list") {
        calendar = try await visit.useCases.calendar(
            try visit.caller, list: list, year: wanted?.year, month: wanted?.month ?? 1)
    } else {
        let wanted = wanted ?? today
        calendar = try await visit.useCases.calendar(
            try visit.caller, pairing: fields.optional("pairing"), year: wanted.year, month: wanted.month,
            language: visit.language)
    }
    func path(_ day: CalendarDate?) -> String {
        var query = FormFields()
        query.set("pairing", calendar.list == nil ? calendar.pairing?.code : nil)
        query.set("list", calendar.list?.id.text)
        query.set("month", day?.month7)
        return query.path(of: .calendar)
    }
    let name = { (pairing: Pairing?) in pairing?.label(in: visit.language) ?? phrases("calendar.own") }
    return CalendarPage(
        title: calendar.first.month7, name: name(calendar.pairing),
        pairings: [Choice(value: "", label: phrases("calendar.own"), isChosen: calendar.pairing == nil)]
            + calendar.pairings.map {
                Choice(
                    value: $0.code, label: $0.label(in: visit.language), isChosen: $0.id == calendar.pairing?.id)
            }, month: calendar.first.month7, previous: path(CalendarDate(dayNumber: calendar.first.dayNumber - 1)),
        next: path(CalendarDate(dayNumber: calendar.last.dayNumber + 1)), days: days(calendar, today, visit),
        made: made,
        feeds: calendar.feeds.map {
            .init(name: name($0.pairing), made: $0.createdAt.dayText, code: $0.pairing?.code ?? "")
        }, code: calendar.pairing?.code ?? "",
        hasFeed: calendar.feeds.contains { $0.pairing?.id == calendar.pairing?.id },
        list: calendar.list.map { list in
            .init(
                id: list.id.text, title: phrases("work.titleOf", ["year": String(list.year)]),
                views: ListViews(of: list.id.text, open: .calendar, phrases))
        })
}

/// The days on which something stands; what began before the month stands on its first.
private func days(_ calendar: CalendarMonth, _ today: CalendarDate, _ visit: Visit) -> [CalendarPage.Day] {
    let phrases = visit.phrases
    let byDay = Dictionary(grouping: calendar.entries) { max($0.first, calendar.first) }
    return byDay.sorted { $0.key < $1.key }.map { day, entries in
        CalendarPage.Day(
            date: day.description, weekday: phrases("calendar.weekday.\(day.weekday)"), isToday: day == today,
            isFree: !visit.useCases.surroundings.calendar.isWorkingDay(day),
            entries: entries.map { entry in
                let hours = [entry.begins, entry.ends].compactMap { $0 }.joined(separator: "–")
                return CalendarPage.Entry(
                    path: entry.path, kind: phrases("calendar.kind." + entry.kind), matter: entry.matter,
                    unit: entry.unit,
                    time: !hours.isEmpty
                        ? hours
                        : entry.last > entry.first
                            ? phrases("calendar.until", ["day": entry.last.description]) : nil,
                    pairing: entry.pairing.label(in: visit.language), isDeadline: entry.isDeadline)
            })
    }
}

extension CalendarDate {
    /// `2026-01`
    fileprivate var month7: String { String(description.prefix(7)) }

    /// 1 for Monday to 7 for Sunday; 1 January 1970 was a Thursday.
    fileprivate var weekday: Int { Int((dayNumber + 3) % 7 + 7) % 7 + 1 }
}
