// SPDX-License-Identifier: Apache-2.0

/// All registers, with what they are for and what waits for the visitor.
struct LedgersPage: PageModel {
    static let template = "ledgers"
    static let samples = [
        LedgersPage(
            lines: [.sample], waiting: [Waiting(title: "T", text: "T", lines: [.sample])], pairing: "a-b",
            pairingLabel: "A – B"),
        LedgersPage(lines: [], waiting: [], pairing: nil, pairingLabel: nil),
    ]

    struct Line: Sendable {
        let key: String
        /// The page of its rows, of the pairing where one is asked for.
        let path: String
        let code: String
        let title: String
        let about: String
        let isShared: Bool
        /// How many rows there are; nil where one pairing alone is looked at.
        let count: String?
        let indicators: [Indicator]

        struct Indicator: Sendable {
            let key: String
            let title: String
        }

        static let sample = Line(
            key: "k", path: "/", code: "L", title: "T", about: "A", isShared: true, count: "1",
            indicators: [Indicator(key: "k", title: "I")])
    }

    /// Rows of one sort that wait for the visitor.
    struct Waiting: Sendable {
        struct Line: Sendable {
            let path: String
            let name: String
            let note: String
            static let sample = Line(path: "/", name: "N", note: "N")
        }
        let title: String
        let text: String
        let lines: [Line]
    }

    let lines: [Line]
    let waiting: [Waiting]
    let pairing: String?
    let pairingLabel: String?
    var section: Section? { .ledgers }
}
