// SPDX-License-Identifier: Apache-2.0

/// Why a text is not a draft.
package struct DraftJSONError: Error, Hashable, Sendable {
    /// Where in the object, such as `areas[0].tasks[3].source.from`; empty for the text as a whole.
    package let path: String
    /// A camel-case word: `notJSON`, `missing`, `wrongKind`, `unknownValue`, `wrongSchema`.
    package let reason: String

    package init(path: String, reason: String) { (self.path, self.reason) = (path, reason) }
}
