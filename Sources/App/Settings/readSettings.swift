// SPDX-License-Identifier: Apache-2.0
import Configuration
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
    }
    return Settings(entries: try Setting.all.map { try read($0, from: providers) })
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
