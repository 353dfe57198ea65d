// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Shows the matrix as filtered by the address.
func showCrosswalk(_ visit: Visit) async throws -> Response {
    let matrix = try await visit.useCases.crosswalk(try visit.caller, CrosswalkQuery(visit.query))
    return try visit.show(CrosswalkPage(matrix, visit.query, visit.phrases))
}

/// Sends the matrix as filtered as a workbook.
func sendCrosswalkAsWorkbook(_ visit: Visit) async throws -> Response {
    .download(
        try await export(visit, .xlsx), name: visit.phrases("crosswalk.fileName") + ".xlsx",
        type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
}

/// Sends the matrix as filtered as comma-separated text.
func sendCrosswalkAsText(_ visit: Visit) async throws -> Response {
    .download(
        try await export(visit, .csv), name: visit.phrases("crosswalk.fileName") + ".csv",
        type: "text/csv; charset=utf-8")
}

private func export(_ visit: Visit, _ format: TaskFormat) async throws -> [UInt8] {
    try await visit.useCases.exportCrosswalk(
        try visit.caller, CrosswalkQuery(visit.query), format: format, language: visit.language)
}

extension CrosswalkQuery {
    fileprivate init(_ fields: FormFields) {
        self.init(
            reference: fields.optional("reference"), region: fields.optional("region"), area: fields.optional("area"))
    }
}

extension CrosswalkPage {
    fileprivate init(_ matrix: CrosswalkMatrix, _ query: FormFields, _ phrases: Phrases) {
        let kept = query.only(["reference", "region", "area"])
        func choices(_ values: [String], _ name: String, _ label: (String) -> String = { $0 }) -> [Choice] {
            values.map { Choice(value: $0, label: label($0), isChosen: $0 == query[name]) }
        }
        let id = matrix.reference?.reference.id.text ?? ""
        self.init(
            reference: matrix.reference.map { ReferenceLine($0, phrases) },
            references: matrix.references.map { Choice($0, chosen: id, phrases) },
            regions: choices(matrix.regions, "region") { phrases.region($0) },
            areas: choices(matrix.areas, "area"), isFiltered: kept.holds("region") || kept.holds("area"),
            table: matrix.rows.isEmpty || matrix.clauses.isEmpty ? "" : renderMatrix(matrix, phrases).string,
            isEmpty: matrix.rows.isEmpty || matrix.clauses.isEmpty,
            clauses: matrix.clauses.map { ClauseLine($0, of: id) },
            workbook: kept.path(of: .crosswalkAsWorkbook), textFile: kept.path(of: .crosswalkAsText))
    }
}

extension Choice {
    /// A reference plan among those that can be chosen.
    init(_ listing: ReferenceListing, chosen: String, _ phrases: Phrases) {
        let line = ReferenceLine(listing, phrases)
        let label = line.title + " · " + line.reach
        let day = line.replacedOn.map { phrases("crosswalk.until", ["day": $0]) }
        let id = listing.reference.id.text
        self.init(value: id, label: label + (day.map { " · " + $0 } ?? ""), isChosen: id == chosen)
    }
}

extension ReferenceLine {
    init(_ listing: ReferenceListing, _ phrases: Phrases) {
        let reference = listing.reference
        let reach: String
        if let pairing = listing.pairing {
            reach = pairing.label(in: phrases.language)
        } else if let province = listing.province {
            reach = phrases.language == .chinese ? province.name : province.romanised
        } else {
            reach = phrases("crosswalk.reach.nation")
        }
        self.init(
            path: Address.referencePlan.path(reference.id.text), title: reference.title, reach: reach,
            day: reference.setAt.dayText, by: reference.setBy, replacedOn: reference.replacedAt?.dayText,
            isSample: reference.isSample)
    }
}

extension ClauseLine {
    init(_ clause: ReferenceClause, of reference: String) {
        self.init(
            path: Address.clause.path(reference, String(clause.number)), number: clause.number, clause: clause.id,
            area: clause.area, text: clause.text)
    }
}

extension ClauseTaskLine {
    /// A task of one pairing; `clause` is the one it is listed under, nil where it goes beyond all.
    init(_ task: ClauseTask, _ clause: (reference: String, number: Int, pairing: String)?) {
        self.init(
            path: task.isPublished
                ? Address.publishedPlan.path(task.plan.text) : Address.task.path(task.id.text), ordinal: task.path,
            title: task.title, area: task.area,
            text: task.text, likeness: task.likeness.map { ($0 + 5) / 10 }, isFurther: task.rank > 1,
            cell: clause.map {
                Address.crosswalkCell.path($0.reference, String($0.number), $0.pairing) + "#" + task.id.text
            })
    }
}

/// The matrix of the same reference.
func crosswalkPath(of reference: ReferenceListing) -> String {
    FormFields([("reference", reference.reference.id.text)]).path(of: .crosswalk)
}

/// The pairing's own page of the same reference.
func crosswalkPath(of pairing: Pairing, _ reference: ReferenceListing) -> String {
    Address.pairingCrosswalk.path(pairing.code) + "?reference=" + reference.reference.id.text
}
