// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import SQLCore
import Storage

/// An object as the question who may see it needs it.
struct AccessObject {
    let kind: AccessKind
    let id: String
    let title: String
    let pairing: Pairing?
    /// Where it lies; more than one place for people with several roles and for bodies of places with several pairings.
    let places: [RuleObject]
    /// Where it is read, where that is elsewhere than where it is changed: both sides read a row alike.
    var readPlaces: [RuleObject]?
    /// What reading it is.
    let reading: Action
    /// What else can be done with it, or with what is published of it, at present.
    let changing: [Action]
}

extension UseCases {
    /// The object of an address. Throws notFound.
    func accessObject(
        _ kind: AccessKind, _ id: String, _ directory: PairingDirectory, _ connection: any SQLConnection
    ) throws -> AccessObject {
        let found =
            switch kind {
            case .pairing: accessedPairing(id, directory)
            case .document: try accessedDocument(id, directory, connection)
            case .draft: try accessedDraft(id, directory, connection)
            case .plan: try accessedPlan(id, directory, connection)
            case .task: try accessedTask(id, directory, connection)
            case .organisation: try accessedOrganisation(id, directory, connection)
            case .contact: try accessedContact(id, directory, connection)
            case .entry: try accessedEntry(id, directory, connection)
            case .user: try accessedUser(id, directory, connection)
            }
        guard let found else { throw UseCaseError(kind.rawValue, .notFound) }
        return found
    }

    private func accessedPairing(_ code: String, _ directory: PairingDirectory) -> AccessObject? {
        guard let pairing = directory.pairings.first(where: { $0.code == code }) else { return nil }
        return AccessObject(
            kind: .pairing, id: code, title: pairing.oldArea.name + " – " + pairing.eastern.name, pairing: pairing,
            places: [directory.object(pairing.id)], reading: .readDirectory,
            changing: [.readPlan, .readDraft, .uploadDocument, .readContact, .manageContact, .addChildPairing])
    }

    private func accessedDocument(
        _ id: String, _ directory: PairingDirectory, _ connection: any SQLConnection
    ) throws -> AccessObject? {
        guard let id = Identifier<Document>(id), let document = try DocumentQueries(connection).find(id) else {
            return nil
        }
        return AccessObject(
            kind: .document, id: id.text, title: document.title ?? document.fileName,
            pairing: directory[document.pairing], places: [directory.object(document.pairing)],
            reading: try readingAction(of: document, connection), changing: [])
    }

    private func accessedDraft(
        _ id: String, _ directory: PairingDirectory, _ connection: any SQLConnection
    ) throws -> AccessObject? {
        guard let id = Identifier<Draft>(id), let draft = try DraftQueries(connection).find(id) else { return nil }
        let title = try Draft(draft).plan.document.title
        return AccessObject(
            kind: .draft, id: id.text, title: title ?? "", pairing: directory[draft.pairing],
            places: [directory.object(draft.pairing)], reading: readingAction(draft),
            changing: draft.state == .open ? [.correctDraft, .adoptDraft, .discardDraft] : [])
    }

    private func accessedPlan(
        _ id: String, _ directory: PairingDirectory, _ connection: any SQLConnection
    ) throws -> AccessObject? {
        guard let id = Identifier<Plan>(id), let plan = try PlanQueries(connection).find(id) else { return nil }
        return AccessObject(
            kind: .plan, id: id.text, title: plan.title, pairing: directory[plan.pairing],
            places: [directory.object(plan.pairing)], reading: .readPlan,
            changing: try published(plan.id, connection) + [.commentTask, .adoptDraft, .publishPlan])
    }

    private func accessedTask(
        _ id: String, _ directory: PairingDirectory, _ connection: any SQLConnection
    ) throws -> AccessObject? {
        guard let id = Identifier<PlanTask>(id), let task = try TaskQueries(connection).find(id) else { return nil }
        return AccessObject(
            kind: .task, id: id.text, title: task.path + " " + (task.title ?? task.area),
            pairing: directory[task.pairing], places: [directory.object(task.pairing)], reading: .readPlan,
            changing: try published(task.plan, connection) + [.commentTask, .adoptDraft])
    }

    /// What is published of a plan is read by more people than the plan.
    private func published(_ plan: Identifier<Plan>, _ connection: any SQLConnection) throws -> [Action] {
        try PublicationQueries(connection).find(plan) == nil ? [] : [.readPublishedPlan]
    }

    private func accessedOrganisation(
        _ id: String, _ directory: PairingDirectory, _ connection: any SQLConnection
    ) throws -> AccessObject? {
        guard let id = Identifier<Organisation>(id), let body = try OrganisationQueries(connection).find(id) else {
            return nil
        }
        return AccessObject(
            kind: .organisation, id: id.text, title: body.name, pairing: nil,
            places: directory.objects(of: body.division),
            reading: .readOrganisation, changing: [.manageOrganisation])
    }

    private func accessedContact(
        _ id: String, _ directory: PairingDirectory, _ connection: any SQLConnection
    ) throws -> AccessObject? {
        guard let id = Identifier<Contact>(id), let contact = try ContactQueries(connection).find(id)?.contact else {
            return nil
        }
        return AccessObject(
            kind: .contact, id: id.text, title: contact.post + " " + contact.name, pairing: directory[contact.pairing],
            places: [directory.object(contact.pairing, contact.side)], reading: .readContact,
            changing: [.revealContact, .manageContact])
    }

    /// A row: who confirms it is the other side, of whom the row's own place says nothing.
    private func accessedEntry(
        _ id: String, _ directory: PairingDirectory, _ connection: any SQLConnection
    ) throws -> AccessObject? {
        guard let id = Identifier<LedgerEntry>(id), let record = try EntryQueries(connection).find(id),
            let book = try BookQueries(connection).find(record.book), let ledger = surroundings.ledgers[book.ledger]
        else { return nil }
        var name = "#" + String(record.number)
        if let field = ledger.nameField, case .plain(.text(let text))? = record.values[field.key] {
            name += " " + text
        }
        let isPersonal = ledger.fields.contains(where: \.isPersonal)
        return AccessObject(
            kind: .entry, id: id.text, title: name, pairing: directory[book.pairing],
            places: [directory.object(book.pairing, record.side)], readPlaces: [directory.object(book.pairing)],
            reading: .readLedger,
            changing: [.editLedger, .attachEvidence, .commentLedger] + (isPersonal ? [.revealLedgerPerson] : []))
    }

    private func accessedUser(
        _ id: String, _ directory: PairingDirectory, _ connection: any SQLConnection
    ) throws -> AccessObject? {
        guard let id = Identifier<User>(id), let user = try AccountQueries(connection).find(id)?.user else {
            return nil
        }
        return AccessObject(
            kind: .user, id: id.text, title: user.displayName, pairing: nil, places: directory.objects(of: user.grants),
            reading: .readUser, changing: [.disableUser, .grantRole, .handOver])
    }
}
