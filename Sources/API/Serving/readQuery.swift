// SPDX-License-Identifier: Apache-2.0
import FormData

/// The fields behind the question mark as values of their schemas. Throws invalid for those that do not fit, that stand
/// twice, or that nobody knows; malformed where the text cannot be read.
func readQuery(_ text: String, _ parameters: [Declaration.Parameter]) throws(Problem) -> [String: JSON] {
    var values: [String: JSON] = [:]
    var misfits: [Misfit] = []
    for field in text.split(separator: "&") {
        let halves = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = halves[0].percentDecoded(plusIsSpace: true),
            let value = (halves.count == 2 ? halves[1] : "").percentDecoded(plusIsSpace: true)
        else { throw Problem(.malformed) }
        guard let parameter = parameters.first(where: { $0.name == name }) else {
            misfits.append(Misfit(pointer: name, message: "field.unknown"))
            continue
        }
        guard values[name] == nil else {
            misfits.append(Misfit(pointer: name, message: "field.twice"))
            continue
        }
        let read = parameter.schema.read(value)
        misfits += parameter.schema.misfits(of: read, at: name)
        values[name] = read
    }
    for parameter in parameters where parameter.isRequired && values[parameter.name] == nil {
        misfits.append(Misfit(pointer: parameter.name, message: "field.missing"))
    }
    guard misfits.isEmpty else { throw Problem(misfits: misfits) }
    return values
}

extension Schema {
    /// The value that stands behind the question mark as `text`.
    func read(_ text: String) -> JSON {
        switch kind {
        case .whole:
            let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
            guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }), let whole = Int(text) else {
                return .text(text)
            }
            return .whole(whole)
        case .flag: return text == "true" ? true : text == "false" ? false : .text(text)
        default: return .text(text)
        }
    }
}
