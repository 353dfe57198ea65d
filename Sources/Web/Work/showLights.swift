// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

/// Shows by which rule lights are computed, in words, since when, and what may be chosen.
func showLights(_ visit: Visit) async throws -> Response { try visit.show(try await lightsPage(visit, "", [])) }

/// Proposes other lights for the visitor's city.
func proposeLights(_ visit: Visit) async throws -> Response {
    let form = visit.form
    let names = WorkLight.Level.rising.flatMap { level in
        LightBound.Number.allCases.map { LightRule.Name(level: level, number: $0).text }
    }
    return try await carryOut(visit, "propose", notice: "lightsProposed") { code in
        try await visit.useCases.proposeLights(
            try visit.caller, pairing: code,
            NewLights(
                preset: form["preset"],
                numbers: Dictionary(names.map { ($0, form[$0]) }, uniquingKeysWith: { first, _ in first })))
    }
}

/// Agrees to the other city's proposal, or takes one back.
func moveLights(_ visit: Visit) async throws -> Response {
    let (number, agrees) = (visit.form.integer("number") ?? 0, visit.form["step"] == "agree")
    return try await carryOut(visit, "move", notice: agrees ? "lightsAgreed" : "saved") { code in
        let caller = try visit.caller
        if agrees {
            try await visit.useCases.agreeLights(caller, pairing: code, number: number)
        } else {
            try await visit.useCases.dropLights(caller, pairing: code, number: number)
        }
    }
}

/// Chooses the slips of the visitor's office.
func chooseSlips(_ visit: Visit) async throws -> Response {
    let form = visit.form
    return try await carryOut(visit, "slips-" + form["side"], notice: "saved") { code in
        try await visit.useCases.chooseSlips(
            try visit.caller, pairing: code, side: Side(rawValue: form["side"]) ?? .oldArea, preset: form["slips"])
    }
}

private func carryOut(
    _ visit: Visit, _ wrong: String, notice: String, _ body: (String) async throws -> Void
) async throws -> Response {
    let code = try visit.value("code")
    do {
        try await body(code)
        return visit.goOn(to: Address.lights.path(code), notice: notice)
    } catch {
        let (failures, status) = try refusal(of: error)
        return try visit.show(try await lightsPage(visit, wrong, failures), status: status)
    }
}

/// `wrong` names the form that failed.
private func lightsPage(_ visit: Visit, _ wrong: String, _ failures: [ValidationFailure]) async throws -> LightsPage {
    let (phrases, code) = (visit.phrases, try visit.value("code"))
    let detail = try await visit.useCases.lights(try visit.caller, pairing: code)
    func writer(_ name: String) -> FormWriter {
        FormWriter(
            name, "lights", phrases, typed: wrong == name ? visit.form : nil, failures: wrong == name ? failures : [])
    }
    let wanted = wrong == "propose" ? visit.form["preset"] : visit.query["preset"]
    let mayPropose = detail.side != nil && detail.proposal == nil
    let chosen = detail.presets.first { $0.key == wanted } ?? detail.preset
    return LightsPage(
        code: code, label: detail.pairing.label(in: visit.language),
        preset: detail.preset?.title[visit.language] ?? "", source: detail.preset?.source[visit.language] ?? "",
        since: detail.since.map { phrases("lights.since", ["time": $0.minuteText]) } ?? phrases("lights.always"),
        levels: levels(of: detail.rule, phrases), proposal: detail.proposal.map { proposal($0, detail, phrases) },
        presets: mayPropose
            ? detail.presets.map {
                Choice(value: $0.key, label: $0.title[visit.language], isChosen: $0.key == chosen?.key)
            } : [],
        form: mayPropose ? chosen.map { writer("propose").lights($0, detail.rule, code) } : nil,
        earlier: detail.history.map { earlier($0, phrases) },
        slips: detail.slips.map { slips($0, detail, writer("slips-" + $0.side.rawValue), phrases) },
        failures: wrong == "move" ? Failures(failures, phrases) : .none,
        history: HistoryView(detail.detail, phrases))
}

