// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// What a text must look like: the regular expression that the document prints (ECMA-262), and the same as code.
struct TextForm: Sendable {
    let pattern: String
    /// The format's name in JSON Schema, where it has one.
    var format: String?
    let accepts: @Sendable (String) -> Bool

    /// A UUID in lower case.
    static let identifier = TextForm(
        pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", format: "uuid",
        accepts: { Identifier<Never>($0) != nil })

    /// A UUID, or nothing.
    static let identifierOrEmpty = TextForm(
        pattern: "^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})?$",
        accepts: { $0.isEmpty || Identifier<Never>($0) != nil })

    /// A day of the calendar such as 2026-01-05.
    static let day = TextForm(
        pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", format: "date", accepts: { CalendarDate(iso: $0) != nil })

    private static let onePeriod = "[1-9][0-9]{3}(H[12]|Q[1-4]|-(0[1-9]|1[0-2]))?"

    /// A month, quarter, half-year or year.
    static let period = TextForm(pattern: "^" + onePeriod + "$", accepts: isPeriod)

    /// Periods with commas between.
    static let periods = TextForm(
        pattern: "^" + onePeriod + "(," + onePeriod + ")*$",
        accepts: { $0.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { isPeriod(String($0)) } })

    @Sendable private static func isPeriod(_ text: String) -> Bool { text.first != "0" && Period(text) != nil }

    /// One line with something on it.
    static let line = TextForm(
        pattern: "^[^\\u0000-\\u001f]*[^\\s\\u0000-\\u001f][^\\u0000-\\u001f]*$",
        accepts: { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 } && $0.hasInk })

    /// One line that may be blank.
    static let anyLine = TextForm(
        pattern: "^[^\\u0000-\\u001f]*$", accepts: { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 } })

    /// Lines of text with something on them.
    static let prose = TextForm(
        pattern: "^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$", accepts: { !$0.unicodeScalars.contains("\0") && $0.hasInk })

    /// Lower-case letters and digits in at least two parts that hyphens join.
    static let pairingCode = TextForm(
        pattern: "^[a-z0-9]+(-[a-z0-9]+)+$",
        accepts: { text in
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            return parts.count > 1
                && parts.allSatisfy { part in
                    !part.isEmpty && part.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) }
                }
        })

    /// Six digits: a code of GB/T 2260.
    static let division = TextForm(pattern: "^[0-9]{6}$", accepts: { DivisionCode($0) != nil })

    /// The same, or nothing.
    static let divisionOrEmpty = TextForm(
        pattern: "^([0-9]{6})?$", accepts: { $0.isEmpty || DivisionCode($0) != nil })

    /// The name under which a person signs in.
    static let username = TextForm(
        pattern: "^[a-z0-9._-]{2,64}$",
        accepts: { text in
            (2...64).contains(text.utf8.count)
                && text.utf8.allSatisfy {
                    (97...122).contains($0) || (48...57).contains($0) || [45, 46, 95].contains($0)
                }
        })

    /// Visible ASCII characters: what may stand in a header field.
    static let entityTag = TextForm(
        pattern: "^[ -~]*[!-~][ -~]*$",
        accepts: { text in
            text.utf8.allSatisfy { (32...126).contains($0) } && text.utf8.contains { (33...126).contains($0) }
        })

    /// What is watched for changes: up to twenty kinds with identities such as `plan:ID` or `tasks:all`, with commas
    /// between.
    static let watches: TextForm = {
        let one = "(" + Watch.words.joined(separator: "|") + "):[0-9a-z-]+"
        return TextForm(
            pattern: "^" + one + "(," + one + "){0,19}$",
            accepts: { text in
                let parts = text.split(separator: ",", omittingEmptySubsequences: false)
                return parts.count <= 20
                    && parts.allSatisfy { part in
                        guard let watch = Watch(String(part)) else { return false }
                        return !watch.id.isEmpty
                            && watch.id.utf8.allSatisfy {
                                (97...122).contains($0) || (48...57).contains($0) || $0 == 45
                            }
                    }
            })
    }()

    /// Visible ASCII characters without spaces.
    static let visible = TextForm(
        pattern: "^[!-~]+$", accepts: { !$0.isEmpty && $0.utf8.allSatisfy { (33...126).contains($0) } })
}

extension String {
    /// True where not all of it is white space.
    fileprivate var hasInk: Bool { unicodeScalars.contains { !$0.properties.isWhitespace } }
}
