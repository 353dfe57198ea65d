// SPDX-License-Identifier: Apache-2.0

/// The printed text of a fixed-layout document (.ofd, GB/T 33190-2016), page by page.
package struct OFDDocument: Hashable, Sendable {
    package let pages: [OFDPage]
}

/// A page and the signs on it, in millimetres from its top left corner.
package struct OFDPage: Hashable, Sendable {
    package let width: Double
    package let height: Double
    package let signs: [OFDSign]
}

/// One sign on a page.
package struct OFDSign: Hashable, Sendable {
    package let scalar: Unicode.Scalar
    /// The left end of its base line.
    package let left: Double
    package let baseline: Double
    /// The size of its font.
    package let size: Double
}

/// Why an .ofd file could not be read.
package enum OFDError: Error, Hashable, Sendable {
    case container(ZipError)
    case markup(XMLError, part: String)
    /// The container holds no fixed-layout document.
    case noDocument
    case encrypted
    case tooManyPages(Int)
}

/// Where parts of the format name others: paths from the container's root, or from the part itself.
struct OFDPath {
    let folder: String

    init(of part: String) { folder = part.lastIndex(of: "/").map { String(part[...$0]) } ?? "" }

    /// The name of the entry that `location` means.
    func resolve(_ location: String) -> String {
        var steps: [Substring] = []
        let whole = location.hasPrefix("/") ? location : folder + location
        for step in whole.split(separator: "/") where step != "." {
            if step == ".." { _ = steps.popLast() } else { steps.append(step) }
        }
        return steps.joined(separator: "/")
    }
}

/// Four numbers with spaces between them: left, top, width, height.
struct OFDBox {
    let left: Double
    let top: Double
    let width: Double
    let height: Double

    init?(_ text: String?) {
        let numbers = ofdNumbers(text ?? "")
        guard numbers.count == 4 else { return nil }
        (left, top, width, height) = (numbers[0], numbers[1], numbers[2], numbers[3])
    }
}

/// Numbers with spaces between them; what is no place on a page counts as none.
func ofdNumbers(_ text: String) -> [Double] {
    text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }.filter { abs($0) < 1e6 }
}
