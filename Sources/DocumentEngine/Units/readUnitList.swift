// SPDX-License-Identifier: Apache-2.0
import Domain

/// Takes a parenthesis apart into units and their roles, or nil where it is no list of units.
func readUnitList(_ scalars: Scalars, _ group: BracketGroup, in body: Range<Int>) -> UnitList? {
    let reader = UnitListReader(scalars: scalars)
    var list = UnitList(range: group.range, isUnbalanced: group.isUnbalanced)
    var evidence = UnitListReader.Evidence()
    var role: DutyRole?
    for clause in reader.split(group.content, at: { $0.folded == Sign.semicolon || $0.is(.stop) || $0 == Sign.newline })
    {
        for piece in reader.splitAtLabels(clause) { reader.read(piece, role: &role, into: &list, &evidence) }
    }
    if group.range != group.content, !evidence.isLabelled, !reader.isList(list, evidence, group.range, body) {
        return nil
    }
    guard !list.items.isEmpty || list.firstLeads else { return nil }
    if group.range != group.content {
        list.rule = evidence.isLabelled ? .label : evidence.hasVerb ? .verb : .offices
    }
    if group.isUnbalanced, let last = list.items.popLast() { list.items.append(reader.withoutDamage(last)) }
    if list.items.contains(where: { $0.role == .lead }) {
        for index in list.items.indices where list.items[index].role == nil { list.items[index].role = .cooperate }
    }
    return list
}

struct UnitListReader {
    struct Evidence {
        var isLabelled = false
        var hasVerb = false
    }
    let scalars: Scalars

    /// Cuts a range where a scalar outside every inner bracket is a separator.
    func split(_ range: Range<Int>, at isSeparator: (UInt32) -> Bool) -> [Range<Int>] {
        var (pieces, start, depth): ([Range<Int>], Int, Int) = ([], range.lowerBound, 0)
        for at in range {
            let scalar = scalars[at]
            if scalar.is(.opener) { depth += 1 }
            if scalar.is(.closer) { depth = max(0, depth - 1) }
            guard depth == 0, isSeparator(scalar) else { continue }
            let piece = trim(start..<at)
            if !piece.isEmpty { pieces.append(piece) }
            start = at + 1
        }
        let last = trim(start..<range.upperBound)
        return last.isEmpty ? pieces : pieces + [last]
    }

    /// Cuts a clause before each further label, and before a term; a gap or the end of a line separates them in print.
    func splitAtLabels(_ clause: Range<Int>) -> [Range<Int>] {
        var (pieces, start, depth): ([Range<Int>], Int, Int) = ([], clause.lowerBound, 0)
        for at in clause.dropFirst(4) {
            if scalars[at].is(.opener) { depth += 1 }
            if scalars[at].is(.closer) { depth = max(0, depth - 1) }
            guard depth == 0, at >= start + 4 else { continue }
            if let term = UnitGrammar.terms.match(in: scalars, at: at, before: clause.upperBound)?.range,
                term.count >= 4, term.upperBound < clause.upperBound, scalars[term.upperBound].folded == Sign.colon
            {
                pieces.append(start..<at)
                start = at
                continue
            }
            guard let label = UnitGrammar.labels.match(in: scalars, at: at, before: clause.upperBound),
                label.range.count >= 4, label.range.upperBound < clause.upperBound,
                scalars[label.range.upperBound].folded == Sign.colon,
                UnitGrammar.label(in: scalars, at: at - 1, before: clause.upperBound, inBracket: false) == nil,
                isOffice(start..<at) || looksLikeUnit(start..<at)
            else { continue }
            pieces.append(start..<at)
            start = at
        }
        pieces.append(start..<clause.upperBound)
        return pieces
    }

    /// One clause: a label with its units, or units with what they do. A clause without a label goes on with the last.
    func read(_ clause: Range<Int>, role: inout DutyRole?, into list: inout UnitList, _ evidence: inout Evidence) {
        if UnitGrammar.isTerm(scalars, clause) { return }
        var units = clause
        if let label = UnitGrammar.labels.prefix(of: scalars, clause), label.range == clause, clause.count >= 4 {
            // Its colon was read as a semicolon.
            evidence.isLabelled = true
            role = UnitGrammar.role(ofLabel: label.index)
            return
        }
        let owner = takeOwner(&units, &role, &evidence)
        if owner == nil,
            let label = UnitGrammar.label(
                in: scalars, at: clause.lowerBound, before: clause.upperBound, inBracket: true)
        {
            evidence.isLabelled = true
            role = UnitGrammar.role(ofLabel: label.index)
            units = trim(label.end..<clause.upperBound)
        } else if owner == nil, let colon = damagedLabelEnd(clause) {
            evidence.isLabelled = true
            role = nil
            units = trim((colon + 1)..<clause.upperBound)
        }
        let inner = owner ?? takeOwner(&units, &role, &evidence)
        let first = list.items.count
        defer {
            if let inner { for index in first..<max(first, list.items.count) { list.items[index].owner = inner } }
        }
        if UnitGrammar.firstLeads(scalars, units) { return readRule(units, into: &list) }
        var pending = list.items.count
        for piece in joinDistricts(split(units, at: { $0.is(.separator) })) {
            if UnitGrammar.isAsBelow(scalars, piece) || UnitGrammar.isTerm(scalars, piece) { continue }
            var piece = piece
            if let agent = UnitGrammar.agents.prefix(of: scalars, piece), piece.count > agent.range.count + 2 {
                piece = agent.range.upperBound..<piece.upperBound
            }
            let verb = takeVerb(&piece)
            for unit in splitJoined(piece) { list.items.append(item(unit, role)) }
            guard let verb else { continue }
            evidence.hasVerb = true
            for index in pending..<max(pending, list.items.count) where list.items[index].role == nil {
                list.items[index].role = UnitGrammar.role(ofVerb: verb)
            }
            pending = list.items.count
        }
    }

