// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// Says in words what a thing of a file is, and what differs between it and what is here.
struct ExchangeLineWriter {
    private static let mostChanges = 12
    private let phrases: Phrases
    /// The titles of items, and the names of shares, by identity.
    private let items: [String: String]
    private let shares: [String: String]

    init(_ comparison: ExchangeComparison, _ phrases: Phrases) {
        var (items, shares): ([String: String], [String: String]) = ([:], [:])
        for thing in comparison.things {
            switch thing.kind {
            case .item: items[thing.id] = thing["title"]
            case .leg: shares[thing.id] = thing["item_id"]
            default: break
            }
        }
        (self.phrases, self.items, self.shares) = (phrases, items, shares)
    }

    func title(_ line: ExchangeLine) -> String {
        guard let thing = line.there ?? line.here else { return "" }
        switch line.kind {
        case .list, .special, .item: return thing["title"] ?? ""
        case .milestone:
            return [items[thing["item_id"] ?? ""], thing["text"]].compactMap(\.self).joined(separator: " · ")
        case .leg:
            return [items[thing["item_id"] ?? ""], thing["unit"]].compactMap(\.self).joined(separator: " · ")
        case .cycle: return thing["period"].flatMap { Period($0)?.label(phrases) } ?? ""
        case .filing: return thing["unit"] ?? ""
        }
    }

    func line(_ line: ExchangeLine) -> ExchangeFilePage.Line {
        let all = line.verdict == .new || line.there == nil ? [] : line.changes.map(change)
        let rest = all.count - Self.mostChanges
        return ExchangeFilePage.Line(
            kind: phrases("exchange.kind." + line.kind.rawValue), title: title(line),
            changes: Array(all.prefix(Self.mostChanges)),
            more: line.there == nil
                ? phrases("exchange.removedThere")
                : rest > 0 ? phrases("exchange.more", ["count": String(rest)]) : nil)
    }

    private func change(_ change: ExchangeLine.Change) -> ExchangeFilePage.Change {
        let label = phrases("exchange.column." + change.column)
        let place = change.share.flatMap { shares[$0] }.flatMap { items[$0] }
        return ExchangeFilePage.Change(
            label: [place, label].compactMap(\.self).joined(separator: " · "), before: value(change.before, change),
            after: value(change.after, change))
    }

    private func value(_ value: ExchangeLine.Value?, _ change: ExchangeLine.Change) -> String {
        switch value {
        case nil: phrases("exchange.none")
        case .text(let text): text
        case .state(let state): phrases((change.kind == .leg ? "leg" : "filing") + ".state." + state)
        case .at(let instant): instant.minuteText
        case .progress(let progress): String(progress / 10) + " %"
        case .flag(let isSet): phrases(isSet ? "exchange.yes" : "exchange.no")
        }
    }
}
