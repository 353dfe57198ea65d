// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import UseCases

extension APIOperation {
    var spellingDeclaration: Declaration {
        .act(
            .put, "/api/v1/organisations/{id}/spellings/{spelling}", .manageOrganisation, .nothing,
            taking: .json(Schema.object(.init("isRemoved", .flag)).closed.named("SpellingChange")))
    }
}

/// Takes away a spelling that clerks taught of a body, or puts it back.
func changeSpelling(_ call: Call) async throws -> Reply {
    try await call.useCases.changeSpelling(
        call.caller, organisation: call.value("id"), spelling: call.value("spelling"),
        isRemoved: call.body["isRemoved"]?.flag ?? false)
    return .nothing
}
