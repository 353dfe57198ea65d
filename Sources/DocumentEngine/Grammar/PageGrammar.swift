// SPDX-License-Identifier: Apache-2.0

/// How pages are numbered in words.
enum PageGrammar {
    private static let before = Scalars(text: "第")
    private static let after = Scalars(text: "页")
    private static let total = WordSet("共 / ， ,")

    /// Is a line without white space a page number such as one of many pages?
    static func isPageNumber(_ line: [UInt32]) -> Bool {
        guard line.count >= 3, line[0] == before[0] || line[0].is(.digit), line.contains(after[0]) else { return false }
        return line.allSatisfy { $0.is(.digit) || $0 == before[0] || $0 == after[0] || total.contains([$0], 0..<1) }
    }
}
