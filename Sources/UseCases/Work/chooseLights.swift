// SPDX-License-Identifier: Apache-2.0
import Definitions
package import Domain
import SQLCore
import Storage

/// The rule of lights that an office wants: a preset with its own numbers, by names such as `late.lag`, as the form has
/// them: working days, and percentage points of a lag.
package struct NewLights: Sendable {
    package let preset: String
    package let numbers: [String: String]

    package init(preset: String, numbers: [String: String]) { (self.preset, self.numbers) = (preset, numbers) }
}

extension UseCases {
    /// Proposes lights for the pairing, for the caller's city. They hold from the moment at which the other office agrees:
    /// both cities see the same light. Throws notFound, forbidden, conflict where a proposal waits already, invalid.
    package func proposeLights(_ caller: Caller, pairing code: String, _ new: NewLights) async throws {
        try await write(caller) { connection in
            let (desk, side) = try lightDesk(code, caller, connection)
            guard desk.choices.first.map({ $0.agreedAt != nil }) ?? true else {
                throw UseCaseError("lights", .conflict(reason: "lights.waitsAlready"))
            }
            let rule = try rule(new)
            guard rule != desk.rule else { throw UseCaseError("lights", .conflict(reason: "lights.same")) }
            let choice = LightChoice(
                pairing: desk.pairing.id, number: (desk.choices.first?.number ?? 0) + 1, preset: rule.preset,
                version: rule.version, numbers: rule.plainNumbers, side: side, proposedAt: surroundings.now(),
                proposedBy: SignedBy(account: caller.userID, name: caller.name))
            do {
                try LightQueries(connection).insert(choice)
            } catch let error as SQLError where error.cause.isUniqueViolation {
                throw UseCaseError("lights", .conflict(reason: "lights.waitsAlready"))
            }
            try record(
                connection, caller, "propose", .lights(desk.pairing), before: desk.rule.fields, after: rule.fields)
            try notify(
                connection,
                NewNotice(
                    .assigned, about: "lights", desk.pairing.id.text, title: "told.lights.proposed",
                    ["name": caller.name], path: "/lights/" + desk.pairing.code),
                to: [.office(desk.pairing.id, side.other)])
        }
    }

    /// Agrees for the other city to the proposal of this number: it holds from now on. Throws notFound, forbidden,
    /// conflict.
    package func agreeLights(_ caller: Caller, pairing code: String, number: Int) async throws {
        try await write(caller) { connection in
            let (desk, side) = try lightDesk(code, caller, connection)
            var choice = try desk.proposal(number)
            guard choice.side != side else { throw UseCaseError("lights", .conflict(reason: "lights.ownProposal")) }
            guard let rule = surroundings.presets.rule(of: choice) else {
                throw UseCaseError("lights", .conflict(reason: "lights.presetGone"))
            }
            choice.agreedAt = surroundings.now()
            choice.agreedBy = SignedBy(account: caller.userID, name: caller.name)
            guard try LightQueries(connection).agree(choice) else {
                throw UseCaseError("lights", .conflict(reason: "loop.notNow"))
            }
            try record(connection, caller, "agree", .lights(desk.pairing), before: desk.rule.fields, after: rule.fields)
            try notify(
                connection,
                NewNotice(
                    .changed, about: "lights", desk.pairing.id.text, title: "told.lights.agreed", [:],
                    path: "/lights/" + desk.pairing.code), to: [.office(desk.pairing.id, side.other)])
        }
    }

    /// Takes the caller's own proposal back, or says no to the other city's. Throws notFound, forbidden, conflict.
    package func dropLights(_ caller: Caller, pairing code: String, number: Int) async throws {
        try await write(caller) { connection in
            let (desk, side) = try lightDesk(code, caller, connection)
            let choice = try desk.proposal(number)
            guard try LightQueries(connection).remove(choice) else {
                throw UseCaseError("lights", .conflict(reason: "loop.notNow"))
            }
            try record(
                connection, caller, "takeBack", .lights(desk.pairing), before: ["preset": choice.preset])
            guard choice.side != side else { return }
            try notify(
                connection,
                NewNotice(
                    .changed, about: "lights", desk.pairing.id.text, title: "told.lights.refused",
                    ["name": caller.name], path: "/lights/" + desk.pairing.code),
                to: [.office(desk.pairing.id, choice.side)])
        }
    }

