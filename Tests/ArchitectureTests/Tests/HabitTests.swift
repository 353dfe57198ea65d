// SPDX-License-Identifier: Apache-2.0
import ArchitectureRules
import Testing

@Suite("Habits")
struct HabitTests {
    @Test("only the executable prints")
    func printing() throws {
        expectNone(try repository.get().sources.flatMap(HabitRules.printing))
    }

    @Test("nothing crashes on bad input by try! or as!")
    func crashing() throws {
        expectNone(try repository.get().sources.flatMap(HabitRules.crashing))
    }

    @Test("declarations for other targets are package, not public")
    func noPublic() throws {
        expectNone(try repository.get().sources.flatMap(HabitRules.publicDeclaration))
    }

    @Test("what an operation writes leaves its event")
    func unrecordedWrite() throws {
        expectNone(try repository.get().sources.flatMap(HabitRules.unrecordedWrite))
        let text = "database.write { }"
        #expect(HabitRules.unrecordedWrite(snippet(text, at: "Sources/UseCases/Plans/a.swift")).count == 1)
        #expect(HabitRules.unrecordedWrite(snippet(text, at: "Sources/UseCases/write.swift")) == [])
    }

    @Test("whoever switches off the check for data races names the lock")
    func lock() throws {
        expectNone(try repository.get().sources.flatMap(HabitRules.unnamedLock))
    }

    @Test("tests use swift-testing and never sleep")
    func testHabit() throws {
        expectNone(try repository.get().allSwift.flatMap(HabitRules.testHabit))
    }

    @Test("each type that other targets see says what it is")
    func documented() throws {
        expectNone(try repository.get().sources.flatMap(HabitRules.undocumentedType))
    }

    @Test(
        "a type without a sentence is found",
        arguments: [
            ("package struct A {}", 1), ("// A.\npackage final class A {}", 1), ("/// A.\npackage enum A {}", 0),
            ("/// A.\n@frozen\npackage struct A {}", 0), ("struct A {}", 0),
        ])
    func findsUndocumented(text: String, expected: Int) {
        #expect(HabitRules.undocumentedType(snippet(text)).count == expected)
    }

    @Test(
        "a call of print is found, a method or a word of that name is not",
        arguments: [
            ("print(1)", 1), ("if a { print(b) }", 1), ("debugPrint(a)", 1), ("NSLog(\"x\")", 1),
            ("report.print(1)", 0), ("footprint(1)", 0), ("func print(_ a: Int) {}", 0), ("// print(1)", 0),
            ("let a = \"print(1)\"", 0),
        ])
    func findsPrint(text: String, expected: Int) {
        #expect(HabitRules.printing(snippet(text)).count == expected)
        #expect(HabitRules.printing(snippet(text, at: "Sources/jiedui/A.swift")) == [])
    }

    @Test("a crash is found", arguments: [("let a = try! b()", 1), ("let a = b as! C", 1), ("let a = try b()", 0)])
    func findsCrash(text: String, expected: Int) {
        #expect(HabitRules.crashing(snippet(text)).count == expected)
    }

    @Test(
        "a public declaration is found",
        arguments: [("public struct A {}", 1), ("open class A {}", 1), ("package struct A {}", 0), ("open(file)", 0)])
    func findsPublic(text: String, expected: Int) {
        #expect(HabitRules.publicDeclaration(snippet(text)).count == expected)
    }

    @Test("an unnamed lock is found")
    func findsLock() {
        #expect(HabitRules.unnamedLock(snippet("final class A: @unchecked Sendable {}")).count == 1)
        #expect(HabitRules.unnamedLock(snippet("// The lock is `mutex`.\nfinal class A: @unchecked Sendable {}")) == [])
    }

    @Test("an old or sleeping test is found", arguments: ["import XCTest", "try await Task.sleep(for: .seconds(1))"])
    func findsTestHabit(text: String) {
        #expect(HabitRules.testHabit(snippet(text, at: "Tests/WebTests/A.swift")).count == 1)
    }
}
