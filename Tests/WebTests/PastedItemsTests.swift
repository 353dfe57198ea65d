// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Web

@Suite("Rows pasted from a spreadsheet")
struct PastedItemsTests {
    @Test("Cells with line ends and quotes stay whole; the headings are left out")
    func quotes() {
        let text = "No.\tArea\tKey task\tGoal\r\n1\tA\tFirst\t\"two\nlines of \"\"it\"\"\"\r\n\r\n2\t\tSecond\n"
        let items = pastedItems(text, heading: "Key task")
        #expect(
            items == [
                ["position": "1", "area": "A", "title": "First", "goal": "two\nlines of \"it\""],
                ["position": "2", "title": "Second"],
            ])
        #expect(pastedItems("\t\tOnly", heading: "Key task") == [["title": "Only"]])
        #expect(pastedItems(" \n\t\n") == [])
    }
}
