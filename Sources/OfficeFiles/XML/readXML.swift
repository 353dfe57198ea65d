// SPDX-License-Identifier: Apache-2.0
import CExpat

/// Why an XML part could not be read.
package enum XMLError: Error, Hashable, Sendable {
    /// Not well-formed; the text is the library's, for the log.
    case malformed(line: Int, reason: String)
    /// A document type is declared: only with it can entities be defined that expand or point outside.
    case declaresTypes
    case tooDeep
}

/// Reads the part from its first to its last byte and tells `visitor` what it meets.
///
/// Entities beyond the five of XML cannot occur, because a document type declaration is refused.
package func readXML(_ bytes: [UInt8], depth: Int = 1_000, visitor: any XMLVisitor) throws(XMLError) {
    guard let parser = XML_ParserCreateNS(nil, xmlSeparator) else {
        throw .malformed(line: 0, reason: "out of memory")
    }
    defer { XML_ParserFree(parser) }
    let reading = XMLReading(parser: parser, visitor: visitor, depth: depth)
    XML_SetUserData(parser, Unmanaged.passUnretained(reading).toOpaque())
    setHandlers(parser)
    let status = withExtendedLifetime(reading) { feed(bytes, to: parser) }
    if let refusal = reading.refusal { throw refusal }
    guard status == XML_STATUS_OK else {
        let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "unknown"
        throw .malformed(line: Int(XML_GetCurrentLineNumber(parser)), reason: reason)
    }
}

/// The library counts in Int32, so the part is handed over in pieces.
private func feed(_ bytes: [UInt8], to parser: XML_Parser) -> XML_Status {
    bytes.withUnsafeBytes { buffer in
        let chars = buffer.bindMemory(to: CChar.self)
        let piece = 1 << 20
        var place = 0
        while true {
            let count = min(piece, chars.count - place)
            let isLast = place + count == chars.count
            let status = XML_Parse(parser, chars.baseAddress.map { $0 + place }, Int32(count), isLast ? 1 : 0)
            if status != XML_STATUS_OK || isLast { return status }
            place += count
        }
    }
}

private func setHandlers(_ parser: XML_Parser) {
    XML_SetElementHandler(
        parser,
        { data, name, attributes in
            guard let name else { return }
            XMLReading.of(data)?.start(name, XMLAttributes(pairs: attributes))
        },
        { data, name in
            guard let name else { return }
            XMLReading.of(data)?.end(name)
        })
    XML_SetCharacterDataHandler(parser) { data, text, count in
        guard let text, count > 0 else { return }
        XMLReading.of(data)?.text(UnsafeRawBufferPointer(start: text, count: Int(count)))
    }
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in XMLReading.of(data)?.stop(.declaresTypes) }
}

/// One reading under way: how deep it is, and why it was stopped.
private final class XMLReading {
    private let parser: XML_Parser
    private let visitor: any XMLVisitor
    private let limit: Int
    private var depth = 0
    private var names: [String: XMLName] = [:]
    private(set) var refusal: XMLError?

    init(parser: XML_Parser, visitor: any XMLVisitor, depth: Int) {
        (self.parser, self.visitor, self.limit) = (parser, visitor, depth)
    }

    static func of(_ data: UnsafeMutableRawPointer?) -> XMLReading? {
        data.map { Unmanaged<XMLReading>.fromOpaque($0).takeUnretainedValue() }
    }

    func start(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes) {
        guard refusal == nil else { return }
        depth += 1
        guard depth <= limit else { return stop(.tooDeep) }
        visitor.start(self.name(name), attributes)
    }

    func end(_ name: UnsafePointer<CChar>) {
        guard refusal == nil else { return }
        depth -= 1
        visitor.end(self.name(name))
    }

    func text(_ bytes: UnsafeRawBufferPointer) {
        guard refusal == nil else { return }
        visitor.text(String(decoding: bytes, as: UTF8.self))
    }

    func stop(_ reason: XMLError) {
        refusal = reason
        _ = XML_StopParser(parser, 0)
    }

    /// A document uses a few dozen names a million times.
    private func name(_ raw: UnsafePointer<CChar>) -> XMLName {
        let full = String(cString: raw)
        if let known = names[full] { return known }
        let parts = full.split(separator: "\u{1}", maxSplits: 1)
        let name =
            parts.count == 2
            ? XMLName(space: XMLSpace(address: String(parts[0])), local: String(parts[1]))
            : XMLName(space: .other, local: full)
        if names.count < 4_096 { names[full] = name }
        return name
    }
}
