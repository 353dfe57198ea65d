// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Foundation

/// Every preset of lights and slips: the files `presets/*.yml` of the data folder, and those of an office's own folder,
/// which take the place of ours of the same key.
package struct PresetBook: Sendable {
    /// By their keys.
    package let lights: [LightPreset]
    package let slips: [SlipPreset]

    /// A book without a preset.
    package static let none = PresetBook()

    /// What holds where no office chose.
    private static let firstLights = "greenYellowRed"
    private static let firstSlips = "blueOrangeRedSlips"

    private init() { (lights, slips) = ([], []) }

    /// Throws `LedgerFaults` with what is wrong in which line.
    package init(folder: URL = DefinitionData.folder, own: URL? = nil) throws(LedgerFaults) {
        let reading = DefinitionReading()
        var presets: [String: ReadPreset] = [:]
        for (layer, place) in [folder.appending(path: "presets"), own].enumerated() {
            guard let place else { continue }
            for source in LedgerBook.Source.files(in: place, named: layer == 1 ? nil : "presets/") {
                reading.file = source.name
                if let read = reading.compose(source).flatMap(readPreset) { presets[read.key] = read }
            }
        }
        guard reading.faults.isEmpty else {
            throw LedgerFaults(
                faults: reading.faults.sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) })
        }
        let sorted = presets.sorted { $0.key < $1.key }.map(\.value)
        lights = sorted.compactMap { if case .lights(let preset) = $0 { preset } else { nil } }
        slips = sorted.compactMap { if case .slips(let preset) = $0 { preset } else { nil } }
    }

    package func light(_ key: String) -> LightPreset? { lights.first { $0.key == key } }

    package func slip(_ key: String) -> SlipPreset? { slips.first { $0.key == key } }

    /// The lights of a pairing whose offices chose none; nil where there are none at all.
    package var standardLights: LightPreset? { light(Self.firstLights) ?? lights.first }
    package var standardSlips: SlipPreset? { slip(Self.firstSlips) ?? slips.first }
}

extension LedgerBook.Source {
    /// The definitions of a folder by their names; they are named by their whole path where `folder` is nil.
    static func files(in place: URL, named folder: String?) -> [LedgerBook.Source] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path(percentEncoded: false))) ?? []
        return names.filter { $0.hasSuffix(".yml") && !$0.hasPrefix(".") }.sorted().map { name in
            let url = place.appending(path: name)
            return LedgerBook.Source(name: folder.map { $0 + name } ?? url.path(percentEncoded: false), url: url)
        }
    }
}
