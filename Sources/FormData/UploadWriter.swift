// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// Why an upload was not taken.
package enum UploadFault: Error, Hashable, Sendable {
    case tooLarge
    case noFile
    case broken
}

/// Takes the parts of a form: the first file goes to the disk, fields stay in memory.
package struct UploadWriter {
    package let file: FileHandle
    let fileLimit: Int
    let fieldLimit: Int
    package private(set) var fields: [(String, String)] = []
    package private(set) var fileName: String?
    private var part: PartHeader?
    private var isFile = false
    private var value: [UInt8] = []
    private var written = 0
    private var held = 0

    package init(file: FileHandle, fileLimit: Int, fieldLimit: Int) {
        (self.file, self.fileLimit, self.fieldLimit) = (file, fileLimit, fieldLimit)
    }

    package mutating func take(_ event: MultipartReader.Event) throws {
        switch event {
        case .begin(let header):
            part = header
            isFile = header.fileName != nil && fileName == nil
            if isFile { fileName = header.fileName }
            value = []
        case .bytes(let bytes):
            if isFile { try write(bytes) } else if part?.fileName == nil { try hold(bytes) }
        case .end:
            if let part, part.fileName == nil { fields.append((part.name, String(decoding: value, as: UTF8.self))) }
            part = nil
        }
    }

    private mutating func write(_ bytes: [UInt8]) throws {
        written += bytes.count
        guard written <= fileLimit else { throw UploadFault.tooLarge }
        try file.write(contentsOf: bytes)
    }

    private mutating func hold(_ bytes: [UInt8]) throws {
        held += bytes.count
        guard held <= fieldLimit else { throw UploadFault.tooLarge }
        value += bytes
    }
}
