// SPDX-License-Identifier: Apache-2.0

/// The heading number with which a line begins, or nil: amounts, years and names are no numbers of headings.
func readMarker(_ scalars: Scalars, _ line: Range<Int>) -> Marker? {
    guard line.count >= 2 else { return nil }
    let reader = MarkerReader(scalars: scalars, line: line)
    let first = scalars[line.lowerBound]
    if first.is(.digit) { return reader.readPoint() }
    if first.is(.numeral) { return reader.readEnumeration() }
    if first.is(.opener) { return reader.readParenthesis() }
    if HeadingGrammar.isOrdinalSign(first) { return reader.readArticle() }
    guard let number = HeadingGrammar.circled(first) else { return nil }
    let after = line.lowerBound + 1
    return reader.marker(.circle, number, ordinal: line.lowerBound..<after, after: after)
}

private struct MarkerReader {
    let scalars: Scalars
    let line: Range<Int>
    /// No list of headings is longer; larger numbers are years and amounts.
    private static let largest = 300

    /// The marker, if what follows it can be a title.
    func marker(_ scheme: Marker.Scheme, _ number: Int?, ordinal: Range<Int>, after: Int) -> Marker? {
        guard let number, (1...Self.largest).contains(number) else { return nil }
        let end = skipSpace(after)
        if end < line.upperBound {
            let next = scalars[end]
            if next.is([.separator, .stop, .closer, .unquote, .dash]) || next.folded == Sign.dot { return nil }
        }
        return Marker(scheme: scheme, number: number, ordinal: ordinal, range: line.lowerBound..<end)
    }

    /// 1. 1． 1、 1） 1.1
    func readPoint() -> Marker? {
        let ordinal = line.lowerBound..<skip(.digit, from: line.lowerBound, atMost: 4)
        let sign = skipSpace(ordinal.upperBound)
        guard sign < line.upperBound, ordinal.count <= 3 else { return nil }
        switch scalars[sign].folded {
        case Sign.close:
            return marker(
                .pointHalfParenthesis, digits(ordinal), ordinal: line.lowerBound..<(sign + 1), after: sign + 1)
        case Sign.dot where sign + 1 < line.upperBound && scalars[sign + 1].is(.digit):
            return readDecimal(from: sign)
        case Sign.pauseMark where sign + 1 < line.upperBound && scalars[sign + 1].is(.digit):
            return nil
        case Sign.dot, Sign.pauseMark, Sign.halfPauseMark:
            return marker(.point, digits(ordinal), ordinal: ordinal, after: sign + 1)
        default:
            return nil
        }
    }

    /// 1.1 or 1.1.1 before a title; before a unit of measure it is an amount.
    private func readDecimal(from point: Int) -> Marker? {
        var (at, depth, number) = (point, 1, 0)
        while at + 1 < line.upperBound, scalars[at].folded == Sign.dot, scalars[at + 1].is(.digit), depth < 4 {
            let end = skip(.digit, from: at + 1, atMost: 3)
            (number, depth, at) = (digits((at + 1)..<end), depth + 1, end)
        }
        let schemes: [Marker.Scheme] = [.decimal2, .decimal3, .decimal4]
        let start = skipSpace(at)
        let isYearly = start > at && HeadingGrammar.yearly.match(in: scalars, at: start, before: line.upperBound) != nil
        guard start < line.upperBound, scalars[start].is(.han),
            isYearly || HeadingGrammar.measures.match(in: scalars, at: start, before: line.upperBound) == nil
        else { return nil }
        return marker(schemes[depth - 2], number, ordinal: line.lowerBound..<at, after: at)
    }

    /// 一、 一. 一）
    func readEnumeration() -> Marker? {
        let ordinal = line.lowerBound..<skip(.numeral, from: line.lowerBound, atMost: 4)
        let sign = skipSpace(ordinal.upperBound)
        guard sign < line.upperBound else { return nil }
        let number = NumeralGrammar.value(scalars, ordinal)
        switch scalars[sign].folded {
        case Sign.close:
            return marker(.parenthesis, number, ordinal: line.lowerBound..<(sign + 1), after: sign + 1)
        case Sign.pauseMark, Sign.dot, Sign.halfPauseMark:
            // Numbers in a row are an enumeration inside a sentence.
            if sign + 2 < line.upperBound, scalars[sign + 1].is(.numeral), scalars[sign + 2] == Sign.pauseMark {
                return nil
            }
            return marker(.enumeration, number, ordinal: ordinal, after: sign + 1)
        default:
            return nil
        }
    }

    /// （一） （1）
    func readParenthesis() -> Marker? {
        let start = skipSpace(line.lowerBound + 1)
        let number = start..<skip([.numeral, .digit], from: start, atMost: 4)
        let sign = skipSpace(number.upperBound)
        guard !number.isEmpty, sign < line.upperBound, scalars[sign].is(.closer) else { return nil }
        let ordinal = line.lowerBound..<(sign + 1)
        if let value = NumeralGrammar.value(scalars, number) {
            return marker(.parenthesis, value, ordinal: ordinal, after: sign + 1)
        }
        guard number.count <= 3, number.allSatisfy({ scalars[$0].is(.digit) }) else { return nil }
        return marker(.pointParenthesis, digits(number), ordinal: ordinal, after: sign + 1)
    }

    /// Numbered chapters, sections and articles.
    func readArticle() -> Marker? {
        let start = skipSpace(line.lowerBound + 1)
        let number = start..<skip([.numeral, .digit], from: start, atMost: 5)
        let word = skipSpace(number.upperBound)
        guard !number.isEmpty, let article = HeadingGrammar.article(scalars, word, line.upperBound) else { return nil }
        let end = word + article.length
        let isCardinal = number.allSatisfy { scalars[$0].is(.digit) }
        let value = isCardinal ? digits(number) : NumeralGrammar.value(scalars, number)
        let isSeparated = end < line.upperBound && scalars[end].is([.separator, .terminal])
        return marker(article.scheme, value, ordinal: line.lowerBound..<end, after: isSeparated ? end + 1 : end)
    }

    private func digits(_ range: Range<Int>) -> Int { range.reduce(0) { $0 * 10 + Int(scalars[$1].folded) - 0x30 } }

    private func skip(_ kind: ScalarClass, from start: Int, atMost count: Int) -> Int {
        var at = start
        while at < line.upperBound, at - start < count, scalars[at].is(kind) { at += 1 }
        return at
    }

    private func skipSpace(_ start: Int) -> Int {
        var at = start
        while at < line.upperBound, scalars[at].is(.space) { at += 1 }
        return at
    }
}
