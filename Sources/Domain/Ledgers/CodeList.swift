// SPDX-License-Identifier: Apache-2.0

/// The values that a choice can take. A value that ends keeps its rows.
package struct CodeList: Sendable {
    /// One value that may be chosen.
    package struct Value: Hashable, Sendable {
        /// As stored: `cityHead`.
        package let code: String
        package let title: LocalisedText
        package let validFrom: CalendarDate?
        package let validTo: CalendarDate?

        package init(code: String, title: LocalisedText, validFrom: CalendarDate?, validTo: CalendarDate?) {
            (self.code, self.title, self.validFrom, self.validTo) = (code, title, validFrom, validTo)
        }

        /// Whether the value may be chosen for what happened on a day.
        package func isValid(on day: CalendarDate) -> Bool {
            (validFrom.map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
        }
    }
    package let key: String
    package let validFrom: CalendarDate
    package let values: [Value]

    package init(key: String, validFrom: CalendarDate, values: [Value]) {
        (self.key, self.validFrom, self.values) = (key, validFrom, values)
    }

    /// The value of that code, or nil.
    package func value(_ code: String) -> Value? { values.first { $0.code == code } }
}
