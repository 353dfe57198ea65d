// SPDX-License-Identifier: Apache-2.0
import UseCases

/// How a place in a draft is written in addresses, forms and identities of a page: `a0`, `t0-3`, `s2`.
extension DraftPlace {
    var key: String {
        switch self {
        case .area(let area): "a" + String(area)
        case .task(let area, let task): "t" + String(area) + "-" + String(task)
        case .safeguard(let safeguard): "s" + String(safeguard)
        }
    }

    init?(key: String) {
        let numbers = key.dropFirst().split(separator: "-").map { Int($0) }
        guard numbers.allSatisfy({ ($0 ?? -1) >= 0 }) else { return nil }
        switch (key.first, numbers.count) {
        case ("a", 1): self = .area(numbers[0] ?? 0)
        case ("t", 2): self = .task(area: numbers[0] ?? 0, task: numbers[1] ?? 0)
        case ("s", 1): self = .safeguard(numbers[0] ?? 0)
        default: return nil
        }
    }
}
