// SPDX-License-Identifier: Apache-2.0

/// What a register is: its fields and codes, what makes a row unique, its stages, what is counted from it.
struct LedgerAboutPage: PageModel {
    static let template = "ledger-about"
    static let samples = [
        LedgerAboutPage(
            key: "k", code: "L", title: "T", about: "A", version: 1, validFrom: "2022-05-01", confirmation: "C",
            dateField: "D", retention: "R", uniqueKeys: ["U"], traps: ["T"], clauses: ["C"], fields: [.sample],
            codeLists: [.sample], stages: .sample, indicators: [.sample])
    ]

    /// One column of the register.
    struct Field: Sendable {
        let key: String
        let title: String
        let help: String?
        let kind: String
        let unit: String?
        let isRequired: Bool
        let isPersonal: Bool
        let isMany: Bool
        /// Where the values of its code list stand on the page; nil where it has none.
        let codeList: String?
        /// The register that it points into.
        let ledger: String?
        let ledgerTitle: String?
        /// What is checked of its values, a sentence each.
        let rules: [String]

        static let sample = Field(
            key: "k", title: "T", help: "H", kind: "K", unit: "U", isRequired: true, isPersonal: true, isMany: true,
            codeList: "c", ledger: "l", ledgerTitle: "L", rules: ["R"])
    }

    struct CodeListView: Sendable {
        struct Value: Sendable {
            let code: String
            let title: String
            /// From when to when it may be chosen; nil: always.
            let validity: String?
        }
        let key: String
        let title: String
        let values: [Value]

        static let sample = CodeListView(
            key: "k", title: "T", values: [Value(code: "c", title: "T", validity: "V")])
    }

    struct Stages: Sendable {
        struct Move: Sendable {
            let from: String
            let to: [String]
            let evidence: String?
            let isFinal: Bool
        }
        let alarm: String?
        let moves: [Move]

        static let sample = Stages(alarm: "A", moves: [Move(from: "F", to: ["T"], evidence: "E", isFinal: false)])
    }

    let key: String
    let code: String
    let title: String
    let about: String
    let version: Int
    let validFrom: String
    let confirmation: String
    let dateField: String
    let retention: String
    let uniqueKeys: [String]
    let traps: [String]
    let clauses: [String]
    let fields: [Field]
    let codeLists: [CodeListView]
    let stages: Stages?
    let indicators: [IndicatorLine]
    var section: Section? { .ledgers }
}

/// One indicator with its definition.
struct IndicatorLine: Sendable {
    let key: String
    let title: String
    let unit: String
    let window: String
    /// How it is counted, a sentence each.
    let definition: [String]
    let note: String?

    static let sample = IndicatorLine(
        key: "k", title: "T", unit: "U", window: "W", definition: ["D"], note: "N")
}
