// SPDX-License-Identifier: Apache-2.0
import CQRCode

/// A picture of black and white squares that a phone reads (GB/T 18284, ISO/IEC 18004).
struct QRCode: Sendable {
    /// Squares along a side.
    let width: Int
    /// Row by row; true is black.
    let squares: [Bool]

    /// nil where the text is too long for a picture.
    init?(_ text: String) {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        width = Int(code.pointee.width)
        // The lowest bit of a square is its colour; the others say what it was made for.
        squares = (0..<width * width).map { code.pointee.data[$0] & 1 == 1 }
    }

    /// The picture as SVG with the white margin of four squares that readers want. `label` says what it is to those who
    /// don't see it.
    func svg(label: String) -> String {
        let margin = 4
        let size = width + 2 * margin
        var path = ""
        for row in 0..<width {
            for column in 0..<width where squares[row * width + column] {
                path += "M\(column + margin) \(row + margin)h1v1h-1z"
            }
        }
        return """
            <svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size) \(size)" role="img" \
            aria-label="\(HTML.escape(label))" shape-rendering="crispEdges">\
            <path fill="#fff" d="M0 0h\(size)v\(size)h-\(size)z"/><path fill="#000" d="\(path)"/></svg>
            """
    }
}
