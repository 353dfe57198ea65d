// SPDX-License-Identifier: Apache-2.0
import Domain

extension DraftEditor {
    /// A new title for an area, a task or a safeguard. A task may lose its title; the others may not.
    mutating func retitle(_ place: DraftPlace, _ title: String) throws(ValidationFailure) {
        let title = title.trimmingWhitespace
        guard title.count <= 200 else { throw ValidationFailure(field: "title", message: "correction.titleTooLong") }
        let isTask = if case .task = place { true } else { false }
        guard isTask || !title.isEmpty else {
            throw ValidationFailure(field: "title", message: "correction.titleMissing")
        }
        switch place {
        case .area(let area):
            try requireArea(area)
            let printed = printedTitle(title, of: area)
            edit { draft in
                draft.areas[area].title = title
                if let printed { draft.areas[area].source.range = printed }
            }
        case .task(let area, let task):
            try requireTask(area, task)
            edit { $0.areas[area].tasks[task].title = title.isEmpty ? nil : title }
        case .safeguard(let safeguard):
            try requireSafeguard(safeguard)
            edit { $0.safeguards[safeguard].title = title }
        }
    }

    /// Where the new title of an area is printed, between what stands before the area and its first task.
    private func printedTitle(_ title: String, of area: Int) -> TextRange? {
        let old = draft.areas[area].source.range
        let before = area > 0 ? draft.areas[area - 1].tasks.last?.extent.to : nil
        let after = draft.areas[area].tasks.first?.source.range.from
        let room = TextRange(
            from: min(before ?? max(0, old.from - 60), old.from), to: max(after ?? old.to + 60, old.to))
        return findPrinted(title, in: source, within: room)
    }
}

/// The range in which `words` are printed, whatever white space the source put between their characters.
func findPrinted(_ words: String, in source: SourceText, within room: TextRange) -> TextRange? {
    let wanted = words.unicodeScalars.filter { !$0.properties.isWhitespace }
    guard !wanted.isEmpty else { return nil }
    var printed: [(at: Int, scalar: Unicode.Scalar)] = []
    for (at, scalar) in source.text.unicodeScalars.enumerated() where at >= room.from {
        if at >= room.to { break }
        if !scalar.properties.isWhitespace { printed.append((at, scalar)) }
    }
    guard printed.count >= wanted.count else { return nil }
    for start in 0...(printed.count - wanted.count)
    where zip(printed[start...], wanted).allSatisfy({ $0.scalar == $1 }) {
        return TextRange(from: printed[start].at, to: printed[start + wanted.count - 1].at + 1)
    }
    return nil
}
