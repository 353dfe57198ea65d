// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import UseCases

/// A document: what it cites, and what cites it.
struct DocumentPage: PageModel {
    static let template = "document-page"
    static let samples = [
        DocumentPage(
            id: "i", title: "T", number: "N", fileName: "f.txt", pairing: "a-b", pairingLabel: "A – B", uploadedBy: "U",
            uploadedAt: "2026-01-01 00:00", draft: "d", cited: [.sample, .missing], citing: [.sample],
            withholding: Withholding(text: "T", value: "1", submit: "S")),
        DocumentPage(
            id: "i", title: "T", number: nil, fileName: "f.txt", pairing: "a-b", pairingLabel: "A – B",
            uploadedBy: "U", uploadedAt: "2026-01-01 00:00", draft: nil, cited: [], citing: [], withholding: nil),
    ]

    /// A document that is cited.
    struct Cited: Sendable {
        let title: String
        let number: String?
        /// By which clauses, and how often.
        let note: String
        /// nil where it is missing.
        let document: String?
        /// Where a missing one is handed in; nil for who may not.
        let upload: String?
        static let sample = Cited(title: "T", number: "N", note: "C", document: "d", upload: nil)
        static let missing = Cited(title: "T", number: nil, note: "C", document: nil, upload: "/u")
    }
    /// A document that cites.
    struct Citing: Sendable {
        let id: String
        let title: String
        let note: String
        static let sample = Citing(id: "i", title: "T", note: "C")
    }
    /// Whether it goes out as an example, and the button that changes it.
    struct Withholding: Sendable {
        let text: String
        let value: String
        let submit: String
    }
    let id: String
    let title: String
    let number: String?
    let fileName: String
    let pairing: String
    let pairingLabel: String
    let uploadedBy: String
    let uploadedAt: String
    let draft: String?
    let cited: [Cited]
    let citing: [Citing]
    let withholding: Withholding?
    var section: Section? { .documents }
}

extension DocumentPage {
    init(_ detail: DocumentDetail, _ phrases: Phrases) {
        let (listing, document) = (detail.listing, detail.listing.document)
        let upload = Self.uploading(to: listing.pairingCode)
        self.init(
            id: document.id.text, title: document.title ?? document.fileName, number: document.documentNumber,
            fileName: document.fileName, pairing: listing.pairingCode,
            pairingLabel: listing.pairing?.label(in: phrases.language) ?? "", uploadedBy: listing.uploadedBy,
            uploadedAt: document.uploadedAt.minuteText, draft: listing.draft?.text,
            cited: detail.cited.map { Cited($0, upload: detail.mayWithhold ? upload : nil, phrases) },
            citing: detail.citing.map { Citing($0, phrases) },
            withholding: detail.mayWithhold ? Withholding(detail.isWithheld, phrases) : nil)
    }

    /// Where a document of this pairing is handed in.
    static func uploading(to pairing: String) -> String {
        Address.documents.path() + "?pairing=" + pairing.percentEncodedPart + "#upload-title"
    }
}

extension DocumentPage.Cited {
    fileprivate init(_ listing: CitationListing, upload: String?, _ phrases: Phrases) {
        self.init(
            title: listing.title, number: listing.number, note: clauseNote(listing.clauses, listing.count, phrases),
            document: listing.document?.text, upload: upload)
    }
}

extension DocumentPage.Citing {
    init(_ listing: CitingListing, _ phrases: Phrases) {
        self.init(
            id: listing.document.text, title: listing.title,
            note: clauseNote(listing.clauses, listing.count, phrases))
    }
}

extension DocumentPage.Withholding {
    fileprivate init(_ isWithheld: Bool, _ phrases: Phrases) {
        self.init(
            text: phrases(isWithheld ? "document.isWithheld" : "document.isNotWithheld"), value: isWithheld ? "0" : "1",
            submit: phrases(isWithheld ? "document.release" : "document.withhold"))
    }
}

/// The clauses that cite, or how often where none of them is a clause.
private func clauseNote(_ clauses: [String], _ count: Int, _ phrases: Phrases) -> String {
    clauses.isEmpty
        ? phrases("document.citedTimes", ["count": String(count)])
        : phrases("document.citedBy", ["clauses": clauses.joined(separator: phrases("draft.unitSeparator"))])
}
