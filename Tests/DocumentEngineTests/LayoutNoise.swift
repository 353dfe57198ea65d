// SPDX-License-Identifier: Apache-2.0

/// What layout does to a text: lines broken at a width, page numbers, running heads, signs of another width.
struct LayoutNoise: CustomStringConvertible {
    var width: Int
    var linesOnPage = 24
    var head: String? = "对口合作文件汇编"
    var keepsEmptyLines = true
    var flipsSigns = false
    var seed: UInt64 = 1

    var description: String {
        "width \(width)" + (head == nil ? "" : ", heads") + (keepsEmptyLines ? "" : ", no empty lines")
            + (flipsSigns ? ", signs flipped" : "")
    }

    func apply(to text: String) -> String {
        var random = SeededGenerator(seed: seed)
        var lines: [String] = []
        var printed = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.allSatisfy(\.isWhitespace) {
                if keepsEmptyLines { lines.append("") }
                continue
            }
            var rest = Substring(line)
            while !rest.isEmpty {
                lines.append(String(rest.prefix(width)))
                rest = rest.dropFirst(width)
                printed += 1
                if printed.isMultiple(of: linesOnPage) { lines += pageBreak(printed / linesOnPage) }
            }
        }
        let broken = lines.joined(separator: "\n")
        return flipsSigns ? String(broken.map { flip($0, &random) }) : broken
    }

    private func pageBreak(_ page: Int) -> [String] { ["", "— \(page) —"] + (head.map { [$0] } ?? []) + [""] }

    private func flip(_ sign: Character, _ random: inout SeededGenerator) -> Character {
        let pairs: [Character: Character] = ["（": "(", "）": ")", "，": ",", "：": ":", "；": ";"]
        guard let other = pairs[sign], Bool.random(using: &random) else { return sign }
        return other
    }
}
