// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Testing

@Suite("Secrecy marks") struct SecrecyMarkTests {
    @Test(
        "A mark near the head is found however it is printed",
        arguments: ["秘密★", "机密★1年", "绝密★长期", "秘 密 ★", "机密＊", "绝密*", "秘　密★", "机密☆"])
    func found(_ mark: String) {
        let source = SourceText(text: "000012\n\(mark)\n\n青岚市人民政府文件\n", format: .text)
        #expect(secrecyMark(in: source)?.source.from == 7)
    }

    @Test("A mark on a line of its own is found anywhere") func behind() {
        let text = String(repeating: "共建园区。\n", count: 2000) + "机密★\n"
        #expect(secrecyMark(in: SourceText(text: text, format: .text))?.text == "机密★")
    }

    @Test("Words are no marks", arguments: ["保守国家秘密", "商业秘密", "机密文件", "五星★推荐", ""])
    func words(_ text: String) {
        #expect(secrecyMark(in: SourceText(text: text, format: .text)) == nil)
    }
}
