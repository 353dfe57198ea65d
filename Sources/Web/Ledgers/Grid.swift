// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine

/// A table of rows of a register, ready to be written.
struct Grid: Sendable {
    let ledger: String
    let caption: String
    let columns: [GridColumn]
    let rows: [GridRow]
    /// Sums of the whole view by field; empty: none are shown.
    let totals: [String: String]
    /// True where rows may be selected and changed together.
    let hasChecks: Bool
    /// True where rows of several pairings stand in it.
    let showsPairing: Bool
}

/// One column of a grid.
struct GridColumn: Sendable {
    let key: String
    let title: String
    let unit: String?
    let kind: FieldKind
    /// The address of the view sorted by it; nil where it isn't sorted by.
    let sortPath: String?
    /// Whether the view is sorted by it, and which way.
    let order: Order?
    /// The control by which a cell is edited in place, written by `renderControl`; nil where it is not.
    let control: HTML?

    enum Order: String, Sendable {
        case ascending
        case descending
    }

    var isNumber: Bool { [.count, .amount, .money].contains(kind) }
    var isDay: Bool { [.date, .month].contains(kind) }
}

/// One row of a grid.
struct GridRow: Sendable {
    let id: String
    let version: Int
    let isEditable: Bool
    /// True where it is selected already.
    var isChosen = false
    let pairing: String?
    let state: LedgerEntry.State
    /// The words of its state.
    let stateLabel: String
    /// The line that stands above it, where a group begins with it.
    let group: String?
    /// By the keys of the columns; a missing one is empty.
    let cells: [String: GridCell]
}

/// One value of a row.
struct GridCell: Sendable {
    /// As it is shown.
    let text: String
    /// As it is typed.
    let form: String
    /// Where the value leads; nil: nowhere.
    var path: String?
    /// True where something personal is hidden.
    var isMasked = false
    /// True where the two sides give different values.
    var isDoubtful = false
    /// What is missing to it, in words.
    var note: String?
    /// True where somebody said something about it.
    var hasComments = false
}
