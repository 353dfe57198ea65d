// SPDX-License-Identifier: Apache-2.0

/// Hears the text objects of one page or template (GB/T 33190-2016, clauses 7 and 11).
final class OFDPageReader: XMLVisitor {
    /// The page's own size, where it has one.
    private(set) var box: OFDBox?
    /// The templates on which the page is printed, by their identifiers.
    private(set) var templates: [String] = []
    private(set) var signs: [OFDSign] = []
    private var object = OFDTextObject()
    private var code: OFDTextCode?
    private var collected: String?

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name.local {
        case "PhysicalBox": collected = ""
        case "Template": if let id = attributes["TemplateID"] { templates.append(id) }
        case "TextObject": object = OFDTextObject(attributes)
        case "TextCode":
            code = OFDTextCode(attributes, after: code)
            collected = ""
        default: break
        }
    }

    func end(_ name: XMLName) {
        switch name.local {
        case "PhysicalBox": box = OFDBox(collected)
        case "TextObject": code = nil
        case "TextCode":
            if let code, let collected { signs += object.signs(of: collected, code) }
        default: return
        }
        collected = nil
    }

    func text(_ text: String) { collected?.append(text) }
}

/// What all signs of a text object share: where it lies, how it is turned, the size of its font.
private struct OFDTextObject {
    private var left = 0.0
    private var top = 0.0
    private var size = 0.0
    private var matrix = [1.0, 0, 0, 1, 0, 0]
    private var isVisible = true

    init() {}

    init(_ attributes: XMLAttributes) {
        let box = OFDBox(attributes["Boundary"])
        if let box { (left, top) = (box.left, box.top) }
        // Some programs write the name in small letters; without a size the box of the line says it.
        size = (attributes["Size"] ?? attributes["size"]).flatMap { Double($0) } ?? box?.height ?? 0
        let numbers = ofdNumbers(attributes["CTM"] ?? "")
        if numbers.count == 6 { matrix = numbers }
        isVisible = attributes["Visible"] != "false"
    }

    func signs(of text: String, _ code: OFDTextCode) -> [OFDSign] {
        guard isVisible else { return [] }
        let height = abs(matrix[3]) > 0 ? abs(matrix[3]) : abs(matrix[1])
        var (x, y) = (code.x, code.y)
        var signs: [OFDSign] = []
        for (index, scalar) in text.unicodeScalars.enumerated() {
            signs.append(
                OFDSign(
                    scalar: scalar, left: left + matrix[0] * x + matrix[2] * y + matrix[4],
                    baseline: top + matrix[1] * x + matrix[3] * y + matrix[5], size: size * height))
            x += code.step(index, in: code.deltaX) ?? (code.deltaY.isEmpty ? size : 0)
            y += code.step(index, in: code.deltaY) ?? 0
        }
        return signs
    }
}

/// Where a run of text begins, and how far its signs are from each other.
private struct OFDTextCode {
    let x: Double
    let y: Double
    let deltaX: [Double]
    let deltaY: [Double]

    /// A place that is not given is that of the run before.
    init(_ attributes: XMLAttributes, after last: OFDTextCode?) {
        x = attributes["X"].flatMap { Double($0) } ?? last?.x ?? 0
        y = attributes["Y"].flatMap { Double($0) } ?? last?.y ?? 0
        deltaX = Self.deltas(attributes["DeltaX"] ?? "")
        deltaY = Self.deltas(attributes["DeltaY"] ?? "")
    }

    /// The distance behind the sign at `index`; the last one given goes on.
    func step(_ index: Int, in deltas: [Double]) -> Double? { index < deltas.count ? deltas[index] : deltas.last }

    /// A list of distances, in which `g 3 5.2` stands for three times 5.2.
    private static func deltas(_ text: String) -> [Double] {
        var deltas: [Double] = []
        var pieces = text.split(whereSeparator: \.isWhitespace)[...]
        while let piece = pieces.popFirst(), deltas.count < 100_000 {
            if piece == "g" {
                guard let count = pieces.popFirst().flatMap({ Int($0) }), let step = pieces.popFirst(),
                    let distance = Double(step), (0...100_000).contains(count)
                else { return deltas }
                deltas += Array(repeating: distance, count: count)
            } else if let distance = Double(piece) {
                deltas.append(distance)
            }
        }
        return deltas
    }
}
