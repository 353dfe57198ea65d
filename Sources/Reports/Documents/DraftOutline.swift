// SPDX-License-Identifier: Apache-2.0
package import Domain

/// The structure of a document as a tree of lines for a terminal.
package struct DraftOutline: Sendable {
    /// The words between the document's own, in the reader's language.
    package struct Words: Sendable {
        package var untitled: String
        package var number: String
        package var period: String
        package var overall: String
        package var safeguards: String
        package var units: String
        package var lead: String
        package var cooperate: String
        package var uncertain: String
        package var warnings: String
        /// Turns a diagnostic into a sentence.
        package var sentence: @Sendable (Diagnostic) -> String

        package init(
            untitled: String, number: String, period: String, overall: String, safeguards: String, units: String,
            lead: String, cooperate: String, uncertain: String, warnings: String,
            sentence: @escaping @Sendable (Diagnostic) -> String
        ) {
            (self.untitled, self.number, self.period, self.overall) = (untitled, number, period, overall)
            (self.safeguards, self.units, self.lead, self.cooperate) = (safeguards, units, lead, cooperate)
            (self.uncertain, self.warnings, self.sentence) = (uncertain, warnings, sentence)
        }
    }
    private let draft: PlanDraft
    private let words: Words

    package init(_ draft: PlanDraft, words: Words) { (self.draft, self.words) = (draft, words) }

    /// The lines, each ended by a line feed.
    package var text: String {
        var lines = [draft.document.title ?? words.untitled]
        if let number = draft.document.documentNumber { lines.append("  \(words.number) \(number)") }
        if let period = draft.document.period { lines.append("  \(words.period) \(period.from)–\(period.to)") }
        if !draft.overall.isEmpty { lines.append("├ \(words.overall)") }
        lines += draft.overall.map { "│   \($0.ordinal) \($0.title)" }
        for area in draft.areas { lines += branch(area) }
        if !draft.safeguards.isEmpty { lines.append("├ \(words.safeguards)") }
        lines += draft.safeguards.map { "│   \($0.ordinal) \($0.title)" }
        if !draft.warnings.isEmpty { lines.append("└ \(words.warnings) \(draft.warnings.count)") }
        lines += draft.warnings.map { "    ! \(words.sentence($0))" }
        return lines.joined(separator: "\n") + "\n"
    }

    private func branch(_ area: DraftArea) -> [String] {
        var lines = ["├ \(area.ordinal) \(area.title)"]
        for task in area.tasks {
            let doubt = task.confidence < 1 ? "  ?\(Int(task.confidence * 100))%" : ""
            lines.append("│   \(task.ordinal.map { $0 + " " } ?? "")\(task.title ?? excerpt(task.text))\(doubt)")
            if !task.responsible.printed.isEmpty { lines.append("│     \(words.units) \(units(task.responsible))") }
            lines += task.doubts.map { "│     ! \(words.sentence($0))" }
        }
        return lines
    }

    /// Each unit once, with its role and the cities that have it.
    private func units(_ responsible: DraftResponsibility) -> String {
        var order: [String] = []
        var cities: [String: [String]] = [:]
        for unit in responsible.expanded {
            let role = unit.role.map { $0 == .lead ? "[\(words.lead)]" : "[\(words.cooperate)]" } ?? ""
            let name = unit.unit + role + (unit.isUncertain ? "(\(words.uncertain))" : "")
            if cities[name] == nil { order.append(name) }
            switch unit.bearer {
            case .unit(let city): cities[name, default: []] += city.map { [$0] } ?? []
            case .group(_, let all): cities[name, default: []] += all
            }
        }
        return order.map { name in
            let places = cities[name, default: []].joined(separator: "/")
            return places.isEmpty ? name : "\(name) <\(places)>"
        }.joined(separator: "; ")
    }

    private func excerpt(_ text: String) -> String {
        text.count <= 24 ? text : text.prefix(24) + "…"
    }
}
