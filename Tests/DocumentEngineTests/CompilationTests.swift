// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Testing

@Suite("Several documents in one file") struct CompilationTests {
    /// A part with its kind and what it adds to the draft.
    struct Part {
        let kind: DraftPart.Kind
        let text: String
        var tasks = 0
        var safeguards = 0
    }

    private static func plan(_ oldArea: String, _ eastern: String) -> Part {
        Part(
            kind: .plan,
            text: """
                \(oldArea)市与\(eastern)市对口合作实施方案（2023—2025年）

                　　为推进\(oldArea)市与\(eastern)市对口合作，制定本方案。

                　　一、总体要求

                　　坚持优势互补、互利共赢。

                　　二、重点任务

                　　（一）产业协作

                　　1. 共建园区。支持\(eastern)市企业到\(oldArea)市投资兴业。（责任单位：两市发展改革委）

                　　2. 联合招商。每年举办招商会2场。（责任单位：两市商务局）

                　　（二）人才交流

                　　3. 互派干部。每年互派干部10名。（责任单位：两市市委组织部）

                　　三、保障措施

                　　（一）加强领导。每年召开联席会议。

                　　（二）督促落实。每年开展评估。


                """, tasks: 3, safeguards: 2)
    }

    private static let parts: [Character: Part] = [
        "A": plan("青川", "东湖"), "B": plan("云溪", "海州"),
        "O": Part(
            kind: .opinion,
            text: """
                省人民政府关于支持对口合作的若干措施

                　　为支持对口合作，提出以下措施。

                　　一、支持园区建设。对共建园区给予用地指标倾斜。

                　　二、支持人才交流。每年安排挂职干部50名。

                　　三、支持消费帮扶。对销售老区农产品的企业给予奖励。


                """, tasks: 3),
        "R": Part(
            kind: .reading,
            text: """
                《青川市与东湖市对口合作实施方案》政策解读

                　　近日，两市印发了实施方案，现解读如下。

                　　一、出台背景

                　　为落实国家部署，两市制定了方案。

                　　二、主要内容

                　　（一）产业协作。支持共建园区。

                　　（二）人才交流。互派干部10名。

                　　三、保障措施

                　　建立联席会议制度。


                """),
        "M": Part(
            kind: .meeting,
            text: """
                青川市东湖市对口合作座谈会情况

                　　4月6日上午，两市对口合作座谈会在东湖市召开。

                　　会议指出，要以更实的举措推动合作。会议议定，年内签订园区共建协议。

                　　会议强调，要抓好落实。


                """),
        "N": Part(
            kind: .notice,
            text: """
                关于报送对口合作年度进展情况的通知

                各有关单位：

                　　请于12月10日前报送年度进展情况。

                　　联系人：张三。


                """),
    ]

    @Test(
        "Each part is listed as what it is and read by its kind, in any order",
        arguments: [
            "AB", "BA", "AR", "RA", "MA", "AM", "OA", "AO", "NA", "AN", "ARM", "MRA", "RMA", "ABRM", "MABR", "OABRM",
            "RABMO", "NAB", "AMB", "BOA", "MRO", "RM", "NMA", "AONB",
        ])
    func kinds(_ order: String) throws {
        let parts = try order.map { try #require(Self.parts[$0]) }
        let source = SourceText(text: parts.map(\.text).joined(), format: .text)
        let draft = DocumentReader().read(source)
        #expect(draft.parts.map(\.kind) == parts.map(\.kind))
        #expect(draft.areas.flatMap(\.tasks).count == parts.reduce(0) { $0 + $1.tasks })
        #expect(draft.safeguards.count == parts.reduce(0) { $0 + $1.safeguards })
        #expect(validate(draft, against: source) == [])
        // Every area stands in a part that states clauses.
        let stating = draft.parts.filter { [.plan, .opinion].contains($0.kind) }.map(\.source.range)
        #expect(draft.areas.allSatisfy { area in stating.contains { $0.contains(area.source.range) } })
    }

    @Test("Units belong to the pair of their own plan, and a clause is read again by it") func pairs() throws {
        let text = try "ARB".map { try #require(Self.parts[$0]).text }.joined()
        let source = SourceText(text: text, format: .text)
        let draft = DocumentReader().read(source)
        #expect(draft.document.title == "青川市与东湖市对口合作实施方案（2023—2025年）")
        #expect(draft.document.pairs.map(\.oldArea) == ["青川市", "云溪市"])
        #expect(draft.warnings.contains { $0.code == "severalPlans" && $0.arguments["count"] == "2" })
        func cities(_ units: [DraftUnit]) -> [DraftUnit.Bearer] { units.map(\.bearer) }
        let tasks = draft.areas.flatMap(\.tasks)
        let of = { (city: String) in DraftUnit.Bearer.unit(city: city) }
        #expect(cities(tasks[0].responsible.expanded) == [of("青川市"), of("东湖市")])
        #expect(cities(tasks[3].responsible.expanded) == [of("云溪市"), of("海州市")])
        let list = try #require(tasks[3].responsible.sources.first)
        let clause = ClauseReader(source).clause(in: TextRange(from: tasks[3].source.range.from, to: list.range.to))
        #expect(clause.map { cities($0.responsible.expanded) } == [of("云溪市"), of("海州市")])
    }

    @Test("A part that divides the tasks of the plan among units adds none") func division() {
        let plan = Self.plan("青川", "东湖").text.replacing("（责任单位：两市商务局）", with: "")
        let list = """
            青川市与东湖市对口合作重点任务分解表

            　　一、产业协作

            　　1. 共建园区。支持东湖市企业到青川市投资兴业。（责任单位：两市工业和信息化局）

            　　2. 联合招商。每年举办招商会2场。（责任单位：两市投资促进局）

            """
        let draft = DocumentReader().read(SourceText(text: plan + list, format: .text))
        let tasks = draft.areas.flatMap(\.tasks)
        #expect(tasks.count == 3)
        #expect(tasks.map(\.responsible.printed) == [["两市发展改革委"], ["两市投资促进局"], ["两市市委组织部"]])
    }
}
