// SPDX-License-Identifier: Apache-2.0
import Domain

/// The pipeline of the engine.
func readDocument(_ source: SourceText) -> PlanDraft {
    PlanDraft()
}
