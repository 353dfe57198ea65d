// SPDX-License-Identifier: Apache-2.0
import SQLCore
import Testing

@Suite("Addresses of databases")
struct DatabaseAddressTests {
    @Test(
        "An address is read, and shown without its password",
        arguments: [
            (
                "sqlite:data/jiedui.sqlite", DatabaseAddress.sqlite(path: "data/jiedui.sqlite"),
                "sqlite:data/jiedui.sqlite"
            ),
            ("sqlite:/var/lib/j.sqlite", .sqlite(path: "/var/lib/j.sqlite"), "sqlite:/var/lib/j.sqlite"),
            (
                "postgres://u:p@h:5432/d", .postgres(url: "postgres://u:p@h:5432/d"), "postgres://u:***@h:5432/d"
            ),
            ("postgres://u@h/d", .postgres(url: "postgres://u@h/d"), "postgres://u@h/d"),
            ("postgresql://u:a@b@h/d", .postgres(url: "postgresql://u:a@b@h/d"), "postgresql://u:***@h/d"),
            (
                "postgres://h/d?password=p&sslmode=require",
                .postgres(url: "postgres://h/d?password=p&sslmode=require"),
                "postgres://h/d?password=***&sslmode=require"
            ),
        ])
    func reads(text: String, address: DatabaseAddress, shown: String) throws {
        #expect(try DatabaseAddress(text) == address)
        #expect(address.redacted == shown)
    }

    @Test(
        "What is no address is refused with a reason",
        arguments: [
            ("sqlite:", DatabaseAddressError.missingPath), ("", .unknownScheme), ("mysql://h/d", .unknownScheme),
            ("data/jiedui.sqlite", .unknownScheme),
        ])
    func refuses(text: String, error: DatabaseAddressError) {
        #expect(throws: error) { try DatabaseAddress(text) }
    }
}
