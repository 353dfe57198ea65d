// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Testing

@testable import Definitions

@Suite("Forms of reporting cycles")
struct FormBookTests {
    private func book(_ forms: [String: String]) throws -> FormBook {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jiedui-forms-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in forms {
            try text.write(to: folder.appending(path: name + ".yml"), atomically: true, encoding: .utf8)
        }
        return try FormBook(own: folder, ledgers: LedgerBook())
    }

    private func form(_ key: String, means: String, kind: String = "note", more: String = "") -> String {
        """
        form: \(key)
        version: 1
        title: {zh-Hans: 表, en: Form}
        length: month
        fields:
          - {key: one, scope: share, means: \(means), kind: \(kind), title: {zh-Hans: 一, en: One}\(more)}
        """
    }

    private func faults(_ forms: [String: String]) -> [String] {
        do {
            _ = try book(forms)
            return []
        } catch let error as LedgerFaults {
            return error.faults.map(\.messageKey)
        } catch {
            return [String(describing: error)]
        }
    }

    @Test("The program's own form asks what bodies say of their shares")
    func own() throws {
        let form = try #require(try FormBook(ledgers: LedgerBook())["progress"])
        #expect(form.length == .quarter)
        #expect(form.asked(hasMilestones: true).map(\.key) == ["done", "problems", "support", "next"])
        #expect(form.asked(hasMilestones: false).contains { $0.means == FilingForm.progress })
        #expect(form.asked(hasMilestones: nil).map(\.key) == ["remarks"])
    }

    @Test("A fact is asked once: neither twice by forms, whatever its label and period, nor where a register counts it")
    func once() throws {
        #expect(faults(["a": form("other", means: "share.done")]) == ["definition.askedTwice"])
        #expect(faults(["a": form("a", means: "a.x"), "b": form("b", means: "a.x")]) == ["definition.askedTwice"])
        let indicator = try #require(try LedgerBook().indicators.first).key
        #expect(faults(["a": form("a", means: indicator)]) == ["definition.heldByRegister"])
        #expect(faults(["a": form("a", means: "a.x"), "b": form("b", means: "a.y")]).isEmpty)
        // An office's own form takes the place of the program's of the same key.
        #expect(try book(["a": form("progress", means: "share.done")])["progress"]?.fields.count == 1)
    }

    @Test("A form names figures that registers count, each once, and of whom they are kept")
    func figures() throws {
        func figures(_ lines: String...) -> [String] {
            faults(["a": form("a", means: "a.x") + "\nfigures:\n" + lines.map { "  - " + $0 }.joined(separator: "\n")])
        }
        #expect(figures("{indicator: L01, of: body}", "{indicator: F01, of: pairing}").isEmpty)
        #expect(figures("{indicator: L01, of: body}", "{indicator: L01, of: side}") == ["definition.doubled"])
        #expect(figures("{indicator: Nope, of: body}") == ["definition.noSuchIndicator"])
        #expect(figures("{indicator: F01, of: body}") == ["definition.ratioOfPairing"])
        #expect(figures("{indicator: P04, of: side}") == ["definition.sideOfShared"])
        #expect(figures("{indicator: L01, of: nobody}") == ["definition.mustBeOneOf"])
    }

    @Test("Forms ask for what people type alone")
    func kinds() {
        #expect(faults(["a": form("a", means: "a.x", kind: "place")]) == ["definition.notInForms"])
        #expect(faults(["a": form("a", means: "a.x", more: ", personal: true")]) == ["definition.notInForms"])
        #expect(faults(["a": form("a", means: "a.x") + "\n    colour: red"]).isEmpty == false)
    }
}