    /// Takes off a place with a colon behind it, perhaps with a label between them, under which a city's units stand.
    private func takeOwner(_ units: inout Range<Int>, _ role: inout DutyRole?, _ evidence: inout Evidence) -> Range<
        Int
    >? {
        guard let colon = units.prefix(16).first(where: { scalars[$0].folded == Sign.colon }) else { return nil }
        var owner = units.lowerBound..<colon
        let label = UnitGrammar.labels.suffix(of: scalars, owner)
        if let label { owner = owner.lowerBound..<label.range.lowerBound }
        guard owner.count >= 2, owner.allSatisfy({ scalars[$0].is(.han) }),
            label != nil || PlaceGrammar.cities.suffix(of: scalars, owner) != nil
        else { return nil }
        if let label {
            evidence.isLabelled = true
            role = UnitGrammar.role(ofLabel: label.index)
        }
        units = trim((colon + 1)..<units.upperBound)
        return owner
    }

    /// Counties and districts that one government stands for are one unit, though a comma stands between them.
    private func joinDistricts(_ pieces: [Range<Int>]) -> [Range<Int>] {
        var joined: [Range<Int>] = []
        for piece in pieces {
            if let last = joined.last, UnitGrammar.districtStems.suffix(of: scalars, last) != nil, last.count <= 8,
                let tail = UnitGrammar.districtTails.prefix(of: scalars, piece), piece.count <= 12,
                tail.range.count > 1 || tail.range == piece
            {
                joined[joined.count - 1] = last.lowerBound..<piece.upperBound
            } else {
                joined.append(piece)
            }
        }
        return joined
    }

    /// The units before a rule such as that the first of them leads stand in the list, the rule does not.
    private func readRule(_ range: Range<Int>, into list: inout UnitList) {
        list.firstLeads = true
        for piece in split(range, at: { $0.is(.separator) }) {
            if UnitGrammar.firstLeads(scalars, piece) || UnitGrammar.isAsBelow(scalars, piece) { continue }
            guard looksLikeUnit(piece) else { continue }
            list.items.append(item(piece, nil))
        }
    }

    /// The last unit of a list without what scanning made of the closing bracket.
    func withoutDamage(_ item: UnitList.Item) -> UnitList.Item {
        let end = item.range.upperBound - 1
        guard item.range.count > 3, !scalars[end].is(.closer), isOffice(item.range.lowerBound..<end),
            !looksLikeUnit(item.range)
        else {
            return item
        }
        var whole = UnitList.Item(range: item.range.lowerBound..<end, role: item.role)
        (whole.owner, whole.isOpen) = (item.owner, item.isOpen)
        return whole
    }

    /// Where the colon of a label stands that scanning has damaged beyond one character.
    private func damagedLabelEnd(_ clause: Range<Int>) -> Int? {
        for at in clause.prefix(9) where scalars[at].folded == Sign.colon {
            return UnitGrammar.labelTails.suffix(of: scalars, clause.lowerBound..<at) != nil ? at : nil
        }
        return nil
    }

    /// Cuts the verb off the end of a unit; what remains is the unit, perhaps nothing.
    private func takeVerb(_ piece: inout Range<Int>) -> Int? {
        guard let verb = UnitGrammar.verbs.suffix(of: scalars, piece) else { return takeDamagedVerb(&piece) }
        piece = trim(piece.lowerBound..<verb.range.lowerBound)
        return verb.index
    }

