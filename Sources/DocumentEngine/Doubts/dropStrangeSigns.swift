// SPDX-License-Identifier: Apache-2.0
import Domain

/// Characters that fit nowhere are only a doubt in a document in which other things tell that it was recognised, and not
/// without errors: three titles in ten of a clean one hold words that it prints nowhere else.
func dropStrangeSigns(_ draft: inout PlanDraft, isRecognised: Bool) {
    let telling: Set<String> = [
        DoubtCode.signMisread.rawValue, DoubtCode.numberMended.rawValue, DoubtCode.unitMisread.rawValue,
        DoubtCode.strayLatinWord.rawValue, DoubtCode.unitUnmatchedBracket.rawValue,
    ]
    guard !isRecognised else { return }
    var (isTold, isStrange) = (false, false)
    draft.visitDoubts { doubts in
        isStrange = isStrange || doubts.contains { $0.code == DoubtCode.signStrange.rawValue }
        isTold = isTold || doubts.contains { telling.contains($0.code) }
    }
    guard isStrange, !isTold else { return }
    func drop(_ doubts: inout [Diagnostic]) { doubts.removeAll { $0.code == DoubtCode.signStrange.rawValue } }
    drop(&draft.document.doubts)
    for area in draft.areas.indices {
        drop(&draft.areas[area].doubts)
        for task in draft.areas[area].tasks.indices {
            drop(&draft.areas[area].tasks[task].doubts)
            draft.areas[area].tasks[task].confidence = draft.areas[area].tasks[task].doubts.confidence
        }
    }
    for index in draft.safeguards.indices { drop(&draft.safeguards[index].doubts) }
}
