// SPDX-License-Identifier: Apache-2.0
import Domain
import OfficeFiles

/// What a file is, by its first bytes and the names inside of it; by its own name only where those say nothing.
func recogniseFormat(_ file: SourceFile) throws(ExtractionError) -> FileFormat {
    let bytes = file.bytes
    guard !bytes.isEmpty else { throw .empty }
    if contains("%PDF-", in: bytes.prefix(1_024)) { return .pdf }
    if bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6]) {
        return containerFormat(bytes)
    }
    if let format = signedFormat(bytes) { return format }
    if let kind = foreignKind(bytes) {
        throw kind.map { .unsupported($0, name: file.name) } ?? .binary(name: file.name)
    }
    if bytes.starts(with: compoundFile) { return try compoundFormat(file) }
    if let format = expectedFormat(of: file) { throw .damaged(format) }
    return looksLikeHTML(file) ? .html : .text
}

/// What a container is that holds no Word document.
func foreignContainer(_ archive: ZipArchive, _ file: SourceFile) -> ExtractionError {
    func has(_ prefix: String) -> Bool { archive.names.contains { $0.hasPrefix(prefix) } }
    if has("xl/") { return .unsupported(.spreadsheet, name: file.name) }
    if has("ppt/") { return .unsupported(.slides, name: file.name) }
    if has("mimetype") && has("content.xml") { return .unsupported(.openDocument, name: file.name) }
    return file.suffix == "docx" ? .damaged(.word) : .unsupported(.archive, name: file.name)
}

/// What a zip container holds; one that can't be opened is taken for the commonest kind, whose reader says why.
private func containerFormat(_ bytes: [UInt8]) -> FileFormat {
    guard let archive = try? ZipArchive(bytes: bytes) else { return .word }
    if archive.names.contains("OFD.xml") { return .ofd }
    let kind = (try? archive.contents(of: ["mimetype"]))?["mimetype"] ?? []
    return kind.starts(with: Array("application/vnd.oasis.opendocument.text".utf8)) ? .openDocument : .word
}

/// Formats that are read and known by their first bytes.
private func signedFormat(_ bytes: [UInt8]) -> FileFormat? {
    let signatures: [([UInt8], FileFormat)] = [
        ([0x89, 0x50, 0x4E, 0x47], .image), ([0xFF, 0xD8, 0xFF], .image), ([0x49, 0x49, 0x2A, 0], .image),
        ([0x4D, 0x4D, 0, 0x2A], .image), (Array("{\\rtf".utf8), .richText),
    ]
    return signatures.first { bytes.starts(with: $0.0) }?.1
}

/// Formats that are known by their first bytes and not read; `.some(nil)` is a program.
private func foreignKind(_ bytes: [UInt8]) -> UnsupportedKind?? {
    let signatures: [([UInt8], UnsupportedKind?)] = [
        (Array("GIF8".utf8), .image),
        (Array("Rar!".utf8), .archive), ([0x37, 0x7A, 0xBC, 0xAF], .archive), ([0x1F, 0x8B], .archive),
        (Array("MIME-Version:".utf8), .webArchive), ([0x7F, 0x45, 0x4C, 0x46], nil), ([0xCA, 0xFE, 0xBA, 0xBE], nil),
    ]
    return signatures.first { bytes.starts(with: $0.0) }.map(\.1)
}

/// The signature of OLE compound files: old Office formats, and new ones under a password.
private let compoundFile: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

private func compoundFormat(_ file: SourceFile) throws(ExtractionError) -> FileFormat {
    func holds(_ stream: String) -> Bool {
        containsBytes(stream.utf8.flatMap { [$0, 0] }, in: file.bytes[...])
    }
    if holds("EncryptedPackage") { throw .encrypted(.word) }
    if holds("WordDocument") || file.suffix == "wps" || file.suffix == "doc" { return .oldWord }
    if holds("Workbook") { throw .unsupported(.spreadsheet, name: file.name) }
    if holds("PowerPoint Document") { throw .unsupported(.slides, name: file.name) }
    throw .unsupported(.unknown, name: file.name)
}

/// The format that the name promises and the content, which is neither a container nor a .pdf file, does not keep.
private func expectedFormat(of file: SourceFile) -> FileFormat? {
    switch file.suffix {
    case "docx", "docm": .word
    case "pdf": .pdf
    case "ofd": .ofd
    case "odt": .openDocument
    case "doc", "wps": .oldWord
    case "rtf": .richText
    case "png", "jpg", "jpeg", "tif", "tiff": .image
    default: nil
    }
}

private func looksLikeHTML(_ file: SourceFile) -> Bool {
    // Also in UTF-16: without its zero bytes the beginning reads as ASCII.
    let beginning = file.bytes.prefix(4_096).filter { $0 != 0 && $0 < 0x80 }
    let text = String(decoding: beginning, as: UTF8.self).lowercased()
    let first = text.drop(while: \.isWhitespace)
    if first.hasPrefix("<!doctype html") || first.hasPrefix("<html") { return true }
    guard first.hasPrefix("<") || ["html", "htm", "shtml", "xhtml"].contains(file.suffix) else { return false }
    return ["<html", "<head", "<body", "<div", "<p>", "<p ", "<table", "<meta"].contains { text.contains($0) }
}

private func contains(_ word: String, in bytes: ArraySlice<UInt8>) -> Bool {
    containsBytes(Array(word.utf8), in: bytes)
}

func containsBytes(_ wanted: [UInt8], in bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = wanted.first else { return true }
    var rest = bytes
    while let place = rest.firstIndex(of: first) {
        if rest[place...].starts(with: wanted) { return true }
        rest = rest[(place + 1)...]
    }
    return false
}
