// SPDX-License-Identifier: Apache-2.0
import Domain

/// The stages of a register: the field that holds them, the moves between them, the evidence that reaching one needs.
func readStages(_ node: DefinitionNode, _ fields: LedgerFields) -> StagePlan? {
    guard let mapping = node.mapping(["field", "alarmDays", "final", "moves", "evidence"]),
        let fieldNode = mapping.required("field"), let key = fields.name(fieldNode, may: .breakdown),
        let moveNodes = mapping.required("moves")?.items
    else { return nil }
    guard let field = fields[key], field.kind == .choice, let list = field.codeList else {
        fieldNode.fault("stageKind", ["field": key])
        return nil
    }
    let stages = StageNames(list: list)
    let moves = moveNodes.compactMap { readMove($0, stages) }
    let final = mapping.texts("final").map { text, place in
        stages.ask(text, place)
        return text
    }
    let evidence = readEvidence(mapping, stages)
    let days = mapping.optionalInteger("alarmDays")
    if let days, days < 1 { mapping.required("alarmDays")?.fault("mustBeWhole", ["key": "alarmDays"]) }
    askForEnds(moveNodes, moves, Set(final), node)
    return StagePlan(field: key, alarmDays: days, final: Set(final), moves: moves, evidence: evidence)
}

/// Asks, when the lists are read, whether a stage is in its list.
private struct StageNames {
    let list: String

    func ask(_ stage: String, _ place: DefinitionNode) {
        let list = list
        place.reading.later { parts in
            guard let codes = parts.codeLists[list], codes.value(stage) == nil else { return }
            place.fault("notInCodes", ["text": stage, "codes": codes.values.map(\.code).joined(separator: ", ")])
        }
    }
}

private func readMove(_ node: DefinitionNode, _ stages: StageNames) -> StagePlan.Move? {
    guard let mapping = node.mapping(["from", "to"]), let fromNode = mapping.required("from"), let from = fromNode.text
    else { return nil }
    stages.ask(from, fromNode)
    if mapping.required("to") == nil { return nil }
    let to = mapping.texts("to").map { text, place in
        stages.ask(text, place)
        return text
    }
    return StagePlan.Move(from: from, to: to)
}

private func readEvidence(_ mapping: DefinitionMapping, _ stages: StageNames) -> [String: LocalisedText] {
    guard let node = mapping.optional("evidence") else { return [:] }
    guard let entries = node.pairs else {
        node.fault("mustBeMapping", ["keys": "…"])
        return [:]
    }
    var evidence: [String: LocalisedText] = [:]
    for (key, value) in entries {
        guard let stage = key.text, let words = value.localised else { continue }
        stages.ask(stage, key)
        evidence[stage] = words
    }
    return evidence
}

/// A stage from which nothing leads on must be one at which a row may end.
private func askForEnds(
    _ nodes: [DefinitionNode], _ moves: [StagePlan.Move], _ final: Set<String>, _ place: DefinitionNode
) {
    let starts = Set(moves.filter { !$0.to.isEmpty }.map(\.from))
    for (node, move) in zip(nodes, moves) {
        for stage in move.to where !starts.contains(stage) && !final.contains(stage) {
            node.fault("stageWithoutEnd", ["text": stage])
        }
    }
}
