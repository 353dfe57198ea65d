// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Testing

@Suite("Units in the cells of tables")
struct UnitCellTests {
    @Test(
        "A cell names its units, whose they are, and who leads",
        arguments: [
            ("市教育局、市商务局\n市农业农村局", "云岫市 市教育局|云岫市 市商务局|云岫市 市农业农村局"),
            ("牵头单位：市商务局；配合单位：市教育局、市医保局", "云岫市 市商务局 lead|云岫市 市教育局 cooperate|云岫市 市医保局 cooperate"),
            ("市商务局牵头，市教育局配合", "云岫市 市商务局 lead|云岫市 市教育局 cooperate"),
            ("市商务局（牵头）\n市教育局", "云岫市 市商务局 lead|云岫市 市教育局 cooperate"),
            ("两市市教育局", "云岫市 市教育局|澜港市 市教育局"), ("澜港市商务局  云岫市教育局", "澜港市 市商务局|云岫市 市教育局"),
            ("云岫市：市商务局；澜港市：市教育局", "云岫市 市商务局|澜港市 市教育局"), ("各县（市、区）人民政府", "counties 各县（市、区）人民政府"),
            ("/", ""), ("", ""),
        ])
    func reads(cell: String, meant: String) {
        let units = DocumentReader().readUnits(inCell: cell, of: ["云岫市", "澜港市"], city: 0)
        let found = units.map { unit in
            let whose: String =
                switch unit.bearer {
                case .unit(let city): city ?? "-"
                case .group(let scope, _): scope.rawValue
                }
            return [whose, unit.unit, unit.role?.rawValue].compactMap(\.self).joined(separator: " ")
        }
        #expect(found.joined(separator: "|") == meant, "\(cell)")
    }

    @Test("Where no city is said, a unit is of both and unsure; a column says the role")
    func unsure() {
        let units = DocumentReader().readUnits(inCell: "市教育局", of: ["云岫市", "澜港市"], role: .lead)
        #expect(units.count == 2 && units.allSatisfy { $0.isUncertain && $0.role == .lead })
    }
}
