// SPDX-License-Identifier: Apache-2.0
import Domain

/// Occupations (GB/T 6565): one of eight major groups, then three pairs of digits.
enum OccupationCode {
    static func verdict(_ code: String) -> CodeCheck.Verdict {
        code.wholeMatch(of: #/[1-8]-\d\d-\d\d-\d\d/#) == nil ? .malformed : .valid
    }
}
