// SPDX-License-Identifier: Apache-2.0

/// How the signed-in person hears of notices besides in the program.
struct NoticeChoicesPage: PageModel {
    static let template = "notice-choices"
    static let samples = [NoticeChoicesPage(form: .sample, mayKeepRobots: true, isMailSetUp: false)]

    let form: FormModel
    let mayKeepRobots: Bool
    /// False where the settings name no mail server.
    let isMailSetUp: Bool
}
