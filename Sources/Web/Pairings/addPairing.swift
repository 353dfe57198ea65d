// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import UseCases

/// Adds a pairing within another one and goes to its page.
func addPairing(_ visit: Visit) async throws -> Response {
    let parent = visit.form["parent"]
    do {
        let pairing = try await visit.useCases.addPairing(try visit.caller, try readPairing(visit.form, parent: parent))
        return visit.goOn(to: Address.pairing.path(pairing.code), notice: "pairingAdded")
    } catch {
        let failures = try failures(of: error, visit.phrases)
        let detail = try await visit.useCases.pairing(try visit.caller, code: parent)
        return try visit.show(
            PairingPage(detail, form: visit.form, failures: failures, visit.phrases), status: .unprocessableContent)
    }
}

/// What the form says. Throws invalid for a field that cannot be read at all; the use case looks at the rest.
private func readPairing(_ form: FormFields, parent: String) throws -> NewPairing {
    var found: [ValidationFailure] = []
    func division(_ field: String) -> DivisionCode? {
        let code = DivisionCode(form[field])
        if code == nil { found.append(ValidationFailure(field: field, message: "pairing.divisionUnreadable")) }
        return code
    }
    let divisions = (division("oldArea.division"), division("eastern.division"))
    let kind = PairingKind(rawValue: form["kind"])
    if kind == nil { found.append(ValidationFailure(field: "kind", message: "pairing.kindMissing")) }
    let term = YearSpan(from: form.integer("termFrom") ?? 1, to: form.integer("termTo") ?? 0)
    if term == nil { found.append(ValidationFailure(field: "termTo", message: "pairing.termUnreadable")) }
    guard let oldArea = divisions.0, let eastern = divisions.1, let kind, let term else {
        throw UseCaseError("pairing", .invalid(found))
    }
    return NewPairing(
        code: form["code"].lowercased(), kind: kind,
        oldArea: PairingParty(name: form["oldArea.name"], romanised: form["oldArea.romanised"], division: oldArea),
        eastern: PairingParty(name: form["eastern.name"], romanised: form["eastern.romanised"], division: eastern),
        region: nil, term: term, parent: parent)
}
