// SPDX-License-Identifier: Apache-2.0

/// The fields of a Word document: an instruction, which does not print, and its result, which does.
struct WordFields {
    private struct Field {
        var instruction = ""
        var hasResult = false
        var isContents = false
    }
    private var open: [Field] = []

    /// Whether what comes now belongs to an instruction.
    var isInstruction: Bool { open.contains { !$0.hasResult } }
    /// Whether what comes now is a generated table of contents, which repeats the headings.
    var isContents: Bool { open.contains { $0.isContents && $0.hasResult } }

    mutating func instruct(_ text: String) {
        guard let last = open.indices.last, !open[last].hasResult else { return }
        open[last].instruction += text
    }

    /// Takes the begin, the separator or the end of a field; returns what the field prints where it has no result.
    mutating func mark(_ type: String?) -> String? {
        switch type {
        case "begin":
            if open.count < 64 { open.append(Field()) }
        case "separate":
            guard let last = open.indices.last else { return nil }
            open[last].hasResult = true
            let words = open[last].instruction.split(separator: " ")
            open[last].isContents = words.first?.uppercased() == "TOC"
        case "end":
            guard let field = open.popLast(), !field.hasResult else { return nil }
            return enclosed(field.instruction)
        default: break
        }
        return nil
    }
}

/// The sign that `EQ \o\ac(○,1)` draws, which is how Word makes a circled number; nil for another instruction.
private func enclosed(_ instruction: String) -> String? {
    let text = instruction.trimmingPrefix(while: \.isWhitespace)
    guard text.prefix(2).uppercased() == "EQ", text.contains("\\o"),
        let opening = text.lastIndex(of: "("), let closing = text.lastIndex(of: ")"), opening < closing
    else { return nil }
    let parts = text[text.index(after: opening)..<closing].split(whereSeparator: { $0 == "," || $0 == ";" })
    guard let inner = parts.last?.filter({ !$0.isWhitespace }), !inner.isEmpty else { return nil }
    return Int(inner).flatMap(circled) ?? inner
}
