// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// The documents that others cite and the register lacks.
struct MissingDocumentsPage: PageModel {
    static let template = "missing-documents"
    static let samples = [
        MissingDocumentsPage(
            lines: [Line(title: "T", number: "N", count: 2, citing: [.sample], upload: "/u")],
            pairings: [Choice(value: "a", label: "A", isChosen: true)]),
        MissingDocumentsPage(lines: [], pairings: []),
    ]

    struct Line: Sendable {
        let title: String
        let number: String?
        let count: Int
        let citing: [DocumentPage.Citing]
        let upload: String
    }
    let lines: [Line]
    let pairings: [Choice]
    var section: Section? { .documents }
}

extension MissingDocumentsPage.Line {
    init(_ missing: MissingDocument, _ phrases: Phrases) {
        self.init(
            title: missing.title, number: missing.number, count: missing.count,
            citing: missing.citing.map { DocumentPage.Citing($0, phrases) },
            upload: DocumentPage.uploading(to: missing.pairing))
    }
}
