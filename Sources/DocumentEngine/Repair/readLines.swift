// SPDX-License-Identifier: Apache-2.0

/// Cuts a text into lines; empty ones are dropped and leave their mark on the next.
func readLines(_ source: Scalars) -> ContiguousArray<SourceLine> {
    var lines = ContiguousArray<SourceLine>()
    var (at, isBlank) = (0, false)
    while at < source.count {
        let start = at
        while at < source.count, !source[at].is(.newline) { at += 1 }
        if let line = measure(source, start..<at, followsBlank: isBlank || lines.isEmpty) {
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

private func measure(_ source: Scalars, _ range: Range<Int>, followsBlank: Bool) -> SourceLine? {
    var (first, last, width, indent) = (-1, -1, 0, 0)
    for at in range {
        let scalar = source[at]
        let isWide = scalar > 0x2000
        if scalar.is(.space) {
            if first < 0 { indent += isWide ? 2 : 1 }
            continue
        }
        if first < 0 { first = at }
        last = at
        width += isWide ? 2 : 1
    }
    guard first >= 0 else { return nil }
    return SourceLine(
        start: Int32(first), end: Int32(last + 1), count: Int32(last + 1 - first), width: Int32(width),
        followsBlank: followsBlank,
        isIndented: indent >= 4)
}
