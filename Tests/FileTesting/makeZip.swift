// SPDX-License-Identifier: Apache-2.0
import CArchive

/// Returns a zip container with the entries, deflated; the program that writes it is libarchive.
package func makeZip(_ entries: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    let total = entries.reduce(1 << 16) { $0 + $1.bytes.count + 1_024 }
    var buffer = [UInt8](repeating: 0, count: total)
    var used = 0
    let archive = archive_write_new()
    archive_write_set_format_zip(archive)
    buffer.withUnsafeMutableBytes { target in
        _ = archive_write_open_memory(archive, target.baseAddress, target.count, &used)
        for (name, bytes) in entries {
            let entry = archive_entry_new()
            archive_entry_set_pathname(entry, name)
            archive_entry_set_size(entry, Int64(bytes.count))
            archive_entry_set_filetype(entry, UInt32(0o100000))
            archive_entry_set_perm(entry, 0o644)
            archive_write_header(archive, entry)
            _ = bytes.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
            archive_entry_free(entry)
        }
        archive_write_close(archive)
    }
    archive_write_free(archive)
    return Array(buffer[..<used])
}

/// A Word document with the given main part and, where given, styles and lists.
package func makeWordDocument(body: String, numbering: String? = nil, styles: String? = nil) -> [UInt8] {
    let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
    var entries = [
        ("word/document.xml", Array("<w:document \(space)><w:body>\(body)</w:body></w:document>".utf8))
    ]
    if let numbering {
        entries.append(("word/numbering.xml", Array("<w:numbering \(space)>\(numbering)</w:numbering>".utf8)))
    }
    if let styles {
        entries.append(("word/styles.xml", Array("<w:styles \(space)>\(styles)</w:styles>".utf8)))
    }
    return makeZip(entries)
}
