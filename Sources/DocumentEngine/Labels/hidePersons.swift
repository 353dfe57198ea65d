// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A text without the names, telephone numbers, mail addresses and card numbers of persons. Every sign stays one sign,
/// so that places in the text stay what they are; a second time changes nothing.
package func hidingPersons(_ text: String) -> String {
    let scalars = Scalars(text: text)
    var hidden = Array(scalars)
    for at in scalars.indices {
        if let name = personName(scalars, behind: at) {
            for place in name where scalars[place].is(.han) { hidden[place] = HiddenPersonGrammar.anonymous }
        }
    }
    hideNumbers(scalars, &hidden)
    hideMail(scalars, &hidden)
    var result = String.UnicodeScalarView()
    result.append(contentsOf: hidden.compactMap(Unicode.Scalar.init))
    return String(result)
}

/// Why nothing of a document may leave the house: it carries a mark of secrecy, or says itself that it isn't public.
package enum WithheldReason: String, Sendable {
    case secrecy, unpublished
}

/// nil where a document may be handed on as an example.
package func withheldReason(_ source: SourceText, _ draft: PlanDraft) -> WithheldReason? {
    if secrecyMark(in: source) != nil { return .secrecy }
    let publicity = Scalars(text: draft.document.publicity ?? "")
    return HiddenPersonGrammar.unpublished.occurs(in: publicity, 0..<publicity.count) ? .unpublished : nil
}

/// The signs of the names that stand behind a word for a person and its colon; nil where no such word begins here.
private func personName(_ scalars: Scalars, behind at: Int) -> Range<Int>? {
    guard scalars[at].is(.han),
        let word = HiddenPersonGrammar.words.prefix(of: scalars, at..<min(scalars.count, at + 8))
    else { return nil }
    var start = word.range.upperBound
    while start < scalars.count, scalars[start].is(.space) { start += 1 }
    guard start < scalars.count, HiddenPersonGrammar.colons.contains(scalars[start]) else { return nil }
    start += 1
    var (end, count) = (start, 0)
    while end < scalars.count, scalars[end].is(.han) || scalars[end] == Sign.space,
        count <= HiddenPersonGrammar.longestName
    {
        if scalars[end].is(.han) { count += 1 } else if count > 1 { break }
        end += 1
    }
    return count > 1 && count <= HiddenPersonGrammar.longestName ? start..<end : nil
}

/// Numbers of telephones (eleven digits, or an area's with seven or eight) and of identity cards (eighteen): all but
/// the first three digits become noughts.
private func hideNumbers(_ scalars: Scalars, _ hidden: inout [UInt32]) {
    var at = 0
    while at < scalars.count {
        guard scalars[at].is(.digit) else {
            at += 1
            continue
        }
        var (end, digits) = (at, [Int]())
        while end < scalars.count {
            if scalars[end].is(.digit) {
                digits.append(end)
            } else if !(HiddenPersonGrammar.dashes.contains(scalars[end]) && end + 1 < scalars.count
                && scalars[end + 1].is(.digit) && (3...4).contains(digits.count))
            {
                break
            }
            end += 1
        }
        let first = scalars[at].folded
        let isMobile = digits.count == 11 && first == UInt32(ascii: "1")
        let isLandline = (10...12).contains(digits.count) && first == UInt32(ascii: "0")
        let isCard =
            digits.count == 18
            || digits.count == 17 && end < scalars.count && HiddenPersonGrammar.checkLetters.contains(scalars[end])
        if isMobile || isLandline || isCard {
            for place in digits.dropFirst(3) { hidden[place] = UInt32(ascii: "0") }
        }
        at = end
    }
}

/// The part before the sign of a mail address.
private func hideMail(_ scalars: Scalars, _ hidden: inout [UInt32]) {
    func isNameSign(_ scalar: UInt32) -> Bool {
        scalar < 0x80 && (scalar.is([.digit, .latin]) || "._%+-".unicodeScalars.contains { $0.value == scalar })
    }
    for at in scalars.indices where scalars[at] == HiddenPersonGrammar.at {
        var start = at
        while start > 0, isNameSign(scalars[start - 1]) { start -= 1 }
        for place in start..<at { hidden[place] = UInt32(ascii: "x") }
    }
}
