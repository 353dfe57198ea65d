// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Why a file could not be read; each case is a sentence of the catalogue `extraction` that says what to do.
package enum ExtractionError: Error, Hashable, Sendable {
    /// No byte, or no printed character.
    case empty
    case unreadable(name: String)
    case tooLarge(bytes: Int, limit: Int)
    case textTooLong(scalars: Int, limit: Int)
    case tooManyPages(pages: Int, limit: Int)
    /// Named as text, but it is a program, a picture or another file that holds no text.
    case binary(name: String)
    case unknownEncoding(name: String)
    /// The end of the file is missing.
    case truncated(FileFormat)
    /// The file says it is of this format but does not hold together.
    case damaged(FileFormat)
    case zipBomb
    /// The file defines text that grows when it is read, or points outside of itself.
    case unsafeMarkup
    /// Pages without text in a file whose pictures are not recognised.
    case scan(pages: Int)
    case encrypted(FileFormat)
    case unsupported(UnsupportedKind, name: String)
    case noSuchPage(page: Int, pages: Int)
    case toolMissing(tool: String, package: String)
    case toolTimeout(tool: String, seconds: Int)
    case toolMemory(tool: String, megabytes: Int)
    case toolFailed(tool: String, status: Int)
    case cancelled
}

/// Kinds of files that are recognised but not read.
package enum UnsupportedKind: String, CaseIterable, Hashable, Sendable {
    case spreadsheet, slides, openDocument, image, archive, webArchive, unknown
}

extension ExtractionError: ExplainedError {
    /// The key of the sentence in the catalogue.
    package var messageKey: String {
        switch self {
        case .empty: "extraction.empty"
        case .unreadable: "extraction.unreadable"
        case .tooLarge: "extraction.tooLarge"
        case .textTooLong: "extraction.textTooLong"
        case .tooManyPages: "extraction.tooManyPages"
        case .binary: "extraction.binary"
        case .unknownEncoding: "extraction.unknownEncoding"
        case .truncated: "extraction.truncated"
        case .damaged: "extraction.damaged"
        case .zipBomb: "extraction.zipBomb"
        case .unsafeMarkup: "extraction.unsafeMarkup"
        case .scan: "extraction.scan"
        case .encrypted: "extraction.encrypted"
        case .unsupported(let kind, _): "extraction.unsupported.\(kind.rawValue)"
        case .noSuchPage: "extraction.noSuchPage"
        case .toolMissing: "extraction.toolMissing"
        case .toolTimeout: "extraction.toolTimeout"
        case .toolMemory: "extraction.toolMemory"
        case .toolFailed: "extraction.toolFailed"
        case .cancelled: "extraction.cancelled"
        }
    }

    /// What the sentence of the catalogue names.
    package var arguments: [String: String] {
        switch self {
        case .empty, .zipBomb, .unsafeMarkup, .cancelled: [:]
        case .unreadable(let name), .binary(let name), .unknownEncoding(let name), .unsupported(_, let name):
            ["name": name]
        case .tooLarge(let bytes, let limit):
            ["megabytes": megabytes(bytes), "limit": megabytes(limit)]
        case .textTooLong(let scalars, let limit): ["characters": "\(scalars)", "limit": "\(limit)"]
        case .tooManyPages(let pages, let limit): ["pages": "\(pages)", "limit": "\(limit)"]
        case .truncated(let format), .damaged(let format), .encrypted(let format): ["format": format.rawValue]
        case .scan(let pages): ["pages": "\(pages)"]
        case .noSuchPage(let page, let pages): ["page": "\(page)", "pages": "\(pages)"]
        case .toolMissing(let tool, let package): ["tool": tool, "package": package]
        case .toolTimeout(let tool, let seconds): ["tool": tool, "seconds": "\(seconds)"]
        case .toolMemory(let tool, let megabytes): ["tool": tool, "megabytes": "\(megabytes)"]
        case .toolFailed(let tool, let status): ["tool": tool, "status": "\(status)"]
        }
    }

    /// Every case once, with sample arguments: for tests of the catalogues and of the pages that show errors.
    package static var samples: [ExtractionError] {
        [
            .empty, .unreadable(name: "plan.txt"), .tooLarge(bytes: 200 << 20, limit: 64 << 20),
            .textTooLong(scalars: 30_000_000, limit: 20_000_000), .tooManyPages(pages: 1000, limit: 500),
            .binary(name: "plan.txt"), .unknownEncoding(name: "plan.txt"), .truncated(.word), .damaged(.pdf),
            .zipBomb, .unsafeMarkup, .scan(pages: 3), .encrypted(.pdf), .noSuchPage(page: 9, pages: 8),
            .toolMissing(tool: "pandoc", package: "pandoc"), .toolTimeout(tool: "pdftotext", seconds: 60),
            .toolMemory(tool: "pandoc", megabytes: 1024), .toolFailed(tool: "pdftoppm", status: 1), .cancelled,
        ] + UnsupportedKind.allCases.map { .unsupported($0, name: "plan.bin") }
    }
}

/// Rounded up, so that a file just over the limit is not said to be as large as it.
private func megabytes(_ bytes: Int) -> String { "\((bytes + (1 << 20) - 1) >> 20)" }
