// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import UseCases

/// Shows what a file that came in would change.
func showExchangeFile(_ visit: Visit) async throws -> Response {
    do { return try visit.show(try await filePage(visit, [])) } catch let error as UseCaseError {
        // What counts already or was put away is in the list of files.
        guard case .conflict = error.cause else { throw error }
        return .seeOther(Address.exchange.path(try visit.value("code")))
    }
}

/// Takes over what a file brings, or puts it away: `step` says which.
func applyExchangeFile(_ visit: Visit) async throws -> Response {
    let (form, code, id) = (visit.form, try visit.value("code"), try visit.value("id"))
    do {
        if form["step"] == "discard" {
            try await visit.useCases.discardExchangeFile(try visit.caller, pairing: code, id: id)
            return visit.goOn(to: Address.exchange.path(code), notice: "exchangeDiscarded")
        }
        let shown = try await visit.useCases.compareExchangeFile(try visit.caller, pairing: code, id: id)
        let choices = shown.comparison.choices.compactMap { name -> (String, Bool)? in
            switch form[name] {
            case "theirs": (name, true)
            case "ours": (name, false)
            default: nil
            }
        }
        try await visit.useCases.applyExchangeFile(
            try visit.caller, pairing: code, id: id, seen: form["mark"],
            theirs: Dictionary(choices, uniquingKeysWith: { first, _ in first }))
        return visit.goOn(to: Address.exchange.path(code), notice: "exchangeApplied")
    } catch let error as UseCaseError where error.cause == .conflict(reason: "exchange.over") {
        // Pressed twice, or by two people: what was done is in the list of files.
        return .seeOther(Address.exchange.path(code))
    } catch {
        let (failures, status) = try refusal(of: error)
        return try visit.show(try await filePage(visit, failures), status: status)
    }
}

private func filePage(_ visit: Visit, _ failures: [ValidationFailure]) async throws -> ExchangeFilePage {
    let (phrases, code, id) = (visit.phrases, try visit.value("code"), try visit.value("id"))
    let (file, pairing, comparison) = try await visit.useCases.compareExchangeFile(
        try visit.caller, pairing: code, id: id)
    let writer = ExchangeLineWriter(comparison, phrases)
    let counts = ExchangeVerdict.allCases.filter { !comparison[$0].isEmpty }.map {
        phrases("exchange.count." + $0.rawValue, ["count": String(comparison[$0].count)])
    }
    return ExchangeFilePage(
        code: code, id: id, label: pairing.label(in: visit.language),
        title: phrases("exchange.fileIn", ["year": String(file.year), "number": String(file.number)]),
        by: phrases("exchange.readBy", ["name": file.by.name, "time": file.at.minuteText]),
        counts: counts.joined(separator: phrases("light.between")), mark: comparison.mark,
        groups: ExchangeVerdict.allCases.compactMap { group($0, comparison, writer, visit, failures) },
        isEmpty: comparison.lines.isEmpty,
        failures: Failures(
            failures.map {
                // A choice that is missing is led to by its first button.
                comparison.choices.contains($0.field)
                    ? ValidationFailure(field: $0.field + "-theirs", message: $0.message, arguments: $0.arguments) : $0
            }, phrases))
}

private func group(
    _ verdict: ExchangeVerdict, _ comparison: ExchangeComparison, _ writer: ExchangeLineWriter, _ visit: Visit,
    _ failures: [ValidationFailure]
) -> ExchangeFilePage.Group? {
    let lines = comparison[verdict]
    guard !lines.isEmpty else { return nil }
    let phrases = visit.phrases
    let choices = comparison.choices.map { name in
        let own = lines.filter { $0.choice == name }
        return ExchangeFilePage.Decision(
            name: name,
            title: name == "list"
                ? phrases("exchange.wholeList")
                : name == "all" ? phrases("exchange.everything") : own.first.map(writer.title) ?? "",
            isTheirs: visit.form[name] == "theirs", isOurs: visit.form[name] == "ours",
            failure: failures.first { $0.field == name }.map { phrases($0.message, $0.arguments) },
            lines: own.map(writer.line))
    }
    return ExchangeFilePage.Group(
        title: phrases("exchange.verdict." + verdict.rawValue), hint: phrases("exchange.hint." + verdict.rawValue),
        choices: verdict == .conflict ? choices : [], lines: verdict == .conflict ? [] : lines.map(writer.line))
}
