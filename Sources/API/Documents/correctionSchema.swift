// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

private let position = Schema.whole(0...100_000)

private func variant(_ kind: String, _ name: String, _ properties: Schema.Property...) -> (kind: String, Schema) {
    (kind, Schema(.object([.init("kind", Schema(.word([kind])))] + properties)).closed.named(name))
}

/// What the kind of place does not have: null, as findings say it, or nothing at all.
private let none = Schema(.word([])).nullable

/// A place in a draft by position, from 0; a place that was sent can be sent back as it is.
private let placeSchema = Schema(
    .variants([
        variant(
            "area", "AreaPlace", .init("area", position), .optional("task", none), .optional("safeguard", none)),
        variant(
            "task", "TaskPlace", .init("area", position), .init("task", position), .optional("safeguard", none)),
        variant(
            "safeguard", "SafeguardPlace", .init("safeguard", position), .optional("area", none),
            .optional("task", none)),
    ])
).named("Place")

/// One correction of a draft: each is one step that can be undone.
let correctionSchema = Schema(
    .variants([
        variant(
            "retitle", "Retitle", .init("place", placeSchema), .init("title", Schema(.text(0...200, .anyLine)))),
        variant(
            "split", "Split", .init("place", placeSchema), .init("at", .whole(0...100_000_000)),
            .optional("title", Schema(.text(0...200, .anyLine)).nullable)),
        variant("mergeWithNext", "MergeWithNext", .init("place", placeSchema)),
        variant(
            "move", "Move", .init("area", position), .init("task", position), .init("toArea", position),
            .init("at", position)),
        variant(
            "setUnits", "SetUnits", .init("place", placeSchema), .init("units", Schema(.text(0...4_000, .anyLine)))),
        variant(
            "edit", "EditPlace", .init("place", placeSchema),
            .optional("title", Schema(.text(0...200, .anyLine)).nullable),
            .optional("units", Schema(.text(0...4_000, .anyLine)).nullable),
            .optional("text", Schema(.text(0...20_000, .prose)).nullable)),
        variant(
            "mapUnit", "MapUnit", .optional("place", placeSchema.nullable),
            .init("unit", Schema(.text(1...200, .anyLine))),
            .optional("city", Schema(.text(1...100, .anyLine)).nullable), .init("organisation", .identifier)),
        variant(
            "replaceUnit", "ReplaceUnit", .init("unit", Schema(.text(1...200, .anyLine))),
            .init("by", Schema(.text(1...200, .anyLine)))),
        variant("remove", "Remove", .init("place", placeSchema)),
        variant("confirm", "Confirm", .init("place", placeSchema)),
        variant("settle", "Settle", .init("finding", Schema(.text(1...2_000, .anyLine)))),
        variant(
            "setDocumentField", "SetDocumentField",
            .init("field", Schema(.word(["title", "documentNumber", "period", "issuedOn"]))),
            .init("value", Schema(.text(0...300, .anyLine)).nullable)),
    ])
).named("Correction")

/// The correction that a body asks for, which fits its schema; nil for a kind that nobody knows.
func readCorrection(_ body: JSON) -> DraftCorrection? {
    let place = body["place"].flatMap(readPlace)
    switch (body["kind"]?.text, place) {
    case ("retitle", let place?): return .retitle(place, body["title"]?.text ?? "")
    case ("split", let place?): return .split(place, at: body["at"]?.whole ?? -1, title: body["title"]?.text)
    case ("edit", let place?):
        return .edit(place, title: body["title"]?.text, units: body["units"]?.text, text: body["text"]?.text)
    case ("mapUnit", let place):
        guard let unit = body["unit"]?.text,
            let organisation = body["organisation"]?.text.flatMap({ Identifier<Organisation>($0) })
        else { return nil }
        return .mapUnit(place, DraftUnitName(unit: unit, city: body["city"]?.text), to: organisation)
    case ("replaceUnit", _): return .replaceUnit(body["unit"]?.text ?? "", by: body["by"]?.text ?? "")
    case ("mergeWithNext", let place?): return .mergeWithNext(place)
    case ("setUnits", let place?): return .setUnits(place, body["units"]?.text ?? "")
    case ("remove", let place?): return .remove(place)
    case ("confirm", let place?): return .confirm(place)
    case ("settle", _): return .settle(body["finding"]?.text ?? "")
    case ("setDocumentField", _): return .setDocumentField(body["field"]?.text ?? "", body["value"]?.text)
    case ("move", _):
        guard let area = body["area"]?.whole, let task = body["task"]?.whole, let toArea = body["toArea"]?.whole,
            let at = body["at"]?.whole
        else { return nil }
        return .move(area: area, task: task, toArea: toArea, at: at)
    default: return nil
    }
}

private func readPlace(_ json: JSON) -> DraftPlace? {
    switch (json["kind"]?.text, json["area"]?.whole, json["task"]?.whole, json["safeguard"]?.whole) {
    case ("area", let area?, _, _): .area(area)
    case ("task", let area?, let task?, _): .task(area: area, task: task)
    case ("safeguard", _, _, let safeguard?): .safeguard(safeguard)
    default: nil
    }
}
