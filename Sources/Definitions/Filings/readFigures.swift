// SPDX-License-Identifier: Apache-2.0
import Domain

/// The figures of registers that a form names; none where it names none.
func readFigures(_ form: DefinitionMapping) -> [(figure: FilingForm.Figure, place: DefinitionNode)] {
    (form.optional("figures")?.items ?? []).compactMap { item in
        guard let mapping = item.mapping(["indicator", "of"]), let indicator = mapping.text("indicator"),
            let extent: FigureExtent = mapping.oneOf("of"), let place = mapping.required("indicator")
        else { return nil }
        return (FilingForm.Figure(indicator: indicator, extent: extent), place)
    }
}

/// A figure is one that a register counts, and stands once in a form. What is divided by another figure, and what both
/// cities enter together, is not kept for one of them.
func checkFigures(_ form: ReadForm, _ ledgers: LedgerBook) {
    var seen: Set<String> = []
    for (figure, place) in form.figures {
        let key = figure.indicator
        guard let indicator = ledgers.indicator(key), let ledger = ledgers[indicator.ledger] else {
            place.fault("noSuchIndicator", ["text": key])
            continue
        }
        if !seen.insert(key).inserted { place.fault("doubled", ["key": key]) }
        if case .ratio = indicator.formula, figure.extent != .pairing { place.fault("ratioOfPairing", ["key": key]) }
        if ledger.confirmation == .both, figure.extent == .side { place.fault("sideOfShared", ["key": key]) }
    }
}