    /// Chooses the slips of the orders of the caller's side, alone: orders are each city's own. Issued ones keep theirs.
    package func chooseSlips(_ caller: Caller, pairing code: String, side: Side, preset: String) async throws {
        try await write(caller) { connection in
            let (pairing, scope) = try lightPlace(code, caller, connection)
            try caller.require(
                .manageSupervision, on: RuleObject(pairing: scope, side: side), "lights", knowing: .readWork)
            guard surroundings.presets.slip(preset) != nil else {
                throw UseCaseError(
                    "lights", .invalid([ValidationFailure(field: "slips", message: "lights.presetUnknown")]))
            }
            let own = try LightQueries(connection).slips(of: pairing.id).filter { $0.side == side }
            let before = try SlipRules(surroundings.presets, connection).preset(of: pairing.id, side)?.key
            guard before != preset else { return }
            try LightQueries(connection).insert(
                SlipChoice(
                    pairing: pairing.id, side: side, number: (own.last?.number ?? 0) + 1, preset: preset,
                    at: surroundings.now(), by: SignedBy(account: caller.userID, name: caller.name)))
            try record(
                connection, caller, "chooseSlips", .lights(pairing), before: ["preset": before],
                after: ["side": side.rawValue, "preset": preset])
        }
    }

    /// What the form says. Throws invalid.
    private func rule(_ new: NewLights) throws -> LightRule {
        guard let preset = surroundings.presets.light(new.preset) else {
            throw UseCaseError(
                "lights", .invalid([ValidationFailure(field: "preset", message: "lights.presetUnknown")]))
        }
        var failures: [ValidationFailure] = []
        var numbers: [String: Int] = [:]
        for (name, value) in LightRule(preset).numbers {
            let factor = name.number.factor
            let limits = name.number.limits
            let text = cleanText(new.numbers[name.text])
            let typed =
                text.map { Int($0).flatMap { (0...limits.upperBound).contains($0) ? $0 * factor : nil } } ?? value
            guard let typed, limits.contains(typed) else {
                failures.append(
                    ValidationFailure(
                        field: name.text, message: "cycle.daysForm",
                        arguments: [
                            "least": String(limits.lowerBound / factor), "most": String(limits.upperBound / factor),
                        ]))
                continue
            }
            numbers[name.text] = typed
        }
        let rule = LightRule(preset, own: numbers)
        failures += rule.crossed.map { ValidationFailure(field: $0.rawValue + ".lag", message: "lights.crossed") }
        guard failures.isEmpty else { throw UseCaseError("lights", .invalid(failures)) }
        return rule
    }

    // MARK: The place

    /// A pairing whose lights are read or chosen.
    struct LightDesk {
        let pairing: Pairing
        /// The latest first.
        let choices: [LightChoice]
        /// The rule that holds now.
        let rule: LightRule

        func proposal(_ number: Int) throws -> LightChoice {
            guard let choice = choices.first, choice.agreedAt == nil, choice.number == number else {
                throw UseCaseError("lights", .conflict(reason: "loop.notNow"))
            }
            return choice
        }
    }

    private func lightDesk(
        _ code: String, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> (LightDesk, Side) {
        let (pairing, scope) = try lightPlace(code, caller, connection)
        let side = caller.side(in: scope) ?? .oldArea
        try caller.require(.agreeWork, on: RuleObject(pairing: scope, side: side), "lights", knowing: .readWork)
        return (try lightDesk(of: pairing, connection), side)
    }

    func lightDesk(of pairing: Pairing, _ connection: any SQLConnection) throws -> LightDesk {
        LightDesk(
            pairing: pairing, choices: try LightQueries(connection).all(of: pairing.id),
            rule: try LightRules(surroundings.presets, connection)[pairing.id])
    }

    /// The pairing of an address, whose work the caller reads. Throws notFound.
    func lightPlace(
        _ code: String, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> (Pairing, PairingScope) {
        guard let pairing = try PairingQueries(connection).find(code: code),
            let scope = try PairingScope.load(pairing.id, connection)
        else { throw UseCaseError("lights", .notFound) }
        try caller.require(.readWork, on: RuleObject(pairing: scope), "lights", knowing: .readWork)
        return (pairing, scope)
    }
}

extension LightBound.Number {
    /// Forms have percentage points where the rule has thousandths.
    package var factor: Int { self == .lag ? 10 : 1 }
}

extension LightRule {
    var plainNumbers: [String: Int] {
        Dictionary(numbers.map { ($0.name.text, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// As the record has it.
    fileprivate var fields: AuditFields {
        [
            "preset": preset,
            "numbers": numbers.map { "\($0.name.text) \($0.value / $0.name.number.factor)" }.joined(separator: ", "),
        ]
    }
}

extension AuditSubject {
    /// The lights and slips of a pairing.
    static func lights(_ pairing: Pairing) -> Self {
        Self(kind: "lights", id: pairing.id.text, pairing: pairing.id)
    }
}
