// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Foundation
import UseCases

/// What a recomputation of the figures found, to be printed.
package struct PrintedVerification: Sendable {
    package let lines: [String]
    package let isExact: Bool
}

extension Program {
    /// Computes all figures of a register, or of all, again from the rows.
    package func verifyLedgers(_ ledger: String?) async throws -> PrintedVerification {
        let found = try await useCases.verifyIndicators(.local, ledger: ledger)
        var lines = found.mismatches.map { mismatch in
            say(
                "ledgers.verify.differs",
                [
                    "indicator": mismatch.indicator, "pairing": mismatch.pairing, "place": mismatch.place,
                    "kept": String(mismatch.kept), "recomputed": String(mismatch.recomputed),
                ])
        }
        let counts = [
            "entries": String(found.entries), "figures": String(found.figures),
            "mismatches": String(found.mismatchCount),
        ]
        lines.append(say(found.isExact ? "ledgers.verify.exact" : "ledgers.verify.wrong", counts))
        return PrintedVerification(lines: lines, isExact: found.isExact)
    }

    /// What definitions of registers in files would do to the rows that are there, a line each. Throws `LedgerFaults`,
    /// and conflict for files that lie where they are in use already: there is nothing to compare them with.
    package func previewDefinitions(_ files: [String]) async throws -> [String] {
        let own = ownLedgers(in: settings.data).resolvingSymlinksInPath().path(percentEncoded: false)
        guard !files.contains(where: { isWithin(own, $0) }) else {
            throw UseCaseError("ledger", .conflict(reason: "ledgers.preview.inPlace"))
        }
        let checked = try LedgerBook.check(
            files.map { URL(fileURLWithPath: $0) }, own: ownLedgers(in: settings.data))
        return try await useCases.previewDefinitions(.local, checked, language: language).flatMap {
            preview -> [String] in
            let ledger = preview.ledger
            var head = "ledgers.preview.changed"
            if preview.version == nil { head = "ledgers.preview.new" }
            var lines = [
                say(
                    head,
                    [
                        "key": ledger.key, "title": ledger.title[language], "from": String(preview.version ?? 0),
                        "to": String(ledger.version), "rows": String(preview.rows),
                    ])
            ]
            if preview.isRekeyed { lines.append("  " + say("ledgers.preview.rekeyed")) }
            if preview.isSilent { lines.append("  " + say("ledgers.preview.silent")) }
            lines += preview.findings.map { finding in
                let sentence = say(finding.messageKey, finding.arguments)
                let message = finding.isError ? "ledgers.preview.error" : "ledgers.preview.warning"
                let named = finding.field.map { $0[language] + ": " + sentence } ?? sentence
                return "  " + say(message, ["rows": String(finding.rows), "sentence": named])
            }
            if preview.findings.isEmpty, preview.rows > 0 { lines.append("  " + say("ledgers.preview.fits")) }
            for (keys, message) in [
                (preview.changedIndicators, "ledgers.preview.recomputed"),
                (preview.goneIndicators, "ledgers.preview.gone"),
            ] where !keys.isEmpty {
                lines.append("  " + say(message, ["keys": keys.joined(separator: ", ")]))
            }
            return lines
        }
    }
}

private func isWithin(_ folder: String, _ file: String) -> Bool {
    URL(fileURLWithPath: file).resolvingSymlinksInPath().path(percentEncoded: false)
        .hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
}
