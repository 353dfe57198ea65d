// SPDX-License-Identifier: Apache-2.0
import Domain

/// A list of the units that must act, as printed.
struct UnitList {
    struct Item {
        /// The unit as printed, without label, verb and role.
        let range: Range<Int>
        var role: DutyRole?
        /// The place before the label or colon under which the unit stands.
        var owner: Range<Int>?
        /// The text says that more units are meant.
        var isOpen = false
    }
    /// The whole list with its brackets.
    var range: Range<Int>
    var items: [Item] = []
    /// The list sets the rule that the first unit leads.
    var firstLeads = false
    /// By what it was known.
    enum Rule { case label, verb, offices, sentence }
    var rule = Rule.sentence
    /// Its brackets do not match.
    var isUnbalanced = false
}
