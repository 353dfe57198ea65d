// SPDX-License-Identifier: Apache-2.0

/// The external programs that read files for us, and those that fence them in.
enum ExternalTool: String, CaseIterable, Sendable {
    case pandoc, pdfinfo, pdftotext, pdftoppm, tesseract, soffice, prlimit, unshare
    case thumbnailer = "gdk-pixbuf-thumbnailer"

    /// Whether only some kinds of files need it.
    var isOptional: Bool { self == .tesseract || self == .soffice || self == .thumbnailer }

    /// What it is needed for, a word of a closed list: `html`, `pdf`, `scans`, `office`, `pictures`,
    /// `fence`.
    var purpose: String {
        switch self {
        case .pandoc: "html"
        case .pdfinfo, .pdftotext, .pdftoppm: "pdf"
        case .tesseract: "scans"
        case .soffice: "office"
        case .thumbnailer: "pictures"
        case .prlimit, .unshare: "fence"
        }
    }

    /// The Debian packages that bring it.
    var package: String {
        switch self {
        case .pandoc: "pandoc"
        case .pdfinfo, .pdftotext, .pdftoppm: "poppler-utils"
        case .tesseract: "tesseract-ocr tesseract-ocr-chi-sim"
        case .soffice: "libreoffice-writer-nogui libreoffice-calc-nogui"
        case .thumbnailer: "libgdk-pixbuf2.0-bin"
        case .prlimit, .unshare: "util-linux"
        }
    }

    /// The argument that makes it print its version; nil where nothing does.
    var versionArgument: String? {
        switch self {
        case .pdfinfo, .pdftotext, .pdftoppm: "-v"
        case .pandoc, .tesseract, .soffice, .prlimit, .unshare: "--version"
        case .thumbnailer: nil
        }
    }
}
