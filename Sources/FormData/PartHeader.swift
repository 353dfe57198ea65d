// SPDX-License-Identifier: Apache-2.0

/// What stands before one part of a multipart form.
package struct PartHeader: Hashable, Sendable {
    /// The name of the field.
    package let name: String
    /// The name of the file, without folders; nil for a plain field.
    package let fileName: String?

    package init(name: String, fileName: String?) { (self.name, self.fileName) = (name, fileName) }

    /// Reads the lines of a header. Throws where they are not UTF-8 or name no field.
    init(_ bytes: [UInt8]) throws {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw MultipartReader.Fault.malformedHeader }
        for line in text.split(whereSeparator: \.isNewline) {
            let halves = line.split(separator: ":", maxSplits: 1)
            guard halves.count == 2, halves[0].lowercased() == "content-disposition" else { continue }
            let value = String(halves[1])
            guard let name = headerParameter("name", of: value) else { break }
            self.init(name: name, fileName: headerParameter("filename", of: value).map(Self.plainName))
            return
        }
        throw MultipartReader.Fault.malformedHeader
    }

    /// The last part of a path, without control characters: some browsers send the folders too.
    private static func plainName(_ path: String) -> String {
        let last = path.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        return String(
            String.UnicodeScalarView(last.unicodeScalars.filter { $0.properties.generalCategory != .control })
        )
        .withoutOuterSpace
    }
}

/// The parameter `name` of a header field's value, such as `boundary` of `multipart/form-data; boundary=x`, with the
/// escapes that browsers write inside quotes (%22, %0D, %0A) undone.
package func headerParameter(_ name: String, of value: String) -> String? {
    var rest = Substring(value)
    guard let first = rest.firstIndex(of: ";") else { return nil }
    rest = rest[first...]
    while rest.first == ";" {
        rest = rest.dropFirst().drop(while: { $0 == " " || $0 == "\t" })
        let key = rest.prefix { $0 != "=" && $0 != ";" }
        rest = rest.dropFirst(key.count)
        guard rest.first == "=" else { continue }
        rest = rest.dropFirst()
        let found: Substring
        if rest.first == "\"" {
            found = rest.dropFirst().prefix { $0 != "\"" }
            rest = rest.dropFirst(found.count + 1).drop(while: { $0 != ";" })
        } else {
            found = rest.prefix { $0 != ";" }
            rest = rest.dropFirst(found.count)
        }
        if key.lowercased() == name {
            return found.replacing("%22", with: "\"").replacing("%0D", with: "").replacing("%0A", with: " ")
                .description.withoutOuterSpace
        }
    }
    return nil
}

extension String {
    /// The text without the white space at its ends.
    fileprivate var withoutOuterSpace: String {
        let start = unicodeScalars.firstIndex { !$0.properties.isWhitespace } ?? endIndex
        let end = unicodeScalars.lastIndex { !$0.properties.isWhitespace }
        return end.map { String(unicodeScalars[start...$0]) } ?? ""
    }
}
