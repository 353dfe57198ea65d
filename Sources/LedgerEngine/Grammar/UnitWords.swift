// SPDX-License-Identifier: Apache-2.0

/// Units of measure: what is the same, and what can be converted exactly.
enum UnitWords {
    /// How many of the base of its dimension one unit is, as a fraction.
    struct Unit: Hashable {
        let dimension: String
        let numerator: Int128
        let denominator: Int128

        init(_ dimension: String, _ numerator: Int128 = 1, over denominator: Int128 = 1) {
            (self.dimension, self.numerator, self.denominator) = (dimension, numerator, denominator)
        }
    }

    /// Area is based on the square metre (1 hm² = 15 亩, so 1 亩 = 2000/3 m²), mass on the gram, length on the metre.
    private static let units: [String: Unit] = {
        var units: [String: Unit] = [:]
        func add(_ names: [String], _ unit: Unit) { for name in names { units[name] = unit } }
        add(["m²", "m2", "㎡", "平方米", "平米"], Unit("area"))
        add(["亩", "mu"], Unit("area", 2000, over: 3))
        add(["hm²", "hm2", "公顷", "ha"], Unit("area", 10_000))
        add(["km²", "km2", "平方公里", "平方千米"], Unit("area", 1_000_000))
        add(["g", "克"], Unit("mass"))
        add(["斤"], Unit("mass", 500))
        add(["kg", "公斤", "千克"], Unit("mass", 1000))
        add(["t", "吨"], Unit("mass", 1_000_000))
        add(["m", "米"], Unit("length"))
        add(["km", "公里", "千米"], Unit("length", 1000))
        add(["人", "名", "位", "人次", "人数", "persons", "people"], Unit("heads"))
        add(
            ["家", "户", "个", "所", "处", "项", "件", "宗", "例", "台", "节", "期", "批", "批次", "次", "场", "对", "座", "款"],
            Unit("things"))
        add(["天", "日", "days"], Unit("days"))
        add(["学时", "课时", "小时", "h", "hours"], Unit("hours"))
        return units
    }()

    /// The unit of that name; its words of scale (`万亩`) are multiplied in.
    static func unit(_ name: String) -> Unit? {
        let tidy = spaceless(halfWidth(name)).lowercased()
        if let unit = units[tidy] { return unit }
        for scale in NumeralWords.scales where tidy.hasPrefix(scale.word) {
            guard let unit = units[String(tidy.dropFirst(scale.word.count))] else { continue }
            return Unit(unit.dimension, unit.numerator * ExactNumber.power(scale.power), over: unit.denominator)
        }
        return nil
    }

    /// By which fraction a number in `given` becomes one in `wanted`; nil where it can't. Names that no table holds are
    /// the same only where they are spelled alike; a word of scale alone (`万`) scales any unit.
    static func factor(from given: String, to wanted: String) -> (Int128, Int128)? {
        let tidy = spaceless(halfWidth(given)).lowercased()
        let goal = spaceless(halfWidth(wanted)).lowercased()
        if tidy == goal { return (1, 1) }
        for scale in NumeralWords.scales where tidy == scale.word || tidy == scale.word + goal {
            return (ExactNumber.power(scale.power), 1)
        }
        guard let from = unit(tidy), let to = unit(goal), from.dimension == to.dimension else { return nil }
        return (from.numerator * to.denominator, from.denominator * to.numerator)
    }

    /// The power of ten by which an amount in a unit of money is yuan; nil where the name is no unit of renminbi.
    static func moneyPower(_ name: String) -> Int? {
        var tidy = spaceless(halfWidth(name)).lowercased()
        // A price for each piece, month or person is money.
        if let slash = tidy.firstIndex(of: "/"), slash > tidy.startIndex { tidy = String(tidy[..<slash]) }
        for sign in ["人民币", "rmb", "cny", "\u{A5}"] { tidy = tidy.replacing(sign, with: "") }
        for end in ["整", "正"] where tidy.hasSuffix(end) { tidy.removeLast() }
        for word in ["元", "圆", "块", "yuan"] where tidy.hasSuffix(word) { tidy.removeLast(word.count) }
        if tidy.isEmpty { return 0 }
        return NumeralWords.scales.first { $0.word == tidy }?.power
    }

    static let yuan = "元"
    static let tenThousandYuan = "万元"
    static let hundredMillionYuan = "亿元"
}
