// SPDX-License-Identifier: Apache-2.0

/// Cuts a text into lines; empty ones are dropped and leave their mark on the next.
func readLines(_ source: Scalars) -> ContiguousArray<SourceLine> {
    var lines = ContiguousArray<SourceLine>()
    var (at, isBlank) = (0, false)
    while at < source.count {
        if let line = measure(source, from: &at, followsBlank: isBlank || lines.isEmpty) {
            lines.append(line)
            isBlank = false
        } else {
            isBlank = true
        }
        let carriageReturn: UInt32 = 0x0D
        let formFeed: UInt32 = 0x0C
        if at < source.count {
            if source[at] == formFeed { isBlank = true }
            at += source[at] == carriageReturn && at + 1 < source.count && source[at + 1] == Sign.newline ? 2 : 1
        }
    }
    return lines
}

/// The line that begins at a position, which moves to its end; nil where nothing is printed on it.
private func measure(_ source: Scalars, from at: inout Int, followsBlank: Bool) -> SourceLine? {
    var (first, last, width, indent) = (-1, -1, 0, 0)
    while at < source.count {
        let scalar = source[at]
        if !scalar.isCommon {
            let kind = ScalarClass.of(scalar)
            if kind.contains(.newline) { break }
            let isWide = scalar > 0x2000
            if kind.contains(.space) {
                if first < 0 { indent += isWide ? 2 : 1 }
                at += 1
                continue
            }
            if !isWide { width -= 1 }
        }
        if first < 0 { first = at }
        last = at
        width += 2
        at += 1
    }
    guard first >= 0 else { return nil }
    return SourceLine(
        start: Int32(first), end: Int32(last + 1), count: Int32(last + 1 - first), width: Int32(width),
        followsBlank: followsBlank,
        isIndented: indent >= 4)
}
