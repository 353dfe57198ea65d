// SPDX-License-Identifier: Apache-2.0

/// The document number (GB/T 9704-2012, 7.2.5) inside a range, with the brackets it should have, and where it stands.
///
/// Brackets of any kind around the year are put right; a word before the count and zeros before it are no number.
func readDocumentNumber(_ scalars: Scalars, _ range: Range<Int>) -> (text: String, range: Range<Int>)? {
    let dates = DateReader(scalars: scalars)
    for open in range where scalars[open].is(.opener) {
        guard let year = dates.year(at: open + 1, before: range.upperBound), year.end < range.upperBound,
            scalars[year.end].is(.closer)
        else { continue }
        var end = year.end + 1
        while end < range.upperBound, scalars[end].is(.digit) { end += 1 }
        let count = (year.end + 1)..<end
        guard (1...5).contains(count.count), scalars[count.lowerBound].folded != 0x30, end < range.upperBound,
            scalars[end] == MetadataGrammar.numberWord
        else { continue }
        let start = agencyStart(scalars, open, range.lowerBound)
        // The minutes of a meeting are numbered without a word for the agency, on a line of their own.
        guard start < open || open == range.lowerBound && end + 1 == range.upperBound else { continue }
        let text =
            scalars.text(start..<open) + Sign.numberOpen + String(year.value) + Sign.numberClose + scalars.text(count)
            + scalars.text(end..<(end + 1))
        return (text, start..<(end + 1))
    }
    return nil
}

/// Where the word for the agency begins: Chinese characters, perhaps with a bracket among them.
private func agencyStart(_ scalars: Scalars, _ open: Int, _ lower: Int) -> Int {
    var start = open
    while start > lower, open - start < 18 {
        let before = scalars[start - 1]
        if before.is(.han) {
            start -= 1
        } else if before.is(.closer),
            let inner = (lower..<(start - 1)).last(where: { scalars[$0].is(.opener) }), start - inner <= 8,
            inner > lower, scalars[inner - 1].is(.han)
        {
            start = inner
        } else {
            break
        }
    }
    return start
}
