// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import UseCases

/// Shows the reference of the API.
func showReference(_ visit: Visit) async throws -> Response {
    guard let document = visit.site.reference[visit.language] else { throw UseCaseError("reference", .notFound) }
    return try visit.show(ReferencePage(document))
}

/// Says what an error of the API means: its type leads here.
func showProblem(_ visit: Visit) async throws -> Response {
    let name = try visit.value("name")
    let type = Address.problem.path(name)
    if let problem = visit.site.reference[visit.language]?.problems.first(where: { $0.type == type }) {
        return try visit.show(
            ProblemPage(type: type, status: problem.status, title: problem.title, detail: problem.detail))
    }
    // The reason of a refusal is a type of its own; its sentence says all there is to say.
    guard name.contains("."), let sentence = visit.phrases.find(name) else {
        throw UseCaseError("problem", .notFound)
    }
    return try visit.show(ProblemPage(type: type, status: nil, title: name, detail: sentence))
}
