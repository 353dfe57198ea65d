// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Shows who can see an object, and by which rule.
func showAccess(_ visit: Visit) async throws -> Response {
    guard let kind = AccessKind(rawValue: try visit.value("kind")) else { throw UseCaseError("access", .notFound) }
    let explanation = try await visit.useCases.explainAccess(try visit.caller, to: kind, id: try visit.value("id"))
    return try visit.show(AccessPage(explanation, visit.phrases))
}

extension AccessPage {
    init(_ explanation: AccessExplanation, _ phrases: Phrases) {
        self.init(
            kind: phrases("access.kind." + explanation.kind.rawValue), title: explanation.title,
            object: explanation.title.flatMap { _ in Self.page(of: explanation) },
            pairing: explanation.pairing?.code,
            pairingLabel: explanation.pairing?.label(in: phrases.language),
            answers: explanation.answers.map { Answer($0, phrases) })
    }

    private static func page(of explanation: AccessExplanation) -> String? {
        let id = explanation.id
        return switch explanation.kind {
        case .pairing: Address.pairing.path(id)
        case .document: Address.originalFile.path(id)
        case .draft: Address.draft.path(id)
        case .plan: Address.plan.path(id)
        case .task: Address.task.path(id)
        case .organisation: Address.organisation.path(id)
        case .entry: Address.entry.path(id)
        case .contact, .user: nil
        }
    }
}

extension AccessPage.Answer {
    fileprivate init(_ answer: AccessAnswer, _ phrases: Phrases) {
        self.init(
            action: phrases("action." + answer.action.rawValue),
            groups: answer.groups.map { AccessPage.Group($0, phrases) })
    }
}

extension AccessPage.Group {
    fileprivate init(_ group: AccessGroup, _ phrases: Phrases) {
        let roles = group.isForEverybody ? [] : group.subjects.map { phrases("role." + $0.name) }
        let people = group.isForEverybody ? [] : group.people
        let others = group.isForEverybody ? [] : group.others
        self.init(
            rule: phrases(group.rule), roles: roles,
            people: people.map {
                AccessPage.Person(
                    name: $0.name, role: phrases("role." + $0.role.rawValue), reach: Address.reach.path($0.id.text))
            },
            others: others.map { role, count in
                phrases("access.others", ["role": phrases("role." + role.rawValue), "count": String(count)])
            },
            isEmpty: people.isEmpty && others.isEmpty && !group.isForEverybody
                && group.subjects.contains { $0 != .local })
    }
}

extension RuleSubject {
    fileprivate var name: String {
        switch self {
        case .role(let role): role.rawValue
        case .local: "local"
        }
    }
}
