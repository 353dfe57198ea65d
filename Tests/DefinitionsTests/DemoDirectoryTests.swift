// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Foundation
import Testing

@Suite("The demonstration's data")
struct DemoDirectoryTests {
    @Test("It names people of every role, and comments of people it names")
    func people() throws {
        let demo = try DemoDirectory()
        #expect(Set(demo.people.map(\.role)) == Set(Role.allCases))
        let names = demo.people.map(\.username)
        #expect(Set(names).count == names.count)
        #expect(demo.remarks.allSatisfy { names.contains($0.username) } && !demo.remarks.isEmpty)
    }

    @Test("Its places are none of GB/T 2260, whose codes begin with 11 to 82")
    func places() throws {
        let demo = try DemoDirectory()
        let real = Set(try NationalDirectory().divisions.map(\.code))
        for division in demo.divisions {
            #expect(division.code.text.prefix(1) == "9" && !real.contains(division.code))
        }
        for entry in demo.entries {
            for code in [entry.oldArea.code, entry.eastern.code] {
                #expect(demo.divisions.contains { $0.code == code.province })
            }
        }
    }

    @Test("Its documents are there, and the samples among them are those of the repository")
    func documents() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        var compared = 0
        for plan in try DemoDirectory().entries.flatMap(\.plans) {
            let text = try Data(contentsOf: plan)
            #expect(!text.isEmpty)
            let sample = root.appending(path: "Samples").appending(path: plan.lastPathComponent)
            if let original = try? Data(contentsOf: sample) {
                #expect(original == text, "copy Samples/\(plan.lastPathComponent) anew")
                compared += 1
            }
        }
        #expect(compared == 2)
    }
}
