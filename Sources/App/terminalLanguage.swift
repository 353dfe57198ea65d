// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// The language of the terminal: Chinese where its locale is, English otherwise (a terminal in the locale C may not
/// be able to show Chinese).
func terminalLanguage(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    return locale.hasPrefix("zh") ? .chinese : .english
}
