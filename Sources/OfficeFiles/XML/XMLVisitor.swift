// SPDX-License-Identifier: Apache-2.0

/// What hears the elements and the text of an XML part while it is read.
package protocol XMLVisitor: AnyObject {
    func start(_ name: XMLName, _ attributes: XMLAttributes)
    func end(_ name: XMLName)
    func text(_ text: String)
}

/// An element's name: a known namespace and the local name.
package struct XMLName: Hashable, Sendable {
    package let space: XMLSpace
    package let local: String

    package init(space: XMLSpace, local: String) { (self.space, self.local) = (space, local) }
}

/// The namespaces of office documents that readers tell apart.
package enum XMLSpace: Hashable, Sendable {
    case word, math, compatibility, relationships, contentTypes, properties, other
}

extension XMLSpace {
    /// ISO/IEC 29500 has two addresses for each namespace: transitional, which Word and WPS write, and strict.
    init(address: String) {
        switch address {
        case "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main":
            self = .word
        case "http://schemas.openxmlformats.org/officeDocument/2006/math",
            "http://purl.oclc.org/ooxml/officeDocument/math":
            self = .math
        case "http://schemas.openxmlformats.org/markup-compatibility/2006": self = .compatibility
        case "http://schemas.openxmlformats.org/package/2006/relationships": self = .relationships
        case "http://schemas.openxmlformats.org/package/2006/content-types": self = .contentTypes
        case "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
            "http://purl.oclc.org/ooxml/officeDocument/extendedProperties":
            self = .properties
        default: self = .other
        }
    }
}

/// The attributes of one element; valid only while its `start` runs.
package struct XMLAttributes {
    let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    /// The value of the attribute with this local name, whatever its namespace.
    package subscript(_ local: String) -> String? {
        guard var next = pairs else { return nil }
        while let name = next.pointee, let value = next[1] {
            if localName(name, equals: local) { return String(cString: value) }
            next += 2
        }
        return nil
    }

    /// The attribute as a whole number; nil where it is missing or is none, or is beyond what a document counts to.
    package func number(_ local: String) -> Int? {
        self[local].flatMap { Int($0) }.flatMap { (-1_000_000_000...1_000_000_000).contains($0) ? $0 : nil }
    }
}

/// The byte between address and local name, as given to the XML library.
let xmlSeparator: CChar = 1

private func localName(_ name: UnsafePointer<CChar>, equals local: String) -> Bool {
    var start = name
    var next = name
    while next.pointee != 0 {
        if next.pointee == xmlSeparator { start = next + 1 }
        next += 1
    }
    let length = next - start
    var other = local
    return other.withUTF8 { bytes in
        bytes.count == length && (0..<length).allSatisfy { UInt8(bitPattern: start[$0]) == bytes[$0] }
    }
}
