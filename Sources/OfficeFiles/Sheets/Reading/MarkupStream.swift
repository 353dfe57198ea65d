// SPDX-License-Identifier: Apache-2.0
import CExpat

/// What hears the elements of a worksheet or of its shared texts: millions of them, so nothing is made of a name that
/// nobody asks for.
protocol MarkupHearer: AnyObject {
    func start(_ element: SheetElement, _ attributes: SheetAttributes) throws
    func end(_ element: SheetElement) throws
    func text(_ bytes: UnsafeRawBufferPointer) throws
}

/// The elements of worksheets that are told apart (ISO/IEC 29500-1, 18).
enum SheetElement: UInt8 {
    case row, cell, value, formula, inline, text, phonetic, shared, merge, column, data, other

    init(_ name: UnsafePointer<CChar>) {
        var start = name
        var next = name
        while next.pointee != 0 {
            if next.pointee == 0x3A { start = next + 1 }
            next += 1
        }
        let length = next - start
        func named(_ word: StaticString) -> Bool {
            word.utf8CodeUnitCount == length
                && (0..<length).allSatisfy { UInt8(bitPattern: start[$0]) == word.utf8Start[$0] }
        }
        self =
            switch (length, UInt8(bitPattern: start.pointee)) {
            case (1, 0x63): .cell
            case (1, 0x76): .value
            case (1, 0x66): .formula
            case (1, 0x74): .text
            case (2, 0x69) where named("is"): .inline
            case (2, 0x73) where named("si"): .shared
            case (3, 0x72) where named("row"): .row
            case (3, 0x72) where named("rPh"): .phonetic
            case (3, 0x63) where named("col"): .column
            case (9, 0x6D) where named("mergeCell"): .merge
            case (9, 0x73) where named("sheetData"): .data
            default: .other
            }
    }
}

/// The attributes of one element; valid only while its `start` runs.
struct SheetAttributes {
    let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    /// The value of the attribute with this one-letter name.
    func letter(_ letter: UInt8) -> UnsafePointer<CChar>? {
        guard var next = pairs else { return nil }
        while let name = next.pointee, let value = next[1] {
            if UInt8(bitPattern: name.pointee) == letter, name[1] == 0 { return value }
            next += 2
        }
        return nil
    }

    subscript(_ wanted: String) -> String? {
        guard var next = pairs else { return nil }
        while let name = next.pointee, let value = next[1] {
            if String(cString: name) == wanted { return String(cString: value) }
            next += 2
        }
        return nil
    }
}

/// One part of a workbook under way through the XML library, fed piece by piece.
final class MarkupStream {
    private let parser: XML_Parser
    private let hearer: any MarkupHearer
    private let part: String
    private var depth = 0
    private var failure: (any Error)?
    private var pieces = 0

    init(_ hearer: any MarkupHearer, part: String) throws {
        guard let parser = XML_ParserCreate(nil) else {
            throw WorkbookError.markup(.malformed(line: 0, reason: "out of memory"), part: part)
        }
        (self.parser, self.hearer, self.part) = (parser, hearer, part)
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { data, name, attributes in
                guard let name, let this = MarkupStream.of(data) else { return }
                this.start(SheetElement(name), SheetAttributes(pairs: attributes))
            },
            { data, name in
                guard let name, let this = MarkupStream.of(data) else { return }
                this.end(SheetElement(name))
            })
        XML_SetCharacterDataHandler(parser) { data, text, count in
            guard let text, count > 0, let this = MarkupStream.of(data), this.failure == nil else { return }
            do { try this.hearer.text(UnsafeRawBufferPointer(start: text, count: Int(count))) } catch {
                this.stop(error)
            }
        }
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
            guard let this = MarkupStream.of(data) else { return }
            this.stop(WorkbookError.markup(.declaresTypes, part: this.part))
        }
    }

    deinit { XML_ParserFree(parser) }

    /// Takes the next bytes; `isLast` ends the part.
    func feed(_ bytes: UnsafeRawBufferPointer, isLast: Bool) throws {
        // One tag that goes on for megabytes would be held whole by the library.
        pieces += 1
        guard pieces <= 32 else { throw WorkbookError.tooLarge }
        let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        let status = XML_Parse(parser, start, Int32(bytes.count), isLast ? 1 : 0)
        if let failure { throw failure }
        guard status == XML_STATUS_OK else {
            let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "unknown"
            throw WorkbookError.markup(
                .malformed(line: Int(XML_GetCurrentLineNumber(parser)), reason: reason), part: part)
        }
    }

    private static func of(_ data: UnsafeMutableRawPointer?) -> MarkupStream? {
        data.map { Unmanaged<MarkupStream>.fromOpaque($0).takeUnretainedValue() }
    }

    private func start(_ element: SheetElement, _ attributes: SheetAttributes) {
        guard failure == nil else { return }
        (depth, pieces) = (depth + 1, 0)
        guard depth <= 200 else { return stop(WorkbookError.markup(.tooDeep, part: part)) }
        do { try hearer.start(element, attributes) } catch { stop(error) }
    }

    private func end(_ element: SheetElement) {
        guard failure == nil else { return }
        (depth, pieces) = (depth - 1, 0)
        do { try hearer.end(element) } catch { stop(error) }
    }

    private func stop(_ error: any Error) {
        failure = failure ?? error
        _ = XML_StopParser(parser, 0)
    }
}
