// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Something in a draft that a clerk should look at, and where it is.
package struct DraftFinding: Sendable, Hashable {
    /// The place in the draft; nil for the whole document.
    package let place: DraftPlace?
    package let diagnostic: Diagnostic
}

extension PlanDraft {
    /// All that a clerk should look at in a draft for this pairing, in the order of its page.
    func findings(within pairing: Pairing) -> [DraftFinding] { mismatches(with: pairing) + findings }

    /// What a clerk should look at: the document's warnings, then the doubts of its tasks, the least sure task first.
    var findings: [DraftFinding] {
        var findings = warnings.map { warning in
            DraftFinding(place: warning.source.flatMap(place), diagnostic: warning)
        }
        let tasks = areas.enumerated().flatMap { area, element in
            element.tasks.enumerated().map { (place: DraftPlace.task(area: area, task: $0), task: $1) }
        }
        for (place, task) in tasks.sorted(by: { $0.task.confidence < $1.task.confidence }) {
            findings += task.doubts.map { DraftFinding(place: place, diagnostic: $0) }
        }
        var seen: Set<DraftFinding> = []
        return findings.filter { seen.insert($0).inserted }
    }

    /// That the document names other places than those of the pairing it was handed in for; empty where one of its
    /// pairs fits, or where it names none.
    func mismatches(with pairing: Pairing) -> [DraftFinding] {
        func means(_ printed: String, _ party: PairingParty) -> Bool {
            printed.hasPrefix(party.name) || party.name.hasPrefix(printed)
        }
        let fits = document.pairs.contains { pair in
            (means(pair.oldArea, pairing.oldArea) && means(pair.eastern, pairing.eastern))
                || (means(pair.oldArea, pairing.eastern) && means(pair.eastern, pairing.oldArea))
        }
        guard let first = document.pairs.first, !fits else { return [] }
        let arguments = [
            "oldArea": first.oldArea, "eastern": first.eastern, "expectedOldArea": pairing.oldArea.name,
            "expectedEastern": pairing.eastern.name,
        ]
        return [DraftFinding(place: nil, diagnostic: Diagnostic(code: "otherPairing", arguments: arguments))]
    }

    /// The task, safeguard or area in whose words a range lies.
    private func place(of range: TextRange) -> DraftPlace? {
        for (area, element) in areas.enumerated() {
            for (task, inner) in element.tasks.enumerated() where inner.extent.contains(range) {
                return .task(area: area, task: task)
            }
            if element.source.range.contains(range) { return .area(area) }
        }
        return safeguards.firstIndex { $0.extent.contains(range) }.map { .safeguard($0) }
    }
}
