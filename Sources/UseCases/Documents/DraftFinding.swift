// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Something in a draft that a clerk should look at, and where it is.
package struct DraftFinding: Sendable, Hashable {
    /// The place in the draft; nil for the whole document.
    package let place: DraftPlace?
    package let diagnostic: Diagnostic
    /// How sure the reader is of the element, 0…1; 0 for a warning about the whole document.
    package var confidence = 0.0

    /// False for what the document and its pairing disagree in: it is no doubt of the reader that a look could settle.
    package var isOfReading: Bool { diagnostic.code != Self.otherPairing }

    static let otherPairing = "otherPairing"
}

extension PlanDraft {
    /// All that a clerk should look at in a draft for this pairing, in the order of its page.
    func findings(within pairing: Pairing) -> [DraftFinding] { mismatches(with: pairing) + findings }

    /// What a clerk should look at: warnings about the whole document, then the doubts of its elements, the least sure
    /// element first, in the order of the document where they are equally sure. Each once.
    var findings: [DraftFinding] {
        // A warning with a path repeats a doubt of that task.
        var found = warnings.filter { $0.arguments["path"] == nil }.map { warning in
            DraftFinding(place: warning.source.flatMap(place), diagnostic: warning)
        }
        func add(_ doubts: [Diagnostic], _ place: DraftPlace?, _ confidence: Double) {
            found += doubts.map { DraftFinding(place: place, diagnostic: $0, confidence: confidence) }
        }
        func add(_ elements: [some DoubtedElement], _ place: DraftPlace) {
            for element in elements where !element.doubts.isEmpty { add(element.doubts, place, element.sureness) }
        }
        for doubt in document.doubts { add([doubt], nil, [doubt].confidence) }
        for (area, element) in areas.enumerated() {
            add([element], .area(area))
            for (index, task) in element.tasks.enumerated() {
                let place = DraftPlace.task(area: area, task: index)
                add(task.doubts, place, task.confidence)
                add(task.measures, place)
                add(task.targets, place)
                add(task.named, place)
            }
        }
        for (index, safeguard) in safeguards.enumerated() {
            let place = DraftPlace.safeguard(index)
            add([safeguard], place)
            add(safeguard.measures, place)
            add(safeguard.targets, place)
            add(safeguard.named, place)
            add(safeguard.obligations, place)
        }
        var seen: Set<String> = []
        let once = found.filter { seen.insert($0.diagnostic.key).inserted }
        return once.enumerated().sorted { ($0.element.confidence, $0.offset) < ($1.element.confidence, $1.offset) }
            .map(\.element)
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
        let arguments: DiagnosticArguments = [
            "oldArea": first.oldArea, "eastern": first.eastern, "expectedOldArea": pairing.oldArea.name,
            "expectedEastern": pairing.eastern.name,
        ]
        return [DraftFinding(place: nil, diagnostic: Diagnostic(code: DraftFinding.otherPairing, arguments: arguments))]
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
