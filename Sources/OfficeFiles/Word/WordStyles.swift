// SPDX-License-Identifier: Apache-2.0

/// The styles of a Word document, as far as they decide about numbers, headings and hidden text.
struct WordStyles {
    var byID: [String: WordStyle] = [:]
    /// The style of a paragraph that names none.
    var defaultParagraph: String?
}

struct WordStyle {
    var parent: String?
    var name = ""
    var number: WordNumberReference = WordNumberReference()
    /// From 0, as the file has it; 9 is body text.
    var outlineLevel: Int?
    var isHidden: Bool?
}

/// Which list a paragraph belongs to, and at which level; both halves are inherited apart from each other.
struct WordNumberReference: Hashable {
    /// 0 takes the paragraph out of every list.
    var list: Int?
    var level: Int?
}

extension WordStyles {
    /// The style and its ancestors, nearest first; a circle is cut.
    func chain(from id: String?) -> [WordStyle] {
        var chain: [WordStyle] = []
        var seen: Set<String> = []
        var next = id ?? defaultParagraph
        while let current = next, let style = byID[current], seen.insert(current).inserted {
            chain.append(style)
            next = style.parent
        }
        return chain
    }

    /// The list that the style puts a paragraph into, with the id of the style that names it.
    func number(ofStyle id: String?) -> (reference: WordNumberReference, namedBy: String)? {
        var seen: Set<String> = []
        var level: Int?
        var next = id ?? defaultParagraph
        while let current = next, let style = byID[current], seen.insert(current).inserted {
            level = level ?? style.number.level
            if let list = style.number.list {
                return (WordNumberReference(list: list, level: level), current)
            }
            next = style.parent
        }
        return nil
    }

    /// The heading level of the style from 1; nil for body text.
    func headingLevel(ofStyle id: String?) -> Int? {
        for style in chain(from: id) {
            if let level = style.outlineLevel { return (0...8).contains(level) ? level + 1 : nil }
            let words = style.name.lowercased().split(separator: " ")
            if words.count == 2, words[0] == "heading", let level = Int(words[1]), (1...9).contains(level) {
                return level
            }
        }
        return nil
    }

    func isHidden(style id: String) -> Bool {
        chain(from: id).lazy.compactMap(\.isHidden).first ?? false
    }
}

final class WordStylesReader: XMLVisitor {
    private(set) var styles = WordStyles()
    private var id: String?
    private var style = WordStyle()

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        guard name.space == .word else { return }
        let value = attributes["val"]
        switch name.local {
        case "style":
            (id, style) = (attributes["styleId"], WordStyle())
            if attributes["type"] == "paragraph", isOn(attributes["default"], whenAbsent: false) {
                styles.defaultParagraph = id
            }
        case "name": style.name = value ?? ""
        case "basedOn": style.parent = value
        case "numId": style.number.list = attributes.number("val")
        case "ilvl": style.number.level = attributes.number("val")
        case "outlineLvl": style.outlineLevel = attributes.number("val")
        case "vanish": style.isHidden = isOn(value)
        default: break
        }
    }

    func end(_ name: XMLName) {
        guard name.space == .word, name.local == "style", let id else { return }
        styles.byID[id] = style
        self.id = nil
    }

    func text(_ text: String) {}
}

/// The value of a property that is on when it stands there without a value.
func isOn(_ value: String?, whenAbsent absent: Bool = true) -> Bool {
    guard let value else { return absent }
    return !["0", "false", "off"].contains(value)
}
