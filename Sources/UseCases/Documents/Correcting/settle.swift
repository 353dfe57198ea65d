// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
package import Domain

extension Diagnostic {
    /// By which a form or a program names the finding: its code, its place in the source, what it says.
    package var key: String {
        let place = source.map { "\($0.from)-\($0.to)" } ?? ""
        let words = arguments.sorted.filter { $0.key != "path" }.map { $0.key + "=" + $0.value }
        return code + ":" + place + ":" + words.joined(separator: ";")
    }
}

extension DraftEditor {
    /// The clerk has looked at one finding: it is struck off, and does not come back when the words are read again.
    mutating func settle(_ key: String) throws(ValidationFailure) {
        var settled: [Diagnostic] = []
        edit { draft in settled = draft.removeDoubts { $0.key == key } }
        guard let first = settled.first else {
            throw ValidationFailure(field: "finding", message: "correction.noSuchFinding")
        }
        edit { $0.settled.append(first) }
    }

    /// What was read again brings back no doubt that is settled.
    mutating func dropSettled() {
        guard !draft.settled.isEmpty else { return }
        let keys = Set(draft.settled.map(\.key))
        edit { draft in _ = draft.removeDoubts { keys.contains($0.key) } }
    }
}

extension PlanDraft {
    /// Takes warnings and doubts out wherever they stand. Returns them, each once.
    @discardableResult
    mutating func removeDoubts(where isWanted: (Diagnostic) -> Bool) -> [Diagnostic] {
        var removed: [Diagnostic] = []
        func take(_ doubts: inout [Diagnostic]) {
            for doubt in doubts where isWanted(doubt) && !removed.contains(where: { $0.key == doubt.key }) {
                removed.append(doubt)
            }
            doubts.removeAll(where: isWanted)
        }
        // The doubts first: the warnings repeat them with the path of their task.
        take(&document.doubts)
        for index in overall.indices { take(&overall[index].doubts) }
        for area in areas.indices {
            take(&areas[area].doubts)
            for task in areas[area].tasks.indices {
                let before = areas[area].tasks[task].doubts
                take(&areas[area].tasks[task].doubts)
                if areas[area].tasks[task].doubts != before {
                    areas[area].tasks[task].confidence = areas[area].tasks[task].doubts.confidence
                }
                for at in areas[area].tasks[task].measures.indices {
                    take(&areas[area].tasks[task].measures[at].doubts)
                }
                for at in areas[area].tasks[task].targets.indices { take(&areas[area].tasks[task].targets[at].doubts) }
                for at in areas[area].tasks[task].named.indices { take(&areas[area].tasks[task].named[at].doubts) }
            }
        }
        for index in safeguards.indices {
            take(&safeguards[index].doubts)
            for at in safeguards[index].measures.indices { take(&safeguards[index].measures[at].doubts) }
            for at in safeguards[index].targets.indices { take(&safeguards[index].targets[at].doubts) }
            for at in safeguards[index].named.indices { take(&safeguards[index].named[at].doubts) }
            for at in safeguards[index].obligations.indices { take(&safeguards[index].obligations[at].doubts) }
        }
        take(&warnings)
        return removed
    }
}

extension DraftTask {
    /// The doubts of the task and of everything read in its words.
    package var everyDoubt: [Diagnostic] {
        doubts + measures.flatMap(\.doubts) + targets.flatMap(\.doubts) + named.flatMap(\.doubts)
    }
}

extension DraftSafeguard {
    /// The doubts of the safeguard and of everything read in its words.
    package var everyDoubt: [Diagnostic] {
        doubts + measures.flatMap(\.doubts) + targets.flatMap(\.doubts) + named.flatMap(\.doubts)
            + obligations.flatMap(\.doubts)
    }
}
