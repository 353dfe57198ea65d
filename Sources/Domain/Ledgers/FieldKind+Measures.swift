// SPDX-License-Identifier: Apache-2.0

/// What may be made of the values of a kind.
package enum FieldMeasure: Hashable, Sendable {
    /// Added up.
    case sum
    /// Counted, each value once.
    case distinct
    /// Divides a figure.
    case breakdown
    /// Says when a row happened.
    case dating
    /// Is part of what makes a row unique.
    case key
}

extension FieldKind {
    /// What figures and definitions may make of the values.
    package var measures: Set<FieldMeasure> {
        switch self {
        case .count, .amount, .money: [.sum, .key]
        case .date: [.distinct, .dating, .key]
        case .choice, .flag, .organisation, .place: [.distinct, .breakdown, .key]
        case .code: [.distinct, .breakdown, .key]
        case .text, .month, .person, .task, .entry: [.distinct, .key]
        case .note, .file: []
        }
    }

    /// Whether the stored value is a number.
    package var isNumber: Bool {
        switch self {
        case .count, .amount, .money, .date, .month, .flag: true
        default: false
        }
    }
}
