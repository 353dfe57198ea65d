// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Foundation

extension Extractor {
    /// Whether a tool is there that makes small pictures.
    package var makesThumbnails: Bool { tools.find(.thumbnailer) != nil }

    /// A small picture of a picture, `width` pixels wide or high at most, without what the file says of place and
    /// person. nil where no tool reads the picture, or it says that it has more than `mostPixels` and is never unpacked.
    package func thumbnail(
        of file: URL, type: AttachmentType, width: Int = 320, mostPixels: Int = 60_000_000
    ) async -> PageImage? {
        guard type.hasPicture, makesThumbnails, let head = try? FileHandle(forReadingFrom: file)
        else { return nil }
        defer { try? head.close() }
        // The frame of a photograph comes behind what its camera wrote, such as a small picture.
        guard let bytes = try? head.read(upToCount: 1 << 20), let size = PictureSize([UInt8](bytes), type),
            size.pixels <= mostPixels
        else { return nil }
        return try? await desk.work(isQuick: true) { flag throws(ExtractionError) in
            let output = try SandboxedTool(tool: .thumbnailer, box: tools, limits: limits, cancellation: flag)
                .run(fileMade: "small.png") { _ in
                    ["-s", String(width), file.absoluteURL.path, "small.png"]
                }
            guard output.bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) else {
                throw .toolFailed(tool: ExternalTool.thumbnailer.rawValue, status: output.status)
            }
            return PageImage(bytes: output.bytes, mediaType: "image/png")
        }
    }
}
