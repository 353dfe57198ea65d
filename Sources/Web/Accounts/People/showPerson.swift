// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import UseCases

/// Shows a person.
func showPerson(_ visit: Visit) async throws -> Response {
    try visit.show(try await personPage(visit, again: nil))
}

func personPage(_ visit: Visit, again: FormAgain?) async throws -> PersonPage {
    let id = try visit.value("id")
    let watching = try await visit.watching(Watch(kind: "user", id: id))
    let detail = try await visit.useCases.person(try visit.caller, id: id)
    let isShown = visit.request.method == .get
    return PersonPage(detail, PersonForms(detail, visit, again), isShown ? watching : nil, visit.phrases)
}

/// The forms of a person's page: those that the visitor may send.
struct PersonForms {
    var edit: FormModel?
    var grant: FormModel?
    var move: FormModel?
    var disable: FormModel?
    var enable: FormModel?
    var invite: FormModel?
    var reset: FormModel?
    var unlock: FormModel?

    init(_ detail: PersonDetail, _ visit: Visit, _ again: FormAgain?) {
        let (user, id, phrases) = (detail.user, detail.user.id.text, visit.phrases)
        let revision = [("revision", String(detail.revision))]
        func writer(_ name: String) -> FormWriter {
            let isAgain = again?.form == name
            return FormWriter(
                name, "user", phrases, typed: isAgain ? visit.form : nil,
                failures: isAgain ? again?.failures ?? [] : [])
        }
        if detail.mayChange {
            let names = FormWriter("edit", "user", phrases).person(user)
            edit = writer("edit").form(
                Address.editPerson.path(id), submit: "form.save", writer("edit").person(user),
                hidden: revision + FormWriter.seen(names))
            if user.state == .invited {
                invite = writer("invite").form(
                    Address.invitePersonAgain.path(id), submit: "user.inviteAgain", [], hidden: revision)
            }
        }
        if detail.mayDisable {
            let form = writer(user.state == .disabled ? "enable" : "disable")
            let isDisabled = user.state == .disabled
            let made = form.form(
                (isDisabled ? Address.enablePerson : .disablePerson).path(id),
                submit: isDisabled ? "user.enableSubmit" : "user.disableSubmit",
                [form.text("reason", isRequired: true, longest: 200)], hidden: revision, isDangerous: !isDisabled)
            if isDisabled { enable = made } else { disable = made }
            if user.state == .active {
                let form = writer("reset")
                reset = form.form(
                    Address.resetPersonPassword.path(id), submit: "user.reset", [form.check("secondFactor", false)],
                    isDangerous: true)
                unlock = writer("unlock").form(Address.unlockPerson.path(id), submit: "user.unlock", [])
            }
        }
        guard detail.mayGrant, let choices = detail.grantable else { return }
        var form = writer("grant")
        grant = form.form(
            Address.grantRole.path(id), submit: "user.grant",
            form.grant(choices, isOptional: false, visit.language), hidden: revision)
        guard !detail.roles.isEmpty else { return }
        form = writer("move")
        let roles = detail.roles.enumerated().map { (String($0), $1.text(phrases)) }
        move = form.form(
            Address.movePerson.path(id), submit: "user.move",
            [form.select("position", "0", roles, isRequired: true)]
                + form.grant(choices, isOptional: false, visit.language) + [form.date("day", isRequired: true)]
                + form.matters(detail),
            hidden: revision)
    }
}

extension FormWriter {
    /// Who takes what the person has in hand, or that it stays; nothing where there is nothing.
    fileprivate func matters(_ detail: PersonDetail) -> [FormModel.Field] {
        guard detail.matters.contains(where: { $0.count > 0 }) else { return [] }
        return (detail.mayHandOver ? [text("receiver", longest: 64)] : []) + [check("leaveOpen", false)]
    }

    fileprivate func person(_ user: User) -> [FormModel.Field] {
        [
            text("displayName", user.displayName, isRequired: true, longest: 64),
            select(
                "language", user.language.rawValue,
                [("zh-Hans", phrases("language.chinese")), ("en", phrases("language.english"))]),
        ]
    }
}

extension PersonPage {
    init(_ detail: PersonDetail, _ forms: PersonForms, _ watching: Watching?, _ phrases: Phrases) {
        let user = detail.user
        self.init(
            id: user.id.text, username: user.username, displayName: user.displayName,
            state: phrases("user.state." + user.state.rawValue), stateName: user.state.rawValue,
            createdAt: detail.createdAt.dayText, revision: detail.revision,
            roles: detail.roles.enumerated().map {
                Role(text: $1.text(phrases), position: $0, mayEnd: detail.mayGrant)
            },
            career: detail.assignments.reversed().map {
                Career(period: periodText($0.from, $0.to, phrases) ?? "", text: $0.label.text(phrases))
            },
            matters: detail.matters.map { phrases("matter." + $0.name, ["count": String($0.count)]) },
            history: detail.history.map { HistoryView.Entry($0, detail.historyNames, phrases) },
            handOver: detail.mayHandOver ? Address.showHandOver.path(user.id.text) : nil, edit: forms.edit,
            grant: forms.grant, move: forms.move, disable: forms.disable, enable: forms.enable, invite: forms.invite,
            reset: forms.reset, unlock: forms.unlock,
            access: detail.mayExplain ? Address.access.path("user", user.id.text) : nil, watching: watching)
    }
}
