// SPDX-License-Identifier: Apache-2.0

/// How a document prints the numbers of one scheme, to know a number again that scanning has damaged.
struct MarkerForm {
    let scheme: Marker.Scheme
    /// Before, between and behind the number; without what stands behind the part that is quoted.
    private let before: Scalars
    private let inside: Scalars
    private let behind: Scalars
    private let isChinese: Bool
    /// What is added to a digit in half width.
    private let width: UInt32

    /// The form of a number that was read.
    init?(_ scalars: Scalars, _ marker: Marker) {
        let number = marker.ordinal.filter { scalars[$0].is([.digit, .numeral]) }
        guard let first = number.first, let last = number.last else { return nil }
        scheme = marker.scheme
        func printed(_ range: Range<Int>) -> Scalars { Scalars(scalars[range].filter { !$0.is(.space) }) }
        before = printed(marker.ordinal.lowerBound..<first)
        inside = printed((last + 1)..<marker.ordinal.upperBound)
        behind = printed(marker.ordinal.upperBound..<marker.range.upperBound)
        isChinese = scalars[first].is(.numeral)
        width = isChinese ? 0 : scalars[first] - scalars[first].folded
    }

    private init(_ scheme: Marker.Scheme, _ before: String, _ inside: String, _ behind: String, isChinese: Bool) {
        (self.scheme, self.before, self.inside) = (scheme, Scalars(text: before), Scalars(text: inside))
        (self.behind, self.isChinese, width) = (Scalars(text: behind), isChinese, 0)
    }

    /// What is usual, where the document has printed no number of a scheme yet.
    static let usual = HeadingGrammar.usualForms.map {
        MarkerForm($0.scheme, $0.before, $0.inside, $0.behind, isChinese: $0.isChinese)
    }

    private func digits(_ number: Int) -> Scalars {
        if isChinese { return NumeralGrammar.printed(number) }
        return Scalars(String(number).unicodeScalars.map { $0.value + width })
    }

    /// No plan numbers its headings with braces: they are damaged brackets.
    static func withoutBraces(_ ordinal: Scalars.SubSequence) -> Scalars {
        let (open, close) = (usual[1].before, usual[1].inside)
        return Scalars(ordinal.map { $0.folded == 0x7B ? open[0] : $0.folded == 0x7D ? close[0] : $0 })
    }

    /// The number as it is quoted.
    func ordinal(_ number: Int) -> Scalars { before + digits(number) + inside }

    /// The number as it stands before that of a section.
    func prefix(_ number: Int) -> Scalars { whole(number).scalars }

    /// A number as it should be printed, with the places of its digits.
    struct Whole {
        let scalars: Scalars
        let numbers: Range<Int>
    }

    func whole(_ number: Int) -> Whole {
        let digits = digits(number)
        var scalars = Scalars()
        scalars.reserveCapacity(before.count + digits.count + inside.count + behind.count)
        scalars += before
        scalars += digits
        scalars += inside
        scalars += behind
        return Whole(scalars: scalars, numbers: before.count..<(before.count + digits.count))
    }

    /// How many scalars of a line are the number with one scalar changed or lost; nil where they are not.
    func damagedLength(_ number: Whole, in line: Scalars.SubSequence) -> Int? {
        let (whole, numbers) = (number.scalars, number.numbers)
        guard whole.count >= 2, line.count > whole.count + 2 else { return nil }
        var (wrong, wrongs) = (0, 0)
        for at in whole.indices where whole[at].folded != line[line.startIndex + at].folded {
            (wrong, wrongs) = (at, wrongs + 1)
            if wrongs > 1 { break }
        }
        if wrongs == 1, isPlausible(line[line.startIndex + wrong], for: wrong, numbers, whole, line) {
            return whole.count
        }
        for lost in whole.indices where isLost(lost, whole, line) {
            let next = line[line.startIndex + whole.count - 1]
            guard next.is([.han, .quote]) else { return nil }
            // Without the sign behind it, a numeral may begin a word and a number an amount.
            let isSign = lost > 0 && !numbers.contains(lost)
            return isSign && (isChinese && inside.isEmpty || isAmount(line, whole.count - 1)) ? nil : whole.count - 1
        }
        return nil
    }

    /// Can scanning have made this of a part of the number?
    private func isPlausible(
        _ found: UInt32, for place: Int, _ numbers: Range<Int>, _ whole: Scalars, _ line: Scalars.SubSequence
    ) -> Bool {
        let next = line[line.startIndex + whole.count]
        guard next.is([.han, .quote, .latin]) else { return false }
        if numbers.contains(place) {
            // A number of one character before nothing but a comma may be a word.
            let isBare = whole.count == 2 && (whole[1] == Sign.pauseMark || whole[1] == Sign.halfPauseMark)
            return !found.is([.stop, .opener, .closer, .quote]) && !(isChinese && found.is([.latin, .digit]))
                && (!isBare || !found.is(.han) || HeadingGrammar.damagedNumerals.contains(found))
        }
        return !found.is([.digit, .numeral, .latin])
            && (!found.is(.han) || HeadingGrammar.damagedNumerals.contains(found))
    }

    private func isLost(_ place: Int, _ whole: Scalars, _ line: Scalars.SubSequence) -> Bool {
        for at in 0..<(whole.count - 1)
        where whole[at < place ? at : at + 1].folded != line[line.startIndex + at].folded { return false }
        return true
    }

    private func isAmount(_ line: Scalars.SubSequence, _ offset: Int) -> Bool {
        let scalars = Scalars(line)
        return HeadingGrammar.measures.match(in: scalars, at: offset, before: scalars.count) != nil
            || scalars[offset].is([.digit, .numeral])
    }
}
