// SPDX-License-Identifier: Apache-2.0

/// What the bytes of a file are, told by the bytes; the raw value is the media type that is kept.
package enum AttachmentType: String, CaseIterable, Sendable {
    case jpeg = "image/jpeg"
    case png = "image/png"
    case webp = "image/webp"
    /// Of another kind than the three that are shown.
    case picture = "image/tiff"
    case pdf = "application/pdf"
    case ofd = "application/ofd"
    case word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case slides = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    case openDocument = "application/vnd.oasis.opendocument.text"
    /// A compound file: .doc, .xls, .ppt, .wps, or an Office file under a password.
    case oldOffice = "application/x-ole-storage"
    case richText = "application/rtf"
    case text = "text/plain"
    case archive = "application/zip"
    case other = "application/octet-stream"
    /// A page that a browser would carry out: HTML, SVG, a saved web page.
    case page = "text/html"
    /// What a machine would carry out: a program or a script.
    case program = "application/x-executable"

    /// False of what does something when it is opened.
    package var isAccepted: Bool { self != .page && self != .program }
    /// Whether a small picture of it can be made.
    package var hasPicture: Bool { self == .jpeg || self == .png || self == .webp }

    /// The word of the sentence `attachment.type.<word>`.
    package var word: String {
        switch self {
        case .jpeg, .png, .webp, .picture: "picture"
        case .pdf: "pdf"
        case .ofd: "ofd"
        case .word, .openDocument, .richText: "document"
        case .sheet: "sheet"
        case .slides: "slides"
        case .oldOffice: "office"
        case .text: "text"
        case .archive: "archive"
        case .other: "other"
        case .page: "page"
        case .program: "program"
        }
    }

    /// The ends of names that a machine carries out, whatever the bytes are.
    private static let carriedOut: Set = [
        "exe", "com", "bat", "cmd", "scr", "pif", "msi", "dll", "vbs", "vbe", "js", "jse", "wsf", "wsh", "hta", "ps1",
        "lnk", "reg", "jar", "sh", "app", "apk", "deb", "rpm", "cpl", "chm", "url", "desktop", "msp", "mst", "msc",
        "scf",
        "library-ms", "appref-ms", "jnlp", "py", "pyw", "sct", "wsc", "xll", "docm", "dotm", "xlsm", "xltm", "pptm",
        "one",
        "iso", "img", "vhd", "vhdx",
    ]
    private static let pages: Set = ["html", "htm", "xhtml", "shtml", "mht", "mhtml", "svg", "svgz", "xht"]

    /// What the end of a name makes of a file when somebody opens it; nil where it makes nothing dangerous of it.
    package init?(dangerousName name: String) {
        // The dots and blanks at an end are dropped by systems that carry files out.
        let name = name.lowercased().reversed().drop { $0 == "." || $0 == " " }.reversed()
        let end = String(name.split(separator: ".", omittingEmptySubsequences: false).last ?? [])
        if Self.carriedOut.contains(end) {
            self = .program
        } else if Self.pages.contains(end) {
            self = .page
        } else {
            return nil
        }
    }
}
