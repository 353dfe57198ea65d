// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import UseCases

/// One field of an entry of the record, for people: what it was before and after, nil where there was or is nothing.
struct RecordedField: Sendable {
    let label: String
    let before: String?
    let after: String?

    /// The fields that an event changed, or that it names, in the order of their names. Codes are told by their names;
    /// an identity that has none says nothing and is left out.
    static func all(of event: AuditEvent, _ names: RecordNames, _ phrases: Phrases) -> [RecordedField] {
        let (old, new) = (read(event.before), read(event.after))
        let values = RecordedValue(kind: event.objectKind, names: names, phrases: phrases)
        return Set(old.keys).union(new.keys).sorted().compactMap { name in
            // What stood before and isn't spoken of after stayed as it was, unless the whole object went.
            if event.after != nil, new[name] == nil { return nil }
            let (before, after) = (old[name] ?? nil, new[name] ?? nil)
            guard before != after else { return nil }
            let field = RecordedField(
                label: phrases("record." + name, or: name), before: before.flatMap { values.text(name, $0) },
                after: after.flatMap { values.text(name, $0) })
            return field.before == nil && field.after == nil ? nil : field
        }
    }

    private static func read(_ json: String?) -> [String: String?] {
        guard let json else { return [:] }
        return (try? JSONDecoder().decode([String: String?].self, from: Data(json.utf8))) ?? [:]
    }
}

/// Tells the codes that the record keeps by their names.
private struct RecordedValue {
    let kind: String
    let names: RecordNames
    let phrases: Phrases

    func text(_ field: String, _ value: String) -> String? {
        switch field {
        case "roles": roles(value)
        case "state": phrases(kind + ".state." + value, or: value)
        case "kind": phrases.find(kind + ".kind." + value) ?? phrases("audit.kind." + value, or: value)
        case "orderStep": phrases("order.step." + value, or: value)
        case "handlingStep": phrases("handling.step." + value, or: value)
        case "handling": phrases("handling.state." + value, or: value)
        case "decision": phrases("decision.state." + value, or: value)
        case "decisionStep": phrases("decision.step." + value, or: value)
        case "level": phrases("order.level." + value, or: value)
        case "language": phrases(value == Language.english.rawValue ? "language.english" : "language.chinese")
        case "side": phrases("side." + value, or: value)
        case "scope": phrases("tokens.scope." + value, or: value)
        case "result": phrases("audit.result." + value, or: value)
        case "action": phrases("action." + value, or: value)
        case "secondFactor": phrases("record.secondFactor." + value, or: value)
        case "isConfirmed", "demo": phrases("record.is." + value, or: value)
        case "reason": phrases(value, or: value)
        case "place": names.divisions[value]?.label(in: phrases.language) ?? value
        case "pairing": names.pairings[value]?.label(in: phrases.language) ?? value
        case "from", "to", "until", "endsAt": moment(value)
        default: named(value)
        }
    }

    /// `office <pairing> oldArea; observer`, each by its role, its pairing, its body, its place and its side.
    private func roles(_ value: String) -> String? {
        let roles = value.split(whereSeparator: { $0 == ";" || $0 == "," }).map { grant in
            grant.split(separator: " ").enumerated().map { place, word in
                place == 0 ? phrases("role." + word, or: String(word)) : scope(String(word))
            }.joined(separator: " · ")
        }
        return roles.isEmpty ? nil : roles.joined(separator: "; ")
    }

    private func scope(_ word: String) -> String {
        names.pairings[word]?.label(in: phrases.language) ?? names.organisations[word]
            ?? names.divisions[word]?.label(in: phrases.language) ?? phrases("side." + word, or: word)
    }

    private func named(_ value: String) -> String? {
        guard Identifier<AuditEvent>(value) != nil else { return value.isEmpty ? nil : value }
        return names.organisations[value] ?? names.pairings[value]?.label(in: phrases.language)
    }

    /// A moment as milliseconds or as ISO 8601 prints it, in the time of Beijing; any other text as it is.
    private func moment(_ value: String) -> String? {
        if let milliseconds = Int64(value), value.utf8.count > 10 {
            return Instant(milliseconds: milliseconds).minuteText
        }
        guard value.hasSuffix("Z"), let day = CalendarDate(iso: String(value.prefix(10))) else { return named(value) }
        let clock = value.dropFirst(11).prefix(8).split(separator: ":").compactMap { Int64($0) }
        guard clock.count == 3 else { return value }
        return Instant(startOf: day).advanced(bySeconds: clock[0] * 3600 + clock[1] * 60 + clock[2]).minuteText
    }
}
