// SPDX-License-Identifier: Apache-2.0
import Definitions
import Foundation
import Testing

@Suite("Common passwords")
struct CommonPasswordsTests {
    @Test(
        "Well-known words, rows of keys and repetitions are common, whatever is hung on them",
        arguments: [
            "Password-2026", "P@ssw0rd2026!", "Admin@123456", "1qaz@WSX3edc", "Qwerty!234567", "Jiedui2026!!",
            "Woaini-520-1314", "Aa1!Aa1!Aa1!", "Zxcvbnm,./123", "Welcome@Beijing8", "abcdefghij1A", "Passw0rd$$$$8",
            "9876543210aB",
        ])
    func common(password: String) throws { #expect(try CommonPasswords().contains(password)) }

    @Test(
        "What only holds such a word is not",
        arguments: [
            "Correct-horse7", "Qinglan-2023-bridge", "Donglan-2024-harbour", "my-password-is-Long9", "83920174-Kx.pq",
            "Correct-Horse-7", "Jd7-dsNQVezs0Ujt1F", "Beijing-to-Urumqi-41",
        ])
    func uncommon(password: String) throws { #expect(try !CommonPasswords().contains(password)) }

    @Test("A longer file adds its lines, in any case; a file that is not there is an error that names it")
    func file() throws {
        try withFolder(["list.txt": "Bridge-of-Sighs-1\nother-LINE-22\n"]) { folder in
            let path = folder.appending(path: "list.txt").path(percentEncoded: false)
            let passwords = try CommonPasswords(file: path)
            #expect(passwords.contains("bridge-of-sighs-1") && passwords.contains("Other-Line-22"))
            #expect(!passwords.contains("Bridge-of-Sighs-12"))
            #expect(throws: DefinitionError.self) { try CommonPasswords(file: path + ".gone") }
        }
    }

    @Test("Without a list nothing is common")
    func none() { #expect(!CommonPasswords.none.contains("password")) }
}
