// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A calendar as text (RFC 5545, with the name and the refresh interval of RFC 7986).
package struct ICalendar: Sendable {
    /// Something in it.
    package struct Event: Sendable {
        /// When it is.
        package enum Time: Hashable, Sendable {
            /// Whole days, the last one included.
            case days(first: CalendarDate, last: CalendarDate)
            /// `09:30` of a day in the time of Beijing, and the end where it is known.
            case hours(CalendarDate, begins: String, ends: String?)
        }
        /// The same for the same matter for ever.
        package let identity: String
        package let title: String
        package let time: Time
        package let place: String?
        package let link: String?
        /// Grows with every change.
        package let sequence: Int
        package let changedAt: Instant
        /// A due day: nobody is busy with it.
        package let isDeadline: Bool

        package init(
            identity: String, title: String, time: Time, place: String? = nil, link: String? = nil, sequence: Int,
            changedAt: Instant, isDeadline: Bool
        ) {
            (self.identity, self.title, self.time, self.place) = (identity, title, time, place)
            (self.link, self.sequence, self.changedAt, self.isDeadline) = (link, sequence, changedAt, isDeadline)
        }
    }
    package let name: String
    package let events: [Event]

    package init(name: String, events: [Event]) { (self.name, self.events) = (name, events) }

    /// The whole text, in lines of at most 75 bytes that end with CR and LF.
    package var text: String {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Jiedui//Calendar//ZH", "CALSCALE:GREGORIAN",
            "NAME:" + Self.escaped(name), "X-WR-CALNAME:" + Self.escaped(name),
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
        ]
        let hasHours = events.contains { event in
            if case .hours = event.time { return true }
            return false
        }
        if hasHours { lines += Self.zone }
        lines += events.flatMap(\.lines)
        lines.append("END:VCALENDAR")
        return lines.map { Self.folded($0) + "\r\n" }.joined()
    }

    /// Beijing's time since the end of its last summer time.
    private static let zone = [
        "BEGIN:VTIMEZONE", "TZID:Asia/Shanghai", "BEGIN:STANDARD", "DTSTART:19910915T020000", "TZOFFSETFROM:+0900",
        "TZOFFSETTO:+0800", "TZNAME:CST", "END:STANDARD", "END:VTIMEZONE",
    ]

    /// Text as a value (3.3.11): no sign of it ends the line or the value.
    package static func escaped(_ text: String) -> String {
        var value = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": value += "\\\\"
            case ";": value += "\\;"
            case ",": value += "\\,"
            case "\n": value += "\\n"
            // The other control characters may not stand in a value.
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: continue
            default: value.unicodeScalars.append(scalar)
            }
        }
        return value
    }

    /// A line cut into pieces of at most 75 bytes (3.1), never within a character of UTF-8.
    package static func folded(_ line: String) -> String {
        var (text, length) = ("", 0)
        for scalar in line.unicodeScalars {
            let width = String(scalar).utf8.count
            if length + width > 75 {
                text += "\r\n "
                // The blank counts.
                length = 1
            }
            text.unicodeScalars.append(scalar)
            length += width
        }
        return text
    }
}

extension ICalendar.Event {
    /// The lines of the component, not yet folded.
    fileprivate var lines: [String] {
        // Without METHOD the stamp says when what is told was last changed (3.8.7.2).
        var lines = [
            "BEGIN:VEVENT", "UID:" + ICalendar.escaped(identity), "DTSTAMP:" + changedAt.stamp,
            "LAST-MODIFIED:" + changedAt.stamp, "SEQUENCE:" + String(max(0, sequence)),
        ]
        switch time {
        case .days(let first, let last):
            lines.append("DTSTART;VALUE=DATE:" + first.compact)
            // The end is the first day after it (3.6.1).
            if let next = CalendarDate(dayNumber: last.dayNumber + 1) {
                lines.append("DTEND;VALUE=DATE:" + next.compact)
            }
        case .hours(let day, let begins, let ends):
            lines.append("DTSTART;TZID=Asia/Shanghai:" + day.compact + begins.stamp)
            if let ends { lines.append("DTEND;TZID=Asia/Shanghai:" + day.compact + ends.stamp) }
        }
        lines.append("SUMMARY:" + ICalendar.escaped(title))
        if let place { lines.append("LOCATION:" + ICalendar.escaped(place)) }
        if let link { lines.append("URL:" + link) }
        lines += ["STATUS:CONFIRMED", "TRANSP:" + (isDeadline ? "TRANSPARENT" : "OPAQUE"), "END:VEVENT"]
        return lines
    }
}

extension CalendarDate {
    /// `20260105`
    fileprivate var compact: String { description.replacing("-", with: "") }
}

extension String {
    /// `T093000` of `09:30`.
    fileprivate var stamp: String { "T" + replacing(":", with: "") + "00" }
}

extension Instant {
    /// `20260105T013000Z`, in whole seconds.
    fileprivate var stamp: String { isoText.prefix(19).replacing("-", with: "").replacing(":", with: "") + "Z" }
}
