// SPDX-License-Identifier: Apache-2.0

/// A Swift file taken apart into what is code, what is comment and what is the text of literals, line by line.
///
/// It knows comments (nested too) and string literals (raw, multi-line, with interpolation, whose code is passed over);
/// it is no parser, and needs none for what the rules ask.
package struct SwiftText: Sendable {
    package struct Line: Sendable {
        /// The line with comments and the insides of literals blanked.
        package var code = ""
        /// The insides of the literals of the line.
        package var literals: [String] = []
        package var comment = ""
    }

    /// The lines of the file; the first has index 0.
    package private(set) var lines: [Line] = [Line()]

    private enum State {
        case code
        case lineComment
        case blockComment(depth: Int)
        case string(hashes: Int, multiline: Bool, interpolation: Int)
    }

    private var state = State.code
    private let characters: [Character]
    private var index = 0

    package init(_ text: String) {
        characters = Array(text)
        while index < characters.count { step() }
    }

    private mutating func step() {
        let character = characters[index]
        if character.isNewline {
            endLine()
        } else {
            switch state {
            case .code: readCode(character)
            case .lineComment: add(toComment: character)
            case .blockComment(let depth): readBlockComment(character, depth)
            case .string(let hashes, let multiline, let interpolation):
                readString(character, hashes, multiline, interpolation)
            }
        }
        index += 1
    }

    private mutating func endLine() {
        switch state {
        case .lineComment, .string(_, false, _): state = .code
        default: break
        }
        lines.append(Line())
        if case .string = state { lines[lines.count - 1].literals.append("") }
    }

    private mutating func readCode(_ character: Character) {
        if follows("//") {
            state = .lineComment
            index += 1
        } else if follows("/*") {
            state = .blockComment(depth: 1)
            index += 1
        } else if character == "\"" || character == "#" {
            openString(character)
        } else {
            add(toCode: character)
        }
    }

    private mutating func openString(_ character: Character) {
        var hashes = 0
        while index + hashes < characters.count, characters[index + hashes] == "#" { hashes += 1 }
        guard index + hashes < characters.count, characters[index + hashes] == "\"" else {
            add(toCode: character)
            return
        }
        let quotes = index + hashes
        let multiline =
            quotes + 2 < characters.count && characters[quotes + 1] == "\"" && characters[quotes + 2] == "\""
        index = quotes + (multiline ? 2 : 0)
        state = .string(hashes: hashes, multiline: multiline, interpolation: 0)
        add(toCode: "\"")
        lines[lines.count - 1].literals.append("")
    }

    private mutating func readString(_ character: Character, _ hashes: Int, _ multiline: Bool, _ interpolation: Int) {
        if interpolation > 0 {
            let depth = interpolation + (character == "(" ? 1 : character == ")" ? -1 : 0)
            state = .string(hashes: hashes, multiline: multiline, interpolation: depth)
            if depth > 0 { return }
        } else if follows("\\" + String(repeating: "#", count: hashes) + "(") {
            index += hashes + 1
            state = .string(hashes: hashes, multiline: multiline, interpolation: 1)
            add(toLiteral: " ")
        } else if character == "\\" && hashes == 0 {
            add(toLiteral: character)
            if index + 1 < characters.count, !characters[index + 1].isNewline {
                index += 1
                add(toLiteral: characters[index])
            }
        } else if follows((multiline ? "\"\"\"" : "\"") + String(repeating: "#", count: hashes)) {
            index += (multiline ? 2 : 0) + hashes
            state = .code
            add(toCode: "\"")
        } else {
            add(toLiteral: character)
        }
    }

    private mutating func readBlockComment(_ character: Character, _ depth: Int) {
        if follows("/*") {
            state = .blockComment(depth: depth + 1)
            index += 1
        } else if follows("*/") {
            state = depth == 1 ? .code : .blockComment(depth: depth - 1)
            index += 1
        } else {
            add(toComment: character)
        }
    }

    private func follows(_ text: String) -> Bool {
        let end = index + text.count
        return end <= characters.count && characters[index..<end].elementsEqual(text)
    }

    private mutating func add(toCode character: Character) { lines[lines.count - 1].code.append(character) }
    private mutating func add(toComment character: Character) { lines[lines.count - 1].comment.append(character) }
    private mutating func add(toLiteral character: Character) {
        let last = lines.count - 1
        if lines[last].literals.isEmpty { lines[last].literals.append("") }
        lines[last].literals[lines[last].literals.count - 1].append(character)
    }
}
