// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Testing

@Suite("Persons in a public form") struct PersonMaskTests {
    @Test(
        "Names behind a label, telephone numbers, mail addresses and numbers of papers are masked",
        arguments: [
            ("联系人：王小明，电话：0731-84123456。", "联系人：＊＊＊，电话：＊＊＊。"),
            ("联系电话84123456", "联系电话＊＊＊"), ("请拨打13912345678。", "请拨打＊＊＊。"),
            ("请拨打０１０－８８８８１２３４。", "请拨打＊＊＊。"), ("发至 wang.xm@example.org 即可", "发至 ＊＊＊ 即可"),
            ("身份证号430102199001011234", "身份证号＊＊＊"), ("经办人: 李四（市发展改革委）", "经办人: ＊＊＊（市发展改革委）"),
        ])
    func masks(_ text: String, _ masked: String) { #expect(withoutPersons(text) == masked) }

    @Test(
        "What a plan counts and names stays",
        arguments: [
            "到2026年，建设5G基站1200个，投资1500000元。", "2022—2026年，每年2次。", "湘政办发〔2022〕15号", "项目负责人由两市确定",
            "电话会议每年2次", "支持G60科创走廊、“3+2”培养", "", "建立联系人制度，明确联络员。",
        ])
    func keeps(_ text: String) { #expect(withoutPersons(text) == text) }
}
