// SPDX-License-Identifier: Apache-2.0

/// A page as poppler reports it: its size and its words, in points from the top left corner.
struct PrintedPage {
    let number: Int
    let width: Double
    let height: Double
    var words: [PrintedWord]
}

struct PrintedWord {
    let text: String
    let left: Double
    let top: Double
    let right: Double
    let bottom: Double
    /// From 0 to 1 where the signs were recognised in a picture.
    var confidence: Double?
}

extension PrintedWord {
    var middle: Double { (top + bottom) / 2 }

    /// The size of its font, from how much place its signs take: boxes are as high as a font says, which misleads.
    var em: Double {
        let size = (right - left) / max(0.5, advance(of: text.unicodeScalars))
        return min(size, max(bottom - top, 1))
    }
}

/// How many full places the signs take; a Latin letter takes half of one.
func advance(of scalars: some Sequence<Unicode.Scalar>) -> Double {
    scalars.reduce(0) { $0 + (isWide($1) ? 1 : 0.5) }
}

/// Reads what `pdftotext -tsv` and `tesseract … tsv` print. Columns: level, page, paragraph, block, line, word, left, top, width, height,
/// confidence, text. Level 1 is a page, level 5 a word.
func readPrintedPages(_ bytes: [UInt8], isRecognised: Bool = false) -> [PrintedPage] {
    var pages: [PrintedPage] = []
    for line in bytes.split(separator: 0x0A) {
        let fields = line.split(separator: 0x09, maxSplits: 11, omittingEmptySubsequences: false)
        guard fields.count == 12, let level = number(fields[0]), level == 1 || level == 5,
            let page = number(fields[1]), let left = number(fields[6]), let top = number(fields[7]),
            let width = number(fields[8]), let height = number(fields[9])
        else { continue }
        if level == 1 {
            pages.append(PrintedPage(number: Int(page), width: max(width, 1), height: max(height, 1), words: []))
        } else if let last = pages.indices.last {
            let text = String(decoding: fields[11], as: UTF8.self).filter { $0 != "\r" && $0 != "\0" }
            guard text.contains(where: { !$0.isWhitespace }) else { continue }
            var word = PrintedWord(text: text, left: left, top: top, right: left + width, bottom: top + height)
            if isRecognised { word.confidence = min(max((number(fields[10]) ?? 0) / 100, 0), 1) }
            pages[last].words.append(word)
        }
    }
    return pages
}

/// A number as poppler prints it; nil for anything that is no place on a page.
private func number(_ field: ArraySlice<UInt8>) -> Double? {
    Double(String(decoding: field, as: UTF8.self)).flatMap { abs($0) < 1e9 ? $0 : nil }
}
