// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A document that a text cites by its title, where it does so.
package struct CitedDocument: Hashable, Sendable {
    package let title: String
    /// As printed in the bracket behind the title.
    package let number: String?
    /// The title as it stands in the text.
    package let source: DraftSource
}

/// The documents that a text cites anywhere, in its order, each as often as it is cited; not what it calls itself.
package func readCitations(_ source: SourceText) -> [CitedDocument] {
    guard let opened = openDocument(source) else { return [] }
    let text = opened.text
    let own = Set([opened.document.title, opened.document.noticeTitle].compactMap { $0.map(documentKey) })
    var citations: [CitedDocument] = []
    for title in citedTitles(text.scalars) where MetadataGrammar.kind(text.scalars, title) != nil {
        let words = text.text(title)
        guard !own.contains(documentKey(words)), title.count <= 120 else { continue }
        citations.append(
            CitedDocument(title: words, number: number(text.scalars, after: title), source: text.source(title)))
    }
    return citations
}

/// A title or a number without what typing changes: white space, quotation marks, the width of signs, the kind of
/// brackets and dashes.
package func documentKey(_ text: String) -> String {
    let key = Scalars(text: text).compactMap { scalar -> UInt32? in
        scalar.is([.space, .newline, .quote, .unquote])
            ? nil : scalar.is(.dash) ? UInt32(ascii: "-") : scalar.folded
    }
    return String(text: Scalars(key))
}

/// What stands between the outer title marks; a title that runs over a paragraph's end is none.
private func citedTitles(_ scalars: Scalars) -> [Range<Int>] {
    var (titles, open, depth): ([Range<Int>], Int, Int) = ([], -1, 0)
    for at in scalars.indices {
        switch scalars[at] {
        case Sign.titleOpen:
            depth += 1
            if depth == 1 { open = at + 1 }
        case Sign.titleClose where depth > 0:
            depth -= 1
            if depth == 0, open < at { titles.append(open..<at) }
        case Sign.newline: depth = 0
        default: break
        }
    }
    return titles
}

/// The number in the bracket right behind a title.
private func number(_ scalars: Scalars, after title: Range<Int>) -> String? {
    let at = title.upperBound + 1
    guard at < scalars.count, scalars[at].is(.opener) else { return nil }
    let window = (at + 1)..<min(scalars.count, at + 40)
    guard let number = readDocumentNumber(scalars, window), number.range.lowerBound == at + 1 else { return nil }
    return number.text
}
