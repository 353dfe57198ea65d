// SPDX-License-Identifier: Apache-2.0

/// Finds what every old task became: first where sentences of one went into several or those of several into one, then
/// for every other new task the old one that it continues, by the pairs of characters that their wordings share.
struct TaskMatcher {
    /// Tasks that were split or merged: positions in the lists, in the order in which their sentences stood.
    struct Group {
        var old: [Int]
        var new: [Int]
    }
    /// What of an old task's text stands in a new one of its group.
    struct Descent: Hashable {
        let old: Int
        let new: Int
        /// From 0 to 1.
        let share: Double
    }
    struct Result {
        /// For every new task the old one whose identity it keeps.
        var matches: [Int?]
        var groups: [Group] = []
        var descents: [Descent] = []
    }
    private struct Candidate {
        let old: Int
        let new: Int
        let score: Double
    }
    private let old: [TaskComparison.Side]
    private let new: [TaskComparison.Side]
    /// Below this likeness two tasks are two tasks.
    private static let least = 0.42
    private static let titleShare = 0.4
    /// What the text alone counts where the title is another.
    private static let textAlone = 0.85
    /// What an equal path adds, so that it decides between equals.
    private static let pathBonus = 0.03
    /// A new task is a part of an old one where more than this of it stood there, and an old one is contained in a new
    /// one where more than this of it stands there: no task is a part of two, or contained in two.
    private static let most = 0.5

    init(old: [TaskComparison.Side], new: [TaskComparison.Side]) { (self.old, self.new) = (old, new) }

    func match() -> Result {
        let flow = SentenceFlow(old: old.map(\.text), new: new.map(\.text))
        let groups = findGroups(flow)
        var result = Result(matches: [Int?](repeating: nil, count: new.count))
        for group in groups { keepIdentity(group, flow, &result) }
        let (goneOld, goneNew) = (Set(groups.flatMap(\.old)), Set(groups.flatMap(\.new)))
        matchRest(old.indices.filter { !goneOld.contains($0) }, new.indices.filter { !goneNew.contains($0) }, &result)
        return result
    }

    /// What hangs together by more than half of a text: the old tasks that stand in several new ones, and the new ones
    /// that hold several old ones. Where as many come out as went in, sentences only changed their task.
    private func findGroups(_ flow: SentenceFlow) -> [Group] {
        let tied = flow.streams.filter { stream in
            Double(stream.ofNew) > Self.most * Double(flow.newLengths[stream.new])
                || Double(stream.ofOld) > Self.most * Double(flow.oldLengths[stream.old])
        }
        var groups = DisjointSets(old.count + new.count)
        for stream in tied { groups.join(stream.old, old.count + stream.new) }
        var members: [Int: Group] = [:]
        for stream in tied {
            let root = groups.root(stream.old)
            var group = members[root] ?? Group(old: [], new: [])
            if !group.old.contains(stream.old) { group.old.append(stream.old) }
            if !group.new.contains(stream.new) { group.new.append(stream.new) }
            members[root] = group
        }
        return members.values.filter { $0.old.count != $0.new.count }.map { inOrder($0, flow) }
            .sorted { ($0.new[0], $0.old[0]) < ($1.new[0], $1.old[0]) }
    }

    /// The new tasks of a split in the order in which their sentences stood, the old ones of a merger likewise.
    private func inOrder(_ group: Group, _ flow: SentenceFlow) -> Group {
        let streams = flow.streams.filter { group.old.contains($0.old) && group.new.contains($0.new) }
        func first(_ isWanted: (SentenceFlow.Stream) -> Bool, _ place: (SentenceFlow.Stream) -> Int) -> Int {
            streams.filter(isWanted).map(place).min() ?? 0
        }
        return Group(
            old: group.old.sorted { left, right in
                group.new.count > 1
                    ? left < right
                    : (first({ $0.old == left }, \.firstNew), left) < (first({ $0.old == right }, \.firstNew), right)
            },
            new: group.new.sorted { left, right in
                group.old.count > 1
                    ? left < right
                    : (first({ $0.new == left }, \.firstOld), left) < (first({ $0.new == right }, \.firstOld), right)
            })
    }

