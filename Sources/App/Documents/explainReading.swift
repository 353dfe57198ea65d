// SPDX-License-Identifier: Apache-2.0
import Definitions
import DocumentEngine
import Domain
import Foundation

extension Reading {
    /// Why each line of a document was read as it was, as text for a terminal or as JSON with sentences in every
    /// language: the bytes of a file.
    package func explain(_ file: String, asJSON: Bool, onOneLine: Bool) async throws -> [UInt8] {
        let explanation = DocumentReader().explain(try await source(of: file))
        guard asJSON else { return [UInt8](explanation.lines.map(text).joined().utf8) }
        let json = explanation.json(pretty: !onOneLine) { [messages] key, arguments in
            Language.allCases.map { ($0.rawValue, messages.text(key, $0, arguments)) }
        }
        return [UInt8]((json + "\n").utf8)
    }

    private func text(_ line: Explanation.Line) -> String {
        let number = String(line.number)
        var rows = [String(repeating: " ", count: max(0, 5 - number.count)) + number + "  " + shown(line.text, 72)]
        rows += line.steps.map { step in
            let files = [step.rule.file, step.rule.grammar].compactMap(\.self).joined(separator: ", ")
            return "       = " + say("explain." + step.rule.rawValue, step.arguments) + "  [\(files)]"
        }
        rows += line.repairs.map { repair in
            let change = "“" + shown(repair.before, 40) + "” → “" + shown(repair.after, 40) + "”"
            let sentence = say("repair." + repair.kind.rawValue, [:])
            return "       ~ " + sentence + " \(repair.range.from)–\(repair.range.to) " + change
        }
        rows += line.doubts.map { "       ! " + say("diagnostic." + $0.code, $0.arguments.byKey) }
        return rows.joined(separator: "\n") + "\n"
    }

    private func say(_ key: String, _ arguments: [String: String]) -> String {
        messages.text(key, language, arguments)
    }

    /// The beginning of a text on one line.
    private func shown(_ text: String, _ length: Int) -> String {
        let line = text.replacing("\r\n", with: "⏎").replacing("\n", with: "⏎").replacing("\u{0C}", with: "␌")
        return line.count > length ? line.prefix(length) + "…" : line
    }
}
