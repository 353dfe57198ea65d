// SPDX-License-Identifier: Apache-2.0

/// The external programs that read files for us, and those that fence them in.
enum ExternalTool: String, CaseIterable, Sendable {
    case pandoc, pdfinfo, pdftotext, pdftoppm, prlimit, unshare

    /// The Debian package that brings it.
    var package: String {
        switch self {
        case .pandoc: "pandoc"
        case .pdfinfo, .pdftotext, .pdftoppm: "poppler-utils"
        case .prlimit, .unshare: "util-linux"
        }
    }

    /// The argument that makes it print its version.
    var versionArgument: String {
        switch self {
        case .pdfinfo, .pdftotext, .pdftoppm: "-v"
        case .pandoc, .prlimit, .unshare: "--version"
        }
    }
}
