// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// A correction as its step is stored: one word for the kind, and the arguments as a small JSON object.
struct StoredCorrection: Codable, Equatable {
    var area: Int?
    var task: Int?
    var safeguard: Int?
    var toArea: Int?
    var at: Int?
    var field: String?
    var text: String?
    var title: String?
    var units: String?
    var city: String?
    var organisation: String?
}

extension DraftCorrection {
    /// The word under which a step of this kind is stored and recorded.
    var kind: String {
        switch self {
        case .edit: "edit"
        case .mapUnit: "mapUnit"
        case .replaceUnit: "replaceUnit"
        case .retitle: "retitle"
        case .split: "split"
        case .mergeWithNext: "mergeWithNext"
        case .move: "move"
        case .setUnits: "setUnits"
        case .remove: "remove"
        case .setDocumentField: "setDocumentField"
        case .confirm: "confirm"
        case .settle: "settle"
        }
    }

    var arguments: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(stored), as: UTF8.self)
        }
    }

    /// Reads a stored step again; nil where it is none of this version's.
    init?(kind: String, arguments: String) {
        guard let stored = try? JSONDecoder().decode(StoredCorrection.self, from: Data(arguments.utf8)) else {
            return nil
        }
        switch (kind, stored.place) {
        case ("edit", let place?):
            self = .edit(place, title: stored.title, units: stored.units, text: stored.text)
        case ("mapUnit", let place):
            guard let unit = stored.text, let body = stored.organisation.flatMap({ Identifier<Organisation>($0) })
            else { return nil }
            self = .mapUnit(place, DraftUnitName(unit: unit, city: stored.city), to: body)
        case ("replaceUnit", _): self = .replaceUnit(stored.field ?? "", by: stored.text ?? "")
        case ("retitle", let place?): self = .retitle(place, stored.text ?? "")
        case ("split", let place?): self = .split(place, at: stored.at ?? 0, title: stored.text)
        case ("mergeWithNext", let place?): self = .mergeWithNext(place)
        case ("setUnits", let place?): self = .setUnits(place, stored.text ?? "")
        case ("remove", let place?): self = .remove(place)
        case ("confirm", let place?): self = .confirm(place)
        case ("settle", _): self = .settle(stored.text ?? "")
        case ("setDocumentField", _): self = .setDocumentField(stored.field ?? "", stored.text)
        case ("move", .task(let area, let task)?):
            guard let toArea = stored.toArea, let at = stored.at else { return nil }
            self = .move(area: area, task: task, toArea: toArea, at: at)
        default: return nil
        }
    }

    private var stored: StoredCorrection {
        var stored = StoredCorrection()
        switch self {
        case .edit(let place, let title, let units, let text):
            (stored.place, stored.title, stored.units, stored.text) = (place, title, units, text)
        case .mapUnit(let place, let name, let body):
            (stored.place, stored.text, stored.city, stored.organisation) = (place, name.unit, name.city, body.text)
        case .replaceUnit(let unit, let other): (stored.field, stored.text) = (unit, other)
        case .retitle(let place, let title): (stored.place, stored.text) = (place, title)
        case .split(let place, let at, let title): (stored.place, stored.at, stored.text) = (place, at, title)
        case .mergeWithNext(let place), .remove(let place), .confirm(let place): stored.place = place
        case .setUnits(let place, let list): (stored.place, stored.text) = (place, list)
        case .settle(let key): stored.text = key
        case .setDocumentField(let field, let value): (stored.field, stored.text) = (field, value)
        case .move(let area, let task, let toArea, let at):
            stored.place = .task(area: area, task: task)
            (stored.toArea, stored.at) = (toArea, at)
        }
        return stored
    }
}

extension StoredCorrection {
    fileprivate var place: DraftPlace? {
        get {
            if let area, let task { return .task(area: area, task: task) }
            return area.map { .area($0) } ?? safeguard.map { .safeguard($0) }
        }
        set {
            switch newValue {
            case .area(let number)?: area = number
            case .task(let areaNumber, let taskNumber)?: (area, task) = (areaNumber, taskNumber)
            case .safeguard(let number)?: safeguard = number
            case nil: break
            }
        }
    }
}
