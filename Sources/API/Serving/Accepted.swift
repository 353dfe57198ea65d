// SPDX-License-Identifier: Apache-2.0
import Domain

/// The forms in which an answer can be had.
enum MediaType: String, CaseIterable, Sendable {
    case json = "application/json"
    case csv = "text/csv"
    case lines = "application/x-ndjson"
    case workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case png = "image/png"
    case bytes = "application/octet-stream"
    case plain = "text/plain"
    case events = "text/event-stream"
}

/// The words of a header field such as Accept with their weights, most wanted first (RFC 9110, 12.4.2).
struct Preferences: Sendable {
    let ranges: [(name: String, weight: Double)]

    init(_ header: String) {
        ranges = header.split(separator: ",").compactMap { part in
            let pieces = part.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
            guard let name = pieces.first, !name.isEmpty else { return nil }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) }
            return (name, weight ?? 1)
        }
    }

    /// How much a type is wanted: by the narrowest range that takes it in; 0 where it is not.
    func weight(of type: String) -> Double {
        let group = type.prefix { $0 != "/" } + "/*"
        for wanted in [type, String(group), "*/*"] {
            if let range = ranges.first(where: { $0.name == wanted }) { return range.weight }
        }
        return 0
    }
}

/// The form that `accept` likes best among those on offer, the first of them where it likes several alike. Throws
/// notAcceptable where it likes none.
func choose(among offered: [MediaType], accept: String?) throws(Problem) -> MediaType {
    guard let accept, !accept.isEmpty else { return offered[0] }
    let preferences = Preferences(accept)
    var best: (type: MediaType, weight: Double)?
    for type in offered {
        let weight = preferences.weight(of: type.rawValue)
        if weight > (best?.weight ?? 0) { best = (type, weight) }
    }
    guard let best else { throw Problem(.notAcceptable) }
    return best.type
}

/// The language that Accept-Language likes best; Chinese where it says nothing of ours.
func chooseLanguage(_ header: String?) -> Language {
    let ranges = Preferences(header ?? "").ranges
    func weight(_ prefix: String) -> Double {
        ranges.filter { $0.name == prefix || $0.name.hasPrefix(prefix + "-") }.map(\.weight).max() ?? 0
    }
    return weight("en") > weight("zh") ? .english : .chinese
}