private func levels(of rule: LightRule, _ phrases: Phrases) -> [LightsPage.Level] {
    let order: [WorkLight.Level] = [
        .overdue, .late, .behind, .near, .onTrack, .waiting, .reported, .closed, .carried, .aside,
    ]
    return order.filter { rule.looks.isEmpty || rule.looks[$0] != nil }.map { level in
        let light = LightView(WorkLight(level: level, look: rule.looks[level]), phrases)
        guard let bound = rule.bounds[level] else {
            return .init(light: light, rules: [phrases("lights.when." + level.rawValue)])
        }
        return .init(light: light, rules: sentences(of: bound, phrases))
    }
}

private func sentences(of bound: LightBound, _ phrases: Phrases) -> [String] {
    let over = bound.isOver ? [phrases("lights.when.over")] : []
    return over
        + LightBound.Number.allCases.compactMap { number in
            bound[number].map {
                phrases("lights.when." + number.rawValue, ["number": String($0 / number.factor)])
            }
        }
}

private func proposal(
    _ proposal: LightsDetail.Choice, _ detail: LightsDetail, _ phrases: Phrases
) -> LightsPage.Proposal {
    let (choice, isOwn) = (proposal.choice, proposal.choice.side == detail.side)
    return LightsPage.Proposal(
        number: choice.number, title: proposal.preset?.title[phrases.language] ?? choice.preset,
        text: phrases(
            "lights.proposedBy",
            [
                "party": detail.pairing.party(choice.side, in: phrases.language), "name": choice.proposedBy.name,
                "time": choice.proposedAt.minuteText,
            ]),
        levels: (proposal.rule.map { levels(of: $0, phrases) } ?? []).filter { !$0.rules.isEmpty },
        mayAgree: detail.side != nil && !isOwn, mayDrop: detail.side != nil, isOwn: isOwn)
}

private func earlier(_ held: LightsDetail.Choice, _ phrases: Phrases) -> LightsPage.Earlier {
    let numbers = (held.rule?.numbers ?? []).map { name, value in
        phrases("lights.number." + name.number.rawValue, ["number": String(value / name.number.factor)])
    }
    return LightsPage.Earlier(
        title: held.preset?.title[phrases.language] ?? held.choice.preset,
        text: numbers.joined(separator: phrases("light.between")), at: held.choice.agreedAt?.minuteText ?? "",
        by: [held.choice.proposedBy.name, held.choice.agreedBy?.name ?? ""].joined(separator: " · "))
}

private func slips(
    _ slips: LightsDetail.Slips, _ detail: LightsDetail, _ writer: FormWriter, _ phrases: Phrases
) -> LightsPage.Slips {
    LightsPage.Slips(
        party: detail.pairing.party(slips.side, in: phrases.language),
        title: slips.preset?.title[phrases.language] ?? "", source: slips.preset?.source[phrases.language] ?? "",
        since: slips.since?.minuteText,
        looks: SupervisionOrder.Level.allCases.map { LevelView($0, slips.preset?.looks[$0], phrases) },
        form: slips.mayChoose && !detail.slipPresets.isEmpty
            ? writer.form(
                Address.chooseSlips.path(detail.pairing.code), submit: "lights.chooseSlips",
                [
                    writer.select(
                        "slips", slips.preset?.key ?? "",
                        detail.slipPresets.map { ($0.key, $0.title[phrases.language]) }, isRequired: true)
                ], hidden: [("side", slips.side.rawValue)]) : nil)
}

extension FormWriter {
    /// The numbers of a preset, those of the rule that holds where it is the same preset.
    fileprivate func lights(_ preset: LightPreset, _ rule: LightRule, _ code: String) -> FormModel {
        let numbers = (rule.preset == preset.key ? rule : LightRule(preset)).numbers
        return form(
            Address.proposeLights.path(code), submit: "lights.propose",
            numbers.map { name, value in
                text(
                    name.text, String(value / name.number.factor), type: "number", isRequired: true, longest: 3
                ).labelled(
                    (preset.looks[name.level]?.word[phrases.language] ?? "") + phrases("lights.colon")
                        + phrases("lights.field." + name.number.rawValue))
            }, hidden: [("preset", preset.key)])
    }
}
