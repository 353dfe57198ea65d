// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Web

@Suite("Form fields")
struct FormFieldsTests {
    @Test("Fields are read with their escapes, and written so that they are read the same")
    func readsFields() {
        let fields = FormFields(encoded: "q=%E7%BA%A2+%E8%89%B2&empty=&q=second&broken=%zz&flag")
        #expect(fields["q"] == "红 色" && fields["empty"].isEmpty && fields["flag"].isEmpty)
        #expect(fields.optional("broken") == nil && fields.optional("q") == "红 色")
        #expect(FormFields(encoded: fields.encoded)["q"] == "红 色")
    }

    @Test("White space around a value is dropped, but not in a password")
    func trimsValues() {
        let fields = FormFields(encoded: "name=+a+b%0A&password=+x+")
        #expect(fields["name"] == "a b" && fields.raw("password") == " x ")
    }

    @Test(
        "Only a path of our own is gone on to",
        arguments: [
            ("/tasks?q=1", true), ("//evil.example", false), ("/\\evil.example", false),
            ("https://evil.example", false), ("/a\nb", false), ("", false),
        ])
    func keepsOwnPaths(path: String, isOwn: Bool) {
        #expect((ownPath(path) == path) == isOwn)
    }
}
