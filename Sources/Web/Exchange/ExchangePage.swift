// SPDX-License-Identifier: Apache-2.0

/// With which installation a pairing's work is exchanged by file, and which files went out and came in.
struct ExchangePage: PageModel {
    static let template = "exchange"
    static let samples = [
        ExchangePage(
            code: "a-b", label: "A – B", key: "K", fingerprint: "F", peer: .sample, peerForm: .sample,
            removal: .sample, out: .sample, files: [.sample], failures: .sample("file")),
        ExchangePage(
            code: "a-b", label: "A – B", key: "K", fingerprint: "F", peer: nil, peerForm: nil, removal: nil, out: nil,
            files: [], failures: .none),
    ]
    struct Peer: Sendable {
        let text: String
        let keeps: String
        let fingerprint: String
        let by: String
        static let sample = Peer(text: "T", keeps: "K", fingerprint: "F", by: "B")
    }
    /// What whoever carries files may do.
    struct Out: Sendable {
        /// Nil where there is no yearly list to carry.
        let form: FormModel?
        static let sample = Out(form: .sample)
    }
    struct File: Sendable {
        let text: String
        let state: String
        let at: String
        let by: String
        let hash: String
        /// Where its differences are shown while it waits.
        let path: String?
        static let sample = File(text: "T", state: "S", at: "2026-01-01", by: "B", hash: "H", path: "/")
    }
    let code: String
    let label: String
    let key: String
    let fingerprint: String
    let peer: Peer?
    let peerForm: FormModel?
    let removal: FormModel?
    let out: Out?
    let files: [File]
    let failures: Failures
}

/// What a file that came in would change.
struct ExchangeFilePage: PageModel {
    static let template = "exchange-file"
    static let samples = [
        ExchangeFilePage(
            code: "a-b", id: "1", label: "A – B", title: "T", by: "B", counts: "C", mark: "M", groups: [.sample],
            isEmpty: false, failures: .sample("list")),
        ExchangeFilePage(
            code: "a-b", id: "1", label: "A – B", title: "T", by: "B", counts: "C", mark: "M", groups: [],
            isEmpty: true, failures: .none),
    ]
    /// Lines of one verdict.
    struct Group: Sendable {
        let title: String
        let hint: String
        let choices: [Decision]
        let lines: [Line]
        static let sample = Group(title: "T", hint: "H", choices: [.sample], lines: [.sample])
    }
    /// What somebody has to choose, with the things that go by it.
    struct Decision: Sendable {
        let name: String
        let title: String
        let isTheirs: Bool
        let isOurs: Bool
        let failure: String?
        let lines: [Line]
        static let sample = Decision(
            name: "list", title: "T", isTheirs: true, isOurs: false, failure: "F", lines: [.sample])
    }
    struct Line: Sendable {
        let kind: String
        let title: String
        let changes: [Change]
        /// So many more that aren't listed; nil where none.
        let more: String?
        static let sample = Line(kind: "K", title: "T", changes: [.sample], more: "M")
    }
    struct Change: Sendable {
        let label: String
        let before: String
        let after: String
        static let sample = Change(label: "L", before: "B", after: "A")
    }
    let code: String
    let id: String
    let label: String
    let title: String
    let by: String
    let counts: String
    let mark: String
    let groups: [Group]
    /// Nothing differs: the file may count, so that the next one builds on it.
    let isEmpty: Bool
    let failures: Failures
}
