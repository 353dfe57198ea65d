// SPDX-License-Identifier: Apache-2.0

/// A line of the source that holds something, without the white space around it.
struct SourceLine {
    /// In scalars of the source.
    var start: Int32
    var end: Int32
    /// Scalars, with the white space between them.
    var count: Int32
    /// Columns: a Chinese character takes two.
    var width: Int32
    /// An empty line or a new page stands before it.
    var followsBlank: Bool
    /// White space as wide as two Chinese characters stands before its first scalar.
    var isIndented: Bool
    /// A page number or running head stood before it, or it begins a page of the source.
    var startsPage = false
    /// A number, head or foot of the page: no part of the text.
    var isFurniture = false

    var range: Range<Int> { Int(start)..<Int(end) }
}
