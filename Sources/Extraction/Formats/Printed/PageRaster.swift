// SPDX-License-Identifier: Apache-2.0

/// A page as a grey picture, drawn without smoothing, so that even the thinnest line is black.
struct PageRaster {
    let width: Int
    let height: Int
    private let pixels: ArraySlice<UInt8>
    /// Lines are often grey; the ground of headings is lighter.
    private static let lightest = 200

    func isDark(_ x: Int, _ y: Int) -> Bool { pixels[pixels.startIndex + y * width + x] < Self.lightest }

    /// The pictures of a stream of .pgm files, one after the other; what is cut off is left out.
    static func pages(_ bytes: [UInt8]) -> [PageRaster] {
        var pages: [PageRaster] = []
        var at = 0
        while at + 2 < bytes.count, bytes[at] == UInt8(ascii: "P"), bytes[at + 1] == UInt8(ascii: "5") {
            at += 2
            guard let width = number(bytes, &at), let height = number(bytes, &at), number(bytes, &at) == 255,
                width > 0, height > 0, width < 20_000, height < 20_000
            else { break }
            at += 1
            let end = at + width * height
            guard end <= bytes.count else { break }
            pages.append(PageRaster(width: width, height: height, pixels: bytes[at..<end]))
            at = end
        }
        return pages
    }

    private static func number(_ bytes: [UInt8], _ at: inout Int) -> Int? {
        while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
        var (value, digits) = (0, 0)
        while at < bytes.count, (0x30...0x39).contains(bytes[at]), digits < 6 {
            value = value * 10 + Int(bytes[at]) - 0x30
            (at, digits) = (at + 1, digits + 1)
        }
        return digits > 0 ? value : nil
    }
}

/// A printed line of a table: where it lies, and from where to where it goes, in points.
struct Ruling {
    /// From the left edge of a vertical line, from the top of a horizontal one.
    var place: Double
    var from: Double
    var to: Double
}

/// The horizontal and vertical lines of a page; `points` is how many points a pixel is wide.
func findRulings(_ raster: PageRaster, points: Double) -> (horizontal: [Ruling], vertical: [Ruling]) {
    let across = runs(raster.height, raster.width, atLeast: Int(shortestLine.across / points)) { raster.isDark($1, $0) }
    let down = runs(raster.width, raster.height, atLeast: Int(shortestLine.down / points)) { raster.isDark($0, $1) }
    return (merged(across, points), merged(down, points))
}

/// In points: no stroke of a sign of text is as long; dashes are, but they meet no other line.
private let shortestLine = (across: 20.0, down: 9.0)

private struct Run {
    let line: Int
    let from: Int
    let to: Int
}

private func runs(_ lines: Int, _ length: Int, atLeast least: Int, _ isDark: (Int, Int) -> Bool) -> [Run] {
    var runs: [Run] = []
    for line in 0..<lines {
        var start = -1
        for at in 0...length {
            if at < length, isDark(line, at) {
                if start < 0 { start = at }
            } else if start >= 0 {
                if at - start >= least { runs.append(Run(line: line, from: start, to: at)) }
                start = -1
            }
        }
    }
    return runs
}

/// A thick line is drawn in several rows of pixels; a filled area is no line.
private func merged(_ runs: [Run], _ points: Double) -> [Ruling] {
    var open: [(first: Int, last: Int, from: Int, to: Int)] = []
    var rulings: [Ruling] = []
    func close(_ line: (first: Int, last: Int, from: Int, to: Int)) {
        guard Double(line.last - line.first) * points < 5 else { return }
        let middle = Double(line.first + line.last + 1) / 2
        rulings.append(Ruling(place: middle * points, from: Double(line.from) * points, to: Double(line.to) * points))
    }
    for run in runs {
        open.filter { $0.last < run.line - 1 }.forEach(close)
        open.removeAll { $0.last < run.line - 1 }
        if let index = open.firstIndex(where: { $0.from <= run.to && run.from <= $0.to }) {
            open[index].last = run.line
            open[index].from = min(open[index].from, run.from)
            open[index].to = max(open[index].to, run.to)
        } else {
            open.append((run.line, run.line, run.from, run.to))
        }
    }
    open.forEach(close)
    return rulings
}
