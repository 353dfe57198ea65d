// SPDX-License-Identifier: Apache-2.0
package import Domain
import OfficeFiles

/// Fixed-layout documents (.ofd, GB/T 33190-2016): the file says where each sign stands, lines are put together as for
/// .pdf files.
package struct OFDAdapter: SourceAdapter {
    private let limits: ExtractionLimits

    package init(limits: ExtractionLimits) { self.limits = limits }

    package func read(_ file: SourceFile) throws(ExtractionError) -> SourceText {
        let document = try document(file)
        let pages = document.pages.enumerated().map { index, page in
            PrintedPage(
                number: index + 1, width: max(page.width, 1), height: max(page.height, 1), words: words(page.signs))
        }
        let signs = document.pages.reduce(0) { $0 + $1.signs.count }
        // Offices also put pictures of pages into such files.
        guard signs >= 4 * pages.count else { throw .scan(pages: pages.count) }
        return layOut(pages, as: .ofd)
    }

    private func document(_ file: SourceFile) throws(ExtractionError) -> OFDDocument {
        var zipLimits = ZipLimits()
        zipLimits.unpackedBytes = limits.unpackedBytes
        do {
            return try readOFDDocument(try ZipArchive(bytes: file.bytes, limits: zipLimits), pages: limits.pages)
        } catch let error as ZipError {
            throw ExtractionError(error, .ofd)
        } catch let error as OFDError {
            switch error {
            case .container(let reason): throw ExtractionError(reason, .ofd)
            case .markup(.declaresTypes, _), .markup(.tooDeep, _): throw .unsafeMarkup
            case .markup, .noDocument: throw .damaged(.ofd)
            case .encrypted: throw .encrypted(.ofd)
            case .tooManyPages(let pages): throw .tooManyPages(pages: pages, limit: limits.pages)
            }
        } catch { throw .damaged(.ofd) }
    }

    /// Signs that stand beside each other on one base line are a word.
    private func words(_ signs: [OFDSign]) -> [PrintedWord] {
        var words: [PrintedWord] = []
        var run: [OFDSign] = []
        func close() {
            if let first = run.first, let last = run.last {
                let text = String(String.UnicodeScalarView(run.map(\.scalar)))
                words.append(
                    PrintedWord(
                        text: text, left: first.left, top: first.baseline - 0.86 * first.size,
                        right: last.left + advance(of: [last.scalar]) * last.size,
                        bottom: first.baseline + 0.14 * first.size))
            }
            run = []
        }
        for sign in signs {
            if sign.scalar.properties.isWhitespace || sign.scalar.value < 0x20 || sign.size <= 0 {
                close()
                continue
            }
            if let last = run.last {
                let gap = sign.left - last.left - advance(of: [last.scalar]) * last.size
                let isBeside = abs(sign.baseline - last.baseline) < 0.2 * last.size && abs(gap) < 0.6 * last.size
                if !isBeside || abs(sign.size - last.size) > 0.1 * last.size { close() }
            }
            run.append(sign)
        }
        close()
        return words
    }
}

extension ExtractionError {
    /// Why a container of this format can't be opened.
    init(_ error: ZipError, _ format: FileFormat) {
        switch error {
        case .truncated: self = .truncated(format)
        case .encrypted: self = .encrypted(format)
        case .tooManyEntries, .bomb: self = .zipBomb
        case .notAnArchive, .damaged, .unreadable: self = .damaged(format)
        }
    }
}
