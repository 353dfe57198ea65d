// SPDX-License-Identifier: Apache-2.0

/// The page on which spreadsheets are handed in for a register.
struct SheetImportStartPage: PageModel {
    static let template = "sheet-import-start"
    static let samples = [
        SheetImportStartPage(
            key: "k", title: "T", action: "/", pairings: [.sample], pairing: "a-b", pairingLabel: "A – B",
            sides: [.sample], workbook: "/", mayReveal: true, limit: 64, failures: .sample("file")),
        SheetImportStartPage(
            key: "k", title: "T", action: "/", pairings: [.sample], pairing: nil, pairingLabel: "", sides: [],
            workbook: "/", mayReveal: true, limit: 64, failures: .none),
        SheetImportStartPage(
            key: "k", title: "T", action: "/", pairings: [], pairing: nil, pairingLabel: "", sides: [], workbook: "/",
            mayReveal: true, limit: 64, failures: .none),
    ]

    let key: String
    let title: String
    let action: String
    /// The pairings for which the visitor may enter rows; the first step where there are several.
    let pairings: [Choice]
    /// The pairing of the rows; nil while it has to be chosen.
    let pairing: String?
    let pairingLabel: String
    /// For whom rows may be entered, where the visitor is of no side.
    let sides: [Choice]
    /// The register as a workbook.
    let workbook: String
    /// Whether the visitor may see what is personal in it.
    let mayReveal: Bool
    /// The most megabytes of all files together.
    let limit: Int
    let failures: Failures
    var section: Section? { .ledgers }
}
