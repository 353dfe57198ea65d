// SPDX-License-Identifier: Apache-2.0
import Domain

extension Explanation {
    /// The name of the format that `json` writes.
    package static let schema = "jiedui/plan-explanation/1"

    /// The explanation as JSON. `messages` renders a key of the catalogues in every language, by its code.
    package func json(pretty: Bool, messages: (_ key: String, _ arguments: [String: String]) -> [(String, String)])
        -> String
    {
        var writer = JSONWriter(pretty: pretty)
        writer.object { writer in
            writer.string("schema", Self.schema)
            writer.key("lines")
            writer.array(lines) { $0.write($1, messages) }
        }
        return writer.text
    }
}

extension JSONWriter {
    fileprivate typealias Messages = (_ key: String, _ arguments: [String: String]) -> [(String, String)]

    fileprivate mutating func write(_ line: Explanation.Line, _ messages: Messages) {
        object { writer in
            writer.key("line")
            writer.integer(line.number)
            writer.key("source")
            writer.write(line.range, page: nil)
            writer.string("text", line.text)
            writer.key("steps")
            writer.array(line.steps) { writer, step in
                writer.object { writer in
                    writer.string("rule", step.rule.rawValue)
                    writer.string("file", step.rule.file)
                    writer.optional("grammar", step.rule.grammar)
                    if let range = step.range {
                        writer.key("source")
                        writer.write(range, page: nil)
                    }
                    writer.write(message: messages("explain." + step.rule.rawValue, step.arguments))
                }
            }
            writer.key("repairs")
            writer.array(line.repairs) { writer, repair in
                writer.object { writer in
                    writer.string("kind", repair.kind.rawValue)
                    writer.key("applied")
                    writer.bool(repair.kind.isApplied)
                    writer.key("source")
                    writer.write(repair.range, page: nil)
                    writer.string("before", repair.before)
                    writer.string("after", repair.after)
                    writer.write(message: messages("repair." + repair.kind.rawValue, [:]))
                }
            }
            writer.key("doubts")
            writer.array(line.doubts) { writer, doubt in
                writer.object { writer in
                    writer.string("code", doubt.code)
                    writer.write(message: messages("diagnostic." + doubt.code, doubt.arguments.byKey))
                }
            }
        }
    }

    private mutating func write(message: [(String, String)]) {
        key("message")
        object { writer in
            for (language, sentence) in message {
                writer.member(language)
                writer.string(sentence)
            }
        }
    }
}
