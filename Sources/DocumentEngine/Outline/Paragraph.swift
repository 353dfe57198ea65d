// SPDX-License-Identifier: Apache-2.0

/// A paragraph of repaired text.
struct Paragraph {
    /// In the repaired text, without the newline.
    var range: Range<Int>
    /// The number of a heading with which it begins.
    var marker: Marker?
    /// Where its first printed line ends.
    var firstLineEnd: Int
    /// Sentences that end in it.
    var stops = 0
    /// Commas and the like.
    var pauses = 0
    /// Its last line reaches the edge of the page.
    var endsFull = false
    /// An empty line stands before it.
    var followsBlank = false

    /// A line by itself that is no sentence: a title, a heading, a name, a date.
    var isBlock: Bool { stops == 0 && range.count <= 64 }
}
