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
    /// A contact is known again by pairing, side, post and name. A phone or address that is masked as the list shows it
    /// stays what it is.
    func planContacts(_ rows: ImportTable, _ caller: Caller, _ connection: any SQLConnection) throws -> ImportPlan {
        var table = rows
        let directory = try PairingDirectory(connection)
        var steps: [ContactStep] = []
        var taken: Set<String> = []
        for row in table.rows {
            guard let step = try contactStep(row, &table, directory, caller, connection) else { continue }
            let contact = step.contact
            let key = [contact.pairing.text, contact.side.rawValue, contact.post, contact.name].joined(separator: "\n")
            guard taken.insert(key).inserted else {
                table.refuse(row, "name", "import.twice")
                continue
            }
            let title = contact.post + " " + contact.name
            if let before = step.before?.contact {
                let changes = changedColumns(before, contact)
                table.add(row, title, changes.isEmpty ? .unchanged : .change, changes)
            } else {
                table.add(row, title, .create)
            }
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

    private func contactStep(
        _ row: ImportTable.Row, _ table: inout ImportTable, _ directory: PairingDirectory, _ caller: Caller,
        _ connection: any SQLConnection
    ) throws -> ContactStep? {
        let side: Side? = table.choice(row, "side", "side.")
        let kind: Contact.Kind? = table.choice(row, "kind", "contact.kind.")
        let days = (table.day(row, "validFrom"), table.day(row, "validTo"))
        let code = row["pairing"].lowercased()
        guard let pairing = directory.pairings.first(where: { $0.code == code }) else {
            table.refuse(row, "pairing", "pairing.unknown", proposal: nearest(code, directory.pairings.map(\.code)))
            return nil
        }
        guard let side, let kind else { return nil }
        guard caller.may(.manageContact, on: directory.object(pairing, side)) else {
            table.refuse(row, "side", "rule.otherSide")
            return nil
        }
        let known = try ContactQueries(connection).all(of: pairing.id).first {
            $0.contact.side == side && $0.contact.post == row["post"] && $0.contact.name == row["name"]
        }
        let empty = Contact(
            id: surroundings.identifier(), pairing: pairing.id, side: side, kind: kind, post: "", name: "")
        var values = row.values
        (values["side"], values["kind"]) = (side.rawValue, kind.rawValue)
        (values["validFrom"], values["validTo"]) = days
        if let contact = known?.contact {
            if values["phone"] == contact.maskedPhone { values["phone"] = contact.phone }
            if values["mail"] == contact.maskedMail { values["mail"] = contact.mail }
        }
        do {
            let contact = try ContactFields(values).applied(to: known?.contact ?? empty, of: pairing, connection)
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
