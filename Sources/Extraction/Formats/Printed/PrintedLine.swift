// SPDX-License-Identifier: Apache-2.0

/// A printed line: words that stand beside each other, from left to right.
struct PrintedLine {
    private(set) var words: [PrintedWord] = []
    private(set) var left = Double.infinity
    private(set) var right = -Double.infinity
    private(set) var em = 1.0
    /// The middle of its longest word: short ones may be raised signs.
    private(set) var middle = 0.0
    private var longest = -Double.infinity

    init(words: [PrintedWord]) { for word in words { add(word) } }

    mutating func add(_ word: PrintedWord) {
        words.append(word)
        (left, right, em) = (min(left, word.left), max(right, word.right), max(em, word.em))
        if word.right - word.left > longest { (longest, middle) = (word.right - word.left, word.middle) }
    }

    mutating func sort() { words.sort { $0.left < $1.left } }
}

/// Puts words together to lines, from the top down.
///
/// Poppler's own lines are not used: it parts a line where the font changes, and official documents set the title of
/// a paragraph in another font than its text.
func assembleLines(_ words: [PrintedWord]) -> [PrintedLine] {
    var lines: [PrintedLine] = []
    for word in words.sorted(by: { $0.middle < $1.middle }) {
        let reach = 0.4 * word.em
        // A raised sign or another font moves the middle by less than half a sign, the next line by more than one.
        let near = lines.indices.suffix(4).last { index in
            abs(lines[index].middle - word.middle) < max(reach, 0.4 * lines[index].em)
        }
        if let near { lines[near].add(word) } else { lines.append(PrintedLine(words: [word])) }
    }
    for index in lines.indices { lines[index].sort() }
    return lines.sorted { $0.middle < $1.middle }
}

/// Parts the lines of a page with two columns: what stands above the columns, the left one, the right one, and so on.
func separateColumns(_ lines: [PrintedLine]) -> [PrintedLine] {
    guard let gutter = findGutter(lines) else { return lines }
    var (result, left, right): ([PrintedLine], [PrintedLine], [PrintedLine]) = ([], [], [])
    for line in lines {
        let sides = (line.words.filter { $0.right <= gutter }, line.words.filter { $0.left >= gutter })
        if sides.0.count + sides.1.count < line.words.count {
            result += left + right + [line]
            (left, right) = ([], [])
            continue
        }
        if !sides.0.isEmpty { left.append(PrintedLine(words: sides.0)) }
        if !sides.1.isEmpty { right.append(PrintedLine(words: sides.1)) }
    }
    return result + left + right
}

/// The empty stripe between two columns of running text; nil where the page has one column, or a table: the cells of
/// a table are rarely of one width.
private func findGutter(_ lines: [PrintedLine]) -> Double? {
    let (left, right) = (lines.map(\.left).min() ?? 0, lines.map(\.right).max() ?? 0)
    let gaps = lines.compactMap { line -> Double? in
        let pairs = zip(line.words, line.words.dropFirst())
        return pairs.map { ($0.right + $1.left, $1.left - $0.right) }
            .filter { $0.1 > 1.2 * line.em && abs($0.0 / 2 - (left + right) / 2) < 0.1 * (right - left) }
            .max { $0.1 < $1.1 }.map { $0.0 / 2 }
    }
    guard gaps.count >= 10, gaps.count * 10 >= lines.count * 6 else { return nil }
    let gutter = gaps.sorted()[gaps.count / 2]
    let crossing = lines.count { line in line.words.contains { $0.left < gutter - 1 && $0.right > gutter + 1 } }
    return crossing * 4 < lines.count ? gutter : nil
}
