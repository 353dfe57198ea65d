// SPDX-License-Identifier: Apache-2.0

extension DraftPage {
    static let samples = [sample(mayCorrect: true, stale: nil), sample(mayCorrect: false, stale: .sample), empty]

    private static func sample(mayCorrect: Bool, stale: Stale?) -> DraftPage {
        let editor = Editor(
            place: "t0-0", seen: "m", title: "T", titleNow: "T", unitsNow: "U", textNow: "X", units: "U", text: "X",
            asksNoTitle: true, asksNoUnits: true, meanings: [Choice(value: "u", label: "U", isChosen: false)],
            bodies: [Choice(value: "b", label: "B", isChosen: false)],
            sentences: [Sentence(at: 1, text: "S", isFirst: true), Sentence(at: 9, text: "S", isFirst: false)],
            hasDoubts: true, mayMerge: true, up: "0-0", down: "0-2",
            areas: [Choice(value: "1", label: "A", isChosen: false)])
        let task = Item(
            key: "t0-0", ordinal: "1", title: "T", text: "X",
            units: [UnitGroup(city: "C", units: [.init(name: "U", role: "R", isLead: true, isUncertain: true)])],
            doubts: ["D"], page: 1, editor: mayCorrect ? editor : nil, clauses: [.sample], goesBeyond: true)
        return DraftPage(
            id: "i", revision: 1, title: "T", fileName: "f.txt", document: "d", pairing: "a-b", pairingLabel: "A – B",
            state: "S", isOpen: true, isAdopted: false, mayCorrect: mayCorrect, mayAdopt: mayCorrect, canUndo: true,
            canRedo: true, changedBy: "C", changedAt: "2026-01-01 00:00",
            fields: [Field(name: "title", label: "L", value: "V", hint: "H", seen: "m")],
            areas: [
                Area(key: "a0", ordinal: "1", title: "A", findings: 1, editor: mayCorrect ? editor : nil, tasks: [task])
            ],
            safeguards: [task], counts: DraftCounts(areas: 1, tasks: 1, safeguards: 1, units: 1, findings: 1),
            findings: [
                Finding(number: 1, text: "F", place: "t0-0", label: "1", key: "k", confidence: 75),
                Finding(number: 2, text: "F", place: nil, label: nil, key: nil, confidence: nil),
            ], settled: ["D"],
            stale: stale, failures: .sample("value"),
            offer: Offer(text: "O", submit: "S", fields: [.init(name: "kind", value: "mapUnit")]), label: "/l",
            source: "<p>S</p>", access: "/",
            history: .sample, watching: .sample, documentAccess: "/", heldAgainst: .sample, references: [.sample],
            referenceChoices: [.sample])
    }

    private static var empty: DraftPage {
        DraftPage(
            id: "i", revision: 1, title: "T", fileName: "f.txt", document: "d", pairing: "a-b", pairingLabel: "A – B",
            state: "S", isOpen: false, isAdopted: true, mayCorrect: false, mayAdopt: false, canUndo: false,
            canRedo: false, changedBy: "C", changedAt: "2026-01-01 00:00", fields: [], areas: [], safeguards: [],
            counts: DraftCounts(areas: 0, tasks: 0, safeguards: 0, units: 0, findings: 0), findings: [], settled: [],
            stale: nil,
            failures: .none, offer: nil, label: "/l", source: "", access: nil,
            history: HistoryView(entries: []), watching: .sample, documentAccess: nil, heldAgainst: nil,
            references: [], referenceChoices: [])
    }
}

extension DraftPage.Stale {
    fileprivate static let sample = DraftPage.Stale(
        changedBy: "C", changedAt: "2026-01-01 00:00", correction: "K",
        versions: .init(before: "B", theirs: "T", yours: "Y"),
        fields: [.init(name: "kind", value: "retitle")])
}
