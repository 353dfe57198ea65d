// SPDX-License-Identifier: Apache-2.0
import UseCases

/// What two people made of one object, field by field: was, theirs, yours, and the choice between them. Sent again it is
/// the same form on the present revision, so that a third change in the meantime is told once more.
struct CollisionPage: PageModel {
    static let template = "collision"
    static let samples = [
        CollisionPage(
            title: "T", back: "/", action: "/", changed: "C",
            fields: [
                Field(
                    name: "n", label: "L", was: "W", theirs: "T", yours: "Y", theirsShown: "T", yoursShown: "Y")
            ], merged: [Merged(label: "L", value: "V")], hidden: [.init(name: "n", value: "v")])
    ]

    struct Field: Sendable {
        let name: String
        let label: String
        let was: String
        let theirs: String
        let yours: String
        let theirsShown: String
        let yoursShown: String
    }
    /// A field that merged by itself.
    struct Merged: Sendable {
        let label: String
        let value: String
    }
    let title: String
    /// The page of the object as it is now.
    let back: String
    let action: String
    let changed: String?
    let fields: [Field]
    let merged: [Merged]
    let hidden: [FormModel.Hidden]
    let sectionShown: Section?
    var section: Section? { sectionShown }
}

extension CollisionPage {
    init(
        title: String, back: String, action: String, changed: String?, fields: [Field], merged: [Merged],
        hidden: [FormModel.Hidden]
    ) {
        self.init(
            title: title, back: back, action: action, changed: changed, fields: fields, merged: merged, hidden: hidden,
            sectionShown: nil)
    }

    /// The page for a collision of fields whose labels are the sentences `<group>.<name>`; `shown` turns the value of a
    /// field into what a person reads.
    init(
        _ collision: EditCollision, title: String, back: String, action: String, group: String, _ phrases: Phrases,
        section: Section?, extra: [(String, String)] = [],
        shown: (_ field: String, _ value: String) -> String = { $1 }
    ) {
        func read(_ field: String, _ value: String) -> String {
            value.isEmpty ? phrases("collision.empty") : shown(field, value)
        }
        let open = Set(collision.fields.map(\.name))
        let rest = collision.merged.filter { !open.contains($0.key) }.sorted { $0.key < $1.key }
        let seen = collision.present.sorted { $0.key < $1.key }.map { FormModel.Hidden(name: "seen." + $0, value: $1) }
        var changed: String?
        if let name = collision.changedBy, let at = collision.changedAt {
            changed = phrases("collision.changed", ["name": name, "time": at.minuteText])
        }
        self.init(
            title: title, back: back, action: action, changed: changed,
            fields: collision.fields.map { field in
                Field(
                    name: field.name, label: phrases(group + "." + field.name), was: read(field.name, field.was),
                    theirs: field.theirs, yours: field.yours, theirsShown: read(field.name, field.theirs),
                    yoursShown: read(field.name, field.yours))
            },
            merged: rest.filter { $0.value != collision.present[$0.key] || collision.taken.contains($0.key) }.map {
                Merged(label: phrases(group + "." + $0.key), value: read($0.key, $0.value))
            },
            hidden: [.init(name: "revision", value: String(collision.revision))]
                + extra.map { .init(name: $0.0, value: $0.1) } + seen
                + rest.map { .init(name: $0.key, value: $0.value) },
            sectionShown: section)
    }
}
