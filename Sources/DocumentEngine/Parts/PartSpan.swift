// SPDX-License-Identifier: Apache-2.0
import Domain

/// A part of a compilation, in paragraphs.
struct PartSpan {
    let kind: DraftPart.Kind
    let title: [Range<Int>]
    let paragraphs: Range<Int>
}
