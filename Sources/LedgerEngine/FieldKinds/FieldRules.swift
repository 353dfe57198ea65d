// SPDX-License-Identifier: Apache-2.0
package import Domain

/// The rule of every kind of field: the one place where a kind is registered.
package enum FieldRules {
    package static func rule(of kind: FieldKind) -> any FieldRule {
        switch kind {
        case .text: TextKind()
        case .note: NoteKind()
        case .count: CountKind()
        case .amount: AmountKind()
        case .money: MoneyKind()
        case .date: DateKind()
        case .month: MonthKind()
        case .choice: ChoiceKind()
        case .flag: FlagKind()
        case .person: PersonKind()
        case .organisation: OrganisationKind()
        case .place: PlaceKind()
        case .file: FileKind()
        case .task: TaskKind()
        case .entry: EntryKind()
        case .code: CodeKind()
        }
    }
}
