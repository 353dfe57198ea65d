// SPDX-License-Identifier: Apache-2.0
import Definitions
import DocumentEngine
import Domain
import SQLCore
import Storage

/// A correction of one unit that can be made in the other places of a draft too.
package struct SpreadOffer: Sendable {
    package let correction: DraftCorrection
    /// In how many other places the unit stands.
    package let count: Int
    package let unit: String
    /// What it means: a body's name, or the words in its place.
    package let meaning: String
}

extension UseCases {
    /// Keeps what a correction says of units: which body one means, and of one that was written otherwise, the body of
    /// the directory that the new words mean. The step of the draft says from where it comes, so that undoing takes it
    /// back.
    func learnSpellings(
        from before: PlanDraft, to after: PlanDraft, step: Int, of draft: DraftRecord, _ connection: any SQLConnection
    ) throws {
        guard let pairing = try PairingQueries(connection).find(draft.pairing) else { return }
        let resolver = try UnitResolver(
            pairing, after, OrganisationDirectory(), surroundings, connection, isDemo: false)
        let queries = SpellingQueries(connection)
        try queries.forget(draft: draft.id, from: step)
        for (name, body) in try taught(from: before, to: after, resolver) {
            let division = resolver.division(of: name.city)
            let present = try queries.known(in: [division].compactMap { $0 }, pairing: pairing.id).first {
                $0.division == division && $0.spelling == name.unit && $0.day == after.document.issuedOn
            }
            if present?.organisation == body { continue }
            // A body bears its own names already.
            let spelled = try OrganisationQueries(connection).find(body)
            if spelled.map({ $0.name == name.unit || $0.aliases.contains(name.unit) }) == true { continue }
            if let present { try queries.setRemoved(surroundings.now(), present.id) }
            try queries.insert(
                LearnedSpelling(
                    id: surroundings.identifier(), pairing: pairing.id, division: division, spelling: name.unit,
                    organisation: body, day: after.document.issuedOn, draft: draft.id, step: step,
                    learnedAt: surroundings.now()))
        }
    }

    /// Each unit with its body, once.
    private func taught(
        from before: PlanDraft, to after: PlanDraft, _ resolver: UnitResolver
    ) throws -> [DraftUnitName: Identifier<Organisation>] {
        var taught: [DraftUnitName: Identifier<Organisation>] = [:]
        guard before.unitLists.count == after.unitLists.count else { return [:] }
        for (old, new) in zip(before.unitLists, after.unitLists) where old.units != new.units {
            for unit in new.units.expanded where !old.units.expanded.contains(unit) {
                if let name = unit.name, let body = unit.organisation { taught[name] = body }
            }
            for (gone, come) in replaced(old.units, new.units) where taught[gone] == nil {
                taught[gone] = try resolver.find(come)
            }
        }
        return taught
    }

    /// Units of a list of which exactly one gave way to exactly one other of its city.
    private func replaced(
        _ old: DraftResponsibility, _ new: DraftResponsibility
    ) -> [(DraftUnitName, DraftUnitName)] {
        let (before, after) = (Set(old.expanded.compactMap(\.name)), Set(new.expanded.compactMap(\.name)))
        let gone = Dictionary(grouping: before.subtracting(after), by: \.city)
        let come = Dictionary(grouping: after.subtracting(before), by: \.city)
        return gone.compactMap { city, names in
            guard names.count == 1, let others = come[city], others.count == 1 else { return nil }
            return (names[0], others[0])
        }
    }

    /// Takes back what a step of a draft taught, or teaches it again.
    func setSpellings(
        isRemoved: Bool, of draft: Identifier<Draft>, step: Int, _ connection: any SQLConnection
    ) throws {
        let queries = SpellingQueries(connection)
        for spelling in try queries.taught(by: draft, step: step) where (spelling.removedAt != nil) != isRemoved {
            try queries.setRemoved(isRemoved ? surroundings.now() : nil, spelling.id)
        }
    }

    /// Says of every unit of a new draft what clerks said of it before: by city, of the latest day that is not after the
    /// document's.
    func fillSpellings(
        into plan: inout PlanDraft, of pairing: Pairing, _ connection: any SQLConnection
    ) throws {
        let day = plan.document.issuedOn
        let resolver = try UnitResolver(
            pairing, plan, OrganisationDirectory(), surroundings, connection, isDemo: false)
        let known = try SpellingQueries(connection).known(
            in: Side.allCases.map { pairing.party($0).division }, pairing: pairing.id)
        guard !known.isEmpty else { return }
        let grouped = Dictionary(grouping: known) { [$0.division?.text ?? "", $0.spelling] }
        plan.changeUnits { _, units in
            for index in units.expanded.indices {
                guard let name = units.expanded[index].name else { continue }
                let division = resolver.division(of: name.city)
                guard let said = grouped[[division?.text ?? "", name.unit]] else { continue }
                let sorted = said.sorted { ($0.day?.description ?? "") < ($1.day?.description ?? "") }
                let fitting = sorted.last { entry in
                    guard let from = entry.day, let day else { return true }
                    return from <= day
                }
                units.expanded[index].organisation = (fitting ?? sorted[0]).organisation
            }
        }
    }

    /// What the last step did to one unit, for the other places of the draft; nil where there is nothing to offer.
    func spreadOffer(_ draft: Draft, _ connection: any SQLConnection) throws -> SpreadOffer? {
        guard let step = try DraftQueries(connection).lastStep(of: draft.id),
            let made = DraftCorrection(kind: step.kind, arguments: step.arguments)
        else { return nil }
        switch made {
        case .mapUnit(_?, let name, let body):
            let others = draft.plan.unitLists.count { list in
                list.units.expanded.contains { $0.isNamed(name) && $0.organisation != body }
            }
            guard others > 0, let known = try OrganisationQueries(connection).find(body) else { return nil }
            return SpreadOffer(
                correction: .mapUnit(nil, name, to: body), count: others, unit: name.unit, meaning: known.name)
        case .setUnits(let place, _), .edit(let place, _, _?, _):
            guard let old = try PlanDraft(json: step.planBefore).units(at: place),
                let new = draft.plan.units(at: place)
            else { return nil }
            let gone = old.printed.filter { !new.printed.contains($0) }
            let come = new.printed.filter { !old.printed.contains($0) }
            guard gone.count == 1, come.count == 1 else { return nil }
            let others = draft.plan.unitLists.count { $0.units.printed.contains(gone[0]) }
            guard others > 0 else { return nil }
            return SpreadOffer(
                correction: .replaceUnit(gone[0], by: come[0]), count: others, unit: gone[0], meaning: come[0])
        default: return nil
        }
    }
}
