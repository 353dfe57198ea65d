// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// The ledger as lines for a terminal: the pairing, the clause, the title, the area and the bodies, each column as wide
/// as its widest cell but no wider than its limit; what is longer ends with an ellipsis.
func printTaskTable(_ tasks: [TaskListing], headings: [String]) -> String {
    let limits = [28, 16, 36, 28, 60]
    let rows = tasks.map { task -> [String] in
        var units: [String] = []
        for unit in task.responsibilities.map(\.unit) where !units.contains(unit) { units.append(unit) }
        return [task.pairingCode, task.path, task.title ?? task.area, task.area, units.joined(separator: ", ")]
    }
    let all = ([headings] + rows).map { row in zip(row, limits).map { fit($0, $1) } }
    let widths = limits.indices.map { column in all.map { width($0[column]) }.max() ?? 0 }
    let lines = all.map { row in
        row.enumerated().map { column, cell in
            column == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[column] - width(cell))
        }.joined(separator: "  ")
    }
    return lines.joined(separator: "\n") + "\n"
}

/// How many cells of a terminal the text takes: East Asian wide characters take two (UAX #11).
private func width(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + width($1) } }

private func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
        2
    default: scalar.properties.isDefaultIgnorableCodePoint ? 0 : 1
    }
}

private func fit(_ text: String, _ limit: Int) -> String {
    guard width(text) > limit else { return text }
    var kept = String.UnicodeScalarView()
    var used = 0
    for scalar in text.unicodeScalars {
        used += width(scalar)
        if used > limit - 1 { break }
        kept.append(scalar)
    }
    return String(kept) + "…"
}
