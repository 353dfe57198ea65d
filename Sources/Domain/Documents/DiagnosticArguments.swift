// SPDX-License-Identifier: Apache-2.0

/// What a sentence about a document names, by key. A document has thousands of doubts with one or two names each: a
/// sorted list takes a third of a dictionary's memory.
package struct DiagnosticArguments: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    private struct Argument: Hashable {
        let key: String
        var value: String
    }
    /// By key, each once.
    private var list: [Argument] = []

    package init() {}

    package init(_ values: [String: String]) {
        list = values.map { Argument(key: $0.key, value: $0.value) }.sorted { $0.key < $1.key }
    }

    package init(dictionaryLiteral elements: (String, String)...) {
        list.reserveCapacity(elements.count)
        for (key, value) in elements { self[key] = value }
    }

    package subscript(_ key: String) -> String? {
        get { list.first { $0.key == key }?.value }
        set {
            let at = list.firstIndex { $0.key >= key } ?? list.count
            let isThere = at < list.count && list[at].key == key
            switch (newValue, isThere) {
            case (let value?, true): list[at].value = value
            case (let value?, false): list.insert(Argument(key: key, value: value), at: at)
            case (nil, true): list.remove(at: at)
            case (nil, false): break
            }
        }
    }

    package var isEmpty: Bool { list.isEmpty }

    /// The arguments in the order of their keys.
    package var sorted: [(key: String, value: String)] { list.map { ($0.key, $0.value) } }

    /// The arguments by key, as a sentence takes them.
    package var byKey: [String: String] { Dictionary(uniqueKeysWithValues: sorted) }
}
