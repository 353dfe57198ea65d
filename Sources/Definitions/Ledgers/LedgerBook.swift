// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Foundation
import Yams

/// Every register and code list: the files `ledgers/*.yml` and `ledgers/codes/*.yml` of the data folder, and those of an
/// office's own folder, which take the place of ours of the same key.
package struct LedgerBook: Sendable {
    /// By their numbers.
    package let ledgers: [Ledger]
    package let codeLists: [String: CodeList]
    private let byKey: [String: Ledger]
    private let indicatorsByKey: [String: Indicator]

    /// Reads the program's own files and those of `own`, where an office has some. Throws `LedgerFaults`.
    package init(folder: URL = DefinitionData.folder, own: URL? = nil) throws(LedgerFaults) {
        let reading = DefinitionReading()
        var parts = Parts()
        Self.files(in: folder.appending(path: "ledgers"), reading).forEach { parts.read($0, reading) }
        Self.read(own, into: &parts, reading)
        try self.init(parts, reading)
    }

    /// Reads the program's own files, those of `own`, and, in the place of earlier ones of the same key, `files`; returns
    /// what `files` hold. Throws `LedgerFaults`.
    package static func check(
        _ files: [URL], folder: URL = DefinitionData.folder, own: URL? = nil
    ) throws(LedgerFaults) -> CheckedLedgers {
        let reading = DefinitionReading()
        var parts = Parts()
        Self.files(in: folder.appending(path: "ledgers"), reading).forEach { parts.read($0, reading) }
        read(own, into: &parts, reading)
        parts.beginLayer()
        for file in files { parts.read(Source(name: file.relativePath, url: file), reading) }
        let book = try LedgerBook(parts, reading)
        return CheckedLedgers(
            ledgers: book.ledgers.filter { parts.owns(ledger: $0.key) },
            codeLists: book.codeLists.values.filter { parts.owns(list: $0.key) }.sorted { $0.key < $1.key },
            book: book)
    }

    /// An office's own files; faults name them by where they lie.
    private static func read(_ own: URL?, into parts: inout Parts, _ reading: DefinitionReading) {
        guard let own else { return }
        parts.beginLayer()
        for source in files(in: own, reading) {
            parts.read(Source(name: source.url.path(percentEncoded: false), url: source.url), reading)
        }
    }

    /// A book without a register.
    package static let none = LedgerBook()

    private init() { (ledgers, codeLists, byKey, indicatorsByKey) = ([], [:], [:], [:]) }

    private init(_ parts: Parts, _ reading: DefinitionReading) throws(LedgerFaults) {
        reading.askAll(parts)
        guard reading.faults.isEmpty else {
            throw LedgerFaults(
                faults: reading.faults.sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) })
        }
        ledgers = parts.ledgers.values.sorted { ($0.code, $0.key) < ($1.code, $1.key) }
        (codeLists, byKey) = (parts.codeLists, parts.ledgers)
        indicatorsByKey = Dictionary(
            parts.ledgers.values.flatMap(\.indicators).map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The register of that key, or nil.
    package subscript(_ key: String) -> Ledger? { byKey[key] }

    /// The indicator of that key, or nil.
    package func indicator(_ key: String) -> Indicator? { indicatorsByKey[key] }

    /// Every indicator, by the registers and in their order.
    package var indicators: [Indicator] { ledgers.flatMap(\.indicators) }

    private static func files(in folder: URL, _ reading: DefinitionReading) -> [Source] {
        ["", "codes"].flatMap { part -> [Source] in
            let place = part.isEmpty ? folder : folder.appending(path: part)
            let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path(percentEncoded: false))) ?? []
            return names.filter { $0.hasSuffix(".yml") && !$0.hasPrefix(".") }.sorted().map { name in
                let path = ["ledgers", part, name].filter { !$0.isEmpty }.joined(separator: "/")
                return Source(name: path, url: place.appending(path: name))
            }
        }
    }

    /// A file and how faults name it.
    struct Source {
        let name: String
        let url: URL
    }

    /// What was read so far.
    struct Parts {
        var ledgers: [String: Ledger] = [:]
        var codeLists: [String: CodeList] = [:]
        /// Whether files are read that may take the place of earlier ones.
        private var isOwn = false
        private var own: Set<String> = []
        /// The file of each register.
        private var files: [String: String] = [:]

        init() {}

        /// What is read from now on may take the place of what was read before.
        mutating func beginLayer() { (isOwn, own) = (true, []) }

        func owns(ledger key: String) -> Bool { own.contains("ledger " + key) }
        func owns(list key: String) -> Bool { own.contains("list " + key) }

        /// A file with `lists` at its top holds code lists, every other a register.
        mutating func read(_ source: Source, _ reading: DefinitionReading) {
            reading.file = source.name
            guard let root = reading.compose(source) else { return }
            guard root.node.mapping?["lists"] == nil else {
                for (list, place) in readCodeLists(root)
                where isNew("list " + list.key, codeLists[list.key] != nil, place) {
                    codeLists[list.key] = list
                }
                return
            }
            guard let (ledger, place) = readLedger(root),
                isNew("ledger " + ledger.key, ledgers[ledger.key] != nil, place)
            else { return }
            if let replaced = files.updateValue(source.name, forKey: ledger.key) { reading.forget(replaced) }
            ledgers[ledger.key] = ledger
        }

        /// Whether a key may be taken; a fault where it stands twice.
        private mutating func isNew(_ key: String, _ isTaken: Bool, _ place: DefinitionNode) -> Bool {
            if !isTaken || isOwn && !own.contains(key) {
                if isOwn { own.insert(key) }
                return true
            }
            place.fault("doubled", ["key": key.split(separator: " ").last.map(String.init) ?? key])
            return false
        }
    }
}

/// The registers and code lists that some files hold.
package struct CheckedLedgers: Sendable {
    package let ledgers: [Ledger]
    package let codeLists: [CodeList]
    /// Everything as it would be with them.
    package let book: LedgerBook
}
