// SPDX-License-Identifier: Apache-2.0
import Domain

extension DraftEditor {
    /// Changes one of the document's own fields: `title`, `documentNumber`, `period` (two years), `issuedOn` (ISO date).
    mutating func setDocumentField(_ field: String, _ value: String?) throws(ValidationFailure) {
        let text = value.map(\.trimmingWhitespace).flatMap { $0.isEmpty ? nil : $0 }
        guard (text?.count ?? 0) <= 300 else {
            throw ValidationFailure(field: field, message: "correction.fieldTooLong")
        }
        switch field {
        case "title":
            guard let text else { throw ValidationFailure(field: field, message: "correction.titleMissing") }
            edit { $0.document.title = text }
        case "documentNumber": edit { $0.document.documentNumber = text }
        case "period":
            let period = try text.map(readPeriod)
            edit { $0.document.period = period }
        case "issuedOn":
            guard let text else { return edit { $0.document.issuedOn = nil } }
            guard let date = CalendarDate(iso: text) else {
                throw ValidationFailure(field: field, message: "correction.dateForm")
            }
            edit { $0.document.issuedOn = date }
        default: throw ValidationFailure(field: field, message: "correction.unknownField")
        }
    }

    /// Two years with anything that is no digit between them; one year is a span of its own.
    private func readPeriod(_ text: String) throws(ValidationFailure) -> YearSpan {
        let years = text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
        guard let first = years.first, years.count <= 2, years.allSatisfy({ (1900...2200).contains($0) }),
            let span = YearSpan(from: first, to: years.last ?? first)
        else { throw ValidationFailure(field: "period", message: "correction.periodForm") }
        return span
    }
}
