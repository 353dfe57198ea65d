// SPDX-License-Identifier: Apache-2.0
import UseCases

/// The items of a block that was copied from a spreadsheet, with the columns of the yearly list's table. A cell with
/// line ends or quotes stands between quotes, as spreadsheets copy it; a first row that repeats the headings is left out.
func pastedItems(_ text: String, heading: String = "") -> [[String: String]] {
    let names = ItemFields.Name.columns.map(\.rawValue)
    let rows = pastedRows(text).filter { !$0.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
    let title = ItemFields.Name.columns.firstIndex(of: .title) ?? 0
    let isHead = !heading.isEmpty && rows.first.map { $0.count > title && $0[title] == heading } ?? false
    return rows.dropFirst(isHead ? 1 : 0).map { cells in
        Dictionary(zip(names, cells).filter { !$0.1.isEmpty }, uniquingKeysWith: { first, _ in first })
    }
}

/// The cells of a block that was copied from a spreadsheet.
func pastedRows(_ text: String) -> [[String]] {
    var rows: [[String]] = [[]]
    var cell = ""
    var isQuoted = false
    let characters = Array(text.replacing("\r\n", with: "\n"))
    var place = 0
    while place < characters.count {
        let character = characters[place]
        place += 1
        if isQuoted {
            if character != "\"" {
                cell.append(character)
            } else if place < characters.count, characters[place] == "\"" {
                cell.append(character)
                place += 1
            } else {
                isQuoted = false
            }
        } else if character == "\"" && cell.isEmpty {
            isQuoted = true
        } else if character == "\t" || character == "\n" {
            rows[rows.count - 1].append(cell)
            cell = ""
            if character == "\n" { rows.append([]) }
        } else {
            cell.append(character)
        }
    }
    rows[rows.count - 1].append(cell)
    return rows
}
