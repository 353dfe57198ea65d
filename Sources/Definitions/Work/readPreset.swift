// SPDX-License-Identifier: Apache-2.0
import Domain

/// A preset as it was read.
enum ReadPreset {
    case lights(LightPreset)
    case slips(SlipPreset)

    var key: String {
        switch self {
        case .lights(let preset): preset.key
        case .slips(let preset): preset.key
        }
    }
}

private enum PresetKind: String, CaseIterable { case lights, slips }

/// A preset; nil where something that must be there isn't.
func readPreset(_ node: DefinitionNode) -> ReadPreset? {
    guard let mapping = node.mapping(["preset", "kind", "version", "title", "source", "levels"]) else { return nil }
    let key = mapping.name("preset")
    let version = mapping.integer("version")
    let (title, source) = (mapping.localised("title"), mapping.localised("source"))
    guard let kind: PresetKind = mapping.oneOf("kind"), let levels = mapping.required("levels") else { return nil }
    switch kind {
    case .lights:
        let (looks, bounds) = readLights(levels)
        guard let key, let version, let title, let source else { return nil }
        return .lights(
            LightPreset(key: key, version: version, title: title, source: source, looks: looks, bounds: bounds))
    case .slips:
        let looks: [SupervisionOrder.Level: SignLook] = readLooks(levels, needed: SupervisionOrder.Level.allCases)
        guard let key, let version, let title, let source else { return nil }
        return .slips(SlipPreset(key: key, version: version, title: title, source: source, looks: looks))
    }
}

private typealias Lights = (looks: [WorkLight.Level: SignLook], bounds: [WorkLight.Level: LightBound])

private func readLights(_ node: DefinitionNode) -> Lights {
    var bounds: [WorkLight.Level: LightBound] = [:]
    let needed = WorkLight.Level.allCases.filter { $0 != .behind && $0 != .overdue }
    let looks = readLooks(node, needed: needed) { level, mapping in
        guard WorkLight.Level.rising.dropFirst().contains(level) else { return }
        if let own = mapping.required("bounds").flatMap(readBound) { bounds[level] = own }
    }
    if let late = bounds[.late], !late.isOver { node.fault("lightsWithoutOver") }
    return (looks, bounds)
}

private func readBound(_ node: DefinitionNode) -> LightBound? {
    guard let mapping = node.mapping(["daysLeft", "lag", "over", "daysOver"]) else { return nil }
    func number(_ number: LightBound.Number) -> Int? {
        let factor = number == .lag ? 10 : 1
        guard let value = mapping.optionalInteger(number.rawValue).map({ $0 * factor }) else { return nil }
        if !number.limits.contains(value) {
            mapping.required(number.rawValue)?.fault(
                "lightsOutOfBounds",
                [
                    "key": number.rawValue, "least": String(number.limits.lowerBound / factor),
                    "most": String(number.limits.upperBound / factor),
                ])
        }
        return value
    }
    return LightBound(
        daysLeft: number(.daysLeft), lag: number(.lag), isOver: mapping.flag("over"), daysOver: number(.daysOver))
}

/// What each level looks like; a fault for each that is missing, stands twice or looks and reads like another.
private func readLooks<Level: CaseIterable & RawRepresentable & Hashable>(
    _ node: DefinitionNode, needed: [Level], _ more: (Level, DefinitionMapping) -> Void = { _, _ in }
) -> [Level: SignLook] where Level.RawValue == String {
    var looks: [Level: SignLook] = [:]
    for item in node.items ?? [] {
        guard let mapping = item.mapping(["level", "colour", "shape", "letter", "word", "bounds"]),
            let level: Level = mapping.oneOf("level"), let colour: SignLook.Colour = mapping.oneOf("colour"),
            let shape: SignLook.Shape = mapping.oneOf("shape"), let letter = mapping.localised("letter"),
            let word = mapping.localised("word")
        else { continue }
        if looks[level] != nil { item.fault("doubled", ["key": level.rawValue]) }
        if looks.values.contains(where: { $0.letter.chinese == letter.chinese || $0.letter.english == letter.english })
        {
            item.fault("doubled", ["key": letter.english])
        }
        if looks.values.contains(where: { $0.colour == colour && $0.shape == shape && colour != .grey }) {
            item.fault("lightsAlike", ["key": level.rawValue])
        }
        looks[level] = SignLook(letter: letter, word: word, colour: colour, shape: shape)
        more(level, mapping)
    }
    for level in needed where looks[level] == nil { node.fault("lacks", ["key": level.rawValue]) }
    return looks
}
