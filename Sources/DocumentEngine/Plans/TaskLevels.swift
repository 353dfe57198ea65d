// SPDX-License-Identifier: Apache-2.0

/// Which headings below an area are its tasks, and which only group them.
struct TaskLevels {
    private let groups: Set<Int>

    /// Looks at every heading of the plan: one that has no text of its own while those below it are worded as tasks
    /// with units of their own is a group.
    init(_ plan: PlanReader) {
        var groups: Set<Int> = []
        var (bearing, plain): ([Int], [Int]) = ([], [])
        for index in plan.outline.nodes.indices where plan.node(index).next > index + 1 {
            guard plan.ownText(index).isEmpty, plan.node(index).title != nil else { continue }
            let children = plan.outline.children(of: index)
            let lists = children.filter { plan.bindsUnits($0) }.count
            if lists >= 2 || lists == 1 && children.count == 1 {
                bearing.append(index)
            } else if lists == 0 {
                plain.append(index)
            }
        }
        groups.formUnion(bearing)
        if bearing.isEmpty {
            groups.formUnion(
                plain.filter { index in
                    plan.outline.children(of: index).allSatisfy { child in
                        plan.node(child).title != nil && plan.hasSentences(plan.wholeText(child))
                    }
                })
        }
        self.groups = groups
    }

    func isGroup(_ index: Int) -> Bool { groups.contains(index) }
}
