// SPDX-License-Identifier: Apache-2.0
package import Domain

extension Publicity {
    /// What the mark of a document's imprint means; nil where the document has none.
    package init(mark: String?) {
        guard let mark else {
            self = .unsaid
            return
        }
        let scalars = Scalars(text: mark)
        let whole = 0..<scalars.count
        self =
            if MetadataGrammar.closedPublicity.first(in: scalars, whole) != nil {
                .closed
            } else if MetadataGrammar.limitedPublicity.first(in: scalars, whole) != nil { .limited } else { .open }
    }
}
