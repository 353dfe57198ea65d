// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

/// The fields of a request's form.
let requestFieldNames = ["kind", "matter", "firm", "basis", "wish", "joint"]

/// Shows the form of a new request.
func showNewRequest(_ visit: Visit) async throws -> Response {
    try visit.show(try await newRequestPage(visit, typed: nil, failures: []))
}

/// Drafts a request.
func addRequest(_ visit: Visit) async throws -> Response {
    do {
        var fields: [String: String] = [:]
        for name in requestFieldNames { fields[name] = visit.form[name] }
        let id = try await visit.useCases.addRequest(try visit.caller, readPlace(visit.form["place"], fields))
        return visit.goOn(to: Address.request.path(id.text), notice: "requestAdded")
    } catch {
        let (failures, status) = try refusal(of: error)
        return try visit.show(
            try await newRequestPage(visit, typed: visit.form, failures: failures), status: status)
    }
}

/// `a-b:eastern:ID of a body`, or without the body for the office.
private func readPlace(_ text: String, _ fields: [String: String]) -> NewRequest {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    return NewRequest(
        pairing: parts[0], side: parts.count > 1 ? Side(rawValue: parts[1]) ?? .oldArea : .oldArea,
        body: parts.count > 2 ? parts[2] : nil, fields: fields)
}

private func newRequestPage(
    _ visit: Visit, typed: FormFields?, failures: [ValidationFailure]
) async throws -> NewRequestPage {
    let places = try await visit.useCases.requestPlaces(try visit.caller)
    guard let first = places.first else {
        // Said with the sentence of the rule, and recorded.
        throw UseCaseError("request", .forbidden(reason: "rule.sidesOnly"))
    }
    let writer = FormWriter("new", "request", visit.phrases, typed: typed, failures: failures)
    let choices = places.map { ($0.text, $0.label(visit)) }
    let fields = writer.request(["kind": visit.query["kind"], "matter": visit.query["matter"]])
    return NewRequestPage(
        form: writer.form(
            Address.addRequest.path(), submit: "requests.new",
            (places.count > 1 ? [writer.select("place", first.text, choices, isRequired: true)] : []) + fields,
            hidden: places.count > 1 ? [] : [("place", first.text)]))
}

extension RequestPlace {
    fileprivate var text: String {
        ([pairing.code, side.rawValue] + [body?.id.text].compactMap { $0 }).joined(separator: ":")
    }

    fileprivate func label(_ visit: Visit) -> String {
        (body?.name ?? visit.phrases("request.byOffice")) + " · " + pairing.label(in: visit.language) + " · "
            + pairing.party(side, in: visit.language)
    }
}

extension FormWriter {
    /// The fields of a request.
    func request(_ values: [String: String]) -> [FormModel.Field] {
        func value(_ name: String) -> String { values[name] ?? "" }
        return [
            select(
                "kind", value("kind").isEmpty ? "matter" : value("kind"),
                SpecialRequest.Kind.allCases.map { ($0.rawValue, phrases("request.kind." + $0.rawValue)) }),
            text("matter", value("matter"), isRequired: true, longest: 200),
            text("firm", value("firm"), longest: 200), long("basis", value("basis")), long("wish", value("wish")),
            check("joint", value("joint") == "true"),
        ]
    }
}
