// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Who may do what with one object, and by which rule.
package struct AccessExplanation: Sendable {
    package let kind: AccessKind
    /// As in the object's address.
    package let id: String
    /// What the object is called; nil where whoever asks may not read it.
    package let title: String?
    /// The pairing it belongs to; nil where it belongs to none, or to more than one.
    package let pairing: Pairing?
    package let answers: [AccessAnswer]
}

/// Who may do one thing with the object.
package struct AccessAnswer: Sendable {
    package let action: Action
    package let groups: [AccessGroup]
}

/// Those whom one rule allows it.
package struct AccessGroup: Sendable {
    /// The key of the rule's sentence.
    package let rule: String
    /// The roles of which the rule speaks.
    package let subjects: [RuleSubject]
    /// Those whom whoever asks may know by name, in the order of their names.
    package let people: [AccessPerson]
    /// How many others there are of each role.
    package let others: [(role: Role, count: Int)]
    /// Where the rule allows it everybody who can sign in nobody is listed.
    package let isForEverybody: Bool
}

/// A person who may do something.
package struct AccessPerson: Hashable, Sendable {
    package let id: Identifier<User>
    package let name: String
    /// The role that gave the right.
    package let role: Role
}
