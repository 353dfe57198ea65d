// SPDX-License-Identifier: Apache-2.0

/// Who can see an object, and why.
struct AccessPage: PageModel {
    static let template = "access"
    static let samples = [
        AccessPage(
            kind: "K", title: "T", object: "/", pairing: "a-b", pairingLabel: "A – B",
            answers: [Answer(action: "A", groups: [.sample, .empty])]),
        AccessPage(kind: "K", title: nil, object: nil, pairing: nil, pairingLabel: nil, answers: []),
    ]
    struct Answer: Sendable {
        let action: String
        let groups: [Group]
    }
    /// Those whom one rule allows it.
    struct Group: Sendable {
        let rule: String
        let roles: [String]
        let people: [Person]
        let others: [String]
        /// True where nobody holds a role of the rule at present.
        let isEmpty: Bool
        static let sample = Group(
            rule: "R", roles: ["R"], people: [Person(name: "N", role: "R", reach: "/")], others: ["O"], isEmpty: false)
        static let empty = Group(rule: "R", roles: ["R"], people: [], others: [], isEmpty: true)
    }
    struct Person: Sendable {
        let name: String
        let role: String
        /// Where it says what the person can see.
        let reach: String
    }
    let kind: String
    /// nil where the visitor may not read the object.
    let title: String?
    /// The object's page; nil where the visitor may not read it, or it has none.
    let object: String?
    let pairing: String?
    let pairingLabel: String?
    let answers: [Answer]
}

/// What a person can see, and why.
struct ReachPage: PageModel {
    static let template = "reach"
    static let samples = [
        ReachPage(
            name: "N", roles: ["R"], barrier: "B",
            kinds: [Kind(title: "K", lines: [Line(count: "1", pairing: "a-b", pairingLabel: "A – B", rule: "R")])]),
        ReachPage(name: "N", roles: [], barrier: nil, kinds: []),
    ]
    struct Kind: Sendable {
        let title: String
        let lines: [Line]
    }
    struct Line: Sendable {
        let count: String
        let pairing: String?
        let pairingLabel: String?
        let rule: String
    }
    let name: String
    let roles: [String]
    /// Why the person can see nothing at present.
    let barrier: String?
    let kinds: [Kind]
}
