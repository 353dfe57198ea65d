// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What a clerk made of what was read: every correction with its clause, and which doubts were right.
package struct ReadingComparison: Sendable {
    /// One element that isn't what was read.
    package struct Correction: Hashable, Sendable {
        /// The kind, such as `task.title`.
        package let element: String
        /// The number by which the place is found on paper; nil for the document as a whole.
        package let clause: String?
        /// nil where nothing was read, or nothing was left.
        package let was: String?
        package let became: String?
        package let source: TextRange?
    }
    package private(set) var corrections: [Correction] = []
    /// By code: how often a task was doubted so, and how often its clerk changed it.
    package private(set) var doubts: [String: (raised: Int, justified: Int)] = [:]

    package init(read: PlanDraft, adopted: PlanDraft) {
        compareDocuments(read.document, adopted.document)
        compareAreas(read.areas, adopted.areas)
        compareTasks(read.areas.flatMap(\.tasks), adopted.areas.flatMap(\.tasks))
        compareSafeguards(read.safeguards, adopted.safeguards)
    }

    private mutating func add(
        _ element: String, _ clause: String?, _ was: String?, _ became: String?, _ source: TextRange?
    ) {
        guard was != became else { return }
        corrections.append(
            Correction(element: element, clause: clause, was: was, became: became, source: source))
    }

    private mutating func compareDocuments(_ read: DraftDocument, _ adopted: DraftDocument) {
        add("document.title", nil, read.title, adopted.title, nil)
        add("document.number", nil, read.documentNumber, adopted.documentNumber, nil)
        add("document.period", nil, read.period?.printed, adopted.period?.printed, nil)
        add("document.issuedOn", nil, read.issuedOn?.description, adopted.issuedOn?.description, nil)
    }

    private mutating func compareAreas(_ read: [DraftArea], _ adopted: [DraftArea]) {
        let pairs = pair(read.map(\.source.range), adopted.map(\.source.range), read.map(\.title), adopted.map(\.title))
        for (left, right) in pairs {
            let (was, became) = (left.map { read[$0] }, right.map { adopted[$0] })
            add("area", (became ?? was)?.ordinal, was?.title, became?.title, (was ?? became)?.source.range)
        }
    }

    private mutating func compareTasks(_ read: [DraftTask], _ adopted: [DraftTask]) {
        let pairs = pair(read.map(\.source.range), adopted.map(\.source.range), read.map(\.path), adopted.map(\.path))
        for (left, right) in pairs {
            let (was, became) = (left.map { read[$0] }, right.map { adopted[$0] })
            let count = corrections.count
            if let was, let became {
                compare(was, became)
            } else {
                let clause = (became ?? was)?.path
                let source = (was ?? became)?.source.range
                add("task", clause, was.map { $0.title ?? $0.text }, became.map { $0.title ?? $0.text }, source)
            }
            for code in Set((was?.doubts ?? []).map(\.code)) {
                var doubt = doubts[code] ?? (0, 0)
                doubt.raised += 1
                if corrections.count > count { doubt.justified += 1 }
                doubts[code] = doubt
            }
        }
    }

    private mutating func compare(_ was: DraftTask, _ became: DraftTask) {
        let source = was.source.range
        add("task.path", became.path, was.path, became.path, source)
        add("task.title", became.path, was.title ?? "", became.title ?? "", source)
        add("task.text", became.path, was.text, became.text, source)
        compare(was.responsible, became.responsible, became.path)
    }

    private mutating func compareSafeguards(_ read: [DraftSafeguard], _ adopted: [DraftSafeguard]) {
        let pairs = pair(
            read.map(\.source.range), adopted.map(\.source.range), read.map(\.ordinal), adopted.map(\.ordinal))
        for (left, right) in pairs {
            let (was, became) = (left.map { read[$0] }, right.map { adopted[$0] })
            let source = (was ?? became)?.source.range
            guard let was, let became else {
                add("safeguard", (became ?? was)?.ordinal, was?.title, became?.title, source)
                continue
            }
            add("safeguard.title", became.ordinal, was.title, became.title, source)
            add("safeguard.text", became.ordinal, was.text, became.text, source)
            compare(was.responsible, became.responsible, became.ordinal)
        }
    }

    /// Units that were taken away and added, one to one in their order; then those that a clerk said what they mean.
    private mutating func compare(_ was: DraftResponsibility, _ became: DraftResponsibility, _ clause: String) {
        let source = was.sources.first?.range ?? became.sources.first?.range
        let gone = was.printed.filter { !became.printed.contains($0) }
        let new = became.printed.filter { !was.printed.contains($0) }
        for place in 0..<max(gone.count, new.count) {
            add(
                "units.printed", clause, place < gone.count ? gone[place] : nil,
                place < new.count ? new[place] : nil, source)
        }
    }

    /// The elements of both sides that are the same: those whose sources share most, then those of one name.
    private func pair(
        _ read: [TextRange], _ adopted: [TextRange], _ readNames: [String], _ adoptedNames: [String]
    ) -> [(Int?, Int?)] {
        var partners: [Int: Int] = [:]
        var free = Set(adopted.indices)
        func shared(_ one: Int, _ other: Int) -> Int {
            min(read[one].to, adopted[other].to) - max(read[one].from, adopted[other].from)
        }
        for one in read.indices {
            let same = adopted.indices.first {
                free.contains($0) && read[one] == adopted[$0] && readNames[one] == adoptedNames[$0]
            }
            let best = same ?? free.filter { shared(one, $0) > 0 }.max { shared(one, $0) < shared(one, $1) }
            if let best {
                partners[one] = best
                free.remove(best)
            }
        }
        for one in read.indices where partners[one] == nil {
            if let other = free.filter({ readNames[one] == adoptedNames[$0] }).min() {
                partners[one] = other
                free.remove(other)
            }
        }
        return read.indices.map { ($0, partners[$0]) } + free.sorted().map { (nil, $0) }
    }
}

extension YearSpan {
    fileprivate var printed: String { from == to ? String(from) : "\(from)-\(to)" }
}
