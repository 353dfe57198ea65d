// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Foundation
import Testing
import UseCases

@Suite("Export of the ledger")
struct ExportTests {
    @Test("JSON holds every task with the keys that scripts read", arguments: TestEngine.both)
    func json(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            let id = try await office.adopt(by: clerk)
            let bytes = try await office.useCases.exportTasks(clerk, TaskQuery(), format: .json, language: .english)
            let list = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [[String: Any]])
            let tasks = try await office.useCases.plan(clerk, id: id.text).areas.flatMap(\.tasks)
            #expect(list.map { $0["id"] as? String } == tasks.map(\.id.text))
            for (object, task) in zip(list, tasks) {
                #expect(object["path"] as? String == task.path && object["text"] as? String == task.text)
                #expect(object["title"] as? String == task.title && object["area"] as? String == task.area)
                #expect(object["version"] as? Int == 1 && object["pairing"] as? String == office.own.code)
                let units = try #require(object["organisations"] as? [String])
                #expect(Set(units) == Set(task.responsibilities.map(\.unit)) && Set(units).count == units.count)
            }
        }
    }

    @Test("CSV begins with a byte-order mark and has a line for each task; XLSX is a workbook")
    func tables() async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            _ = try await office.adopt(by: clerk)
            for language in Language.allCases {
                let csv = try await office.useCases.exportTasks(clerk, TaskQuery(), format: .csv, language: language)
                #expect(csv.starts(with: [0xEF, 0xBB, 0xBF]))
                let text = String(decoding: csv.dropFirst(3), as: UTF8.self)
                #expect(!text.contains("report.") && text.contains(office.own.oldArea.name))
                let xlsx = try await office.useCases.exportTasks(clerk, TaskQuery(), format: .xlsx, language: language)
                #expect(xlsx.starts(with: [0x50, 0x4B]))
            }
            #expect(
                try await cause {
                    _ = try await office.useCases.exportTasks(clerk, TaskQuery(), format: .table, language: .english)
                } == .conflict(reason: "export.tableIsPrinted"))
        }
    }

    @Test("An export holds what the caller may see and the filter asks for, beyond one page")
    func narrowed() async throws {
        try await Office.open(.sqlite) { office in
            let national = try await office.caller("national", .national)
            let clerk = try await office.officeOf(office.own)
            _ = try await office.adopt(by: national)
            _ = try await office.adopt(by: national, in: office.foreign)
            func count(_ caller: Caller, _ query: TaskQuery) async throws -> Int? {
                let bytes = try await office.useCases.exportTasks(caller, query, format: .json, language: .chinese)
                return (try JSONSerialization.jsonObject(with: Data(bytes)) as? [Any])?.count
            }
            var query = TaskQuery()
            query.limit = 2
            #expect(try await count(national, query) == 18)
            #expect(try await count(clerk, query) == 9)
            query.pairing = office.foreign.code
            #expect(try await count(clerk, query) == 0)
        }
    }
}
