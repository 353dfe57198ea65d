// SPDX-License-Identifier: Apache-2.0
import Domain
import Extraction
import Testing

@Suite("Plain text")
struct TextTests {
    static let sentence = "青川市、东湖市对口合作。\r\n共建 2 个园区\n"

    enum Encoding: CaseIterable, Sendable {
        case utf8, utf8WithMark, utf16LittleWithMark, utf16BigWithMark, utf16Little, utf16Big, gb18030

        func bytes(_ text: String) -> [UInt8] {
            let units = Array(text.utf16)
            switch self {
            case .utf8: return Array(text.utf8)
            case .utf8WithMark: return [0xEF, 0xBB, 0xBF] + text.utf8
            case .utf16LittleWithMark: return [0xFF, 0xFE] + Encoding.utf16Little.bytes(text)
            case .utf16BigWithMark: return [0xFE, 0xFF] + Encoding.utf16Big.bytes(text)
            case .utf16Little: return units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            case .utf16Big: return units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
            // Python's encoder wrote these bytes of `sentence`.
            case .gb18030:
                return [
                    0xC7, 0xE0, 0xB4, 0xA8, 0xCA, 0xD0, 0xA1, 0xA2, 0xB6, 0xAB, 0xBA, 0xFE, 0xCA, 0xD0, 0xB6, 0xD4,
                    0xBF, 0xDA, 0xBA, 0xCF, 0xD7, 0xF7, 0xA1, 0xA3, 0x0D, 0x0A, 0xB9, 0xB2, 0xBD, 0xA8, 0x20, 0x32,
                    0x20, 0xB8, 0xF6, 0xD4, 0xB0, 0xC7, 0xF8, 0x0A,
                ]
            }
        }
    }

    @Test("the encoding is found by the content and every line break stays", arguments: Encoding.allCases)
    func decodes(encoding: Encoding) async throws {
        let source = try await Extractor().extract(bytes: encoding.bytes(Self.sentence), named: "plan.txt")
        #expect(source.text == Self.sentence)
        #expect(source.text.unicodeScalars.count == 23)
        #expect(source.format == .text)
        #expect(source.blocks.isEmpty && source.pages.isEmpty && source.boxes.isEmpty)
    }

    @Test("a file without text is empty", arguments: [[], Array(" \r\n\t".utf8), [0xEF, 0xBB, 0xBF]] as [[UInt8]])
    func refusesEmpty(bytes: [UInt8]) async {
        await #expect(throws: ExtractionError.empty) {
            try await Extractor().extract(bytes: bytes, named: "plan.txt")
        }
    }

    @Test("a file that was cut inside its last sign is truncated")
    func refusesCut() async {
        await #expect(throws: ExtractionError.truncated(.text)) {
            try await Extractor().extract(bytes: Array("对口合作".utf8.dropLast()), named: "plan.txt")
        }
    }

    @Test("bytes that are no text are refused, whatever the name says")
    func refusesBinary() async {
        var state: UInt64 = 42
        let noise = (0..<5_000).map { _ -> UInt8 in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(state >> 56)
        }
        for bytes in [noise, [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0], Array("text".utf8) + [0, 0, 0]] {
            await #expect(throws: ExtractionError.binary(name: "plan.txt")) {
                try await Extractor().extract(bytes: bytes, named: "plan.txt")
            }
        }
    }

    @Test("bytes of no known encoding are refused")
    func refusesEncoding() async {
        await #expect(throws: ExtractionError.unknownEncoding(name: "plan.txt")) {
            try await Extractor().extract(bytes: Array("caf".utf8) + [0xE9, 0x20, 0xFF, 0x20], named: "plan.txt")
        }
    }

    @Test("a file and a text over their limits are refused")
    func refusesLarge() async {
        var limits = ExtractionLimits()
        limits.fileBytes = 10
        let small = Extractor(limits: limits)
        await #expect(throws: ExtractionError.tooLarge(bytes: 11, limit: 10)) {
            try await small.extract(bytes: Array("hello world".utf8), named: "plan.txt")
        }
        limits.textScalars = 3
        let short = Extractor(limits: limits)
        await #expect(throws: ExtractionError.textTooLong(scalars: 5, limit: 3)) {
            try await short.extract(bytes: Array("hello".utf8), named: "plan.txt")
        }
    }
}
