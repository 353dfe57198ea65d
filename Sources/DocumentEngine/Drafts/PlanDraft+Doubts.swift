// SPDX-License-Identifier: Apache-2.0
package import Domain

extension PlanDraft {
    /// The doubts of every element in the order of the document, those of the document's own fields first; warnings about
    /// the whole are not among them.
    package var everyDoubt: [Diagnostic] {
        var doubts = document.doubts + overall.flatMap(\.doubts)
        for area in areas {
            doubts += area.doubts
            for task in area.tasks {
                doubts += task.doubts + task.measures.flatMap(\.doubts) + task.targets.flatMap(\.doubts)
                doubts += task.named.flatMap(\.doubts)
            }
        }
        for safeguard in safeguards {
            doubts += safeguard.doubts + safeguard.measures.flatMap(\.doubts) + safeguard.targets.flatMap(\.doubts)
            doubts += safeguard.named.flatMap(\.doubts) + safeguard.obligations.flatMap(\.doubts)
        }
        return doubts
    }
}
