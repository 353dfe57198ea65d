// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import SQLCore
import Storage

/// What a form says of a request.
struct RequestFields {
    static let names = ["kind", "matter", "firm", "basis", "wish", "joint"]
    private var values: [String: String]

    init(_ values: [String: String]) { self.values = values }

    init(_ request: SpecialRequest) {
        values = [
            "kind": request.kind.rawValue, "matter": request.matter, "firm": request.firm ?? "",
            "basis": request.basis ?? "", "wish": request.wish ?? "", "joint": request.isJoint ? "true" : "",
        ]
    }

    var list: [EditableField] { Self.names.map { EditableField($0, values[$0] ?? "", isList: false) } }

    /// As pages fill their form with them.
    var shown: [String: String] { values }

    /// As the record keeps them.
    var recorded: AuditFields { AuditFields(Self.names.map { ($0, cleanText(values[$0])) }) }

    /// The request with these fields. Throws invalid with every field that won't do.
    func applied(to request: SpecialRequest) throws(UseCaseError) -> SpecialRequest {
        var changed = request
        var failures: [ValidationFailure] = []
        func text(_ name: String, _ most: Int) -> String? {
            let text = cleanText(values[name])
            if (text?.count ?? 0) > most {
                failures.append(ValidationFailure(field: name, message: "request.tooLong"))
            }
            return text
        }
        changed.kind = SpecialRequest.Kind(rawValue: values["kind"] ?? "") ?? .matter
        changed.matter = text("matter", 200) ?? ""
        if changed.matter.isEmpty { failures.append(ValidationFailure(field: "matter", message: "order.matterForm")) }
        (changed.firm, changed.basis, changed.wish) = (text("firm", 200), text("basis", 2_000), text("wish", 2_000))
        changed.isJoint = values["joint"] == "true"
        guard failures.isEmpty else { throw UseCaseError("request", .invalid(failures)) }
        return changed
    }
}

extension SpecialRequest {
    /// What must be there before it can be submitted; empty where nothing is missing.
    var gaps: [ValidationFailure] {
        var gaps: [ValidationFailure] = []
        if basis == nil { gaps.append(ValidationFailure(field: "basis", message: "request.basisMissing")) }
        if wish == nil { gaps.append(ValidationFailure(field: "wish", message: "request.wishMissing")) }
        if kind != .matter && firm == nil {
            gaps.append(ValidationFailure(field: "firm", message: "request.firmMissing"))
        }
        return gaps
    }

    var facts: Set<LoopFact> { isJoint ? [.joint] : [] }

    /// Who is told what became of it.
    var recipient: Recipient? {
        organisation.map { .unit($0, pairing, side) } ?? .office(pairing, side)
    }
}

/// The departments that are named for a request, one on each line, with a day behind it where it has one of its own.
struct OpinionLines {
    let request: SpecialRequest
    let pairing: Pairing
    let day: CalendarDate
    let today: CalendarDate
    /// Why somebody has less than the least notice; nil where nothing was said.
    let reason: String?

    /// Throws invalid where a line names nobody, the applicant, or somebody twice, and where a reason is missing.
    func opinions(
        of text: String, _ connection: any SQLConnection, _ identifier: () -> Identifier<RequestOpinion>
    ) throws -> [RequestOpinion] {
        var opinions: [RequestOpinion] = []
        var failures: [ValidationFailure] = []
        func fail(_ field: String, _ message: String, _ name: String = "") {
            failures.append(ValidationFailure(field: field, message: message, arguments: ["name": name]))
        }
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
            guard !words.isEmpty else { continue }
            let own = words.last.flatMap { CalendarDate(iso: $0) }
            let name = words.dropLast(own == nil ? 0 : 1).joined(separator: " ")
            guard let body = try bodyNamed(name, in: pairing.party(request.side).division, connection) else {
                fail("unit", "order.unitUnknown", name)
                continue
            }
            if opinions.contains(where: { $0.organisation == body.id }) { fail("unit", "order.unitTwice", name) }
            if body.id == request.organisation { fail("unit", "request.ownOpinion", name) }
            if own ?? day < today { fail("day", "order.deadlinePast") }
            var opinion = RequestOpinion(
                id: identifier(), request: request.id, position: opinions.count + 1, organisation: body.id,
                unit: body.name, due: own ?? day)
            opinion.isShort = try isShortNotice(opinion.due, from: today)
            opinions.append(opinion)
        }
        if opinions.isEmpty && failures.isEmpty { fail("unit", "order.unitsMissing") }
        if opinions.count > 50 { fail("unit", "request.unitsMany") }
        if opinions.contains(where: \.isShort) && reason == nil { fail("note", "order.shortReasonMissing") }
        guard failures.isEmpty else { throw UseCaseError("request", .invalid(failures)) }
        return opinions
    }
}

/// Whether a department that is asked on `today` has less than the least notice until `due`.
func isShortNotice(_ due: CalendarDate, from today: CalendarDate) throws -> Bool {
    try WorkingCalendar.shipped.get().workingDays(after: today, through: due) < RequestOpinion.leastNotice
}
