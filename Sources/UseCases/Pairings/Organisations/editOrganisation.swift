// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Changes what is said of a body, merged with what others have changed since. The name is corrected so, not
    /// changed: a new name from a day on is `renameOrganisation`.
    ///
    /// Fields: name, kind, place, aliases (one a line), parent (an identity), validFrom. Throws `EditCollision`.
    package func editOrganisation(_ caller: Caller, id: String, _ edit: Edit) async throws {
        try await write(caller) { connection in
            let change = try changeable(id, revision: nil, caller, connection)
            let fields = OrganisationFields(change.body)
            let values: [String: String]
            do {
                values = try edit.merged(into: fields.list, revision: change.revision, "organisation")
            } catch let collision as EditCollision {
                throw try named(collision, "organisation", change.body.id.text, connection)
            }
            let wanted = OrganisationFields(values)
            let changed = try wanted.applied(to: change.body, connection)
            if changed.division != change.body.division {
                try caller.require(
                    .manageOrganisation, onAny: change.directory.objects(of: changed.division), "organisation",
                    knowing: .readOrganisation)
            }
            guard changed != change.body else { return }
            try save(changed, revision: change.revision, connection)
            try correctNames(of: changed, connection)
            try record(
                connection, caller, "change", .organisation(changed.id), before: change.body.recorded,
                after: changed.recorded)
        }
    }

    /// What is corrected of a body's name, beginning or end is corrected in the row of names too.
    func correctNames(of changed: Organisation, _ connection: any SQLConnection) throws {
        let queries = OrganisationQueries(connection)
        guard var names = try queries.names(of: [changed.id])[changed.id], names.count > 1 else { return }
        names[names.count - 1].name = changed.name
        names[names.count - 1].validTo = changed.validTo
        names[0].validFrom = changed.validFrom
        try queries.replaceNames(of: changed.id, by: names)
    }

    /// The collision with who changed the object last.
    func named(
        _ collision: EditCollision, _ kind: String, _ id: String, _ connection: any SQLConnection
    ) throws -> EditCollision {
        var named = collision
        let last = try AuditQueries(connection).history(of: kind, id, limit: 1).first
        named.changedAt = last?.at
        if case .user(_, let name, _)? = last?.actor { named.changedBy = name }
        return named
    }
}

/// What a form says of a body.
struct OrganisationFields {
    var name: String
    var kind: String
    var place: String
    var aliases: String
    var parent: String
    var validFrom: String
}

extension OrganisationFields {
    init(_ body: Organisation) {
        self.init(
            name: body.name, kind: body.kind.rawValue, place: body.division?.text ?? "",
            aliases: body.aliases.joined(separator: "\n"), parent: body.parent?.text ?? "",
            validFrom: body.validFrom?.description ?? "")
    }

    init(_ values: [String: String]) {
        self.init(
            name: values["name"] ?? "", kind: values["kind"] ?? "", place: values["place"] ?? "",
            aliases: values["aliases"] ?? "", parent: values["parent"] ?? "", validFrom: values["validFrom"] ?? "")
    }

    var list: [EditableField] {
        [
            EditableField("name", name), EditableField("kind", kind), EditableField("place", place),
            EditableField("aliases", aliases, isList: true), EditableField("parent", parent),
            EditableField("validFrom", validFrom),
        ]
    }

    /// The body with these fields. Throws invalid with every field that won't do.
    func applied(to body: Organisation, _ connection: any SQLConnection) throws -> Organisation {
        var changed = body
        var failures: [ValidationFailure] = []
        func fail(_ field: String, _ message: String, _ arguments: [String: String] = [:]) {
            failures.append(ValidationFailure(field: field, message: message, arguments: arguments))
        }
        changed.name = name.trimmingWhitespace
        if !(1...100).contains(changed.name.count) { fail("name", "organisation.nameForm") }
        if let kind = OrganisationKind(rawValue: kind) {
            changed.kind = kind
        } else {
            fail("kind", "organisation.kindUnknown")
        }
        if place.isEmpty {
            changed.division = nil
        } else if let code = DivisionCode(place), try DivisionQueries(connection).find(code) != nil {
            changed.division = code
        } else {
            fail("place", "division.unknown")
        }
        changed.aliases = aliasList
        if changed.aliases.contains(where: { $0.count > 100 }) { fail("aliases", "organisation.aliasForm") }
        let day = validFrom.isEmpty ? nil : CalendarDate(iso: validFrom)
        if !validFrom.isEmpty && day == nil { fail("validFrom", "correction.dateForm") }
        if let day, let end = body.validTo, day > end { fail("validFrom", "organisation.endsBefore") }
        changed.validFrom = day
        do { changed.parent = try foundParent(of: body.id, connection) } catch let failure as ValidationFailure {
            failures.append(failure)
        }
        guard failures.isEmpty else { throw UseCaseError("organisation", .invalid(failures)) }
        return changed
    }

    private var aliasList: [String] {
        var seen: Set<String> = [name.trimmingWhitespace]
        return separated(aliases).filter { seen.insert($0).inserted }.sorted()
    }

    /// The body under which this one stands: never itself, nor one that stands under it.
    private func foundParent(
        of id: Identifier<Organisation>, _ connection: any SQLConnection
    ) throws -> Identifier<Organisation>? {
        if parent.isEmpty { return nil }
        let queries = OrganisationQueries(connection)
        guard let wanted = Identifier<Organisation>(parent), try queries.find(wanted) != nil else {
            throw ValidationFailure(field: "parent", message: "organisation.parentUnknown")
        }
        var above: Identifier<Organisation>? = wanted
        var seen: Set<Identifier<Organisation>> = []
        while let next = above, seen.insert(next).inserted {
            if next == id { throw ValidationFailure(field: "parent", message: "organisation.parentCycle") }
            above = try queries.find(next)?.parent
        }
        return wanted
    }
}
