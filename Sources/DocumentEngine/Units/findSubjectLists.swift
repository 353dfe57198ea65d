// SPDX-License-Identifier: Apache-2.0
import Domain

/// The units that the sentences of a text name as those who act: by X, a verb such as to lead, and perhaps further ones
/// that cooperate. Only bodies count, no kinds of them such as the departments of a field.
func findSubjectLists(_ scalars: Scalars, _ clauses: [[Range<Int>]]) -> [UnitList] {
    let reader = UnitListReader(scalars: scalars)
    var lists: [UnitList] = []
    for sentence in clauses {
        var current: UnitList?
        for clause in sentence {
            if let agent = UnitGrammar.agents.prefix(of: scalars, clause) {
                if let list = current { lists.append(list) }
                current = reader.subjects(agent.range.upperBound..<clause.upperBound, isWhole: false)
            } else if var list = current, let more = reader.subjects(clause, isWhole: true) {
                list.items += more.items
                list.range = list.range.lowerBound..<more.range.upperBound
                current = list
            } else {
                if let list = current { lists.append(list) }
                current = nil
            }
        }
        if let list = current { lists.append(list) }
    }
    return lists
}

extension UnitListReader {
    /// The units at the beginning of a clause up to the first verb of which all before it are bodies; `isWhole` where the
    /// clause must end with that verb.
    fileprivate func subjects(_ clause: Range<Int>, isWhole: Bool) -> UnitList? {
        var end = clause.upperBound
        while end > clause.lowerBound, scalars[end - 1].is([.stop, .separator]) { end -= 1 }
        let clause = clause.lowerBound..<end
        if !isWhole, let joint = jointSubjects(clause) { return joint }
        for verb in SubjectGrammar.verbs.all(in: scalars, clause) {
            guard !isWhole || verb.range.upperBound == end else { continue }
            let units = clause.lowerBound..<verb.range.lowerBound
            let names = withoutManner(units)
            let items = split(names, at: { $0.is(.separator) }).flatMap(splitJoined)
            guard !items.isEmpty, items.allSatisfy(isBody) else { continue }
            let role = SubjectGrammar.role(verb.index)
            return UnitList(
                range: names, items: items.map { UnitList.Item(range: $0, role: role) }, rule: .sentence)
        }
        return nil
    }

    /// One unit that acts together with another: the first leads.
    private func jointSubjects(_ clause: Range<Int>) -> UnitList? {
        guard let word = UnitGrammar.together.first(in: scalars, clause)?.range,
            isBody(clause.lowerBound..<word.lowerBound)
        else { return nil }
        let rest = word.upperBound..<min(clause.upperBound, word.upperBound + 24)
        guard let end = rest.indices.reversed().first(where: { isOffice(word.upperBound..<($0 + 1)) }) else {
            return nil
        }
        let second = word.upperBound..<(end + 1)
        guard isBody(second) else { return nil }
        return UnitList(
            range: clause.lowerBound..<second.upperBound,
            items: [
                UnitList.Item(range: clause.lowerBound..<word.lowerBound, role: .lead),
                UnitList.Item(range: second, role: .cooperate),
            ], rule: .sentence)
    }

    /// Without a word such as jointly before the verb.
    private func withoutManner(_ units: Range<Int>) -> Range<Int> {
        guard let manner = SubjectGrammar.manners.suffix(of: scalars, units) else { return units }
        return units.lowerBound..<manner.range.lowerBound
    }

    private func isBody(_ range: Range<Int>) -> Bool {
        looksLikeUnit(range) && SubjectGrammar.kinds.suffix(of: scalars, range) == nil
    }
}
