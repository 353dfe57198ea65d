// SPDX-License-Identifier: Apache-2.0
import Domain

/// The values of a code list by their codes and titles, so that a column of a hundred thousand cells is not held
/// against every title of the list each time.
final class ChoiceIndex {
    let list: CodeList
    private var byCode: [String: String] = [:]
    /// Of each value its titles as they are compared.
    private var titles: [[[UInt8]]] = []
    private var byTitle: [String: String] = [:]
    /// By what stands before a bracket; nil where it means several.
    private var byShortTitle: [String: String?] = [:]

    init(_ list: CodeList) {
        self.list = list
        for value in list.values {
            if byCode[value.code] == nil { byCode[value.code] = value.code }
            let titles = [value.title.chinese, value.title.english]
            self.titles.append(titles.map { Array(normalised($0).utf8) })
            for title in titles.map(normalised) where byTitle[title] == nil { byTitle[title] = value.code }
            for title in Set(titles.map { normalised(Self.beforeBracket($0)) }) {
                byShortTitle.updateValue(byShortTitle[title] == nil ? value.code : nil, forKey: title)
            }
        }
    }

    /// The code of the value that a text names by its code, its title, or its title's part before a bracket.
    func code(of text: String) -> String? {
        if let code = byCode[text] { return code }
        let wanted = normalised(text)
        return byTitle[wanted] ?? byShortTitle[wanted].flatMap(\.self)
    }

    /// The one value of which a title holds what a text says, or the other way round; nil where several do, or none.
    func nearest(to text: String) -> CodeList.Value? {
        let wanted = Array(normalised(text).utf8)
        guard !wanted.isEmpty else { return nil }
        let near = titles.indices.filter { value in
            titles[value].contains { Self.holds($0, wanted) || !$0.isEmpty && Self.holds(wanted, $0) }
        }
        return near.count == 1 ? list.values[near[0]] : nil
    }

    private static func holds(_ whole: [UInt8], _ part: [UInt8]) -> Bool {
        guard let first = part.first, part.count <= whole.count else { return false }
        return (0...(whole.count - part.count)).contains { start in
            whole[start] == first && whole[start..<(start + part.count)].elementsEqual(part)
        }
    }

    private static func beforeBracket(_ title: String) -> String { String(halfWidth(title).prefix { $0 != "(" }) }
}

/// The indices of the lists that an operation asked for.
final class CodeTitles {
    private var indices: [String: ChoiceIndex] = [:]

    func index(of list: CodeList) -> ChoiceIndex {
        if let known = indices[list.key] { return known }
        let made = ChoiceIndex(list)
        indices[list.key] = made
        return made
    }
}
