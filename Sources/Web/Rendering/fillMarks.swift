// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain

/// Puts sentences, links and asset addresses into a template before it is parsed, so that rendering looks nothing up.
///
/// - `[[login.title]]` is the sentence of that key; an argument `{count}` in it becomes the variable `{{count}}`.
/// - `[[@task id]]` is the path of that address, with the variable `{{id}}` in its place.
/// - `[[#jiedui.css]]` is the address of that asset.
func fillMarks(
    in source: String, of template: String, language: Language, messages: MessageCatalogue, assets: Assets
) throws -> String {
    var result = ""
    var rest = Substring(source)
    while let open = rest.firstRange(of: "[[") {
        result += rest[..<open.lowerBound]
        rest = rest[open.upperBound...]
        guard let close = rest.firstRange(of: "]]") else {
            throw Templates.Fault(template: template, reason: "a mark is not closed")
        }
        let mark = rest[..<close.lowerBound]
        rest = rest[close.upperBound...]
        switch mark.first {
        case "@": result += try link(mark.dropFirst(), in: template)
        case "#": result += assets.path(of: String(mark.dropFirst()))
        default:
            let sentence = messages.text(String(mark), language)
            guard sentence != mark else {
                throw Templates.Fault(template: template, reason: "no sentence \(mark) in \(language.rawValue)")
            }
            result += variables(in: HTML.escape(sentence))
        }
    }
    return result + rest
}

private func link(_ mark: Substring, in template: String) throws -> String {
    let words = mark.split(separator: " ").map(String.init)
    guard let name = words.first, let address = Address(rawValue: name), address.valueCount == words.count - 1 else {
        throw Templates.Fault(template: template, reason: "no address \(mark)")
    }
    var values = words.dropFirst()
    let parts = address.pattern.split(separator: "/").map { part in
        part.hasPrefix(":") ? "{{" + (values.popFirst() ?? "") + "}}" : String(part)
    }
    return "/" + parts.joined(separator: "/")
}

/// `{name}` becomes `{{name}}`.
private func variables(in sentence: String) -> String {
    sentence.replacing("{", with: "{{").replacing("}", with: "}}")
}
