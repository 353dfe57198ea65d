// SPDX-License-Identifier: Apache-2.0
package import Domain
import Foundation
import OfficeFiles

/// What the bytes of a file are; by its name only where the name makes something of it that is carried out.
///
/// Reads the beginning, and of a container of up to 64 MiB the names of its parts. Throws `ExtractionError.empty` and
/// `.unreadable`.
package func recogniseAttachment(path: String, named name: String) throws(ExtractionError) -> AttachmentType {
    if let danger = AttachmentType(dangerousName: name) { return danger }
    guard let file = FileHandle(forReadingAtPath: path) else { throw .unreadable(name: name) }
    defer { try? file.close() }
    guard let data = try? file.read(upToCount: 65_536) else { throw .empty }
    let bytes = [UInt8](data)
    if bytes.isEmpty { throw .empty }
    if let type = signedType(bytes) { return type }
    if bytes.starts(with: [0x50, 0x4B, 3, 4]) { return containerType(path) }
    do {
        switch try recogniseFormat(SourceFile(name: "", bytes: bytes, path: nil)) {
        case .pdf: return .pdf
        case .image: return .picture
        case .richText: return .richText
        case .oldWord: return .oldOffice
        case .html: return .page
        case .ofd: return .ofd
        case .word, .openDocument: return .archive
        case .text: return textType(bytes)
        }
    } catch {
        return error.attachmentType
    }
}

/// Types that the first bytes tell and that no reader of documents knows apart.
private func signedType(_ bytes: [UInt8]) -> AttachmentType? {
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
    if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) { return .webp }
    let programs: [[UInt8]] = [
        Array("MZ".utf8), Array("#!".utf8), [0x7F, 0x45, 0x4C, 0x46], [0xCA, 0xFE, 0xBA, 0xBE],
        [0xFE, 0xED, 0xFA, 0xCE], [0xFE, 0xED, 0xFA, 0xCF], [0xCE, 0xFA, 0xED, 0xFE], [0xCF, 0xFA, 0xED, 0xFE],
        // The beginning of a shortcut of Windows.
        [0x4C, 0, 0, 0, 1, 0x14, 2, 0],
    ]
    return programs.contains(where: bytes.starts(with:)) ? .program : nil
}

private func containerType(_ path: String) -> AttachmentType {
    let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? .max
    guard size <= 64 << 20, let data = FileManager.default.contents(atPath: path),
        let archive = try? ZipArchive(bytes: [UInt8](data))
    else { return .archive }
    func has(_ prefix: String) -> Bool { archive.names.contains { $0.hasPrefix(prefix) } }
    if archive.names.contains("OFD.xml") { return .ofd }
    if has("word/") { return .word }
    if has("xl/") { return .sheet }
    if has("ppt/") { return .slides }
    if archive.names.contains("META-INF/MANIFEST.MF") || archive.names.contains("AndroidManifest.xml") {
        return .program
    }
    return archive.names.contains("mimetype") && archive.names.contains("content.xml") ? .openDocument : .archive
}

/// Text, unless it is a drawing or a page that another language hides, or has bytes that no text has.
private func textType(_ bytes: [UInt8]) -> AttachmentType {
    let plain = bytes.filter { $0 != 0 && $0 < 0x80 }
    let beginning = String(decoding: plain.prefix(65_536), as: UTF8.self).lowercased()
    if ["<svg", "<html", "<script", "<!doctype html", "<hta:"].contains(where: beginning.contains) { return .page }
    let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    return bytes.contains(0) && !isWide ? .other : .text
}

extension ExtractionError {
    /// What a file is of which the reader of documents says that it can't read it.
    fileprivate var attachmentType: AttachmentType {
        switch self {
        case .unsupported(.spreadsheet, _), .unsupported(.slides, _), .unsupported(.unknown, _), .encrypted: .oldOffice
        case .unsupported(.image, _): .picture
        case .unsupported(.archive, _): .archive
        case .unsupported(.openDocument, _): .openDocument
        case .unsupported(.webArchive, _): .page
        case .binary: .program
        default: .other
        }
    }
}
