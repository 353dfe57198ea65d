// SPDX-License-Identifier: Apache-2.0

/// The lines of a list of contents.
enum ContentsGrammar {
    private static let leader: Set<UInt32> = [0x2026, 0x22EF, 0xB7, 0x2E, 0xFF0E, 0x30FB, 0x2025]

    /// Is a line an entry of a list of contents: a title, dots, the number of a page?
    static func isEntry(_ scalars: Scalars, _ line: Range<Int>) -> Bool {
        guard line.count <= 120, scalars[line.upperBound - 1].is([.digit, .closer]) else { return false }
        var dots = 0
        for at in line.reversed() {
            if leader.contains(scalars[at]) {
                dots += scalars[at] == 0x2026 || scalars[at] == 0x22EF ? 3 : 1
                if dots >= 6 { return true }
            } else if !scalars[at].is([.digit, .space, .closer, .opener, .dash]) {
                return false
            }
        }
        return false
    }
}
