// SPDX-License-Identifier: Apache-2.0

/// A paragraph of repaired text.
struct Paragraph {
    // A document has one for nearly every line, so the places are kept small.
    private var start, end, firstEnd: Int32
    /// Sentences that end in it.
    var stops: Int32 = 0
    /// Commas and the like.
    var pauses: Int32 = 0
    /// The number of a heading with which it begins.
    var marker: Marker?
    /// Its last line reaches the edge of the page.
    var endsFull = false
    /// An empty line stands before it.
    var followsBlank = false

    init(range: Range<Int>, firstLineEnd: Int, followsBlank: Bool) {
        (start, end) = (Int32(range.lowerBound), Int32(range.upperBound))
        (firstEnd, self.followsBlank) = (Int32(firstLineEnd), followsBlank)
    }

    /// In the repaired text, without the newline.
    var range: Range<Int> {
        get { Int(start)..<Int(end) }
        set { (start, end) = (Int32(newValue.lowerBound), Int32(newValue.upperBound)) }
    }
    /// Where its first printed line ends.
    var firstLineEnd: Int {
        get { Int(firstEnd) }
        set { firstEnd = Int32(newValue) }
    }

    /// A line by itself that is no sentence: a title, a heading, a name, a date.
    var isBlock: Bool { stops == 0 && range.count <= 64 }
}
