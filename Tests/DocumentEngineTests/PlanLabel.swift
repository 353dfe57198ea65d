// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// What a person wrote down about a document, in rows that can be compared with those of a draft.
struct PlanLabel {
    private let object: [String: Any]

    init(_ file: URL) throws {
        object = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] ?? [:]
    }

    private func list(_ value: Any?) -> [[String: Any]] { value as? [[String: Any]] ?? [] }
    private var document: [String: Any] { object["document"] as? [String: Any] ?? [:] }
    private var tasks: [[String: Any]] { list(object["areas"]).flatMap { list($0["tasks"]) } }
    private var isResolved: Bool { tasks.contains { !list($0["responsibleExpanded"]).isEmpty } }

    var rows: [PlanKey: [String]] {
        var rows: [PlanKey: [String]] = [:]
        rows[.title] = [text(document["title"])]
        rows[.number] = [text(document["documentNumber"])]
        rows[.issuedOn] = [text(document["issuedOn"])]
        rows[.period] = (document["period"] as? [String: Int]).map { ["\($0["from"] ?? 0)–\($0["to"] ?? 0)"] } ?? [""]
        rows[.issuers] = (document["issuers"] as? [String])?.map(fold)
        rows[.basis] = list(document["basedOn"]).map { text($0["title"]) }
        rows[.pairs] = list(document["pairs"]).map { text($0["oldArea"]) + "/" + text($0["eastern"]) }
        rows[.overall] = list(object["overall"]).map { text($0["ordinal"]) + " " + text($0["title"]) }
        rows[.areas] = list(object["areas"]).map { text($0["title"]) + " \($0["nationalArea"] as? Int ?? 0)" }
        rows[.safeguards] = list(object["safeguards"]).map { text($0["ordinal"]) + " " + text($0["title"]) }
        rows[.tasks] = tasks.map { text($0["path"]) + " " + text($0["title"]) }
        rows[.printedUnits] = tasks.flatMap { task in
            (task["responsible"] as? [String] ?? []).map { text(task["path"]) + " " + fold($0) }
        }
        rows[.measures] = (tasks + list(object["safeguards"])).flatMap { element in
            list(element["measureList"]).map { text(element["path"] ?? element["ordinal"]) + " " + text($0["text"]) }
        }
        if isResolved { rows[.resolvedUnits] = resolvedUnits }
        return rows
    }

    private var resolvedUnits: [String] {
        tasks.flatMap { task in
            list(task["responsibleExpanded"]).map { unit in
                let cities = unit["cities"] as? [String] ?? [unit["city"] as? String ?? ""]
                return text(task["path"]) + " " + cities.map(fold).sorted().joined(separator: ",") + " "
                    + text(unit["scope"] ?? unit["unit"])
            }
        }
    }

    private func text(_ value: Any?) -> String { fold(value as? String ?? "") }
}

/// What is compared.
enum PlanKey: String, CaseIterable {
    case title, number, issuedOn, period, issuers, basis, pairs, overall, areas, safeguards, tasks
    case printedUnits, resolvedUnits, measures
}

extension PlanDraft {
    var rows: [PlanKey: [String]] {
        let tasks = areas.flatMap(\.tasks)
        var rows: [PlanKey: [String]] = [:]
        rows[.title] = [fold(document.title ?? "")]
        rows[.number] = [fold(document.documentNumber ?? "")]
        rows[.issuedOn] = [document.issuedOn?.description ?? ""]
        rows[.period] = [document.period.map { "\($0.from)–\($0.to)" } ?? ""]
        rows[.issuers] = document.issuers.map(fold)
        rows[.basis] = document.basedOn.map { fold($0.title) }
        rows[.pairs] = document.pairs.map { fold($0.oldArea) + "/" + fold($0.eastern) }
        rows[.overall] = overall.map { fold($0.ordinal) + " " + fold($0.title) }
        rows[.areas] = areas.map { fold($0.title) + " \($0.nationalArea ?? 0)" }
        rows[.safeguards] = safeguards.map { fold($0.ordinal) + " " + fold($0.title) }
        rows[.tasks] = tasks.map { fold($0.path) + " " + fold($0.title ?? "") }
        rows[.printedUnits] = tasks.flatMap { task in task.responsible.printed.map { fold(task.path) + " " + fold($0) }
        }
        rows[.measures] =
            tasks.flatMap { task in task.measures.map { fold(task.path) + " " + fold($0.text) } }
            + safeguards.flatMap { guarded in guarded.measures.map { fold(guarded.ordinal) + " " + fold($0.text) } }
        rows[.resolvedUnits] = tasks.flatMap { task in
            task.responsible.expanded.map { fold(task.path) + " " + $0.row }
        }
        return rows
    }
}

extension DraftUnit {
    fileprivate var row: String {
        switch bearer {
        case .unit(let city): fold(city ?? "") + " " + fold(unit)
        case .group(let scope, let cities): cities.map(fold).sorted().joined(separator: ",") + " " + scope.rawValue
        }
    }
}

/// A text without what layout and typing change: white space, the width of signs.
func fold(_ text: String) -> String {
    let pairs: [Character: Character] = [
        "（": "(", "）": ")", "〔": "(", "〕": ")", "[": "(", "]": ")", "，": ",", "：": ":", "；": ";", "．": ".",
    ]
    return String(text.filter { !$0.isWhitespace }.map { pairs[$0] ?? $0 })
}

/// The harmonic mean of precision and recall; rows that repeat count as often as they stand.
func score(_ expected: [String], _ found: [String]) -> Double {
    if expected.isEmpty && found.isEmpty { return 1 }
    var left: [String: Int] = [:]
    for row in expected { left[row, default: 0] += 1 }
    var hits = 0
    for row in found where (left[row] ?? 0) > 0 {
        left[row, default: 0] -= 1
        hits += 1
    }
    return 2 * Double(hits) / Double(expected.count + found.count)
}
