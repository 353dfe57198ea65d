// SPDX-License-Identifier: Apache-2.0
import Domain

/// The words of a source that were recognised in a picture, and not surely: marked in the picture, underlined in texts.
struct WeakWords {
    private let scalars: [Unicode.Scalar]
    /// In order.
    private let ranges: [TextRange]

    init(_ source: SourceText) {
        ranges = source.boxes.filter(\.isDoubtful).map(\.range).sorted { $0.from < $1.from }
        scalars = ranges.isEmpty ? [] : Array(source.text.unicodeScalars)
    }

    /// A repaired text that stands in a range of the source, as HTML.
    func html(of text: String, in range: TextRange, _ phrases: Phrases) -> String {
        var html = HTML()
        guard !touching(range).isEmpty, let places = places(of: text, in: range) else {
            html.text(text)
            return html.string
        }
        var run = String.UnicodeScalarView()
        var isWeak = false
        for (scalar, place) in zip(text.unicodeScalars, places) {
            let isNextWeak = place.map(isInside) ?? isWeak
            if isNextWeak != isWeak {
                write(String(run), isWeak: isWeak, phrases, to: &html)
                run = String.UnicodeScalarView()
                isWeak = isNextWeak
            }
            run.append(scalar)
        }
        write(String(run), isWeak: isWeak, phrases, to: &html)
        return html.string
    }

    /// What the source prints in a range, as HTML.
    func html(of range: TextRange, _ phrases: Phrases) -> HTML {
        var html = HTML()
        var at = range.from
        for weak in touching(range) {
            write(text(at, weak.from), isWeak: false, phrases, to: &html)
            write(text(max(at, weak.from), min(weak.to, range.to)), isWeak: true, phrases, to: &html)
            at = min(max(at, weak.to), range.to)
        }
        write(text(at, range.to), isWeak: false, phrases, to: &html)
        return html
    }

    private func write(_ text: String, isWeak: Bool, _ phrases: Phrases, to html: inout HTML) {
        guard !text.isEmpty else { return }
        guard isWeak else { return html.text(text) }
        html.markup("<span class=\"weak\" title=\"")
        html.text(phrases("draft.weak"))
        html.markup("\">")
        html.text(text)
        html.markup("</span>")
    }

    private func text(_ from: Int, _ to: Int) -> String {
        from < to && to <= scalars.count ? String(String.UnicodeScalarView(scalars[from..<to])) : ""
    }

    private func touching(_ range: TextRange) -> ArraySlice<TextRange> {
        let first = ranges.partitioningIndex { $0.to > range.from }
        let last = ranges.partitioningIndex { $0.from >= range.to }
        return first < last ? ranges[first..<last] : []
    }

    private func isInside(_ place: Int) -> Bool {
        let index = ranges.partitioningIndex { $0.to > place }
        return index < ranges.count && ranges[index].from <= place
    }

    /// Where each scalar of a text stands in the source, white space aside; nil where the text is not the source's.
    private func places(of text: String, in range: TextRange) -> [Int?]? {
        var at = range.from
        var places: [Int?] = []
        for scalar in text.unicodeScalars {
            guard !scalar.properties.isWhitespace else {
                places.append(nil)
                continue
            }
            while at < min(range.to, scalars.count), scalars[at] != scalar { at += 1 }
            guard at < min(range.to, scalars.count) else { return nil }
            places.append(at)
            at += 1
        }
        return places
    }
}
