// SPDX-License-Identifier: Apache-2.0
import Definitions
package import Domain
import SQLCore
import Storage

/// The page that says by which rule lights are computed.
package struct LightsDetail: Sendable {
    /// A rule that an office proposes or that held.
    package struct Choice: Sendable {
        package let choice: LightChoice
        /// nil where somebody has taken the preset away since.
        package let preset: LightPreset?
        package let rule: LightRule?
    }
    /// The slips of one side's orders.
    package struct Slips: Sendable {
        package let side: Side
        package let preset: SlipPreset?
        /// Since when; nil where the office never chose.
        package let since: Instant?
        package let mayChoose: Bool
    }
    package let pairing: Pairing
    package let rule: LightRule
    /// nil where there are no presets.
    package let preset: LightPreset?
    /// When both offices agreed to it; nil where they never chose.
    package let since: Instant?
    /// What one office wants and the other has not agreed to.
    package let proposal: Choice?
    /// What held, the latest first.
    package let history: [Choice]
    package let presets: [LightPreset]
    package let slips: [Slips]
    package let slipPresets: [SlipPreset]
    /// The side for which the caller may propose or agree.
    package let side: Side?
    package let detail: ObjectHistory
}

extension UseCases {
    /// By which rule the lights of a pairing are computed, since when, and what may be chosen. Throws notFound where the
    /// caller doesn't read its work.
    package func lights(_ caller: Caller, pairing code: String) async throws -> LightsDetail {
        try await database.read { connection in
            let (pairing, scope) = try lightPlace(code, caller, connection)
            let desk = try lightDesk(of: pairing, connection)
            let choices = desk.choices.map { choice in
                LightsDetail.Choice(
                    choice: choice, preset: surroundings.presets.light(choice.preset),
                    rule: surroundings.presets.rule(of: choice))
            }
            let agreed = choices.filter { $0.choice.agreedAt != nil }
            let holding = agreed.first.flatMap { $0.rule == nil ? nil : $0 }
            let side = caller.side(in: scope).flatMap { side in
                caller.may(.agreeWork, on: RuleObject(pairing: scope, side: side)) ? side : nil
            }
            return LightsDetail(
                pairing: pairing, rule: desk.rule,
                preset: surroundings.presets.light(desk.rule.preset) ?? surroundings.presets.standardLights,
                since: holding?.choice.agreedAt, proposal: choices.first { $0.choice.agreedAt == nil }, history: agreed,
                presets: surroundings.presets.lights, slips: try slips(of: pairing, scope, caller, connection),
                slipPresets: surroundings.presets.slips, side: side,
                detail: try history(of: Watch(kind: "lights", id: pairing.id.text), in: connection))
        }
    }

    private func slips(
        of pairing: Pairing, _ scope: PairingScope, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> [LightsDetail.Slips] {
        let choices = try LightQueries(connection).slips(of: pairing.id)
        let rules = try SlipRules(surroundings.presets, connection)
        return Side.allCases.map { side in
            LightsDetail.Slips(
                side: side, preset: rules.preset(of: pairing.id, side), since: choices.last { $0.side == side }?.at,
                mayChoose: caller.may(.manageSupervision, on: RuleObject(pairing: scope, side: side)))
        }
    }
}
