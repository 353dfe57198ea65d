// SPDX-License-Identifier: Apache-2.0
import Domain

/// Of which fields of the document the reader is unsure: those that such documents have and this one seems to lack, and
/// those that disagree.
func doubtDocument(_ document: inout DraftDocument, title: [Range<Int>], _ plan: PlanReader) {
    func note(_ code: DoubtCode, _ field: String, _ source: TextRange? = nil) {
        document.doubts.append(code.at(source, ["field": field]))
    }
    if document.title == nil { note(.fieldMissing, "title") }
    if document.issuers.isEmpty, document.documentNumber != nil { note(.fieldMissing, "issuers") }
    if document.issuedOn == nil, document.documentNumber != nil { note(.fieldMissing, "issuedOn") }
    if let date = document.issuedOn {
        if let number = document.documentNumber, !number.contains(String(date.year)) {
            note(.fieldDisagrees, "documentNumber")
        }
        if let period = document.period, date.year < period.from - 2 || date.year > period.to {
            note(.fieldDisagrees, "period")
        }
        if let printed = document.printedOn, printed < date { note(.fieldDisagrees, "printedOn") }
    }
    for doubt in title.flatMap({ plan.signDoubts($0, isName: true) }) {
        var doubt = doubt
        doubt.arguments["field"] = "title"
        document.doubts.append(doubt)
    }
}
