// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Web

@Suite("What the log tells of requests")
struct RequestRecordTests {
    @Test("Secrets in paths stay out of it, whatever else the path says")
    func secrets() {
        let secret = "AbCd0123456789AbCd0123456789AbCd0123456789A"
        for path in [
            "/calendar/\(secret).ics", "/calendar//\(secret)", "/Calendar/\(secret)/", "/%63alendar/\(secret).ics",
            "/invitations/\(secret)", "//invitations/\(secret)/more",
        ] {
            #expect(!shownPath(path).contains(secret), "\(path)")
        }
        for path in ["/", "/calendar", "/invitations", "/work/\(secret)", "/orders"] {
            #expect(shownPath(path) == path)
        }
    }
}
