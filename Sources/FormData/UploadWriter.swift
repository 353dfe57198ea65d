// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// Why an upload was not taken.
package enum UploadFault: Error, Hashable, Sendable {
    case tooLarge
    case noFile
    case broken
}

/// Takes the parts of a form: the first file goes to the disk, or all of them, fields stay in memory.
package struct UploadWriter {
    /// What is written to at the moment.
    package private(set) var file: FileHandle
    /// The most bytes of all files together.
    let fileLimit: Int
    let fieldLimit: Int
    /// Opens what each further file is written to; nil: further files are left out.
    private let next: (() throws -> FileHandle)?
    package private(set) var fields: [(String, String)] = []
    /// The names of the files that were written.
    package private(set) var fileNames: [String] = []
    package var fileName: String? { fileNames.first }
    private var part: PartHeader?
    private var isFile = false
    private var value: [UInt8] = []
    private var written = 0
    private var held = 0

    package init(file: FileHandle, fileLimit: Int, fieldLimit: Int, next: (() throws -> FileHandle)? = nil) {
        (self.file, self.fileLimit, self.fieldLimit, self.next) = (file, fileLimit, fieldLimit, next)
    }

    package mutating func take(_ event: MultipartReader.Event) throws {
        switch event {
        case .begin(let header):
            part = header
            isFile = header.fileName != nil && (fileNames.isEmpty || next != nil)
            if isFile { try begin(header.fileName ?? "") }
            value = []
        case .bytes(let bytes):
            if isFile { try write(bytes) } else if part?.fileName == nil { try hold(bytes) }
        case .end:
            if let part, part.fileName == nil { fields.append((part.name, String(decoding: value, as: UTF8.self))) }
            part = nil
        }
    }

    private mutating func begin(_ name: String) throws {
        if let next, !fileNames.isEmpty {
            try file.close()
            file = try next()
        }
        fileNames.append(name)
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
