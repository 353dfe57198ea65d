// SPDX-License-Identifier: Apache-2.0

/// What offices ask their bodies for in every reporting cycle, as data.
package struct FilingForm: Sendable {
    /// About what a field asks.
    package enum Scope: String, CaseIterable, Sendable {
        /// Each share of an item that the body has.
        case share
        /// The body's work as a whole, once.
        case body
    }

    /// One thing that is asked for.
    package struct Field: Sendable {
        package let field: LedgerField
        package let scope: Scope
        /// The fact that it asks for, by the name under which every form asks for it: what one asks no other asks again.
        package let means: String
        /// Not asked of an item that has milestones: they tell it.
        package let isToldByMilestones: Bool

        package init(field: LedgerField, scope: Scope, means: String, isToldByMilestones: Bool = false) {
            (self.field, self.scope, self.means, self.isToldByMilestones) = (field, scope, means, isToldByMilestones)
        }

        package var key: String { field.key }
    }

    /// A figure of a register that stands beside what is asked, to be looked at.
    package struct Figure: Hashable, Sendable {
        /// The indicator's key.
        package let indicator: String
        package let extent: FigureExtent

        package init(indicator: String, extent: FigureExtent) { (self.indicator, self.extent) = (indicator, extent) }
    }
    package let key: String
    package let version: Int
    package let title: LocalisedText
    /// The length of the periods for which it is handed in.
    package let length: Period.Length
    package let fields: [Field]
    package let figures: [Figure]

    package init(
        key: String, version: Int, title: LocalisedText, length: Period.Length, fields: [Field], figures: [Figure] = []
    ) {
        (self.key, self.version, self.title, self.length) = (key, version, title, length)
        (self.fields, self.figures) = (fields, figures)
    }

    /// The fact that says how much of a share is done, in percent.
    package static let progress = "share.progress"

    /// What is asked about a share, and about the body where `hasMilestones` is nil.
    package func asked(hasMilestones: Bool?) -> [Field] {
        guard let hasMilestones else { return fields.filter { $0.scope == .body } }
        return fields.filter { $0.scope == .share && !(hasMilestones && $0.isToldByMilestones) }
    }
}

/// How much work a filing is: fields to be filled, those that the program fills, and the time for the rest.
package struct FilingBurden: Hashable, Sendable {
    package var asked = 0
    /// Filled from what is known already; only looked at.
    package var prefilled = 0

    package init(asked: Int = 0, prefilled: Int = 0) { (self.asked, self.prefilled) = (asked, prefilled) }

    /// An estimate, rounded up: 90 seconds for what must be written, 10 for what is only confirmed.
    package var minutes: Int { ((asked - prefilled) * 90 + prefilled * 10 + 59) / 60 }

    /// In percent; 100 where nothing is asked.
    package var prefilledShare: Int { asked == 0 ? 100 : prefilled * 100 / asked }
}
