// SPDX-License-Identifier: Apache-2.0
import Crypto
import Domain
import Foundation

/// What a clerk saw of a place when the form for it was made: its element, found again where places have shifted, and a
/// mark of each of its parts, by which it shows whether somebody changed that part since.
package struct SeenPlace: Hashable, Sendable {
    /// `t` and the path of a task, `a` or `s` and the ordinal of an area or safeguard, `f` and the name of a field.
    let element: String
    /// Title or value, list of units, everything, everything with the next one, the order of all tasks.
    let title, units, whole, pair, order: String

    /// As a form carries it.
    package var text: String { [title, units, whole, pair, order, element].joined(separator: ".") }

    /// Reads `text`; nil where it is none of ours.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, !parts[5].isEmpty else { return nil }
        (title, units, whole, pair, order) = (parts[0], parts[1], parts[2], parts[3], parts[4])
        element = parts[5]
    }

    fileprivate init(_ element: String, _ part: DraftPart, next: DraftPart?, order: [String]) {
        self.element = element
        title = mark([part.title ?? ""])
        units = mark(part.units)
        whole = mark(part.everything)
        pair = mark(part.everything + (next?.everything ?? []))
        self.order = mark(order)
    }
}

/// The words of one element of a draft.
struct DraftPart: Hashable, Sendable {
    var title: String?
    var units: [String] = []
    var text = ""
    var doubts: [String] = []

    fileprivate var everything: [String] { [title ?? "", text] + units + doubts }
}

extension PlanDraft {
    /// What is to be seen of a place now; nil where there is no such place.
    package func seen(_ place: DraftPlace) -> SeenPlace? {
        guard let element = element(at: place), let part = part(at: place) else { return nil }
        return SeenPlace(element, part, next: place.next.flatMap { self.part(at: $0) }, order: order)
    }

    /// What is to be seen now of one of the document's own fields.
    package func seen(field: String) -> SeenPlace {
        SeenPlace("f" + field, DraftPart(title: value(of: field)), next: nil, order: order)
    }

    /// What is to be seen now of what was seen then; nil where it is there no more.
    func seenAgain(_ seen: SeenPlace) -> SeenPlace? {
        if seen.element.hasPrefix("f") { return self.seen(field: String(seen.element.dropFirst())) }
        return place(of: seen).flatMap { self.seen($0) }
    }

    /// Where the element stands now that was seen; nil where it is there no more.
    package func place(of seen: SeenPlace) -> DraftPlace? {
        let name = seen.element.dropFirst()
        switch seen.element.first {
        case "a": return areas.firstIndex { $0.ordinal == name }.map { .area($0) }
        case "s": return safeguards.firstIndex { $0.ordinal == name }.map { .safeguard($0) }
        case "t":
            for (area, content) in areas.enumerated() {
                if let task = content.tasks.firstIndex(where: { $0.path == name }) {
                    return .task(area: area, task: task)
                }
            }
            return nil
        default: return nil
        }
    }

    /// The words of what was seen, as they are now; nil where it is there no more.
    func part(of seen: SeenPlace) -> DraftPart? {
        if seen.element.hasPrefix("f") { return DraftPart(title: value(of: String(seen.element.dropFirst()))) }
        return place(of: seen).flatMap { part(at: $0) }
    }

    private func element(at place: DraftPlace) -> String? {
        switch place {
        case .area(let area): areas.indices.contains(area) ? "a" + areas[area].ordinal : nil
        case .task(let area, let task):
            areas.indices.contains(area) && areas[area].tasks.indices.contains(task)
                ? "t" + areas[area].tasks[task].path : nil
        case .safeguard(let index): safeguards.indices.contains(index) ? "s" + safeguards[index].ordinal : nil
        }
    }

    private func part(at place: DraftPlace) -> DraftPart? {
        guard element(at: place) != nil else { return nil }
        switch place {
        case .area(let area): return DraftPart(title: areas[area].title, units: areas[area].tasks.map(\.path))
        case .task(let area, let index):
            let task = areas[area].tasks[index]
            return DraftPart(
                title: task.title, units: task.responsible.printed, text: task.text, doubts: task.doubts.map(\.code))
        case .safeguard(let index):
            let safeguard = safeguards[index]
            return DraftPart(title: safeguard.title, units: safeguard.responsible.printed, text: safeguard.text)
        }
    }

    private func value(of field: String) -> String? {
        switch field {
        case "title": return document.title
        case "documentNumber": return document.documentNumber
        case "period": return document.period.map { "\($0.from)-\($0.to)" }
        case "issuedOn": return document.issuedOn?.description
        default: return nil
        }
    }

    private var order: [String] { areas.flatMap { [$0.ordinal] + $0.tasks.map(\.path) } }
}

extension DraftPlace {
    fileprivate var next: DraftPlace? {
        switch self {
        case .area(let area): .area(area + 1)
        case .task(let area, let task): .task(area: area, task: task + 1)
        case .safeguard(let index): .safeguard(index + 1)
        }
    }
}

/// Twelve hexadecimal digits of the SHA-256 of some words.
private func mark(_ words: [String]) -> String {
    let digest = SHA256.hash(data: Data(words.joined(separator: "\u{1F}").utf8))
    return digest.prefix(6).map { byte in
        let hex = String(byte, radix: 16)
        return hex.count == 1 ? "0" + hex : hex
    }.joined()
}
