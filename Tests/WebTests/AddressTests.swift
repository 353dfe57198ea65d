// SPDX-License-Identifier: Apache-2.0
import API
import Domain
import HTTPTypes
import Testing

@testable import Web

@Suite("Addresses")
struct AddressTests {
    @Test("What each address does, a program can do or has a reason not to; what a program can do has its page")
    func hasOperations() {
        var found: Set<APIOperation> = []
        for address in Address.allCases {
            switch address.programs {
            case .operations(let operations):
                #expect(!operations.isEmpty, "\(address)")
                found.formUnion(operations)
                // What only shows has an operation that only reads, and what writes one that writes.
                #expect(
                    operations.contains { ($0.method == .get) == (address.method == .get) }
                        || address == .showPassword || address == .showFeedback, "\(address)")
            case .none(let reason): #expect(!reason.isEmpty, "\(address)")
            }
        }
        #expect(found == Set(APIOperation.allCases), "\(Set(APIOperation.allCases).subtracting(found))")
    }

    @Test("No two addresses have the same method and pattern")
    func areDistinct() {
        let all = Address.allCases.map { $0.method.rawValue + " " + $0.pattern }
        #expect(Set(all).count == all.count)
    }

    @Test("A path holds its values in place and escapes them")
    func fillsPaths() {
        #expect(Address.pageImage.path("7", "3.png") == "/documents/7/pages/3.png")
        #expect(Address.pairing.path("a b/../c") == "/pairings/a%20b%2F..%2Fc")
        #expect(Address.start.path() == "/")
    }

    @Test("Every address that changes something is sent by a form", arguments: Address.allCases)
    func changesByPost(address: Address) {
        #expect(address.method == .get || address.method == .post)
        if address.method == .post { #expect(address.need != .nothing || address == .chooseLanguage) }
    }

    @Test("Only the probes, the assets and the language answer before set-up")
    func isClosedBeforeSetUp() {
        let open = Set(Address.allCases.filter { $0.need == .nothing })
        #expect(open == [.health, .readiness, .asset, .chooseLanguage])
    }
}
