// SPDX-License-Identifier: Apache-2.0

/// What a password must be: at least ten characters, three of the four kinds, and not the person's name.
enum PasswordPolicy {
    static let shortest = 10
    /// Beyond this a password only costs the server time.
    static let longest = 200

    /// What is wrong with a password; empty where it may be used.
    static func failures(
        of password: String, username: String, displayName: String, field: String = "password"
    ) -> [ValidationFailure] {
        var failures: [ValidationFailure] = []
        if password.count < shortest {
            failures.append(
                ValidationFailure(field: field, message: "password.tooShort", arguments: ["shortest": "\(shortest)"]))
        }
        if password.count > longest {
            failures.append(
                ValidationFailure(field: field, message: "password.tooLong", arguments: ["longest": "\(longest)"]))
        }
        if kinds(of: password) < 3 { failures.append(ValidationFailure(field: field, message: "password.tooSimple")) }
        let folded = password.lowercased()
        if [username, displayName].contains(where: { $0.count > 1 && folded.contains($0.lowercased()) }) {
            failures.append(ValidationFailure(field: field, message: "password.holdsName"))
        }
        return failures
    }

    /// How many of the four kinds occur: small letters, capitals, digits, everything else.
    private static func kinds(of password: String) -> Int {
        var found: Set<Int> = []
        for scalar in password.unicodeScalars {
            switch scalar {
            case "a"..."z": found.insert(0)
            case "A"..."Z": found.insert(1)
            case "0"..."9": found.insert(2)
            default: found.insert(3)
            }
        }
        return found.count
    }
}
