// SPDX-License-Identifier: Apache-2.0
import Configuration
import Delivery
import Foundation
import SystemPackage

/// A setting that cannot be used: its name, its value and what it takes.
package struct SettingError: Error, CustomStringConvertible {
    package let description: String
}

/// The settings from flags, the environment and a file of JSON (one object, a key for each setting); flags win.
///
/// `file` is the path given by `--config` or `JIEDUI_CONFIG`; nil reads none.
package func readSettings(
    flags: [String: String], environment: [String: String], file: String?
) async throws -> Settings {
    var providers: [(Settings.Source, any ConfigProvider)] = [
        (.flag, InMemoryProvider(values: flagValues(flags))),
        (.environment, EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "jiedui")),
    ]
    if let file {
        do {
            providers.append((.file, try await FileProvider<JSONSnapshot>(filePath: FilePath(file))))
        } catch {
            throw SettingError(description: "the settings file \(file) cannot be read: \(error)")
        }
        try checkNames(in: file)
    }
    return Settings(entries: try Setting.all.map { try read($0, from: providers) })
}

/// Throws where the file names a setting that there is none: a misspelled one would be passed over in silence.
private func checkNames(in file: String) throws {
    let data = try Data(contentsOf: URL(filePath: file))
    guard let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
        throw SettingError(description: "the settings file \(file) must hold one object of JSON")
    }
    let known = Setting.all.map(\.name)
    let unknown = object.keys.filter { !known.contains($0) }.sorted()
    guard !unknown.isEmpty else { return }
    let lines = unknown.map { name in
        let nearest = known.min { distance($0, name) < distance($1, name) } ?? ""
        let isNear = distance(nearest, name) <= max(2, name.count / 3)
        return "there is no setting '\(name)'" + (isNear ? "; did you mean '\(nearest)'?" : "")
    }
    throw SettingError(
        description: "\(file): " + lines.joined(separator: "; ") + " 'jiedui config' prints all settings.")
}

/// How many letters must be changed, added or left out to come from one word to the other, capitals aside (Levenshtein).
private func distance(_ one: String, _ other: String) -> Int {
    let (one, other) = (Array(one.lowercased()), Array(other.lowercased()))
    var row = Array(0...other.count)
    for (i, letter) in one.enumerated() {
        var corner = row[0]
        row[0] = i + 1
        for (j, second) in other.enumerated() {
            let changed = corner + (letter == second ? 0 : 1)
            corner = row[j + 1]
            row[j + 1] = min(changed, corner + 1, row[j] + 1)
        }
    }
    return row[other.count]
}

private func flagValues(_ flags: [String: String]) -> [AbsoluteConfigKey: ConfigValue] {
    var values: [AbsoluteConfigKey: ConfigValue] = [:]
    for (name, value) in flags { values[AbsoluteConfigKey([name])] = ConfigValue(.string(value), isSecret: false) }
    return values
}

private func read(_ setting: Setting, from providers: [(Settings.Source, any ConfigProvider)]) throws -> Settings.Entry
{
    for (source, provider) in providers {
        if let value = try printed(setting, provider) {
            try check(value, setting)
            return entry(setting, value, source)
        }
    }
    return entry(setting, setting.standard, .standard)
}

/// The value as text: a file may hold numbers and true/false without quotes.
private func printed(_ setting: Setting, _ provider: any ConfigProvider) throws -> String? {
    let key = AbsoluteConfigKey([setting.name])
    for type in [ConfigType.string, .int, .bool] {
        switch try? provider.value(forKey: key, type: type).value?.content {
        case .string(let text): return text
        case .int(let number): return String(number)
        case .bool(let flag): return String(flag)
        default: continue
        }
    }
    return nil
}

private func check(_ value: String, _ setting: Setting) throws {
    let wanted: String
    switch setting.kind {
    case .text:
        return
    case .whole(let range):
        if let number = Int(value), range.contains(number) { return }
        wanted = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .flag:
        if value == "true" || value == "false" { return }
        wanted = "true or false"
    case .syslog:
        if value.isEmpty || SyslogAddress(value) != nil { return }
        wanted = "udp://HOST:PORT, tcp://HOST:PORT or unix:PATH"
    case .scanner:
        if value.isEmpty || VirusScanner(value) != nil { return }
        wanted = "unix:PATH or tcp://127.0.0.1:PORT"
    case .oneOf(let words):
        if words.contains(value) { return }
        wanted = words.joined(separator: ", ")
    case .someOf(let words):
        if value.split(separator: ",").allSatisfy({ words.contains($0.filter { $0 != " " }) }) { return }
        wanted = "any of \(words.joined(separator: ", ")) with commas between"
    }
    let shown = setting.isSecret ? "its value" : "'\(value)'"
    throw SettingError(description: "\(setting.name) (\(setting.environmentName)) takes \(wanted), not \(shown)")
}

private func entry(_ setting: Setting, _ value: String, _ source: Settings.Source) -> Settings.Entry {
    Settings.Entry(
        name: setting.name, environmentName: setting.environmentName, value: value, source: source,
        isSecret: setting.isSecret, meaning: setting.meaning)
}
