// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import SQLCore
import Storage

/// A row with its values in the clear.
struct OpenEntry {
    var record: EntryRecord
    var values: [String: FieldValue]
}

/// One register of one pairing, while its rows are read or written in a transaction.
struct LedgerDesk {
    let ledger: Ledger
    let pairing: Pairing
    let scope: PairingScope
    let slots: [String: EntrySlot]
    let cipher: EntryCipher
    let connection: any SQLConnection

    /// The rule object of what belongs to a side.
    func object(_ side: Side) -> RuleObject { RuleObject(pairing: scope, side: side) }

    func open(_ record: EntryRecord) -> OpenEntry {
        var values: [String: FieldValue] = [:]
        for (field, value) in record.values {
            switch value {
            case .plain(let value): values[field] = value
            case .sealed(let text): values[field] = cipher.open(text, field: field, entry: record.id)
            }
        }
        return OpenEntry(record: record, values: values)
    }

    /// The values as they are stored: what is personal is sealed. What did not change keeps its seal.
    func stored(
        _ values: [String: FieldValue], of entry: Identifier<LedgerEntry>, before: OpenEntry? = nil,
        random: () -> (UInt64, UInt64)
    ) throws -> [String: EntryText.Value] {
        var stored: [String: EntryText.Value] = [:]
        for (key, value) in values {
            guard ledger.field(key)?.isPersonal == true else {
                stored[key] = .plain(value)
                continue
            }
            if let before, before.values[key] == value, case .sealed? = before.record.values[key] {
                stored[key] = before.record.values[key]
            } else {
                stored[key] = .sealed(try cipher.seal(value, field: key, entry: entry, nonce: random()))
            }
        }
        return stored
    }

    /// What the row is filtered and sorted by.
    func slotValues(_ values: [String: FieldValue]) -> [EntrySlot: SlotValue] {
        var found: [EntrySlot: SlotValue] = Dictionary(minimumCapacity: slots.count)
        for (key, slot) in slots {
            switch values[key] {
            case .number(let number)? where !slot.isText: found[slot] = .number(number)
            case .text(let text)? where slot.isText: found[slot] = .text(sortText(text, ledger.field(key)))
            default: found[slot] = .empty
            }
        }
        return found
    }

    /// What the row adds to the figures. Persons are counted by keyed hashes, which an anonymous row holds in place of
    /// the person: it goes on counting, and as the same person.
    func parts(of entry: OpenEntry, _ steps: [StageStep]) -> [Contribution] {
        var values = entry.values
        if !entry.record.isAnonymous { values.merge(tokens(of: entry.values)) { $1 } }
        return contributions(of: values, ledger: ledger, scope: scope(steps))
    }

    /// A keyed hash for each personal value.
    func tokens(of values: [String: FieldValue]) -> [String: FieldValue] {
        var tokens: [String: FieldValue] = [:]
        for field in ledger.fields where field.isPersonal {
            guard let value = values[field.key], let identity = termTexts(value, field).last else { continue }
            tokens[field.key] = .text(cipher.term("person", identity))
        }
        return tokens
    }

    /// Terms of the fields that hold many or are personal.
    func terms(_ entry: OpenEntry) -> Set<EntryLinkQueries.Term> {
        guard entry.record.state != .removed else { return [] }
        var terms: Set<EntryLinkQueries.Term> = []
        for field in ledger.fields where field.isFoundByTerm && !(field.isPersonal && entry.record.isAnonymous) {
            for value in entry.values[field.key]?.elements ?? [] {
                for text in termTexts(value, field) {
                    terms.insert(
                        EntryLinkQueries.Term(
                            book: entry.record.book, number: entry.record.number, field: field.key,
                            term: field.isPersonal ? cipher.term(field.key, text) : text))
                }
            }
        }
        return terms
    }

    /// The digest under which a row's unique key is stored; nil where it has none.
    func uniqueKey(_ values: [String: FieldValue]) -> String? {
        LedgerEngine.uniqueKey(of: values, ledger: ledger).map { cipher.term("key/" + ledger.key, $0) }
    }

    func files(_ values: [String: FieldValue]) -> Set<String> {
        var hashes: Set<String> = []
        for field in ledger.fields where field.kind == .file {
            for value in values[field.key]?.elements ?? [] {
                if let text = value.text { hashes.insert(String(text.prefix { $0 != ":" })) }
            }
        }
        return hashes
    }

    func scope(_ steps: [StageStep]) -> EntryScope {
        var days: [String: CalendarDate] = [:]
        for step in steps where !step.isBack && days[step.stage] == nil {
            days[step.stage] = CalendarDate(dayNumber: step.day)
        }
        return EntryScope(
            oldArea: pairing.oldArea.division, eastern: pairing.eastern.division, stageDays: days)
    }
}

/// Text as it is sorted, bounded in length.
func sortText(_ text: String, _ field: LedgerField?) -> String {
    guard field?.kind == .text else { return String(text.prefix(SlotValue.longest)) }
    let key = String(normalised(text).prefix(SlotValue.longest))
    return key.isEmpty ? String(text.prefix(SlotValue.longest)) : key
}

/// What a value is found by: of a person the name, the number, and both together.
func termTexts(_ value: FieldValue, _ field: LedgerField) -> [String] {
    switch value {
    case .number(let number): return [String(number)]
    case .list(let items): return items.flatMap { termTexts($0, field) }
    case .text(let text):
        guard field.kind == .person, let bar = text.firstIndex(of: "|") else {
            return [String((field.isPersonal ? normalised(text) : text).prefix(200))]
        }
        return [normalised(String(text[..<bar])), String(text[text.index(after: bar)...])]
    }
}

extension LedgerField {
    /// Found by exact match in a table of terms, never sorted.
    var isFoundByTerm: Bool { isPersonal || (isMany && kind != .file && kind != .note) }

    /// Has a column in which it is filtered and sorted; the register's own date has `day`.
    func hasSlot(in ledger: Ledger) -> Bool {
        guard !isFoundByTerm, !isMany, key != ledger.dateField else { return false }
        switch kind {
        case .note, .file, .task: return false
        default: return true
        }
    }

    var isNumber: Bool {
        switch kind {
        case .count, .amount, .money, .date, .month, .flag: true
        default: false
        }
    }
}
