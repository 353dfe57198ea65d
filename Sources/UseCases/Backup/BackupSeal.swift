// SPDX-License-Identifier: Apache-2.0
import Crypto
import CryptoExtras
import Foundation
import OfficeFiles

/// The key of one encrypted backup, made of a passphrase by scrypt (RFC 7914) with a salt of its own.
///
/// The file begins with a head of 64 bytes: the mark, three numbers of scrypt's cost, the salt, and a check by which a
/// wrong passphrase is told from a damaged file. Then follow pieces of 64 KiB, each sealed by AES-256-GCM with its
/// number as nonce, the last one marked as such, so that pieces can be neither exchanged nor left out.
struct BackupSeal: Sendable {
    static let mark = Array("jiedui-sealed/1\n".utf8)
    static let headSize = 64
    static let pieceSize = 1 << 16
    static let tagSize = 16
    static let shortestPassphrase = 12

    let head: [UInt8]
    private let key: SymmetricKey

    /// `salt` is 32 bytes that no other backup has; `logRounds` is the binary logarithm of scrypt's cost.
    init(passphrase: String, salt: [UInt8], logRounds: UInt8) throws {
        guard passphrase.unicodeScalars.count >= Self.shortestPassphrase else { throw BackupError.passphraseShort }
        let start = Self.mark + [logRounds, 8, 1, 0] + salt.prefix(32)
        let (key, check) = try Self.derive(passphrase, start)
        self.key = key
        head = start + check
    }

    /// The seal of a file that begins with `head`.
    init(passphrase: String?, head: [UInt8]) throws {
        guard let passphrase else { throw BackupError.passphraseMissing }
        // More than 1 GiB of memory is nothing that this program ever asked for.
        guard (10...20).contains(head[16]), head[17] == 8, head[18] == 1 else { throw BackupError.damaged("head") }
        let start = Array(head.prefix(52))
        let (key, check) = try Self.derive(passphrase, start)
        guard check == Array(head.suffix(12)) else { throw BackupError.passphraseWrong }
        self.key = key
        self.head = head
    }

    private static func derive(_ passphrase: String, _ start: [UInt8]) throws -> (SymmetricKey, [UInt8]) {
        let rounds = 1 << Int(start[16])
        let made = try KDF.Scrypt.deriveKey(
            from: Data(passphrase.precomposedStringWithCanonicalMapping.utf8), salt: Data(start.suffix(32)),
            outputByteCount: 64, rounds: rounds, blockSize: Int(start[17]), parallelism: Int(start[18]),
            maxMemory: 160 * rounds * Int(start[17]))
        let bytes = made.withUnsafeBytes { Array($0) }
        let check = Array(SHA256.hash(data: bytes.suffix(32) + start)).prefix(12)
        return (SymmetricKey(data: bytes.prefix(32)), Array(check))
    }

    func seal(_ piece: some DataProtocol, number: UInt64, isLast: Bool) throws -> [UInt8] {
        let box = try AES.GCM.seal(piece, using: key, nonce: nonce(number, isLast), authenticating: head)
        return Array(box.ciphertext) + Array(box.tag)
    }

    func open(_ piece: [UInt8], number: UInt64, isLast: Bool) throws -> [UInt8] {
        do {
            let box = try AES.GCM.SealedBox(
                nonce: nonce(number, isLast), ciphertext: piece.dropLast(Self.tagSize),
                tag: piece.suffix(Self.tagSize))
            return Array(try AES.GCM.open(box, using: key, authenticating: head))
        } catch {
            throw BackupError.damaged("piece \(number)")
        }
    }

    /// No nonce comes twice: the key is of this file alone, and the number is the piece's.
    private func nonce(_ number: UInt64, _ isLast: Bool) throws -> AES.GCM.Nonce {
        let bytes = withUnsafeBytes(of: number.bigEndian) { Array($0) }
        return try AES.GCM.Nonce(data: [isLast ? 1 : 0, 0, 0, 0] + bytes)
    }
}

/// Encrypts what passes, piece by piece.
final class SealedWriter {
    private let seal: BackupSeal
    private let sink: (UnsafeRawBufferPointer) throws -> Void
    private var waiting: [UInt8] = []
    private var number: UInt64 = 0

    init(_ seal: BackupSeal, to sink: @escaping (UnsafeRawBufferPointer) throws -> Void) throws {
        (self.seal, self.sink) = (seal, sink)
        try seal.head.withUnsafeBytes(sink)
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        waiting.append(contentsOf: bytes)
        // One piece always waits, because only the end tells which is the last.
        while waiting.count > BackupSeal.pieceSize {
            try pass(waiting.prefix(BackupSeal.pieceSize), isLast: false)
            waiting.removeFirst(BackupSeal.pieceSize)
        }
    }

    func close() throws { try pass(waiting[...], isLast: true) }

    private func pass(_ piece: ArraySlice<UInt8>, isLast: Bool) throws {
        try seal.seal(piece, number: number, isLast: isLast).withUnsafeBytes(sink)
        number += 1
    }
}

/// What lies inside an encrypted file, readable from any place.
final class SealedSource: ByteSource {
    let size: Int64
    private let source: any ByteSource
    private let seal: BackupSeal
    private let pieces: Int64
    private var open: (number: Int64, bytes: [UInt8])?

    init(_ source: any ByteSource, _ seal: BackupSeal) throws {
        let sealedSize = Int64(BackupSeal.pieceSize + BackupSeal.tagSize)
        let inside = source.size - Int64(BackupSeal.headSize)
        pieces = (inside + sealedSize - 1) / sealedSize
        guard pieces > 0, inside - (pieces - 1) * sealedSize > BackupSeal.tagSize else {
            throw BackupError.damaged("end")
        }
        size = inside - pieces * Int64(BackupSeal.tagSize)
        (self.source, self.seal) = (source, seal)
        // A file that was cut at the end of a piece has no last one.
        do { _ = try piece(pieces - 1) } catch { throw ZipError.truncated }
    }

    func read(at place: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        var count = 0
        while count < buffer.count, place + Int64(count) < size {
            let (number, start) = (place + Int64(count)).quotientAndRemainder(
                dividingBy: Int64(BackupSeal.pieceSize))
            let bytes = try piece(number)
            let part = bytes[Int(start)...].prefix(buffer.count - count)
            UnsafeMutableRawBufferPointer(rebasing: buffer[count...]).copyBytes(from: part)
            count += part.count
        }
        return count
    }

    private func piece(_ number: Int64) throws -> [UInt8] {
        if let open, open.number == number { return open.bytes }
        let sealedSize = BackupSeal.pieceSize + BackupSeal.tagSize
        let sealed = try source.bytes(
            at: Int64(BackupSeal.headSize) + number * Int64(sealedSize), count: sealedSize)
        let bytes = try seal.open(sealed, number: UInt64(number), isLast: number == pieces - 1)
        open = (number, bytes)
        return bytes
    }
}