    /// A verb of two characters of which one is damaged, behind an office.
    private func takeDamagedVerb(_ piece: inout Range<Int>) -> Int? {
        if let manner = UnitGrammar.manners.first(in: scalars, piece), piece.upperBound - manner.range.upperBound <= 2,
            isOffice(piece.lowerBound..<manner.range.lowerBound)
        {
            piece = trim(piece.lowerBound..<manner.range.lowerBound)
            return UnitGrammar.plainVerbIndex
        }
        let office = piece.lowerBound..<max(piece.lowerBound, piece.upperBound - 2)
        guard office.count >= 3, isOffice(office), !looksLikeUnit(piece),
            zip(scalars[office.upperBound..<piece.upperBound], UnitGrammar.plainVerb).filter(==).count == 1
        else { return nil }
        piece = trim(office)
        return UnitGrammar.plainVerbIndex
    }

    /// Units joined by and, where both sides are offices: a name such as of industry and information stays whole.
    func splitJoined(_ range: Range<Int>) -> [Range<Int>] {
        guard range.count > 5 else { return range.isEmpty ? [] : [range] }
        var depth = 0
        for at in range.dropFirst(2) {
            if scalars[at].is(.opener) { depth += 1 }
            if scalars[at].is(.closer) { depth -= 1 }
            guard depth == 0 else { continue }
            if UnitGrammar.damagedPauses.contains(scalars[at]), isOffice(range.lowerBound..<at),
                at + 3 < range.upperBound
            {
                return [range.lowerBound..<at] + splitJoined((at + 1)..<range.upperBound)
            }
            let word =
                UnitGrammar.joiners.match(in: scalars, at: at, before: range.upperBound)
                ?? UnitGrammar.together.match(in: scalars, at: at, before: range.upperBound)
            guard let word, UnitGrammar.offices.suffix(of: scalars, range.lowerBound..<at) != nil else { continue }
            let right = word.range.upperBound..<range.upperBound
            guard looksLikeUnit(right), right.count >= 2 else { continue }
            return [range.lowerBound..<at] + splitJoined(right)
        }
        return [range]
    }

    /// The item of a unit, with the role that a bracket behind it gives.
    private func item(_ range: Range<Int>, _ role: DutyRole?) -> UnitList.Item {
        var item = UnitList.Item(range: range, role: role)
        if scalars[range.upperBound - 1].is(.closer),
            let open = range.last(where: { scalars[$0].is(.opener) }), open > range.lowerBound
        {
            let mark = (open + 1)..<(range.upperBound - 1)
            let role: DutyRole? =
                UnitGrammar.leadMarks.contains(scalars, mark)
                ? .lead : UnitGrammar.cooperateMarks.contains(scalars, mark) ? .cooperate : nil
            if let role { item = UnitList.Item(range: range.lowerBound..<open, role: role) }
        }
        item.isOpen = UnitGrammar.openEnds.suffix(of: scalars, item.range) != nil
        return item
    }

    /// Is a parenthesis without a label a list of units?
    func isList(_ list: UnitList, _ evidence: Evidence, _ range: Range<Int>, _ body: Range<Int>) -> Bool {
        guard !list.items.isEmpty else { return list.firstLeads }
        let units = list.items.filter { looksLikeUnit($0.range) }.count
        // A verb says what they do, a city before a colon whose they are.
        let isTold = evidence.hasVerb || list.items.contains { $0.owner != nil } && closesSentence(range, body)
        if isTold { return units * 3 >= list.items.count * 2 }
        guard closesSentence(range, body), units == list.items.count else { return false }
        let offices = list.items.filter { isOffice($0.range) }.count
        // At the end of a paragraph the first is enough: behind it stand whom it works with.
        let closes = range.upperBound >= body.upperBound || scalars[range.upperBound] == Sign.newline
        let isLed = closes && list.items.count > 1 && isOffice(list.items[0].range)
        return (isLed || offices * 2 >= list.items.count) && (list.items.count > 1 || list.items[0].range.count >= 3)
    }

    private func closesSentence(_ range: Range<Int>, _ body: Range<Int>) -> Bool {
        let after = range.upperBound
        let ends = after >= body.upperBound || scalars[after].is([.stop, .newline])
        let begins = range.lowerBound == body.lowerBound || scalars[range.lowerBound - 1].is([.stop, .newline])
        return ends || begins
    }

    func looksLikeUnit(_ range: Range<Int>) -> Bool {
        guard (2...40).contains(range.count) else { return false }
        return isOffice(range) || UnitGrammar.bodies.suffix(of: scalars, range) != nil
            || UnitGrammar.openEnds.suffix(of: scalars, range) != nil
            || UnitGrammar.group(scalars, range) != nil
    }

    func isOffice(_ range: Range<Int>) -> Bool {
        UnitGrammar.offices.suffix(of: scalars, range) != nil || UnitGrammar.group(scalars, range) != nil
    }

    func trim(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, max(range.lowerBound, range.upperBound))
        while start < end, scalars[start].is(.space) { start += 1 }
        while end > start, scalars[end - 1].is(.space) { end -= 1 }
        return start..<end
    }
}
