// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Foundation
import Mustache

/// Every template, parsed once per language with its sentences, links and asset addresses already in place.
struct Templates: Sendable {
    private let libraries: [Language: MustacheLibrary]

    /// What is wrong with a template, found at start.
    struct Fault: Error, CustomStringConvertible {
        let template: String
        let reason: String
        var description: String { "template \(template): \(reason)" }
    }

    init(messages: MessageCatalogue, assets: Assets) throws {
        var libraries: [Language: MustacheLibrary] = [:]
        let sources = try Self.sources()
        for language in Language.allCases {
            var library = MustacheLibrary()
            for (name, source) in sources {
                let filled = try fillMarks(in: source, of: name, language: language, messages: messages, assets: assets)
                do { try library.register(filled, named: name) } catch {
                    throw Fault(template: name, reason: "\(error)")
                }
            }
            libraries[language] = library
        }
        self.libraries = libraries
        try renderSamples()
    }

    /// The page inside its chrome as HTML.
    func render(_ page: some PageModel, in chrome: Chrome) throws -> String {
        var chrome = chrome
        chrome.section = page.section
        let name = type(of: page).template
        let screen = Screen(chrome: chrome, page: page)
        guard let html = libraries[chrome.language]?.render(screen, withTemplate: name) else {
            throw Fault(template: name, reason: "missing")
        }
        return html
    }

    /// The text of every template by name.
    static func sources() throws -> [String: String] {
        let folder = resources("templates")
        var sources: [String: String] = [:]
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        where file.pathExtension == "mustache" {
            sources[file.deletingPathExtension().lastPathComponent] = try String(contentsOf: file, encoding: .utf8)
        }
        return sources
    }

    /// Renders every page once with every sample, so that a missing template stops the start and not a visit.
    private func renderSamples() throws {
        for page in everyPage {
            for language in Language.allCases {
                for sample in page.samples { _ = try render(sample, in: .sample(language)) }
            }
        }
    }
}

/// The folder `name` of the target's resources.
func resources(_ name: String) -> URL {
    Bundle.module.bundleURL.appending(path: "Resources").appending(path: name)
}
