// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import Testing

@Suite("Terms as task tables write them")
struct TermWordsTests {
    @Test(
        "A term is its last day, with its first where it says one",
        arguments: [
            ("2026-06-30", "2026-06-30"), ("2026年6月30日前", "2026-06-30"), ("12月底前", "2026-12-31"),
            ("十二月底前完成", "2026-12-31"), ("6月15日", "2026-06-15"), ("2025年3月底", "2025-03-31"), ("2月", "2026-02-28"),
            ("三季度", "2026-09-30"), ("第二季度末", "2026-06-30"), ("2027年一季度", "2027-03-31"), ("上半年", "2026-06-30"),
            ("年底前", "2026-12-31"), ("全年", "2026-12-31"), ("2026年", "2026-12-31"), ("2025年底前", "2025-12-31"),
            ("2026年1月-6月", "2026-01-01 2026-06-30"), ("2026年1—6月", "2026-01-01 2026-06-30"),
            ("3月至10月底", "2026-03-01 2026-10-31"), ("2026.3-2026.9", "2026-03-01 2026-09-30"),
            ("2025年9月至2026年6月", "2025-09-01 2026-06-30"), ("5月上旬", "2026-05-10"), ("预计9月份", "2026-09-30"),
            ("长期坚持", "open"), ("持续推进", "open"), ("每季度一次", "open"),
            ("", "-"), ("按期", "-"), ("13月", "-"), ("2月30日", "-"), ("市商务局", "-"),
        ])
    func reads(text: String, meant: String) {
        let found =
            switch TermWords.read(text, in: 2026) {
            case .days(nil, let last): last.description
            case .days(let first?, let last): first.description + " " + last.description
            case .open: "open"
            case .nothing: "-"
            }
        #expect(found == meant, "\(text)")
    }

    @Test(
        "A part of a schedule belongs to the quarter that it begins with",
        arguments: [
            ("一季度：完成选址", "1 完成选址"), ("第二季度，开工", "2 开工"), ("Q3 封顶", "3 封顶"), ("（四季度）验收", "4 验收"),
            ("3月底前完成选址", "1 3月底前完成选址"), ("4-6月：招商", "2 招商"), ("2026年9月底：竣工", "3 竣工"), ("完成选址", "-"),
            ("第一批招商", "-"),
        ])
    func schedules(text: String, meant: String) {
        let found = TermWords.quarter(at: text).map { "\($0.quarter) \($0.rest)" } ?? "-"
        #expect(found == meant, "\(text)")
    }

    @Test("Nothing is read in a year that no calendar has", arguments: [Int.max, Int.min, 0, 10_000])
    func years(year: Int) {
        for text in ["3月底", "三季度", "年底", "上半年"] { #expect(TermWords.read(text, in: year) == .nothing, "\(text)") }
    }

    @Test(
        "A word is a post where it ends as one",
        arguments: [("副市长", true), ("市委常委", true), ("党组书记", true), ("王某某", false), ("李某", false), ("", false)])
    func posts(word: String, isPost: Bool) {
        #expect(PostWords.endsAsPost(word) == isPost, "\(word)")
    }
}