    /// The task with the most of the text keeps the identity; between equals the one of the same title, the same path,
    /// then the first. Where several tasks became several others, it is kept as everywhere else.
    private func keepIdentity(_ group: Group, _ flow: SentenceFlow, _ result: inout Result) {
        let streams = flow.streams.filter { group.old.contains($0.old) && group.new.contains($0.new) }
        result.groups.append(group)
        if group.old.count > 1, group.new.count > 1 {
            matchRest(group.old, group.new, &result)
        } else {
            keepMost(streams, &result)
        }
        for stream in streams where result.matches[stream.new] != stream.old {
            let length = max(1, flow.oldLengths[stream.old])
            result.descents.append(
                Descent(old: stream.old, new: stream.new, share: min(1, Double(stream.ofOld) / Double(length))))
        }
    }

    private func keepMost(_ streams: [SentenceFlow.Stream], _ result: inout Result) {
        let ranked = streams.sorted { left, right in
            let titles = (hasSameTitle(left) ? 1 : 0, hasSameTitle(right) ? 1 : 0)
            let paths = (hasSamePath(left) ? 1 : 0, hasSamePath(right) ? 1 : 0)
            return (min(left.ofOld, left.ofNew), titles.0, paths.0, -left.new, -left.old)
                > (min(right.ofOld, right.ofNew), titles.1, paths.1, -right.new, -right.old)
        }
        var (oldTaken, newTaken): (Set<Int>, Set<Int>) = ([], [])
        for stream in ranked where !oldTaken.contains(stream.old) && !newTaken.contains(stream.new) {
            oldTaken.insert(stream.old)
            newTaken.insert(stream.new)
            result.matches[stream.new] = stream.old
        }
    }

    private func hasSameTitle(_ stream: SentenceFlow.Stream) -> Bool {
        old[stream.old].title == new[stream.new].title
    }

    private func hasSamePath(_ stream: SentenceFlow.Stream) -> Bool { old[stream.old].path == new[stream.new].path }

    /// For every other new task its old one; best matches first, each task once.
    private func matchRest(_ olds: [Int], _ news: [Int], _ result: inout Result) {
        let texts = PairIndex(olds.map { PairIndex.scalars(old[$0].text) })
        let titles = PairIndex(olds.map { PairIndex.scalars(old[$0].title ?? "") })
        var candidates: [Candidate] = []
        for newIndex in news {
            let textLikeness = Self.dense(texts.alike(PairIndex.scalars(new[newIndex].text)), olds.count)
            let titleLikeness = Self.dense(titles.alike(PairIndex.scalars(new[newIndex].title ?? "")), olds.count)
            for (place, oldIndex) in olds.enumerated() {
                let hasTitles = old[oldIndex].title != nil && new[newIndex].title != nil
                let text = textLikeness[place]
                let both = Self.titleShare * titleLikeness[place] + (1 - Self.titleShare) * text
                var score = hasTitles ? max(both, Self.textAlone * text) : text
                if score < Self.least { continue }
                if old[oldIndex].path == new[newIndex].path { score += Self.pathBonus }
                candidates.append(Candidate(old: oldIndex, new: newIndex, score: score))
            }
        }
        candidates.sort { ($0.score, -$0.new, -$0.old) > ($1.score, -$1.new, -$1.old) }
        var taken = Set<Int>()
        for candidate in candidates where result.matches[candidate.new] == nil && !taken.contains(candidate.old) {
            result.matches[candidate.new] = candidate.old
            taken.insert(candidate.old)
        }
    }

    private static func dense(_ likeness: [(text: Int, likeness: Double)], _ count: Int) -> [Double] {
        var dense = [Double](repeating: 0, count: count)
        for (text, likeness) in likeness { dense[text] = likeness }
        return dense
    }
}

/// Numbers from 0 that are joined to sets.
private struct DisjointSets {
    private var parents: [Int]

    init(_ count: Int) { parents = Array(0..<count) }

    /// The number that stands for the set of `number`.
    mutating func root(_ number: Int) -> Int {
        var root = number
        while parents[root] != root {
            parents[root] = parents[parents[root]]
            root = parents[root]
        }
        return root
    }

    mutating func join(_ one: Int, _ other: Int) { parents[root(one)] = root(other) }
}
