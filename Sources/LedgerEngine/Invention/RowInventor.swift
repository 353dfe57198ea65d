// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Makes up rows of one register of one pairing, by the register's definition and a recipe: the same seed and day give
/// the same rows. No two rows have the same unique key.
package struct RowInventor {
    /// What rows are made from, whatever the pairing.
    package struct Basis: Sendable {
        package let recipes: RowRecipes
        let codeLists: [String: CodeList]
        let today: CalendarDate
        let seed: UInt64

        package init(recipes: RowRecipes, codeLists: [String: CodeList], today: CalendarDate, seed: UInt64) {
            (self.recipes, self.codeLists, self.today, self.seed) = (recipes, codeLists, today, seed)
        }
    }
    /// So many days before today the first rows lie.
    static let span: Int64 = 730
    let ledger: Ledger
    let basis: Basis
    let pairing: InventedPairing
    let today: Int64
    let recipe: RowRecipe
    private let order: [LedgerField]
    /// The rows of other registers that each field may point to.
    let pools: [String: [PointedRow]]
    private let paths: StagePaths?
    var numbers: SeededNumbers
    var patterns: [String: TextPattern] = [:]
    private var seen: Set<UInt64> = []
    private var ordinals: [String: Int] = [:]
    private var count = 0
    // Of the row that is being made.
    var values: [String: FieldValue] = [:]
    var pointed: [String: PointedRow] = [:]
    var steps: [InventedRow.Step] = []

    /// `pools` are the rows of other registers of the same pairing, by register.
    package init(_ ledger: Ledger, _ basis: Basis, pairing: InventedPairing, pools: [String: [PointedRow]]) {
        (self.ledger, self.basis, self.pairing) = (ledger, basis, pairing)
        let recipe = basis.recipes.recipes[ledger.key] ?? RowRecipe(ledger: ledger.key, rows: 10)
        self.recipe = recipe
        today = basis.today.dayNumber
        order = makingOrder(ledger, recipe, basis.recipes.words)
        var ofField: [String: [PointedRow]] = [:]
        for field in ledger.fields where field.kind == .entry {
            var rows = field.ledger.flatMap { pools[$0] } ?? []
            if let only = recipe.fields[field.key]?.only {
                rows = rows.filter { $0.values[only.field].map { only.values.contains(plain($0)) } ?? false }
            }
            ofField[field.key] = rows
        }
        self.pools = ofField
        paths = ledger.stages.map(StagePaths.init)
        numbers = SeededNumbers(
            seed: basis.seed, ledger.key + "/" + pairing.oldArea.division.text + pairing.eastern.division.text)
    }

    /// How many rows so many percent of the usual number are; a few at least.
    package func rowCount(percent: Int) -> Int { max(min(recipe.rows, 4), recipe.rows * percent / 100) }

    /// The next row; nil where none can be made any more, such as one that must point to a row that isn't there.
    package mutating func next() -> InventedRow? {
        defer { count += 1 }
        for _ in 0..<30 {
            guard let row = attempt() else { return nil }
            guard let key = uniqueKey(of: row.values, ledger: ledger) else { return row }
            if seen.insert(fingerprint(key)).inserted { return row }
        }
        return nil
    }

    /// The number of the row's subject, from 1, and the how manieth row about it, from 0.
    var subject: Int { count / recipe.turns + 1 }
    var turn: Int { count % recipe.turns }
    var rowsSoFar: Int { count }

    private mutating func attempt() -> InventedRow? {
        (values, pointed, steps) = ([:], [:], [])
        for field in order {
            let made = value(of: field)
            if made == nil, field.isRequired { return nil }
            values[field.key] = made
            if field.key == ledger.dateField || field.key == ledger.stages?.field { makeSteps() }
        }
        var row = InventedRow(values: values, side: numbers.happens(recipe.eastern) ? .eastern : .oldArea)
        row.steps = steps
        confirm(&row)
        return row
    }

    /// The number of a row among those that have the same values in the other fields of a unique key.
    mutating func ordinal(_ key: String) -> Int {
        let others = (ledger.uniqueKeys.first { $0.contains(key) } ?? []).filter { $0 != key }
        let group = key + "\u{1F}" + others.map { values[$0].map(plain) ?? "" }.joined(separator: "\u{1F}")
        ordinals[group, default: 0] += 1
        return ordinals[group] ?? 1
    }

    /// The way to the row's stage, once its stage and its day are known: the last step was long ago where it stands still.
    private mutating func makeSteps() {
        guard steps.isEmpty, let plan = ledger.stages, let paths, let stage = values[plan.field]?.text,
            let day = values[ledger.dateField]?.number
        else { return }
        let way = paths.way(to: stage, &numbers)
        let patience = Int64(plan.alarmDays ?? 0)
        let isOpen = patience > 0 && !plan.final.contains(stage)
        var span = max(day, isOpen ? today - patience + 1 : day)...max(day, today)
        if isOpen, today - patience - 1 >= day, numbers.happens(recipe.still) {
            span = max(day, today - patience - 240)...(today - patience - 1)
        }
        let last = way.count == 1 && !isOpen ? day : numbers.between(span)
        var days = [day]
        if way.count > 1 {
            days += (0..<way.count - 2).map { _ in numbers.between(day...last) }.sorted() + [last]
        } else {
            days = [last]
        }
        for (stage, day) in zip(way, days) {
            let note = plan.evidence[stage] == nil ? nil : text(basis.recipes.evidence, of: plan.field)
            steps.append(InventedRow.Step(stage: stage, day: day, note: note))
        }
    }

    /// What the other side says of the row.
    private mutating func confirm(_ row: inout InventedRow) {
        guard ledger.confirmation == .both else { return row.state = .confirmed }
        let chance = numbers.below(100)
        guard chance < recipe.confirmed + recipe.disputed else { return }
        var stated = row.values.filter { ledger.field($0.key)?.agreement != nil }
        if chance < recipe.disputed { differ(&stated) }
        let isApart = !differences(between: row.values, and: stated, ledger: ledger).isEmpty
        (row.stated, row.state) = (stated, isApart ? .disputed : .confirmed)
    }

    /// Changes a number, or another value where there is none, beyond what the register tolerates.
    private mutating func differ(_ stated: inout [String: FieldValue]) {
        let numeric = ledger.fields.filter { field in
            [.count, .amount, .money].contains(field.kind) && stated[field.key] != nil
        }
        if let field = numbers.pick(numeric), let number = stated[field.key]?.number {
            let change = max(1, abs(number) / 10)
            let isTooLarge = field.most.map { number + change > $0 } ?? false
            stated[field.key] = .number(isTooLarge ? number - change : number + change)
            return
        }
        let choices = ledger.fields.filter {
            $0.kind == .choice && $0.key != ledger.stages?.field && stated[$0.key] != nil
        }
        guard let field = numbers.pick(choices), let list = field.codeList.flatMap({ basis.codeLists[$0] }) else {
            return
        }
        let others = list.values.filter { .text($0.code) != stated[field.key] && $0.isValid(on: basis.today) }
        if let other = numbers.pick(others) { stated[field.key] = .text(other.code) }
    }
}

/// A value as recipes name it.
func plain(_ value: FieldValue) -> String {
    switch value {
    case .number(let number): String(number)
    case .text(let text): text
    case .list(let items): items.map(plain).joined(separator: "; ")
    }
}
