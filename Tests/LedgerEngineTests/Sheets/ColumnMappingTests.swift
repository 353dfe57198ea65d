// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import Testing

@Suite("Mapping columns to fields")
struct ColumnMappingTests {
    private func mapped(_ titles: [String], _ rows: [[String]], _ memories: [MappingMemory] = []) throws -> [String:
        String]
    {
        let (table, _, _) = try #require(firstTable(sheetRows([titles] + rows)))
        let mapping = proposeMapping(of: table, to: sheetLedger, directory: sheetDirectory, memories: memories)
        #expect(Set(mapping.matches.map(\.field)).count == mapping.matches.count)
        return Dictionary(
            uniqueKeysWithValues: mapping.matches.map { match in
                (table.columns.first { $0.column == match.column }?.title ?? "", match.field)
            })
    }

    @Test(
        "a column is taken for the field that its title means",
        arguments: [
            ("项目名称", "name"), ("项 目\n名 称", "name"), ("Project", "name"), ("落地县区", "host"), ("签约时间", "signed"),
            ("总投资（万元）", "investment"), ("投资总额(亿元)", "investment"), ("到位资金（万元）", "arrived"), ("用地面积（亩）", "land"),
            ("预计就业人数", "jobs"), ("协议类别", "contract"), ("合同/协议类型", "contract"),
        ])
    func means(title: String, field: String) throws {
        let value =
            switch field {
            case "signed": "2025-03-01"
            case "investment", "arrived", "land", "jobs": "12"
            case "contract": "框架协议"
            default: "甲"
            }
        let found = try mapped([title, "附件页码", "经手"], [[value, "x", "y"], [value, "u", "v"]])
        #expect(found.values.contains(field), "\(found)")
    }

    @Test("money goes to the field of money, whichever title is nearer") func units() throws {
        let found = try mapped(["项目", "到位（万元）", "就业（人）"], [["甲", "12", "3"], ["乙", "5", "9"]])
        #expect(found == ["项目": "name", "到位": "arrived", "就业": "jobs"])
    }

    @Test("values of a code list show what a column is") func values() throws {
        let found = try mapped(["项目名称", "情况"], [["甲", "框架协议"], ["乙", "正式合同"], ["丙", "正式合同"]])
        #expect(found["情况"] == "contract")
    }

    @Test("two columns never go to one field") func once() throws {
        let found = try mapped(["项目名称", "项目", "名称"], [["甲", "乙", "丙"], ["丁", "戊", "己"]])
        #expect(found["项目名称"] == "name")
    }

    @Test("what was chosen for a heading is proposed again, also for a column that was left out") func remembers()
        throws
    {
        let titles = ["项目名称", "东风", "到位资金"]
        let rows = [["甲", "2025-01-02", "3"], ["乙", "2025-01-03", "4"]]
        let (table, _, _) = try #require(firstTable(sheetRows([titles] + rows)))
        let chosen = ColumnMapping(matches: [
            .init(column: 0, field: "name", confidence: 100, reason: .chosen),
            .init(column: 1, field: "signed", confidence: 100, reason: .chosen),
        ])
        let memory = MappingMemory(chosen, of: table, ledger: sheetLedger)
        #expect(try mapped(titles, rows, [memory]) == ["项目名称": "name", "东风": "signed"])
        // Another heading with that column: its name is known, the rest is judged anew.
        #expect(try mapped(["项目名称", "东风", "到位资金", "用地"], rows, [memory])["东风"] == "signed")
    }
}
