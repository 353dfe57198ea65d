// SPDX-License-Identifier: Apache-2.0

/// What the record can say was done. A test reads the sources for the verbs that they record, and the catalogues for
/// the sentence `action.<kind>.<verb>` of each.
package enum RecordedAction {
    /// The actions on one kind of object, such as `plan.adopt`.
    package struct Group: Sendable {
        package let kind: String
        package let actions: [String]

        fileprivate init(_ kind: String, _ verbs: [String]) {
            (self.kind, actions) = (kind, verbs.map { kind + "." + $0 })
        }
    }

    /// Signing in, accounts and roles: what the security administrator answers for (GB/T 22239-2019, 8.1.5).
    private static let access = [
        Group(
            "user",
            [
                "signIn", "signOut", "refuseSignIn", "lockSignIn", "unlockSignIn", "refusePassword", "refuseCode",
                "refuseConfirmation", "confirm", "changePassword", "demandNewPassword", "resetPassword", "acceptReset",
                "acceptInvitation", "beginSecondFactor", "turnOnSecondFactor", "turnOffSecondFactor",
                "renewRecoveryCodes", "endSessions", "createToken", "revokeToken", "create", "invite", "change",
                "grant", "endRole", "move", "disable", "enable", "refuse",
            ]), Group("session", ["refuse"]), Group("token", ["refuse"]),
        Group("installation", ["refuseSignIn", "lockSignIn", "unlockSignIn"]),
    ]

    private static let business = [
        Group("user", ["handOver", "setLanguage", "chooseNotices", "openCalendar", "closeCalendar"]),
        Group("document", ["upload", "withhold", "release", "refuse"]),
        Group("draft", ["open", "correct", "undo", "redo", "discard", "handOver", "refuse"]),
        Group("plan", ["adopt", "publish", "withdraw", "refuse"]),
        Group(
            "task",
            [
                "create", "keep", "reword", "move", "split", "merge", "drop", "comment", "correctClauses",
                "undoClauses", "proposeFate", "agreeFate", "withdrawFate",
                "refuse",
            ]),
        Group(
            "entry",
            [
                "add", "change", "remove", "confirm", "dispute", "propose", "settle", "move", "rollBack", "prove",
                "addFile", "removeFile",
                "comment",
                "attach", "detach", "reveal", "anonymise", "refuse",
            ]),
        Group(
            "ledger",
            [
                "closePeriod", "beginImport", "decideImport", "discardImport", "import", "cancelImport", "export",
                "refuse",
            ]),
        Group(
            "yearPlan", ["start", "agree", "takeBack", "addSpecial", "import", "takeBackImport", "carryIn", "refuse"]),
        Group("item", ["add", "change", "remove", "reach", "handOver", "carryIn", "refuse"]),
        Group(
            "leg",
            [
                "finish", "handOn", "gather", "close", "confirm", "dispute", "sendBack", "reopen", "suspend", "resume",
                "withdraw", "carry", "spread", "takeBack", "progress", "addFile", "removeFile", "refuseFile", "carryIn",
                "refuse",
            ]),
        Group("difference", ["open", "propose", "agree", "meet", "restate", "refuse"]),
        Group("reference", ["set", "replace"]),
        Group("pairing", ["add", "refuse"]),
        Group("division", ["refuse"]),
        Group(
            "organisation",
            [
                "add", "change", "rename", "merge", "takeOver", "split", "confirm", "absorb", "absorbed",
                "forgetSpelling", "keepSpelling", "refuse",
            ]),
        Group("contact", ["add", "change", "remove", "reveal", "refuse"]),
        Group("order", ["add", "change", "move", "moveHandling", "addFile", "removeFile", "refuseFile", "refuse"]),
        Group("request", ["add", "change", "move", "moveOpinion", "addFile", "removeFile", "refuseFile", "refuse"]),
        Group(
            "meeting",
            ["change", "decide", "list", "moveDecision", "addFile", "removeFile", "refuseFile", "refuse"]),
        Group("decision", ["refuse"]),
        Group("calendar", ["refuse"]),
        Group(
            "exchange",
            ["keepPeer", "removePeer", "make", "read", "readAgain", "apply", "discard", "refuse"]),
        Group("lights", ["propose", "agree", "takeBack", "chooseSlips", "refuse"]),
        Group("cycle", ["open", "close", "remind", "setRule", "moveDays", "carryIn", "refuse"]),
        Group(
            "filing", ["write", "move", "addPaper", "addFile", "removeFile", "refuseFile", "carryIn", "refuse"]),
        Group("feedback", ["leave", "refuse"]),
        Group("audit", ["export", "search", "seal", "begin", "refuse"]),
        Group(
            "installation",
            [
                "completeSetUp", "issueSetUpToken", "removeDemo", "import", "read", "backUp", "restore",
                "exportExamples", "sendAgain",
            ]),
        Group("notice", ["refuse"]), Group("robot", ["add", "turn", "remove", "refuse"]), Group("job", ["refuse"]),
        Group("backup", ["refuse"]), Group("demo", ["refuse"]),
    ]

    /// All of them, by the kinds of objects.
    package static let groups: [Group] = {
        var groups: [Group] = []
        for group in access + business {
            if let place = groups.firstIndex(where: { $0.kind == group.kind }) {
                groups[place] = Group(kind: group.kind, actions: groups[place].actions + group.actions)
            } else {
                groups.append(group)
            }
        }
        return groups
    }()

    package static let all = groups.flatMap(\.actions)

    /// Those whose entries the security administrator reads.
    package static let ofAccess = access.flatMap(\.actions)

    /// The actions that `text` means: the one of this code, else those whose sentence it is, else those whose sentence
    /// holds it. `sentence` gives that of a code in the language of who asks.
    package static func matching(_ text: String, _ sentence: (String) -> String) -> [String] {
        if all.contains(text) { return [text] }
        let wanted = text.lowercased()
        let sentences = all.map { ($0, sentence($0).lowercased()) }
        let exact = sentences.filter { $0.1 == wanted }
        let found = exact.isEmpty ? sentences.filter { $0.1.contains(wanted) } : exact
        return found.isEmpty ? [text] : found.map(\.0)
    }
}

extension RecordedAction.Group {
    init(kind: String, actions: [String]) { (self.kind, self.actions) = (kind, actions) }
}
