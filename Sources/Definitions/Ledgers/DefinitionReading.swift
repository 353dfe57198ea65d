// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Yams

/// One reading of definitions: collects what is wrong instead of stopping at the first fault, and what can only be
/// asked once everything is read.
final class DefinitionReading {
    private(set) var faults: [LedgerFault] = []
    private var questions: [(file: String, ask: (LedgerBook.Parts) -> Void)] = []
    /// The file that is read.
    var file = ""

    func add(_ fault: LedgerFault) { faults.append(fault) }

    /// Asks when all files are read.
    func later(_ question: @escaping (LedgerBook.Parts) -> Void) { questions.append((file, question)) }

    /// Asks nothing more of a file whose register another one took the place of.
    func forget(_ file: String) { questions.removeAll { $0.file == file } }

    func askAll(_ parts: LedgerBook.Parts) { for question in questions { question.ask(parts) } }
}

extension DefinitionReading {
    /// The file as a tree of values with their places; nil, with a fault, where it is none.
    func compose(_ source: LedgerBook.Source) -> DefinitionNode? {
        func fail(_ key: String, _ line: Int = 1, _ column: Int = 1, _ detail: String = "") -> DefinitionNode? {
            add(
                LedgerFault(
                    file: source.name, line: line, column: column, messageKey: "definition." + key,
                    arguments: detail.isEmpty ? [:] : ["detail": detail]))
            return nil
        }
        guard let text = try? String(contentsOf: source.url, encoding: .utf8) else { return fail("unreadable") }
        do {
            guard let node = try Yams.compose(yaml: text) else { return fail("empty") }
            return DefinitionNode(node: node, file: source.name, reading: self)
        } catch let error as YamlError {
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                return fail("yaml", mark.line, mark.column, problem)
            case .duplicatedKeysInMapping(let keys, let context):
                return fail(
                    "keyTwice", context.mark.line, context.mark.column, Set(keys).sorted().joined(separator: ", "))
            default: return fail("yaml", 1, 1, String(describing: error))
            }
        } catch {
            return fail("yaml", 1, 1, String(describing: error))
        }
    }
}

/// A value of a definition's file, with its place.
struct DefinitionNode {
    let node: Node
    let file: String
    let reading: DefinitionReading

    func fault(_ key: String, _ arguments: [String: String] = [:]) {
        let mark = node.mark
        reading.add(
            LedgerFault(
                file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, messageKey: "definition." + key,
                arguments: arguments))
    }

    func with(_ node: Node) -> DefinitionNode { DefinitionNode(node: node, file: file, reading: reading) }

    var isList: Bool { node.sequence != nil }
    var isMapping: Bool { node.mapping != nil }
    /// The text as it stands; nil of what is no text.
    var raw: String? { node.scalar?.string }
    /// The keys and values of a mapping; nil where it is none.
    var pairs: [(key: DefinitionNode, value: DefinitionNode)]? {
        node.mapping.map { $0.map { (with($0.key), with($0.value)) } }
    }

    /// The text; a fault where it is empty or no text.
    var text: String? {
        guard let text = node.scalar?.string, !text.isEmpty else {
            fault("mustBeText")
            return nil
        }
        return text
    }

    /// The items of a list; a fault where it is none.
    var items: [DefinitionNode]? {
        guard let sequence = node.sequence else {
            fault("mustBeList")
            return nil
        }
        return sequence.map(with)
    }

    /// The value as a mapping with none but these keys; a fault where it is none, and for each other key.
    func mapping(_ keys: [String]) -> DefinitionMapping? {
        guard let mapping = node.mapping else {
            fault("mustBeMapping", ["keys": keys.joined(separator: ", ")])
            return nil
        }
        for (key, _) in mapping where !keys.contains(key.scalar?.string ?? "") {
            with(key).fault(
                "unknownKey", ["key": key.scalar?.string ?? "", "keys": keys.joined(separator: ", ")])
        }
        return DefinitionMapping(place: self, mapping: mapping)
    }
}

/// A mapping of a definition's file: each question adds a fault where what must be there isn't, or isn't right.
struct DefinitionMapping {
    let place: DefinitionNode
    let mapping: Node.Mapping

    func optional(_ key: String) -> DefinitionNode? { mapping[key].map(place.with) }

    func required(_ key: String) -> DefinitionNode? {
        guard let node = optional(key) else {
            place.fault("lacks", ["key": key])
            return nil
        }
        return node
    }

    func text(_ key: String) -> String? { required(key)?.text }

    func integer(_ key: String) -> Int? {
        guard let node = required(key) else { return nil }
        guard let number = node.node.scalar.flatMap({ Int($0.string) }) else {
            node.fault("mustBeWhole", ["key": key])
            return nil
        }
        return number
    }

    func optionalInteger(_ key: String) -> Int? { optional(key) == nil ? nil : integer(key) }

    func flag(_ key: String) -> Bool {
        guard let node = optional(key) else { return false }
        guard let text = node.node.scalar?.string, text == "true" || text == "false" else {
            node.fault("mustBeFlag", ["key": key])
            return false
        }
        return text == "true"
    }

    func date(_ key: String) -> CalendarDate? { required(key).flatMap(Self.date) }

    func optionalDate(_ key: String) -> CalendarDate? { optional(key).flatMap(Self.date) }

    private static func date(_ node: DefinitionNode) -> CalendarDate? {
        guard let date = node.node.scalar.flatMap({ CalendarDate(iso: $0.string) }) else {
            node.fault("mustBeDate")
            return nil
        }
        return date
    }

    /// Text in both languages of the interface.
    func localised(_ key: String) -> LocalisedText? { required(key).flatMap(\.localised) }

    func optionalLocalised(_ key: String) -> LocalisedText? { optional(key).flatMap(\.localised) }

    /// One of the values of a closed set.
    func oneOf<Value: CaseIterable & RawRepresentable>(_ key: String) -> Value? where Value.RawValue == String {
        guard let node = required(key) else { return nil }
        guard let value = node.node.scalar.flatMap({ Value(rawValue: $0.string) }) else {
            node.fault("mustBeOneOf", ["key": key, "values": Value.allCases.map(\.rawValue).joined(separator: ", ")])
            return nil
        }
        return value
    }

    /// A name for addresses and files: a small letter, then letters and digits.
    func name(_ key: String) -> String? {
        guard let node = required(key), let text = node.text else { return nil }
        guard text.wholeMatch(of: #/[a-z][A-Za-z0-9]{0,39}/#) != nil else {
            node.fault("mustBeName", ["key": key, "text": text])
            return nil
        }
        return text
    }

    /// The texts of a list; none where the key isn't there.
    func texts(_ key: String) -> [(text: String, place: DefinitionNode)] {
        (optional(key)?.items ?? []).compactMap { item in item.text.map { ($0, item) } }
    }
}

extension DefinitionNode {
    var localised: LocalisedText? {
        let languages = Language.allCases.map(\.rawValue)
        guard let mapping = mapping(languages) else { return nil }
        guard let chinese = mapping.text(Language.chinese.rawValue),
            let english = mapping.text(Language.english.rawValue)
        else { return nil }
        return LocalisedText(chinese: chinese, english: english)
    }
}
