// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Foundation
import Testing

@Suite("The registers that the program brings")
struct LedgerBookTests {
    private static let reading = Result { try LedgerBook() }
    private let book: LedgerBook

    init() throws { book = try Self.reading.get() }

    @Test("There are sixteen, each dated, explained and with its traps")
    func sixteen() {
        #expect(
            book.ledgers.map { "\($0.code) \($0.key)" } == [
                "L03 visit", "L04 meeting", "L05 agreement", "L06 secondment", "L07 training", "L08 specialist",
                "L09 project", "L10 arrivedMoney", "L11 park", "L13 sale", "L14 product", "L16 placement",
                "L17 schoolPair", "L18 hospitalPair", "L19 redResource", "L24 fund",
            ])
        for ledger in book.ledgers {
            #expect(!ledger.traps.isEmpty && ledger.version == 1, "\(ledger.key)")
            #expect(ledger.field(ledger.dateField)?.isRequired == true, "\(ledger.key)")
        }
    }

    @Test("Every indicator that rests on them is there, counted over the window it means")
    func indicators() {
        let windows = Dictionary(uniqueKeysWithValues: book.indicators.map { ($0.key, $0.window) })
        let flows = [
            "V01", "V02", "V02p", "V03", "C02", "T01", "T01p", "T02", "P01", "P02", "P03", "P03r", "P04", "P05", "X01",
            "X02", "L01", "L02", "L02h", "L03", "L03o", "M02", "F01p", "F01a", "F01", "F01d", "F01dr", "F01u", "F01ur",
            "F02",
        ]
        let stocks = ["A01", "C01", "Y01", "Y02", "Y03", "L01s", "E01", "M01", "R02", "R02m"]
        for key in flows { #expect(windows[key] == .flow, "\(key)") }
        for key in stocks { #expect(windows[key] == .stock, "\(key)") }
        for key in ["P04c", "P06"] { #expect(windows[key] == .cumulative, "\(key)") }
        #expect(windows.count == flows.count + stocks.count + 2)
        #expect(book.indicators.allSatisfy { $0.note != nil })
    }

    @Test("Persons are counted as persons, never summed; 人次 is always a sum")
    func persons() {
        for indicator in book.indicators {
            switch indicator.formula {
            case .sum: #expect(indicator.unit != "人", "\(indicator.key)")
            case .distinct(let fields, _):
                #expect((indicator.unit == "人") == (fields == ["person"]), "\(indicator.key)")
            case .count, .ratio: #expect(indicator.unit != "人次" && indicator.unit != "人", "\(indicator.key)")
            }
        }
    }

    @Test("Signed and arrived money are never in one figure")
    func money() {
        let signed = book.indicators.filter { if case .sum("investment", _) = $0.formula { true } else { false } }
        #expect(signed.map(\.key) == ["P02"])
        for indicator in book.indicators {
            guard case .ratio(let of, let by) = indicator.formula else { continue }
            #expect(of != "P02" && by != "P02", "\(indicator.key)")
        }
    }

    @Test("Personal data is personal everywhere, and doesn't outlive its retention")
    func personal() {
        let personal = book.ledgers.filter { $0.fields.contains(where: \.isPersonal) }
        #expect(personal.map(\.key) == ["secondment", "specialist", "placement"])
        for ledger in personal {
            #expect(ledger.retention.end == .anonymise && ledger.retention.after == "end", "\(ledger.key)")
            #expect(ledger.fields.filter(\.isPersonal).map(\.kind) == [.person], "\(ledger.key)")
        }
        #expect(book.ledgers.flatMap(\.fields).allSatisfy { $0.kind != .person || $0.isPersonal })
    }

    @Test("Each names clauses that the national work plan has")
    func clauses() {
        let sentences = ["三、(一)": 3, "三、(二)": 4, "三、(三)": 5, "三、(四)": 4, "三、(五)": 2]
        for ledger in book.ledgers {
            for clause in ledger.clauses {
                let parts = clause.split(separator: "#")
                let number = Int(parts[1]) ?? 0
                #expect((1...(sentences[String(parts[0])] ?? 0)).contains(number), "\(ledger.key) \(clause)")
            }
        }
        #expect(book.ledgers.filter(\.clauses.isEmpty).map(\.key) == ["meeting"])
    }

    @Test("What both cities record is compared: counts exactly, money within one percent")
    func agreement() {
        for ledger in book.ledgers where ledger.confirmation == .both {
            #expect(ledger.fields.contains { $0.agreement != nil }, "\(ledger.key)")
        }
        for field in book.ledgers.flatMap(\.fields) {
            switch field.agreement {
            case .within(let points): #expect(points == 100 && field.kind == .money, "\(field.key)")
            case .exact: #expect(field.kind != .money, "\(field.key)")
            case nil: break
            }
        }
    }

    @Test("No title stands twice in a register, so that a column's heading means one field")
    func titles() {
        for ledger in book.ledgers {
            for language in Language.allCases {
                let titles = ledger.fields.map { $0.title[language] }
                #expect(Set(titles).count == titles.count, "\(ledger.key) \(titles)")
            }
        }
    }

    @Test("Every code list is used, and no title stands twice in one")
    func lists() {
        let used = Set(book.ledgers.flatMap(\.fields).compactMap(\.codeList))
        #expect(used == Set(book.codeLists.keys))
        for list in book.codeLists.values {
            #expect(Set(list.values.map(\.title.chinese)).count == list.values.count, "\(list.key)")
            #expect(Set(list.values.map(\.title.english)).count == list.values.count, "\(list.key)")
        }
    }

    @Test("What another rule needs of a register is stated as data")
    func rules() throws {
        let project = try #require(book["project"])
        #expect(project.uniqueKeys == [["investmentCode"], ["investor", "name", "host"]])
        #expect(project.field("investorPlace")?.outside == "host")
        #expect(project.stages?.alarmDays == 180)
        #expect(
            book["arrivedMoney"]?.ceiling
                == SumCeiling(field: "amount", entry: "project", of: "investment", percent: 110))
        #expect(book["secondment"]?.overlap == OverlapRule(field: "person", from: "start", to: "end"))
        #expect(book["redResource"]?.field("longitude")?.most == 136_000_000)
        #expect(project.field("counts")?.initial == .value("yes"))
    }
}
