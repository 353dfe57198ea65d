// SPDX-License-Identifier: Apache-2.0
import Foundation
import Hummingbird
import NIOCore

/// The bytes of a file, read while they are sent.
func fileBody(_ path: String) throws -> ResponseBody {
    let file = try FileHandle(forReadingFrom: URL(filePath: path))
    let size = try file.seekToEnd()
    try file.seek(toOffset: 0)
    return ResponseBody(contentLength: Int(size)) { writer in
        defer { try? file.close() }
        while let bytes = try file.read(upToCount: 1 << 16), !bytes.isEmpty {
            try await writer.write(ByteBuffer(bytes: bytes))
        }
        try await writer.finish(nil)
    }
}
