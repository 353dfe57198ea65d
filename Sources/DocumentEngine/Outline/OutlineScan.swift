// SPDX-License-Identifier: Apache-2.0

/// Follows the numbers of the headings through a document and says at which level each stands.
///
/// The levels are the document's own: a scheme belongs below the one under which it was first used. A number may be
/// missing or printed twice; one that fits nowhere is no heading.
struct OutlineScan {
    /// What stands before a number: the end of a sentence or of a heading, or a sentence that may go on.
    enum Context {
        case complete
        case open(isTitle: Bool)
    }
    enum Doubt {
        case missing(expected: Int)
        case doubled
    }
    struct Place {
        /// From 0.
        let level: Int
        let doubt: Doubt?
    }
    private struct Level {
        let scheme: Marker.Scheme
        var number: Int
    }
    private var stack: [Level] = []
    /// The last number of each scheme, for lists that run on through several headings.
    private var last = SchemeTable<Int>()
    /// The scheme under which a scheme was first used.
    private var parents = SchemeTable<Marker.Scheme>()
    /// Did a scheme go on, or begin again at one, under the last further heading?
    private var goesOn = SchemeTable<Bool>()
    /// With what number a scheme begins in a text that begins inside a document.
    private let resumed: [Marker.Scheme: Int]
    /// How many numbers may be lost before a number is held to be no heading.
    private static let longestLoss = 4

    init(resumed: [Marker.Scheme: Int]) { self.resumed = resumed }

    /// The place of a heading, or nil where the number fits nowhere.
    mutating func place(_ marker: Marker, _ context: Context) -> Place? {
        if let index = stack.lastIndex(where: { $0.scheme == marker.scheme }) {
            return continueLevel(index, marker, context)
        }
        return openLevel(marker, context)
    }

    /// The numbers that may come next, the deepest first.
    func expected() -> [(scheme: Marker.Scheme, number: Int)] {
        var next: [(scheme: Marker.Scheme, number: Int)] = []
        for scheme in Marker.Scheme.allCases {
            guard let parent = parents[scheme], parent == stack.last?.scheme,
                !stack.contains(where: { $0.scheme == scheme })
            else { continue }
            let before = last[scheme] ?? 0
            let goesOn = self.goesOn[scheme] ?? (scheme == .point)
            next += goesOn ? [(scheme, before + 1), (scheme, 1)] : [(scheme, 1), (scheme, before + 1)]
        }
        if stack.last?.scheme == .enumeration, let before = last[.point], parents[.point] != .enumeration {
            next.append((.point, before + 1))
        }
        next += stack.reversed().map { ($0.scheme, $0.number + 1) }
        // Lists before the first chapter, such as a table of contents, are of lower schemes.
        if last[.enumeration] == nil, stack.allSatisfy({ $0.scheme > .enumeration }) { next.append((.enumeration, 1)) }
        if stack.last?.scheme == .enumeration, last[.parenthesis] == nil { next.append((.parenthesis, 1)) }
        if let top = stack.last?.scheme, top <= .parenthesis, last[.point] == nil { next.append((.point, 1)) }
        return next
    }

    private mutating func continueLevel(_ index: Int, _ marker: Marker, _ context: Context) -> Place? {
        let expected = stack[index].number + 1
        let doubt: Doubt?
        switch (context, marker.number) {
        case (_, expected):
            if case .open(isTitle: false) = context { return nil }
            doubt = nil
        case (.open, _): return nil
        case (_, expected - 1): doubt = .doubled
        case (_, 1): doubt = .missing(expected: expected)
        case (_, (expected + 1)...(expected + Self.longestLoss)): doubt = .missing(expected: expected)
        default: return nil
        }
        stack.removeLast(stack.count - index - 1)
        stack[index].number = marker.number
        last[marker.scheme] = marker.number
        return Place(level: index, doubt: doubt)
    }

    private mutating func openLevel(_ marker: Marker, _ context: Context) -> Place? {
        guard case .complete = context else { return nil }
        guard let doubt = openingDoubt(marker) else { return nil }
        let kept = depth(for: marker)
        stack.removeLast(stack.count - kept)
        if let before = last[marker.scheme], before > 1 || marker.number > 1 {
            goesOn[marker.scheme] = marker.number > 1
        }
        if parents[marker.scheme] == nil, let parent = stack.last { parents[marker.scheme] = parent.scheme }
        stack.append(Level(scheme: marker.scheme, number: marker.number))
        last[marker.scheme] = marker.number
        return Place(level: kept, doubt: doubt)
    }

    /// What is odd about the number that opens a list: it should be one, or go on where the scheme was left. The outer
    /// nil means that no list begins like this.
    private func openingDoubt(_ marker: Marker) -> Doubt?? {
        guard let before = last[marker.scheme] else {
            if marker.number == 1 { return .some(nil) }
            if marker.number == resumed[marker.scheme] { return .missing(expected: 1) }
            return stack.isEmpty || marker.number > Self.longestLoss ? nil : .missing(expected: 1)
        }
        switch marker.number {
        case 1, before + 1: return .some(nil)
        case before: return .doubled
        case 2...3: return .missing(expected: 1)
        case before...(before + Self.longestLoss + 1): return .missing(expected: before + 1)
        default: return nil
        }
    }

    /// How many of the open levels stand above a scheme that is not open.
    private func depth(for marker: Marker) -> Int {
        let isDeep = marker.scheme >= .parenthesis
        if isDeep, let parent = parents[marker.scheme], let index = stack.lastIndex(where: { $0.scheme == parent }) {
            return index + 1
        }
        var kept = stack.count
        while kept > 0, outranks(marker, stack[kept - 1].scheme) { kept -= 1 }
        return kept
    }

    /// Chapters and 一、 stand above everything that usually follows them; others nest where they are first used.
    private func outranks(_ marker: Marker, _ scheme: Marker.Scheme) -> Bool {
        guard marker.scheme < scheme else { return false }
        return marker.scheme <= .enumeration || marker.number > 1 || parents[scheme] != nil
    }
}

/// A value for each scheme, found without hashing: every line of a document asks.
struct SchemeTable<Value> {
    private var values = [Value?](repeating: nil, count: Marker.Scheme.allCases.count)

    subscript(_ scheme: Marker.Scheme) -> Value? {
        get { values[Int(scheme.rawValue)] }
        set { values[Int(scheme.rawValue)] = newValue }
    }
}
