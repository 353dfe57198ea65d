// SPDX-License-Identifier: Apache-2.0

/// Which lights a place has, how they look and when they change, as data (`presets/*.yml`).
package struct LightPreset: Hashable, Sendable {
    package let key: String
    package let version: Int
    package let title: LocalisedText
    /// From where it is known.
    package let source: LocalisedText
    package let looks: [WorkLight.Level: SignLook]
    package let bounds: [WorkLight.Level: LightBound]

    package init(
        key: String, version: Int, title: LocalisedText, source: LocalisedText, looks: [WorkLight.Level: SignLook],
        bounds: [WorkLight.Level: LightBound]
    ) {
        (self.key, self.version, self.title, self.source) = (key, version, title, source)
        (self.looks, self.bounds) = (looks, bounds)
    }
}

/// When an item that is under way has a level: where any of these holds.
package struct LightBound: Hashable, Sendable {
    /// A number of it that an office sets.
    package enum Number: String, CaseIterable, Sendable {
        case daysLeft, lag, daysOver

        /// Between which an office sets it: working days; of the lag thousandths.
        package var limits: ClosedRange<Int> {
            switch self {
            case .daysLeft: 1...30
            case .lag: 10...500
            case .daysOver: 1...120
            }
        }
    }
    /// At most so many working days are left until the due day.
    package var daysLeft: Int?
    /// More thousandths than these are missing of what should be done by today.
    package var lag: Int?
    /// The due day is over.
    package var isOver = false
    /// More working days than these have passed since the due day.
    package var daysOver: Int?

    package init(daysLeft: Int? = nil, lag: Int? = nil, isOver: Bool = false, daysOver: Int? = nil) {
        (self.daysLeft, self.lag, self.isOver, self.daysOver) = (daysLeft, lag, isOver, daysOver)
    }

    package subscript(number: Number) -> Int? {
        get {
            switch number {
            case .daysLeft: daysLeft
            case .lag: lag
            case .daysOver: daysOver
            }
        }
        set {
            switch number {
            case .daysLeft: daysLeft = newValue
            case .lag: lag = newValue
            case .daysOver: daysOver = newValue
            }
        }
    }

    /// `left` working days are left, negative after the due day; `lag` in thousandths.
    func holds(isOver over: Bool, left: Int, lag behind: Int) -> Bool {
        if over { return isOver || daysOver.map { -left > $0 } ?? false || lag.map { behind > $0 } ?? false }
        return daysLeft.map { left <= $0 } ?? false || lag.map { behind > $0 } ?? false
    }
}

/// The rule of lights of a pairing: a preset with the bounds that its offices set.
package struct LightRule: Hashable, Sendable {
    /// The preset's key and version; empty where there are no presets.
    package var preset = ""
    package var version = 0
    package var bounds: [WorkLight.Level: LightBound] = [
        .near: LightBound(daysLeft: 7, lag: 50), .late: LightBound(lag: 150, isOver: true),
        .overdue: LightBound(daysOver: 30),
    ]
    package var looks: [WorkLight.Level: SignLook] = [:]

    package init() {}

    /// The preset with an office's own numbers, by names such as `late.lag`. Numbers of other bounds are left out.
    package init(_ preset: LightPreset, own: [String: Int] = [:]) {
        (self.preset, version, bounds, looks) = (preset.key, preset.version, preset.bounds, preset.looks)
        for (name, _) in numbers {
            if let value = own[name.text] { bounds[name.level]?[name.number] = value }
        }
    }

    /// Where a number stands in the rule; printed as `late.lag`.
    package struct Name: Hashable, Sendable {
        package let level: WorkLight.Level
        package let number: LightBound.Number

        package init(level: WorkLight.Level, number: LightBound.Number) { (self.level, self.number) = (level, number) }

        package var text: String { level.rawValue + "." + number.rawValue }
    }

    /// Every number that an office can set, from the mildest level to the gravest.
    package var numbers: [(name: Name, value: Int)] {
        WorkLight.Level.rising.flatMap { level in
            LightBound.Number.allCases.compactMap { number in
                bounds[level]?[number].map { (Name(level: level, number: number), $0) }
            }
        }
    }

    /// The levels of which a milder one comes only after a graver one; empty where the bounds are in order.
    package var crossed: [WorkLight.Level] {
        var (last, crossed): (Int?, [WorkLight.Level]) = (nil, [])
        for level in WorkLight.Level.rising {
            guard let lag = bounds[level]?.lag else { continue }
            if let last, lag <= last { crossed.append(level) }
            last = lag
        }
        return crossed
    }
}

/// What rule of lights both offices of a pairing agreed to, and since when. Choices are never changed.
package struct LightChoice: Hashable, Sendable {
    package let pairing: Identifier<Pairing>
    /// Counts the pairing's choices from 1.
    package let number: Int
    package let preset: String
    package let version: Int
    /// All numbers of the rule, by names such as `late.lag`.
    package let numbers: [String: Int]
    package let side: Side
    package let proposedAt: Instant
    package let proposedBy: SignedBy
    package var agreedAt: Instant?
    package var agreedBy: SignedBy?

    package init(
        pairing: Identifier<Pairing>, number: Int, preset: String, version: Int, numbers: [String: Int], side: Side,
        proposedAt: Instant, proposedBy: SignedBy, agreedAt: Instant? = nil, agreedBy: SignedBy? = nil
    ) {
        (self.pairing, self.number, self.preset, self.version) = (pairing, number, preset, version)
        (self.numbers, self.side, self.proposedAt, self.proposedBy) = (numbers, side, proposedAt, proposedBy)
        (self.agreedAt, self.agreedBy) = (agreedAt, agreedBy)
    }
}
