// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

/// Shows with whom a pairing's work is exchanged by file, and which files went out and came in.
func showExchange(_ visit: Visit) async throws -> Response { try visit.show(try await exchangePage(visit, "", [])) }

/// Notes the other installation, or forgets it: `step` says which.
func keepExchangePeer(_ visit: Visit) async throws -> Response {
    let (form, code) = (visit.form, try visit.value("code"))
    do {
        if form["step"] == "remove" {
            try await visit.useCases.removeExchangePeer(try visit.caller, pairing: code)
        } else {
            try await visit.useCases.keepExchangePeer(
                try visit.caller, pairing: code,
                NewExchangePeer(
                    side: Side(rawValue: form["side"]), key: form["key"], keepsHere: form["keeps"] == "here"))
        }
        return visit.goOn(to: Address.exchange.path(code), notice: "saved")
    } catch { return try await again(visit, "peer", error) }
}

/// Makes a file for the other network and sends it to be kept.
func makeExchangeFile(_ visit: Visit) async throws -> Response {
    do {
        let file = try await visit.useCases.makeExchangeFile(
            try visit.caller, pairing: try visit.value("code"), year: visit.form.integer("year") ?? 0)
        return .download(file.bytes, name: file.name, type: "application/octet-stream")
    } catch { return try await again(visit, "out", error) }
}

/// Takes a file from the other network in and shows what it would change.
func readExchangeFile(_ visit: Visit) async throws -> Response {
    let code = try visit.value("code")
    // Who may not carry files isn't told that a form is broken.
    _ = try await visit.useCases.exchange(try visit.caller, pairing: code)
    let received: ReceivedUpload
    do { received = try await receiveUpload(visit) } catch let fault as UploadFault {
        let failure = ValidationFailure(
            field: "file", message: fault.message,
            arguments: ["limit": String(visit.site.settings.uploadLimit >> 20)])
        return try visit.show(try await exchangePage(visit, "in", [failure]), status: fault.status)
    }
    defer { received.remove() }
    try refuseForeignForm(token: received.fields.raw(formTokenField), request: visit.request, session: visit.session)
    do {
        let id = try await visit.useCases.readExchangeFile(try visit.caller, pairing: code, path: received.path)
        return .seeOther(Address.exchangeFile.path(code, id.text))
    } catch { return try await again(visit, "in", error) }
}

private func again(_ visit: Visit, _ wrong: String, _ error: any Error) async throws -> Response {
    let (failures, status) = try refusal(of: error)
    return try visit.show(try await exchangePage(visit, wrong, failures), status: status)
}

/// `wrong` names the form that failed.
private func exchangePage(
    _ visit: Visit, _ wrong: String, _ failures: [ValidationFailure]
) async throws -> ExchangePage {
    let (phrases, code) = (visit.phrases, try visit.value("code"))
    let detail = try await visit.useCases.exchange(try visit.caller, pairing: code)
    func writer(_ name: String) -> FormWriter {
        FormWriter(
            name, "exchange", phrases, typed: wrong == name && name == "peer" ? visit.form : nil,
            failures: wrong == name ? failures : [])
    }
    let years = detail.years.map { (String($0), String($0)) }
    return ExchangePage(
        code: code, label: detail.pairing.label(in: visit.language), key: detail.key, fingerprint: detail.fingerprint,
        peer: detail.peer.map { peer($0, detail, phrases) },
        peerForm: detail.mayKeep ? writer("peer").peer(detail, code) : nil,
        removal: detail.mayKeep && detail.peer != nil
            ? writer("removal").form(
                Address.keepExchangePeer.path(code), submit: "exchange.remove", [], hidden: [("step", "remove")],
                isDangerous: true) : nil,
        out: detail.mayCarry
            ? .init(
                form: years.isEmpty
                    ? nil
                    : writer("out").form(
                        Address.makeExchangeFile.path(code), submit: "exchange.make",
                        [writer("out").select("year", years[0].0, years, isRequired: true)])) : nil,
        files: detail.files.map { file($0, code, phrases) },
        failures: wrong == "in" ? Failures(failures, phrases) : .none)
}

private func peer(_ peer: ExchangePeer, _ detail: ExchangeDetail, _ phrases: Phrases) -> ExchangePage.Peer {
    let there = detail.pairing.party(peer.side, in: phrases.language)
    return ExchangePage.Peer(
        text: phrases("exchange.peerText", ["party": there]),
        keeps: phrases(peer.keepsHere ? "exchange.keepsHere" : "exchange.keepsThere"),
        fingerprint: detail.peerFingerprint ?? "",
        by: phrases("exchange.keptBy", ["name": peer.by, "time": peer.at.minuteText]))
}

private func file(_ file: ExchangeFile, _ code: String, _ phrases: Phrases) -> ExchangePage.File {
    ExchangePage.File(
        text: phrases(
            file.direction == .out ? "exchange.fileOut" : "exchange.fileIn",
            ["year": String(file.year), "number": String(file.number)]),
        state: phrases("exchange.state." + file.state.rawValue), at: file.at.minuteText, by: file.by.name,
        hash: String(file.hash.prefix(16)),
        path: file.state == .read ? Address.exchangeFile.path(code, file.id.text) : nil)
}

extension FormWriter {
    fileprivate func peer(_ detail: ExchangeDetail, _ code: String) -> FormModel {
        let sides = Side.allCases.map { ($0.rawValue, detail.pairing.party($0, in: phrases.language)) }
        return form(
            Address.keepExchangePeer.path(code), submit: "exchange.keep",
            [
                select(
                    "side", detail.peer?.side.rawValue ?? "", [("", phrases("form.choose"))] + sides, isRequired: true),
                select(
                    "keeps", detail.peer.map { $0.keepsHere ? "here" : "there" } ?? "here",
                    [("here", phrases("exchange.keepsHere")), ("there", phrases("exchange.keepsThere"))],
                    isRequired: true),
                long("key", detail.peer?.key ?? "", isRequired: true, longest: 400),
            ], hidden: [("step", "keep")])
    }
}
