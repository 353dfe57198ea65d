// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What a file with a table is, whatever its name says.
package enum TableFile {
    case workbook
    case separatedText
}

/// What the bytes are: a container, separated text, or a workbook that another program must convert. Throws
/// `WorkbookError` for everything else.
package func recogniseWorkbook(_ source: any ByteSource) throws -> TableFile {
    let beginning = try source.bytes(at: 0, count: Int(min(source.size, 4_096)))
    guard !beginning.isEmpty else { throw WorkbookError.empty }
    if beginning.starts(with: [0x50, 0x4B]) { return .workbook }
    if beginning.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
        let whole = Data(try source.bytes(at: 0, count: Int(min(source.size, 64 << 20))))
        func holds(_ stream: String) -> Bool { whole.range(of: Data(stream.utf8.flatMap { [$0, 0] })) != nil }
        if holds("EncryptedPackage") { throw WorkbookError.encrypted }
        // Workbooks before 2007 say in their first record but one that what follows is encrypted.
        guard holds("Workbook") || holds("Book") else { throw WorkbookError.noWorkbook }
        throw WorkbookError.foreign(.binary97)
    }
    if beginning.starts(with: Array("%PDF".utf8)) { throw WorkbookError.noText }
    let text = String(decoding: beginning.filter { $0 != 0 && $0 < 0x80 }, as: UTF8.self).lowercased()
    let first = text.drop { $0.isWhitespace }
    if first.hasPrefix("<"), first.contains("excel.sheet") || first.contains("<workbook") {
        throw WorkbookError.foreign(.markup2003)
    }
    if first.hasPrefix("<"), ["<html", "<table", "<!doctype html", "<meta", "<style"].contains(where: first.contains) {
        throw WorkbookError.foreign(.webPage)
    }
    return .separatedText
}
