// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import NIOCore
import UseCases

/// A page of a list, or all of it as a table that is written while it is read.
///
/// `page` gives the page after a cursor with at most so many lines.
func answerList<Item: Sendable>(
    _ call: Call, _ shape: Shape<Item>, _ page: @escaping @Sendable (String?, Int) async throws -> Page<Item>
) async throws -> Reply {
    guard call.format != .json else {
        let page = try await page(call.text("cursor"), call.limit)
        return .json(["items": shape.list(page.items), "next": .optional(page.next)])
    }
    // The first page is read before the head is sent, so that what is refused is refused with a status.
    let first = try await page(nil, 1_000)
    let format = call.format
    let body = ResponseBody { writer in
        var current = first
        try await writer.write(ByteBuffer(bytes: format == .csv ? tableHead(shape) : []))
        while true {
            var bytes: [UInt8] = []
            for item in current.items {
                if format == .csv {
                    bytes += tableLine(shape.fields.map { cell($0.value(item)) })
                } else {
                    shape.json(item).write(to: &bytes)
                    bytes.append(0x0A)
                }
            }
            try await writer.write(ByteBuffer(bytes: bytes))
            guard let next = current.next else { break }
            current = try await page(next, 1_000)
        }
        try await writer.finish(nil)
    }
    return Reply(
        body: .stream(body, type: format == .csv ? "text/csv; charset=utf-8; header=present" : format.rawValue))
}

/// The heading line, after the mark by which spreadsheets know UTF-8.
private func tableHead<Item>(_ shape: Shape<Item>) -> [UInt8] {
    [0xEF, 0xBB, 0xBF] + tableLine(shape.fields.map(\.name))
}

/// RFC 4180: every cell in quotes where it needs them, lines end with CR LF.
private func tableLine(_ cells: [String]) -> [UInt8] {
    Array(cells.map(quoted).joined(separator: ",").utf8) + [0x0D, 0x0A]
}

private func quoted(_ cell: String) -> String {
    let special: Set<Unicode.Scalar> = ["\"", ",", "\r", "\n"]
    guard cell.unicodeScalars.contains(where: special.contains) || cell.hasPrefix(" ") || cell.hasSuffix(" ") else {
        return cell
    }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
}

/// A value as one cell: lists of texts on one line, what is nested as JSON.
private func cell(_ value: JSON) -> String {
    switch value {
    case .null: return ""
    case .text(let text): return harmless(text)
    case .list(let items):
        let texts = items.compactMap(\.text)
        return texts.count == items.count ? harmless(texts.joined(separator: "; ")) : value.printed
    default: return value.printed
    }
}

/// Text that a spreadsheet would take for a formula gets an apostrophe in front, in full-width form too.
private func harmless(_ text: String) -> String {
    guard let first = text.unicodeScalars.first else { return text }
    let narrow = (0xFF01...0xFF5E).contains(first.value) ? first.value - 0xFEE0 : first.value
    return "=+-@\t\r\n".unicodeScalars.contains { $0.value == narrow } ? "'" + text : text
}
