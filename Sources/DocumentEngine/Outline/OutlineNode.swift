// SPDX-License-Identifier: Apache-2.0

/// A numbered heading with what stands below it, in the order of the text.
struct OutlineNode {
    let paragraph: Int
    let marker: Marker
    /// From 0.
    let level: Int
    /// nil where the heading goes straight into its text.
    var title: Range<Int>?
    /// By what its title was told from its text.
    let titleRule: TitleRule
    /// Where its text begins, after the title.
    var bodyStart: Int
    /// Where the next heading of its own or a higher level begins.
    var end = 0
    /// The first node after those below it.
    var next = 0
    let doubt: OutlineScan.Doubt?
}

/// The headings of one part of a document.
struct Outline {
    var nodes = ContiguousArray<OutlineNode>()
    /// Does the text begin in the middle of a document?
    var beginsInside = false
    /// What most of the chapters print behind their numbers.
    var closing = ""

    /// The headings directly below one, or the topmost ones.
    func children(of node: Int?) -> [Int] {
        var children: [Int] = []
        var at = node.map { $0 + 1 } ?? 0
        let end = node.map { nodes[$0].next } ?? nodes.count
        while at < end {
            children.append(at)
            at = nodes[at].next
        }
        return children
    }

    /// Where the text of a heading ends that belongs to none of the headings below it.
    func ownEnd(_ node: Int) -> Int {
        let first = node + 1
        return first < nodes[node].next ? nodes[first].marker.range.lowerBound : nodes[node].end
    }
}
