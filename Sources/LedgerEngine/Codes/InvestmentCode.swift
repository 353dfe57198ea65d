// SPDX-License-Identifier: Apache-2.0
import Domain

/// Unified codes of investment projects: `YYMM-RRRRRR-TT-CC-XXXXXX`, year and month of the filing, the division, the
/// type, the industry, a number.
enum InvestmentCode {
    static func verdict(_ code: String) -> CodeCheck.Verdict {
        guard let match = code.wholeMatch(of: #/\d\d(\d\d)-\d{6}-\d{2}-\d{2}-\d{6}/#), let month = Int(match.1),
            (1...12).contains(month)
        else { return .malformed }
        return .valid
    }
}
