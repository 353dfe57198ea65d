// SPDX-License-Identifier: Apache-2.0

/// A decimal number as it is written, without rounding: `mantissa` × 10^−`decimals`.
struct ExactNumber: Hashable {
    var mantissa: Int128
    var decimals: Int

    init(mantissa: Int128, decimals: Int) { (self.mantissa, self.decimals) = (mantissa, decimals) }

    /// The number in digits with at most one point, a sign and an exponent; nil where it is none or has more than 30
    /// digits.
    init?(_ text: some StringProtocol) {
        var rest = Substring(text)
        let isNegative = rest.first == "-"
        if let sign = rest.first, sign == "-" || sign == "+" { rest.removeFirst() }
        var exponent = 0
        if let mark = rest.firstIndex(where: { $0 == "e" || $0 == "E" }) {
            guard let power = Int(rest[rest.index(after: mark)...]), abs(power) <= 30 else { return nil }
            exponent = power
            rest = rest[..<mark]
        }
        let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first, !(whole.isEmpty && parts.count == 1) else { return nil }
        let fraction = parts.count == 2 ? parts[1] : ""
        let digits = whole + fraction
        guard !digits.isEmpty, digits.count <= 30, digits.utf8.allSatisfy({ (48...57).contains($0) }),
            let mantissa = Int128(digits)
        else { return nil }
        self.init(mantissa: isNegative ? -mantissa : mantissa, decimals: fraction.count - exponent)
        guard decimals < 0 else { return }
        guard let scaled = Self.times(self.mantissa, Self.power(-decimals)) else { return nil }
        (self.mantissa, decimals) = (scaled, 0)
    }

    /// 10 to the power of `exponent`, from 0 to 37.
    static func power(_ exponent: Int) -> Int128 {
        var result: Int128 = 1
        for _ in 0..<min(37, max(0, exponent)) { result *= 10 }
        return result
    }

    private static func times(_ left: Int128, _ right: Int128) -> Int128? {
        let (product, overflow) = left.multipliedReportingOverflow(by: right)
        return overflow ? nil : product
    }

    /// The number times `factor` over `divisor`, in units of 10^−`places`, rounded half away from zero; whether that was
    /// exact. Nil where it is beyond 18 digits.
    func scaled(times factor: Int128 = 1, over divisor: Int128 = 1, places: Int) -> (units: Int64, isExact: Bool)? {
        let shift = places - decimals
        guard let above = Self.times(mantissa, factor),
            let numerator = shift > 0 ? Self.times(above, Self.power(shift)) : above,
            let denominator = shift < 0 ? Self.times(divisor, Self.power(-shift)) : divisor
        else { return nil }
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        let isUp = abs(remainder) >= denominator - abs(remainder)
        let rounded = quotient + (isUp ? (numerator < 0 ? -1 : 1) : 0)
        guard abs(rounded) <= 999_999_999_999_999_999 else { return nil }
        return (Int64(rounded), remainder == 0)
    }

    /// The number as spreadsheets show it: of the 17 digits by which a binary fraction is stored, 15 mean something.
    var asShown: ExactNumber {
        let digits = String(abs(mantissa)).count
        guard digits > 15, decimals > 0 else { return self }
        let cut = min(digits - 15, decimals)
        let (quotient, remainder) = mantissa.quotientAndRemainder(dividingBy: Self.power(cut))
        let isUp = abs(remainder) >= Self.power(cut) - abs(remainder)
        return ExactNumber(mantissa: quotient + (isUp ? (mantissa < 0 ? -1 : 1) : 0), decimals: decimals - cut)
    }

    /// A stored number of units of 10^−`places` in its shortest form: `1200.5`.
    static func text(_ units: Int64, places: Int, atLeast fewest: Int = 0, grouped: Bool = false) -> String {
        let digits = String(units.magnitude)
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        var fraction = String(padded.suffix(places))
        while fraction.count > fewest, fraction.last == "0" { fraction.removeLast() }
        let whole = String(padded.dropLast(places))
        let head = grouped ? group(whole) : whole
        return (units < 0 ? "-" : "") + head + (fraction.isEmpty ? "" : "." + fraction)
    }

    private static func group(_ digits: String) -> String {
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
            result.append(digit)
        }
        return result
    }
}
