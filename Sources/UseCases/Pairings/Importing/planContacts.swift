// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// A row of contacts that is understood.
private struct ContactStep {
    let contact: Contact
    let before: ContactRecord?
}

extension UseCases {
    /// A contact is known again by pairing, side, post and name; of several such, by the day since when. A phone or
    /// address that is masked as the list shows it stays what it is, and what would change nothing needs no permission.
    func planContacts(_ rows: ImportTable, _ caller: Caller, _ connection: any SQLConnection) throws -> ImportPlan {
        var table = rows
        let directory = try PairingDirectory(connection)
        let names = PairingNames(directory.pairings)
        var steps: [ContactStep] = []
        for row in table.rows {
            guard let place = contactPlace(row, &table, names, directory, caller) else { continue }
            let taken = Set(steps.map(\.contact.id))
            guard let step = try contactStep(row, &table, place, taken, connection) else { continue }
            let contact = step.contact
            if steps.contains(where: { $0.contact.isSame(as: contact) }) {
                table.refuse(row, "name", "import.twice")
                continue
            }
            let changes = step.before.map { changedColumns($0.contact, contact) } ?? []
            if step.before == nil || !changes.isEmpty,
                !caller.may(.manageContact, on: directory.object(place.pairing, place.side))
            {
                table.refuse(row, "side", "rule.otherSide")
                continue
            }
            let outcome: ImportLine.Outcome =
                step.before == nil ? .create : changes.isEmpty ? .unchanged : .change
            table.add(row, contact.post + " " + contact.name, outcome, changes)
            steps.append(step)
        }
        let done = steps
        return ImportPlan(check: table.check) { connection in
            for step in done {
                guard let before = step.before else {
                    try self.insert(step.contact, connection, caller)
                    continue
                }
                if before.contact != step.contact {
                    try self.save(step.contact, over: before, connection, caller)
                }
            }
            return []
        }
    }

    private func contactPlace(
        _ row: ImportTable.Row, _ table: inout ImportTable, _ names: PairingNames, _ directory: PairingDirectory,
        _ caller: Caller
    ) -> ContactPlace? {
        let side: Side? = table.choice(row, "side", "side.")
        let kind: Contact.Kind? = table.choice(row, "kind", "contact.kind.")
        guard !row["pairing"].isEmpty else { return nil }
        guard let pairing = names.find(row["pairing"]) else {
            table.refuse(
                row, "pairing", "import.pairingUnknown", proposal: names.proposal(row["pairing"], table.words.language))
            return nil
        }
        guard let side, let kind else { return nil }
        // Whose phone book is not the caller's to read is not looked into.
        guard caller.may(.readContact, on: directory.object(pairing, side)) else {
            table.refuse(row, "pairing", "rule.foreignPairing")
            return nil
        }
        return ContactPlace(pairing: pairing, side: side, kind: kind)
    }

    private func contactStep(
        _ row: ImportTable.Row, _ table: inout ImportTable, _ place: ContactPlace, _ taken: Set<Identifier<Contact>>,
        _ connection: any SQLConnection
    ) throws -> ContactStep? {
        let days = (table.day(row, "validFrom"), table.day(row, "validTo"))
        let (pairing, side) = (place.pairing, place.side)
        let alike = try ContactQueries(connection).all(of: pairing.id).filter {
            $0.contact.side == side && $0.contact.post == row["post"] && $0.contact.name == row["name"]
                && !taken.contains($0.contact.id)
        }
        let known = alike.first { ($0.contact.validFrom?.description ?? "") == days.0 } ?? alike.first
        let empty = Contact(
            id: surroundings.identifier(), pairing: pairing.id, side: side, kind: place.kind, post: "", name: "")
        var values = row.values
        (values["side"], values["kind"]) = (side.rawValue, place.kind.rawValue)
        (values["validFrom"], values["validTo"]) = days
        if let contact = known?.contact {
            if values["phone"] == contact.maskedPhone { values["phone"] = contact.phone }
            if values["mail"] == contact.maskedMail { values["mail"] = contact.mail }
            // A spreadsheet has one kind of line end.
            if let note = contact.note, values["note"] == note.withPlainLineEnds { values["note"] = note }
        }
        let body = try known.flatMap { try bodyName(of: $0.contact, connection) }
        let keepsBody = body != nil && body == row["body"]
        if keepsBody { values["body"] = "" }
        do {
            var contact = try ContactFields(values).applied(to: known?.contact ?? empty, of: pairing, connection)
            if keepsBody { contact.organisation = known?.contact.organisation }
            return ContactStep(contact: contact, before: known)
        } catch let error as UseCaseError {
            try table.refuse(row, error)
            return nil
        }
    }

    private func changedColumns(_ before: Contact, _ after: Contact) -> [String] {
        let (old, new) = (ContactFields(before, body: nil).values, ContactFields(after, body: nil).values)
        var changed = ContactFields.names.filter { old[$0] != new[$0] }
        if before.organisation != after.organisation { changed.append("body") }
        return changed
    }
}

/// Where a row of contacts belongs.
private struct ContactPlace {
    let pairing: Pairing
    let side: Side
    let kind: Contact.Kind
}

extension Contact {
    /// Whether two rows of a file mean one line of the phone book.
    fileprivate func isSame(as other: Contact) -> Bool {
        id == other.id
            || (pairing == other.pairing && side == other.side && post == other.post && name == other.name
                && validFrom == other.validFrom)
    }
}

extension String {
    fileprivate var withPlainLineEnds: String {
        split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
    }
}
