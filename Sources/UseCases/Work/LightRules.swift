// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import SQLCore
import Storage

/// The rules of lights that hold today, by pairing.
struct LightRules: Sendable {
    private let chosen: [Identifier<Pairing>: LightRule]
    private let standard: LightRule

    init(_ book: PresetBook, _ connection: any SQLConnection) throws {
        standard = book.standardLights.map { LightRule($0) } ?? LightRule()
        let choices = try LightQueries(connection).inForce()
        chosen = Dictionary(
            choices.compactMap { choice in book.rule(of: choice).map { (choice.pairing, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// What both offices chose; the standard where they chose nothing, or a preset that somebody took away.
    subscript(pairing: Identifier<Pairing>) -> LightRule { chosen[pairing] ?? standard }
}

/// Which slips the orders of each side have.
struct SlipRules: Sendable {
    private let choices: [SlipChoice]
    private let book: PresetBook

    init(_ book: PresetBook, _ connection: any SQLConnection) throws {
        self.book = book
        choices = try LightQueries(connection).slips()
    }

    /// The preset that a side had at a moment; that of today where `moment` is nil.
    func preset(of pairing: Identifier<Pairing>, _ side: Side, at moment: Instant? = nil) -> SlipPreset? {
        let own = choices.filter { $0.pairing == pairing && $0.side == side }
        return own.last { choice in moment.map { choice.at <= $0 } ?? true }.flatMap { book.slip($0.preset) }
            ?? book.standardSlips
    }

    /// An order keeps the slip that it had when it was issued.
    func look(of order: SupervisionOrder) -> SignLook? {
        preset(of: order.pairing, order.side, at: order.issuedAt)?.looks[order.level]
    }
}

extension PresetBook {
    func rule(of choice: LightChoice) -> LightRule? { light(choice.preset).map { LightRule($0, own: choice.numbers) } }
}

extension UseCases {
    /// The items of a list with their lights today, by one query.
    func lights(
        of plan: YearPlan, _ rule: LightRule, _ connection: any SQLConnection
    ) throws -> [(row: LightRow, light: WorkLight)] {
        let today = surroundings.now().day
        return try LightRowQueries(connection).all(of: plan.id, today: today).map {
            ($0, WorkLight($0.subject, today: today, rule, surroundings.calendar))
        }
    }

    /// Keeps how the lights of a list stood when a cycle closed: they are shown with it ever after, whatever is chosen
    /// or done later.
    func keepLights(of cycle: FilingCycle, _ connection: any SQLConnection) throws {
        guard let list = try YearPlanQueries(connection).find(cycle.yearPlan) else { return }
        let rule = try LightRules(surroundings.presets, connection)[cycle.pairing]
        let numbers = Dictionary(rule.numbers.map { ($0.name.text, $0.value) }, uniquingKeysWith: { first, _ in first })
        let areas = Dictionary(grouping: try lights(of: list.plan, rule, connection), by: \.row.area)
        let kept = areas.sorted { $0.key < $1.key }.flatMap { area, items in
            LightCounts(items.map(\.light)).inOrder.map { light, count in
                KeptLight(
                    area: area, level: light.level, items: count, preset: rule.preset, version: rule.version,
                    numbers: numbers)
            }
        }
        try LightRowQueries(connection).keep(kept, of: cycle.id)
    }
}
