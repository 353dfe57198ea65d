// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

extension TaskSheetDoubt.Kind {
    /// The fields of which it speaks: whoever changes one of them has looked. Empty where every look says it anew.
    fileprivate var fields: [ItemFields.Name] {
        switch self {
        case .unsureSide, .sideMoved: [.oldAreaLead, .oldAreaUnits, .easternLead, .easternUnits]
        case .dayMoved, .openTerm, .unreadTerm: [.start, .due]
        case .unreadSchedule: [.measures, .q1, .q2, .q3, .q4]
        case .unknownSpecial: [.special]
        case .unreadWeight: [.weight]
        case .unsureLeader: [.leaderPost, .leaderName]
        case .unknownBody, .noLead, .noDue, .known, .twice: []
        }
    }
}

/// A doubt with a mark of what its fields said when it was shown.
private struct CarriedDoubt: Codable {
    let doubt: TaskSheetDoubt
    let mark: String
}

extension TaskSheetRow {
    /// More than a row has of them.
    private static let mostCarried = 20

    /// What was noticed while it was read, for a page to carry along; empty where there is nothing.
    package var carriedDoubts: String {
        let carried = doubts.filter { !$0.kind.fields.isEmpty }.map { CarriedDoubt(doubt: $0, mark: mark(of: $0)) }
        guard !carried.isEmpty, let data = try? JSONEncoder().encode(carried) else { return "" }
        return String(decoding: data, as: UTF8.self)
    }

    /// Takes up what a page carried, except for what speaks of a field that was changed on it.
    package mutating func takeUpDoubts(_ carried: String) {
        guard !carried.isEmpty,
            let found = try? JSONDecoder().decode([CarriedDoubt].self, from: Data(carried.utf8))
        else { return }
        for carried in found.prefix(Self.mostCarried) where !carried.doubt.kind.fields.isEmpty {
            if carried.mark == mark(of: carried.doubt) { doubts.append(carried.doubt) }
        }
    }

    /// The same for the same fields, whatever a browser makes of their white space.
    private func mark(of doubt: TaskSheetDoubt) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for name in doubt.kind.fields {
            for byte in (name.rawValue + "=" + self[name].filter { !$0.isWhitespace } + ";").utf8 {
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
            }
        }
        return String(hash, radix: 36)
    }
}
