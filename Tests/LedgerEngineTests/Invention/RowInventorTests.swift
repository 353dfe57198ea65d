// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Testing

@testable import LedgerEngine

@Suite("Invented rows")
struct RowInventorTests {
    private let today: CalendarDate
    private let book: LedgerBook
    private let recipes: RowRecipes
    private let pairing: InventedPairing

    init() throws {
        today = try #require(CalendarDate(iso: "2026-11-22"))
        book = try LedgerBook()
        recipes = try DemoRegisters().recipes
        func party(_ name: String, _ code: String) throws -> PairingParty {
            PairingParty(name: name, romanised: name, division: try #require(DivisionCode(code)))
        }
        let (oldArea, eastern) = (try party("West", "930100"), try party("East", "940100"))
        pairing = InventedPairing(
            oldArea: oldArea, eastern: eastern,
            counties: [
                oldArea.division: [try #require(DivisionCode("930121"))],
                eastern.division: [try #require(DivisionCode("940121"))],
            ])
    }

    /// So many rows of every register of the recipes, at most.
    private func rows(seed: UInt64 = 1, most: Int = 600) -> [(ledger: Ledger, rows: [InventedRow])] {
        let basis = RowInventor.Basis(
            recipes: recipes, codeLists: book.codeLists, today: today, seed: seed)
        var pools: [String: [PointedRow]] = [:]
        var number: UInt64 = 0
        return makingOrder(book.ledgers).map { ledger in
            var inventor = RowInventor(ledger, basis, pairing: pairing, pools: pools)
            let rows = (0..<min(most, recipes.recipes[ledger.key]?.rows ?? 10)).compactMap { _ in inventor.next() }
            pools[ledger.key] = rows.map { row in
                number += 1
                return PointedRow(
                    id: Identifier(at: Instant(milliseconds: 1), random: (number, number)), values: row.values)
            }
            return (ledger, rows)
        }
    }

    @Test("Every register that ships has a recipe, which names nothing that isn't in its definition")
    func recipesFit() throws {
        #expect(Set(recipes.recipes.keys) == Set(book.ledgers.map(\.key)) && book.ledgers.count == 16)
        for ledger in book.ledgers {
            let recipe = try #require(recipes.recipes[ledger.key])
            for (key, field) in recipe.fields {
                let target = try #require(ledger.field(key), "\(ledger.key).\(key)")
                for plan in [field] + (field.cases.map { Array($0.recipes.values) } ?? []) {
                    let list = target.codeList.flatMap { book.codeLists[$0] }
                    for (code, _) in plan.weights where target.kind == .choice {
                        #expect(list?.value(code) != nil, "\(ledger.key).\(key): \(code)")
                    }
                    for text in plan.patterns {
                        for case .literal(let literal) in TextPattern(text, words: recipes.words).parts {
                            #expect(!literal.contains("{"), "\(ledger.key).\(key): \(literal)")
                        }
                    }
                }
            }
        }
    }

    @Test("The same seed gives the same rows, another seed others")
    func deterministic() {
        let (first, again, other) = (rows(), rows(), rows(seed: 2))
        #expect(first.map(\.rows) == again.map(\.rows))
        for (one, two) in zip(first, other) { #expect(one.rows != two.rows, "\(one.ledger.key)") }
    }

    @Test("Each row keeps the register's definition, and nothing about it is odd")
    func valid() {
        for (ledger, rows) in rows() {
            #expect(rows.count == recipes.recipes[ledger.key]?.rows, "\(ledger.key)")
            var problems: [FieldProblem] = []
            for row in rows {
                problems += checkRow(
                    values: row.values, ledger: ledger, codeLists: book.codeLists, on: today)
            }
            #expect(problems.isEmpty, "\(ledger.key): \(problems.count), \(problems.first as Any)")
            let keys = rows.compactMap { uniqueKey(of: $0.values, ledger: ledger) }
            #expect(Set(keys).count == rows.count, "\(ledger.key)")
        }
    }

    @Test("Of a register that no recipe describes, rows follow its definition alone")
    func withoutRecipe() {
        let plain = RowRecipes(recipes: [:], words: [:], plain: "{n}", evidence: "{n}")
        let basis = RowInventor.Basis(recipes: plain, codeLists: book.codeLists, today: today, seed: 1)
        for ledger in book.ledgers where !ledger.fields.contains(where: { $0.kind == .entry && $0.isRequired }) {
            var inventor = RowInventor(ledger, basis, pairing: pairing, pools: [:])
            let rows = (0..<inventor.rowCount(percent: 100)).compactMap { _ in inventor.next() }
            #expect(rows.count == 10, "\(ledger.key)")
            for row in rows {
                let problems = checkRow(values: row.values, ledger: ledger, codeLists: book.codeLists, on: today)
                #expect(problems.isEmpty, "\(ledger.key): \(problems)")
            }
        }
    }

    @Test("Rows lie within two years, and names of firms, persons and projects say that they are samples")
    func marked() {
        let days = today.dayNumber - RowInventor.span...today.dayNumber
        for (ledger, rows) in rows() {
            for row in rows {
                #expect(row.values[ledger.dateField]?.number.map(days.contains) == true, "\(ledger.key)")
                for field in ledger.fields where [.organisation, .person].contains(field.kind) {
                    for value in row.values[field.key]?.elements ?? [] {
                        #expect(value.text?.contains("示例") == true, "\(ledger.key).\(field.key): \(value)")
                    }
                }
            }
        }
    }

    @Test("Most rows of both sides are confirmed, a few differ, and a few projects stand still")
    func states() throws {
        let all = rows()
        for (ledger, rows) in all where ledger.confirmation == .both && rows.count > 50 {
            let confirmed = rows.filter { $0.state == .confirmed }.count
            #expect(confirmed * 2 > rows.count && confirmed < rows.count, "\(ledger.key)")
            for row in rows {
                let apart = row.stated.map { differences(between: row.values, and: $0, ledger: ledger) } ?? []
                #expect((row.state == .disputed) == !apart.isEmpty)
            }
        }
        #expect(all.contains { $0.rows.contains { $0.state == .disputed } })
        let (ledger, projects) = try #require(all.first { $0.ledger.stages != nil })
        let plan = try #require(ledger.stages)
        let open = projects.filter { !plan.final.contains($0.values[plan.field]?.text ?? "") }
        let patience = Int64(plan.alarmDays ?? 0)
        let still = open.filter { ($0.steps.last?.day ?? 0) < today.dayNumber - patience }
        #expect(!still.isEmpty && still.count * 4 < open.count, "\(still.count) of \(open.count)")
        for project in projects {
            #expect(project.steps.last?.stage == project.values[plan.field]?.text)
            #expect(project.steps.map(\.day) == project.steps.map(\.day).sorted())
            for (from, to) in zip(project.steps, project.steps.dropFirst()) {
                #expect(plan.next(from.stage).contains(to.stage))
            }
        }
    }

    @Test("A number of an identity card has the right last sign, and its division is of nobody")
    func identities() throws {
        for (ledger, rows) in rows() {
            for field in ledger.fields where field.kind == .person {
                let numbers = rows.compactMap {
                    $0.values[field.key]?.text?.split(separator: "|").last.map(String.init)
                }
                #expect(Set(numbers).count == rows.count && rows.count > 0)
                #expect(numbers.allSatisfy { PersonNumber.isValid($0) && $0.hasPrefix("930100") })
            }
        }
    }

    @Test("What rows ask of the rows that they point to is known", arguments: [("project", "investment")])
    func asked(ledger: String, field: String) {
        #expect(recipes.askedFields(of: ledger, book.ledgers).contains(field))
    }
}
