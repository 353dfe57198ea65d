// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// The documents that were handed in, and the form for a new one.
struct DocumentsPage: PageModel {
    static let template = "documents"
    static let samples = [
        DocumentsPage(
            lines: [.sample], next: "/documents?after=x", upload: Upload(choices: [], limit: 64, failures: .none),
            accuracy: "/accuracy", watching: .sample),
        DocumentsPage(
            lines: [], next: nil,
            upload: Upload(
                choices: [Choice(value: "a", label: "A", isChosen: true)], limit: 64, failures: .sample("file")),
            accuracy: nil, watching: .sample),
        DocumentsPage(lines: [], next: nil, upload: nil, accuracy: nil, watching: .sample),
    ]

    struct Line: Sendable {
        let id: String
        let title: String
        let fileName: String
        let format: String
        let size: String
        let pairing: String
        let pairingLabel: String
        let uploadedBy: String
        let uploadedAt: String
        let draft: String?
        let state: String
        let stateName: String
        let warnings: Int?
        static let sample = Line(
            id: "i", title: "T", fileName: "f.txt", format: "txt", size: "1 kB", pairing: "a-b", pairingLabel: "A – B",
            uploadedBy: "U",
            uploadedAt: "2026-01-01 00:00", draft: "d", state: "S", stateName: "open", warnings: 2)
    }
    /// The form for a new document.
    struct Upload: Sendable {
        let choices: [Choice]
        /// The most megabytes of a file.
        let limit: Int
        let failures: Failures
    }
    let lines: [Line]
    let next: String?
    /// nil where the visitor may not upload.
    let upload: Upload?
    /// How well documents were read; nil for who may not see it.
    let accuracy: String?
    let watching: Watching
    var section: Section? { .documents }
}

extension DocumentsPage.Line {
    init(_ listing: DocumentListing, _ phrases: Phrases) {
        let state = listing.draftState?.rawValue ?? "none"
        self.init(
            id: listing.document.id.text, title: listing.document.title ?? listing.document.fileName,
            fileName: listing.document.fileName, format: listing.document.format.rawValue,
            size: sizeText(listing.document.size), pairing: listing.pairingCode,
            pairingLabel: listing.pairing?.label(in: phrases.language) ?? "", uploadedBy: listing.uploadedBy,
            uploadedAt: listing.document.uploadedAt.minuteText, draft: listing.draft?.text,
            state: phrases("draft.state." + state), stateName: state,
            warnings: listing.draftState == .open && listing.warnings > 0 ? listing.warnings : nil)
    }
}

/// `12 kB` or `3.4 MB`, counted in thousands as operating systems print it.
func sizeText(_ bytes: Int64) -> String {
    guard bytes >= 1_000_000 else { return String(max(1, (bytes + 500) / 1000)) + " kB" }
    let tenths = (bytes + 50_000) / 100_000
    return String(tenths / 10) + "." + String(tenths % 10) + " MB"
}
