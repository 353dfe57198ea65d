// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// What a form says of a meeting.
package enum MeetingFields {
    package static let names = ["begins", "ends", "agenda", "oldAreaPeople", "easternPeople", "minutes"]
    /// So many characters each may have.
    package static let longest = 20_000

    static func list(_ meeting: Meeting) -> [EditableField] {
        let values = [
            meeting.begins, meeting.ends, meeting.agenda, meeting.oldAreaPeople, meeting.easternPeople,
            meeting.minutes,
        ]
        return zip(names, values).map { EditableField($0, $1, isList: $0 == "agenda" || $0.hasSuffix("People")) }
    }

    /// Times are `09:30`; an end has a beginning before it.
    static func wrongTimes(_ begins: String, _ ends: String) -> [ValidationFailure] {
        func isTime(_ text: String) -> Bool { text.wholeMatch(of: #/([01][0-9]|2[0-3]):[0-5][0-9]/#) != nil }
        var failures = [("begins", begins), ("ends", ends)].filter { !$0.1.isEmpty && !isTime($0.1) }.map {
            ValidationFailure(field: $0.0, message: "meeting.timeForm")
        }
        if failures.isEmpty, !ends.isEmpty, begins.isEmpty || ends <= begins {
            failures.append(ValidationFailure(field: "ends", message: "meeting.endsBefore"))
        }
        return failures
    }
}

extension UseCases {
    /// Changes agenda, people and minutes, merged with what others have changed since. Throws `EditCollision`, invalid,
    /// forbidden, notFound.
    package func editMeeting(_ caller: Caller, id: String, _ edit: Edit) async throws {
        try await write(caller) { connection in
            let desk = try findMeeting(toChange: id, caller, connection)
            let before = MeetingFields.list(desk.meeting)
            let values: [String: String]
            do {
                values = try edit.merged(into: before, revision: desk.meeting.revision, "meeting")
            } catch let collision as EditCollision {
                throw try named(collision, "meeting", desk.id.text, connection)
            }
            func text(_ name: String) -> String { (values[name] ?? "").trimmingWhitespace }
            var failures = MeetingFields.names.filter { text($0).count > MeetingFields.longest }.map {
                ValidationFailure(
                    field: $0, message: "leg.wordsTooLong", arguments: ["longest": String(MeetingFields.longest)])
            }
            failures += MeetingFields.wrongTimes(text("begins"), text("ends"))
            guard failures.isEmpty else { throw UseCaseError("meeting", .invalid(failures)) }
            var meeting = desk.meeting
            (meeting.begins, meeting.ends) = (text("begins"), text("ends"))
            (meeting.agenda, meeting.oldAreaPeople) = (text("agenda"), text("oldAreaPeople"))
            (meeting.easternPeople, meeting.minutes) = (text("easternPeople"), text("minutes"))
            let after = MeetingFields.list(meeting)
            let changed = zip(before, after).filter { $0.value != $1.value }
            guard !changed.isEmpty else { return }
            meeting.revision += 1
            try MeetingQueries(connection).save(meeting)
            // The people are named on the meeting's page and not once more in the record.
            func recorded(_ field: EditableField) -> (String, String?) {
                (field.name, field.name.hasSuffix("People") ? nil : cleanText(field.value))
            }
            try record(
                connection, caller, "change", .meeting(desk), before: AuditFields(changed.map { recorded($0.0) }),
                after: AuditFields(changed.map { recorded($0.1) }))
        }
    }
}
