// SPDX-License-Identifier: Apache-2.0
import Domain

/// What is wrong with the names of a person to be created; empty where nothing is.
func failuresOfPerson(username: String, displayName: String, prefix: String = "") -> [ValidationFailure] {
    var failures: [ValidationFailure] = []
    let allowed = username.utf8.allSatisfy { byte in
        (97...122).contains(byte) || (48...57).contains(byte) || byte == 45 || byte == 46 || byte == 95
    }
    if !(2...64).contains(username.count) || !allowed {
        failures.append(ValidationFailure(field: prefix + "username", message: "user.usernameForm"))
    }
    let trimmed = displayName.trimmingWhitespace
    if trimmed.isEmpty || trimmed.count > 64 {
        failures.append(ValidationFailure(field: prefix + "displayName", message: "user.displayNameForm"))
    }
    return failures
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmingWhitespace: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
