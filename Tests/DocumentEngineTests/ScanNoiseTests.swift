// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Foundation
import Testing

@Suite("Labelled documents, real and invented, as scanning and layout damage them") struct ScanNoiseTests {
    /// A labelled text: an invented one, or a real one where it stands beside the repository.
    private struct Sample {
        let name: String
        let text: String
        let label: PlanLabel
        let clean: PlanScore
    }

    private static func read(_ text: String, _ label: PlanLabel) -> PlanScore {
        let source = SourceText(text: text, format: .text)
        return label.score(DocumentReader().read(source), of: source)
    }

    private static func sample(_ name: String, _ file: URL, _ label: PlanLabel) throws -> Sample {
        let text = try String(contentsOf: file, encoding: .utf8)
        return Sample(name: name, text: text, label: label, clean: read(text, label))
    }

    private static let real: [Sample] =
        (try? SampleDocument.shared.compactMap { document in
            try PlanLabel(json: String(contentsOf: document.expected, encoding: .utf8)).map {
                try sample(document.name, document.text, $0)
            }
        }) ?? []
    private static let invented: [Sample] =
        (try? LabelledDocument.all.map { try sample($0.name, $0.text, $0.label()) }) ?? []

    private static func value(_ score: PlanScore, _ key: String) -> Double { score[key]?.figures.first?.value ?? 1 }

    @Test("One character of 500 confused costs at most 0.06 of the tasks and units")
    func confused() {
        for samples in [Self.real, Self.invented] where !samples.isEmpty {
            var (clean, noised) = (PlanScore(), PlanScore())
            for sample in samples {
                clean.add(sample.clean)
                // The few real documents are damaged often, so that single titles do not decide.
                for seed in UInt64(1)...(samples.count > 10 ? 2 : 20) {
                    noised.add(Self.read(RecognitionNoise(seed: seed).apply(to: sample.text), sample.label))
                }
            }
            for key in ["tasks", "units.printed", "units.resolved"] {
                #expect(Self.value(noised, key) >= Self.value(clean, key) - 0.06, "\(key)")
            }
            #expect(Self.value(noised, "measures") >= Self.value(clean, "measures") - 0.03)
        }
    }

    @Test("What is confused in a title or number loses no task: the tasks keep their paths", arguments: UInt64(11)...12)
    func paths(_ seed: UInt64) {
        var (all, kept) = (0, 0)
        for sample in Self.real + Self.invented {
            func tasks(_ text: String) -> [String: String] {
                let draft = DocumentReader().read(SourceText(text: text, format: .text))
                let rows = draft.areas.flatMap(\.tasks).map { ($0.path, $0.title ?? "") }
                return Dictionary(rows, uniquingKeysWith: { first, _ in first })
            }
            let noised = tasks(RecognitionNoise(seed: seed).apply(to: sample.text))
            for (path, title) in tasks(sample.text) {
                all += 1
                kept += noised[path].map { isNear($0, title) } ?? false ? 1 : 0
            }
        }
        #expect(Double(kept) >= 0.985 * Double(all), "\(kept) of \(all)")
    }

    static let widths = [22, 28, 35, 41, 48]

    @Test("Layout costs a real document at most a fiftieth of its tasks and units", arguments: widths)
    func brokenLines(_ width: Int) {
        for sample in Self.real {
            for noise in [LayoutNoise(width: width), LayoutNoise(width: width, head: nil, flipsSigns: true)] {
                let noised = Self.read(noise.apply(to: sample.text), sample.label)
                for key in ["tasks", "units.printed", "units.resolved"] {
                    #expect(
                        Self.value(noised, key) >= Self.value(sample.clean, key) - 0.02,
                        "\(sample.name) \(key) \(noise)")
                }
            }
        }
    }

    @Test(
        "A damaged number is the one that is due where the next one follows",
        arguments: [("1. 开展", "i. 开展"), ("2. 加强", "7. 加强"), ("3. 联合", "8. 联合"), ("5. 扩大", "S. 扩大")])
    func misread(_ change: (whole: String, damaged: String)) {
        let text = """
            甲州市乙海市对口合作实施方案
            一、总体要求
            （一）指导思想。坚持互利共赢，实现共同发展。
            （二）基本原则。
            1. 坚持统筹推进。服务发展大局。
            2. 坚持双向对接。加强组织协调。
            3. 坚持务求实效。立足两市实际。
            二、重点任务
            （一）传承红色文化
            1. 开展教育。组织学习，参观旧址，联合举办培训。（责任单位：两市教育局）
            2. 加强保护。修缮旧址，举办展览，推动资源共享。（责任单位：两市文化局）
            3. 联合宣传。举办活动，互送游客，打造精品线路。（责任单位：两市文化局）
            （二）促进乡村振兴
            4. 发展产业。建设园区，引进企业，培育特色品牌。（责任单位：两市商务局）
            5. 扩大就业。组织招聘，开展培训，稳定就业岗位。（责任单位：两市人社局）
            三、保障措施
            （一）加强领导。召开联席会议。
            """
        func paths(_ text: String) -> [String] {
            DocumentReader().read(SourceText(text: text, format: .text)).areas.flatMap(\.tasks).map(\.path)
        }
        #expect(paths(text).count == 5)
        #expect(paths(text.replacing(change.whole, with: change.damaged)) == paths(text))
    }

    @Test(
        "A heading or list with one damaged sign is read as if it were whole",
        arguments: [
            ("2.加强保护。建设", "2.加强保护,建设"), ("2.加强保护。建设", "2.加强保护o建设"), ("2.加强保护。建设", "2，加强保护。建设"),
            ("（责任单位：两市教育局", "〈责任单位：两市教育局"), ("两市教育局、科技局", "两市教育局.科技局"), ("三、保障措施", "三、保漳措施"),
            ("责任单位：", "贵任单位："), ("二、重点任务", "工、重点任务"), ("同发展。", "同发展．"),
        ])
    func damaged(_ change: (whole: String, damaged: String)) {
        let text = """
            甲州市乙海市对口合作实施方案
            　　为促进共同发展，制定本方案。
            　　一、总体要求
            　　坚持互利共赢，实现共同发展。
            　　二、重点任务
            　　（一）传承红色文化
            　　1.开展教育。组织学习，参观旧址。（责任单位：两市教育局、科技局）
            　　2.加强保护。建设红色文物数据库和展示利用平台，修缮沿线革命旧址和纪念设施，联合举办专题展览和学术研讨，推动馆藏资源共享。（责任单位：两市教育局、科技局）
            　　3.发展旅游。打造精品线路，互送游客。（责任单位：两市教育局、科技局）
            　　三、保障措施
            　　（一）加强领导。召开联席会议。
            """
        func rows(_ text: String) -> [String] {
            let draft = DocumentReader().read(SourceText(text: text, format: .text))
            return draft.areas.flatMap(\.tasks).map { "\($0.path) \($0.title ?? "") \($0.responsible.printed)" }
                + draft.safeguards.map(\.title)
        }
        #expect(text.contains(change.whole))
        #expect(rows(text).count == 4)
        #expect(rows(text.replacing(change.whole, with: change.damaged)) == rows(text))
    }
}

/// Are two titles the same but for one character in five?
private func isNear(_ one: String, _ other: String) -> Bool {
    let difference = Array(one).difference(from: Array(other))
    return max(difference.insertions.count, difference.removals.count) <= max(2, other.count / 5)
}
