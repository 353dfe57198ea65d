// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import UseCases

/// Sends all rows of the view as comma-separated text, written while they are read.
func sendLedgerAsText(_ visit: Visit) async throws -> Response {
    let caller = try visit.caller
    let detail = try await visit.useCases.ledger(caller, key: try visit.value("key"))
    let address = GridAddress(visit.query, detail.ledger)
    var query = address.query(visit.language)
    query.after = nil
    // What is refused is refused before the head is sent.
    try await visit.useCases.beginExport(caller, query, as: "csv")
    let view = GridView(detail, address, visit.phrases)
    let (useCases, asked) = (visit.useCases, query)
    return Response(
        status: .ok,
        headers: [
            .contentType: "text/csv; charset=utf-8; header=present", .cacheControl: "no-store",
            .contentDisposition: Response.attachment(detail.ledger.title[visit.language] + ".csv"),
        ],
        body: ResponseBody { writer in
            try await writer.write(ByteBuffer(string: "\u{FEFF}" + tableLine(view.heads)))
            var query = asked
            query.limit = 500
            repeat {
                let page = try await useCases.listEntries(caller, query)
                try await writer.write(ByteBuffer(string: page.items.map { tableLine(view.cells($0)) }.joined()))
                query.after = page.next
            } while query.after != nil
            try await writer.finish(nil)
        })
}

extension GridView {
    fileprivate var heads: [String] {
        [phrases("entry.number"), phrases("tasks.pairing"), phrases("entry.side"), phrases("entry.state")]
            + ledger.fields.map { $0.title[phrases.language] }
    }

    /// Values as they are typed, so that the file can be read in again; names of bodies and places for people.
    fileprivate func cells(_ item: EntryListing) -> [String] {
        let pairing = pairing(item.pairingCode)
        return [
            String(item.number), pairing?.label(in: phrases.language) ?? item.pairingCode,
            phrases("side." + item.side.rawValue), phrases("entry.state." + item.state.rawValue),
        ]
            + ledger.fields.map { field in
                switch field.kind {
                case .money, .count, .amount: formText(item, field)
                default: item.texts[field.key] ?? ""
                }
            }
    }
}

/// RFC 4180. Text that a spreadsheet would take for a formula gets an apostrophe in front.
private func tableLine(_ cells: [String]) -> String {
    cells.map { cell in
        // Signs of full width are the half-width ones to a spreadsheet.
        let first = cell.unicodeScalars.first.map { sign in
            (0xFF01...0xFF5E).contains(sign.value) ? sign.value - 0xFEE0 : sign.value
        }
        let isFormula = first.map { sign in "=+@\t\r".unicodeScalars.contains { $0.value == sign } } ?? false
        let isMinus = cell.hasPrefix("-") && Double(cell) == nil
        let text = isFormula || isMinus ? "'" + cell : cell
        guard text.contains(where: { "\",\r\n".contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }.joined(separator: ",") + "\r\n"
}
