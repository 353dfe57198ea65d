// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

/// Shows what both cities reported differently of a joint item.
func showItemDifference(_ visit: Visit) async throws -> Response {
    let detail = try await visit.useCases.itemDifference(try visit.caller, id: try visit.value("id"))
    return try visit.show(ItemDifferencePage(detail, visit.phrases, typed: nil, failures: []))
}

/// Proposes a value, or agrees to the one that the other office proposed.
func moveItemDifference(_ visit: Visit) async throws -> Response {
    let (id, form) = (try visit.value("id"), visit.form)
    do {
        try await visit.useCases.moveItemDifference(
            try visit.caller, id: id, revision: form.integer("revision"), step: form["step"], value: form["value"],
            reason: form["note"])
        let isAgreed = form["step"] == Difference.Step.agree.rawValue
        return visit.goOn(
            to: Address.itemDifference.path(id), notice: isAgreed ? "differenceSettled" : "differenceProposed")
    } catch {
        let (failures, status) = try refusal(of: error)
        let detail = try await visit.useCases.itemDifference(try visit.caller, id: id)
        return try visit.show(
            ItemDifferencePage(detail, visit.phrases, typed: form, failures: failures), status: status)
    }
}
