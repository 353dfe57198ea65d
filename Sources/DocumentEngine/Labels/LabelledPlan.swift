// SPDX-License-Identifier: Apache-2.0

/// A draft or a label, as the comparison reads it: the same names hold on both sides.
struct LabelledPlan {
    let value: JSONValue
    let document: JSONValue
    /// By path; a second task of the same path gets a prime.
    let tasks: [(path: FoldedText, task: JSONValue)]
    let safeguards: [(path: FoldedText, safeguard: JSONValue)]
    private let index: [FoldedText: JSONValue]

    init(_ value: JSONValue) {
        self.value = value
        document = value["document"]
        var tasks: [(FoldedText, JSONValue)] = []
        var seen: [FoldedText: Int] = [:]
        for area in value["areas"].elements {
            for task in area["tasks"].elements {
                let printed = task["path"].text ?? (area["ordinal"].text ?? "") + (task["ordinal"].text ?? "")
                let path = FoldedText(printed).asPlace
                let primes = seen[path, default: 0]
                seen[path] = primes + 1
                tasks.append((FoldedText(path.scalars + Array(repeating: UInt32(ascii: "'"), count: primes)), task))
            }
        }
        self.tasks = tasks
        // Of two safeguards with one ordinal the later counts.
        var places: [FoldedText: Int] = [:]
        var safeguards: [(FoldedText, JSONValue)] = []
        for safeguard in value["safeguards"].elements {
            let path = FoldedText(safeguard["ordinal"].text).asPlace
            if let place = places[path] {
                safeguards[place].1 = safeguard
            } else {
                places[path] = safeguards.count
                safeguards.append((path, safeguard))
            }
        }
        self.safeguards = safeguards
        index = Dictionary(safeguards + tasks, uniquingKeysWith: { $1 })
    }

    /// The task or safeguard of a path.
    subscript(path: FoldedText) -> JSONValue { index[path] ?? .null }

    func task(_ path: FoldedText) -> JSONValue { tasks.first { $0.path == path }?.task ?? .null }

    /// Tasks and safeguards, each path once.
    var elements: [(path: FoldedText, element: JSONValue)] {
        let paths = Set(tasks.map(\.path))
        return safeguards.filter { !paths.contains($0.path) }.map { ($0.path, $0.safeguard) }
            + tasks.map { ($0.path, $0.task) }
    }

    var units: [ResponsibleUnit] {
        tasks.flatMap { entry in
            entry.task["responsibleExpanded"].elements.map { ResponsibleUnit($0, of: entry.path) }
        }
    }
}

/// Who is responsible for a task, in the form in which two readings are compared.
struct ResponsibleUnit {
    struct Who: Hashable {
        let path: FoldedText
        let isScope: Bool
        let cities: [FoldedText]
        let unit: FoldedText
    }
    let who: Who
    let role: String?
    let isUncertain: Bool

    init(_ unit: JSONValue, of path: FoldedText) {
        let scope = unit["scope"].text ?? ""
        let listed = unit["cities"].elements
        let cities = listed.isEmpty ? [FoldedText(unit["city"].text)] : listed.map { FoldedText($0.text) }
        who = Who(
            path: path, isScope: !scope.isEmpty,
            cities: cities.sorted { $0.scalars.lexicographicallyPrecedes($1.scalars) },
            unit: scope.isEmpty ? FoldedText(unit["unit"].text).asUnit : FoldedText(scope))
        role = unit["role"].text
        isUncertain = unit["uncertain"] == .bool(true)
    }
}

extension JSONValue {
    /// A member of an object; null where there is none.
    subscript(key: String) -> JSONValue {
        if case .object(let members) = self { members[key] ?? .null } else { .null }
    }

    /// Whether the object has the member at all.
    func has(_ key: String) -> Bool {
        if case .object(let members) = self { members[key] != nil } else { false }
    }

    var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
    var text: String? { if case .string(let text) = self { text } else { nil } }
    var integer: Int? { if case .number(let number) = self { Int(exactly: number) } else { nil } }
}

extension UInt32 {
    init(ascii scalar: Unicode.Scalar) { self = scalar.value }
}
