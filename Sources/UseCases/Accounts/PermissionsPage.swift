// SPDX-License-Identifier: Apache-2.0
package import Definitions
package import Domain

/// The rule table as a page for people, in Markdown: docs/permissions.md is made of it, and a test tells when it is stale.
package struct PermissionsPage {
    private let messages: MessageCatalogue
    private let language: Language
    /// The keys of all sentences in the order of their numbers.
    private let rules: [String]

    package init(_ messages: MessageCatalogue, _ language: Language) {
        (self.messages, self.language) = (messages, language)
        var rules: [String] = []
        for name in RuleTable.rules.map(\.name) + RuleTable.refusals where !rules.contains(name) { rules.append(name) }
        self.rules = rules
    }

    package var markdown: String {
        let sections = Action.allCases.map(section)
        return ([head, sentences] + sections).joined(separator: "\n\n") + "\n"
    }

    private var head: String {
        """
        # Permissions

        Made from the rule table (`Sources/UseCases/Accounts/RuleTable.swift`) by \
        `make permissions`; don't edit it by hand.

        Whoever asks for something holds one or more roles. Each role stands to the object in one of four relations: \
        the object is of the **own pairing** (or one within it) and of the own side or of both; it belongs to the \
        **other side of it** alone; its pairing has a side in the **same province**; or it is **elsewhere**, as is what \
        belongs to no pairing. National users and unbound observers stand to every pairing as to their own; an \
        administrator of a pairing to both of its sides. One role that allows an action is enough. What no rule allows \
        is refused. In the tables below a number is the rule that decides; **bold** is allowed.

        Whatever the roles say: an account that is not active may do nothing, one whose password must be changed sees \
        to that first, and a token made for reading only reads. System, security and audit administrator are three \
        accounts: none can hold two of these duties or any other role. An object of which the caller may not even \
        know is answered as if it did not exist (404); one that the caller may read but not change, with the sentence \
        of the rule (403).
        """
    }

    private var sentences: String {
        "## Rules\n\n"
            + rules.enumerated().map { number, rule in
                "\(number + 1). \(messages.text(rule, language)) <sub>`\(rule)`</sub>"
            }.joined(separator: "\n")
    }

    private func section(_ action: Action) -> String {
        let relations = Relation.allCases
        let heads = relations.map { messages.text("relation." + $0.rawValue, language) }
        let lines = RuleSubject.all.map { subject in
            ([name(of: subject)] + relations.map { cell(RuleTable.verdict(action, subject, $0)) })
                .joined(separator: " | ")
        }
        return """
            ## \(messages.text("action." + action.rawValue, language).capitalizedSentence)

            `\(action.rawValue)`

            | | \(heads.joined(separator: " | ")) |
            |---|\(String(repeating: "---|", count: relations.count))
            \(lines.map { "| \($0) |" }.joined(separator: "\n"))
            """
    }

    private func cell(_ verdict: Verdict) -> String {
        switch verdict {
        case .allowed(let rule): "**\(number(rule))**"
        case .refused(let rule): "\(number(rule))"
        }
    }

    private func number(_ rule: String) -> Int { (rules.firstIndex(of: rule) ?? -1) + 1 }

    private func name(of subject: RuleSubject) -> String {
        switch subject {
        case .role(let role): messages.text("role." + role.rawValue, language)
        case .local: messages.text("role.local", language)
        }
    }
}

extension String {
    fileprivate var capitalizedSentence: String { prefix(1).uppercased() + dropFirst() }
}
