// SPDX-License-Identifier: Apache-2.0
package import Domain

extension PlanDraft {
    /// The doubts of every element in the order of the document, those of the document's own fields first; warnings about
    /// the whole are not among them.
    package var everyDoubt: [Diagnostic] {
        var doubts: [Diagnostic] = []
        visitDoubts { doubts += $0 }
        return doubts
    }

    /// Shows the doubts of one element after the other; elements without doubts cost nothing but a look.
    func visitDoubts(_ visit: ([Diagnostic]) -> Void) {
        func show(_ doubts: [Diagnostic]) { if !doubts.isEmpty { visit(doubts) } }
        show(document.doubts)
        for section in overall { show(section.doubts) }
        for area in areas {
            show(area.doubts)
            for task in area.tasks {
                show(task.doubts)
                for measure in task.measures { show(measure.doubts) }
                for target in task.targets { show(target.doubts) }
                for thing in task.named { show(thing.doubts) }
            }
        }
        for safeguard in safeguards {
            show(safeguard.doubts)
            for measure in safeguard.measures { show(measure.doubts) }
            for target in safeguard.targets { show(target.doubts) }
            for thing in safeguard.named { show(thing.doubts) }
            for obligation in safeguard.obligations { show(obligation.doubts) }
        }
    }
}
