// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// What a row of bodies changes, and why it may not, by its cells. A row that changes nothing is never refused.
    func judge(
        _ step: inout BodyStep, _ table: inout ImportTable, _ directory: PairingDirectory, _ caller: Caller,
        _ connection: any SQLConnection
    ) throws {
        step.changes = step.before.map { changedColumns($0.body, step.body) } ?? ["name"]
        guard !step.changes.isEmpty else { return }
        guard caller.may(.manageOrganisation, onAny: directory.objects(of: step.body.division)) else {
            table.refuse(step.row, "place", "import.placeNotYours")
            return
        }
        var fields = OrganisationFields(step.body)
        // Where it stands is found among the rows of the file too.
        fields.parent = ""
        do {
            let clean = try fields.applied(to: step.body, connection)
            if step.before.map({ $0.body.aliases != step.body.aliases }) ?? true { step.body.aliases = clean.aliases }
        } catch let error as UseCaseError { try table.refuse(step.row, error) }
        if let before = step.before, before.body.isConfirmed, !step.body.isConfirmed {
            table.refuse(
                step.row, "isConfirmed", "import.confirmedAlready",
                proposal: table.words.label("organisation.isConfirmed.yes"))
        }
        try judgeEnd(step, &table, connection)
    }

    /// A body ends where the sheet says so and nobody works in it any more; it exists again where no other took over.
    private func judgeEnd(
        _ step: BodyStep, _ table: inout ImportTable, _ connection: any SQLConnection
    ) throws {
        let queries = OrganisationQueries(connection)
        guard step.body.validTo != step.before?.body.validTo else { return }
        guard let end = step.body.validTo else {
            let heirs = try queries.successions(from: [step.body.id])
            if step.before?.body.successor != nil || !heirs.isEmpty {
                table.refuse(
                    step.row, "validTo", "import.passedOn", proposal: step.before?.body.validTo?.description)
            }
            return
        }
        if end > surroundings.now().day { table.refuse(step.row, "validTo", "organisation.dayToCome") }
        guard let before = step.before else { return }
        if let since = try queries.names(of: [before.body.id])[before.body.id]?.last?.validFrom, end < since {
            table.refuse(step.row, "validTo", "organisation.dayTooEarly", ["day": since.description])
        }
        var filter = AccountFilter()
        filter.organisation = before.body.id
        if try AccountQueries(connection).count(filter) > 0 {
            table.refuse(step.row, "validTo", "import.peopleLeft")
        }
    }

    private func changedColumns(_ before: Organisation, _ after: Organisation) -> [String] {
        var changed: [String] = []
        if before.kind != after.kind { changed.append("kind") }
        if before.parent != after.parent { changed.append("parent") }
        if before.aliases.sorted() != after.aliases.sorted() { changed.append("aliases") }
        if before.validFrom != after.validFrom { changed.append("validFrom") }
        if before.validTo != after.validTo { changed.append("validTo") }
        if before.isConfirmed != after.isConfirmed { changed.append("isConfirmed") }
        return changed
    }
}
