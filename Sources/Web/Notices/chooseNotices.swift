// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import UseCases

/// Shows how the signed-in person hears of notices.
func showNoticeChoices(_ visit: Visit) async throws -> Response {
    try visit.show(try await choicesPage(visit, typed: nil, failures: []))
}

/// Decides it.
func chooseNotices(_ visit: Visit) async throws -> Response {
    let choices = NoticeChoices(address: visit.form.optional("address"), isDigest: visit.form["when"] == "digest")
    do {
        try await visit.useCases.chooseNotices(try visit.caller, choices)
        return visit.goOn(to: Address.noticeChoices.path(), notice: "saved")
    } catch {
        let (failures, status) = try refusal(of: error)
        return try visit.show(try await choicesPage(visit, typed: visit.form, failures: failures), status: status)
    }
}

private func choicesPage(
    _ visit: Visit, typed: FormFields?, failures: [ValidationFailure]
) async throws -> NoticeChoicesPage {
    let choices = try await visit.useCases.noticeChoices(try visit.caller)
    let writer = FormWriter("choices", "choices", visit.phrases, typed: typed, failures: failures)
    let form = writer.form(
        Address.chooseNotices.path(), submit: "choices.save",
        [
            writer.text("address", choices.address ?? "", type: "email", longest: 254),
            writer.select(
                "when", choices.isDigest ? "digest" : "now",
                ["now", "digest"].map { ($0, visit.phrases("choices.when." + $0)) }),
        ])
    return NoticeChoicesPage(
        form: form, mayKeepRobots: visit.mayKeepRobots,
        isMailSetUp: visit.useCases.surroundings.notices.sendMail != nil)
}
