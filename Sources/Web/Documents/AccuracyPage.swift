// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import UseCases

/// How well documents were read, measured by what clerks made of them.
struct AccuracyPage: PageModel {
    static let template = "accuracy"
    static let samples = [
        AccuracyPage(
            total: [.sample],
            documents: [
                Line(
                    draft: "d", title: "T", pairingLabel: "A – B", adoptedAt: "2026-01-01", reader: "R", corrected: "C",
                    value: "0.9", mean: "0.900", figures: [.sample])
            ],
            kinds: [
                Kind(label: "K", count: 1, corrections: [Correction(draft: "d", clause: "C", was: "W", became: "B")])
            ],
            doubts: [Doubt(text: "D", note: "N")], pairings: [Choice(value: "a", label: "A", isChosen: true)],
            examples: "/e"),
        AccuracyPage(total: [], documents: [], kinds: [], doubts: [], pairings: [], examples: "/e"),
    ]

    struct Figure: Sendable {
        let element: String
        let precision: String
        let recall: String
        let f1: String
        static let sample = Figure(element: "E", precision: "1.000", recall: "1.000", f1: "1.000")
    }
    struct Line: Sendable {
        let draft: String
        let title: String
        let pairingLabel: String
        let adoptedAt: String
        let reader: String
        let corrected: String
        /// The mean of its figures, for a bar and in print.
        let value: String
        let mean: String
        let figures: [Figure]
    }
    struct Kind: Sendable {
        let label: String
        let count: Int
        let corrections: [Correction]
    }
    struct Correction: Sendable {
        let draft: String
        let clause: String
        let was: String
        let became: String
    }
    struct Doubt: Sendable {
        let text: String
        let note: String
    }
    let total: [Figure]
    let documents: [Line]
    let kinds: [Kind]
    let doubts: [Doubt]
    let pairings: [Choice]
    /// Where the examples are to be had.
    let examples: String
    var section: Section? { .documents }
}

extension AccuracyPage {
    init(_ report: AccuracyReport, pairings: [Choice], examples: String, _ phrases: Phrases) {
        self.init(
            total: report.total.map { Figure($0, phrases) }, documents: report.documents.map { Line($0, phrases) },
            kinds: Self.kinds(report, phrases),
            doubts: report.doubts.map { doubt in
                Doubt(
                    text: phrases("diagnostic." + doubt.code, or: doubt.code),
                    note: phrases(
                        "accuracy.doubtNote", ["raised": String(doubt.raised), "justified": String(doubt.justified)]))
            }, pairings: pairings, examples: examples)
    }

    /// The corrections by their kind, what was corrected most often first.
    private static func kinds(_ report: AccuracyReport, _ phrases: Phrases) -> [Kind] {
        var found: [String: [Correction]] = [:]
        for line in report.documents {
            for correction in line.corrections {
                found[correction.element, default: []].append(
                    Correction(
                        draft: line.draft.text, clause: correction.clause ?? line.title,
                        was: shortened(correction.was) ?? phrases("accuracy.nothing"),
                        became: shortened(correction.became) ?? phrases("accuracy.nothing")))
            }
        }
        return found.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map { element, corrections in
            Kind(
                label: phrases("accuracy.correction." + element, or: element), count: corrections.count,
                corrections: Array(corrections.prefix(100)))
        }
    }

    /// The beginning of a long text; nil for none.
    private static func shortened(_ text: String?) -> String? {
        guard let text, !text.isEmpty else { return nil }
        return text.count <= 80 ? text : text.prefix(78) + "…"
    }
}

extension AccuracyPage.Figure {
    fileprivate init(_ figure: AccuracyReport.Figure, _ phrases: Phrases) {
        func printed(_ value: Double?) -> String { value.map { String(format: "%.3f", $0) } ?? "–" }
        self.init(
            element: phrases("accuracy.element." + figure.element, or: figure.element),
            precision: printed(figure.precision), recall: printed(figure.recall), f1: printed(figure.f1))
    }
}

extension AccuracyPage.Line {
    fileprivate init(_ line: AccuracyReport.Line, _ phrases: Phrases) {
        self.init(
            draft: line.draft.text, title: line.title, pairingLabel: line.pairing.label(in: phrases.language),
            adoptedAt: line.adoptedAt.minuteText,
            reader: line.reader.map { phrases("accuracy.reader", ["version": $0]) } ?? phrases("accuracy.oldReader"),
            corrected: phrases("accuracy.corrected", ["count": String(line.corrections.count)]),
            value: String(format: "%.4f", line.mean), mean: String(format: "%.3f", line.mean),
            figures: line.figures.map { .init($0, phrases) })
    }
}
