// SPDX-License-Identifier: Apache-2.0

/// The lists of a Word document (numbering.xml; ISO/IEC 29500-1, 17.9).
struct WordNumbering {
    /// By the number that paragraphs name.
    var lists: [Int: WordList] = [:]
    var definitions: [Int: WordListDefinition] = [:]
}

/// A list that paragraphs name: a definition, and what the list does differently.
struct WordList {
    var definition: Int
    var startOverrides: [Int: Int] = [:]
    var levelOverrides: [Int: WordListLevel] = [:]
}

struct WordListDefinition {
    var levels: [Int: WordListLevel] = [:]
    /// The numbering style in which the levels are found instead of here.
    var styleLink: String?
}

struct WordListLevel {
    var start = 1
    var format = "decimal"
    /// The width that a format such as `001, 002, …` fills up with zeros.
    var width = 0
    /// The printed pattern; `%1` stands for the number of the first level.
    var pattern = ""
    var suffix = "tab"
    /// The level (from 1) whose use restarts this one; 0 for never; nil for every higher level.
    var restartsAfter: Int?
    /// Whether every number in the pattern is printed in decimal.
    var isLegal = false
    /// The paragraph style that is bound to this level.
    var style: String?
    var isHidden = false
}

extension WordNumbering {
    /// The definition that holds the list's levels: numbers are counted per definition, not per list.
    func definitionID(ofList id: Int, styles: WordStyles) -> Int? {
        guard let list = lists[id] else { return nil }
        if let link = definitions[list.definition]?.styleLink,
            let target = styles.byID[link]?.number.list, let linked = lists[target],
            definitions[linked.definition]?.styleLink == nil
        {
            return linked.definition
        }
        return definitions[list.definition] == nil ? nil : list.definition
    }
}

final class WordNumberingReader: XMLVisitor {
    private(set) var numbering = WordNumbering()
    private var definitionID: Int?
    private var listID: Int?
    private var definition = WordListDefinition()
    private var list = WordList(definition: 0)
    private var overridden: Int?
    private var levelID: Int?
    private var level = WordListLevel()
    /// Inside markup for older programs, which repeats what newer ones were told before.
    private var fallbackDepth = 0

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if name.space == .compatibility, name.local == "Fallback" { fallbackDepth += 1 }
        guard name.space == .word, fallbackDepth == 0 else { return }
        switch name.local {
        case "abstractNum":
            (definitionID, definition) = (attributes.number("abstractNumId"), WordListDefinition())
        case "numStyleLink": definition.styleLink = attributes["val"]
        case "num": (listID, list) = (attributes.number("numId"), WordList(definition: -1))
        case "abstractNumId": list.definition = attributes.number("val") ?? -1
        case "lvlOverride": overridden = attributes.number("ilvl")
        case "startOverride":
            if let overridden { list.startOverrides[overridden] = attributes.number("val") ?? 1 }
        case "lvl": (levelID, level) = (attributes.number("ilvl"), WordListLevel())
        default: startLevelProperty(name.local, attributes)
        }
    }

    private func startLevelProperty(_ name: String, _ attributes: XMLAttributes) {
        let value = attributes["val"]
        switch name {
        case "start": level.start = attributes.number("val") ?? 1
        case "numFmt":
            level.format = value ?? "decimal"
            level.width = attributes["format"].map(zeroFilledWidth) ?? 0
        case "lvlText": level.pattern = value ?? ""
        case "suff": level.suffix = value ?? "tab"
        case "lvlRestart": level.restartsAfter = attributes.number("val")
        case "isLgl": level.isLegal = isOn(value)
        case "pStyle": level.style = value
        case "vanish": level.isHidden = isOn(value)
        default: break
        }
    }

    func end(_ name: XMLName) {
        if name.space == .compatibility, name.local == "Fallback" { fallbackDepth -= 1 }
        guard name.space == .word, fallbackDepth == 0 else { return }
        switch name.local {
        case "lvl":
            guard let id = levelID, (0...8).contains(id) else { return }
            if listID != nil { list.levelOverrides[id] = level } else { definition.levels[id] = level }
            levelID = nil
        case "lvlOverride": overridden = nil
        case "abstractNum":
            if let id = definitionID { numbering.definitions[id] = definition }
            definitionID = nil
        case "num":
            if let id = listID { numbering.lists[id] = list }
            listID = nil
        default: break
        }
    }

    func text(_ text: String) {}
}

/// `001, 002, 003, ...` is filled up to three digits.
private func zeroFilledWidth(_ format: String) -> Int {
    let first = format.prefix { $0.isASCII && $0.isNumber }
    return first.hasPrefix("0") ? min(first.count, 9) : 0
}
