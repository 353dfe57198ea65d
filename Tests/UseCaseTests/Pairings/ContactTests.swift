// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Testing

@testable import UseCases

@Suite("Contacts")
struct ContactTests {
    static let fields = [
        "side": "oldArea", "kind": "leader", "post": "Mayor", "name": "\u{738B}\u{5C0F}\u{660E}",
        "phone": "138 1234 5678", "mail": "xm@example.org", "position": "1", "validFrom": "2024-01-01",
    ]

    @Test("A phone is masked until it is revealed, and the reveal is recorded", arguments: TestEngine.both)
    func reveals(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            let clerk = try await office.officeOf(office.own)
            let other = try await office.officeOf(office.own, .eastern)
            let id = try await useCases.addContact(clerk, pairing: office.own.code, Self.fields)
            let book = try await useCases.phoneBook(other, pairing: office.own.code)
            #expect(book.entries.map(\.maskedPhone) == ["138****5678"] && book.managed == [.eastern])
            #expect(book.entries.map(\.maskedMail) == ["x****@example.org"])
            let revealed = try await useCases.revealContact(other, id: id.text)
            #expect(revealed.phone == "138 1234 5678")
            #expect(try await office.history("contact", id.text) == ["contact.add", "contact.reveal"])
            let record = try await office.events(action: "contact.add").first
            #expect(record?.after?.contains("1234") == false)
        }
    }

    @Test("Who does not work in the pairing learns nothing of its phone book")
    func hides() async throws {
        try await Office.open(.sqlite) { office in
            let useCases = office.useCases
            let clerk = try await office.officeOf(office.own)
            let id = try await useCases.addContact(clerk, pairing: office.own.code, Self.fields)
            for stranger in [
                try await office.officeOf(office.foreign), try await office.caller("reader", .observer(nil)),
                try await office.caller("system", .systemAdmin),
            ] {
                for attempt in 0..<3 {
                    let refusal = try await cause {
                        switch attempt {
                        case 0: _ = try await useCases.phoneBook(stranger, pairing: office.own.code)
                        case 1: _ = try await useCases.revealContact(stranger, id: id.text)
                        default: _ = try await useCases.contactForm(stranger, id: id.text)
                        }
                    }
                    #expect(refusal == .notFound, "\(stranger.label) \(attempt)")
                }
            }
            let other = try await office.officeOf(office.own, .eastern)
            let refusal = try await cause { try await useCases.removeContact(other, id: id.text, revision: 1) }
            #expect(refusal == .forbidden(reason: "rule.otherSide"))
        }
    }

    @Test(
        "A contact is found by name, post and the initials of the name",
        arguments: [("\u{5C0F}\u{660E}", 1), ("mayor", 1), ("wxm", 1), ("WX", 1), ("xm", 0), ("zzz", 0)])
    func finds(text: String, count: Int) async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            _ = try await office.useCases.addContact(clerk, pairing: office.own.code, Self.fields)
            let book = try await office.useCases.phoneBook(clerk, pairing: office.own.code, text: text)
            #expect(book.entries.count == count)
        }
    }

    @Test(
        "What won't do is refused with its field",
        arguments: [
            ("phone", "call me"), ("mail", "nowhere"), ("post", ""), ("name", ""), ("side", "both"), ("kind", "x"),
            ("position", "-1"), ("validTo", "2023-01-01"), ("validFrom", "soon"), ("body", "No such body"),
        ])
    func refuses(field: String, value: String) async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            var fields = Self.fields
            fields[field] = value
            let wanted = fields
            let refusal = try await cause {
                _ = try await office.useCases.addContact(clerk, pairing: office.own.code, wanted)
            }
            guard case .invalid(let failures)? = refusal else {
                Issue.record("not refused")
                return
            }
            #expect(failures.map(\.field) == [field])
        }
    }
}
