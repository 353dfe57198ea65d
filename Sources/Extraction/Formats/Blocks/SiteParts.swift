// SPDX-License-Identifier: Apache-2.0

/// The parts of a site's pages that are not the document: menus, the way to the page, buttons, related pages, feet.
enum SiteParts {
    /// Words in the names that sites give their parts, in English and in pinyin.
    private static let words: Set<String> = [
        "nav", "navbar", "navi", "navigation", "menu", "submenu", "topbar", "toolbar", "breadcrumb", "breadcrumbs",
        "crumb",
        "crumbs", "dqwz", "weizhi", "wz", "daohang", "location", "currentposition", "share", "sharebox",
        "bdsharebuttonbox",
        "bshare", "fenxiang", "sns", "social", "sidebar", "related", "xgwd", "xgwj", "xgjd", "pager", "pagination",
        "page",
        "footer", "foot", "bottom", "copyright", "banquan", "friendlink", "friendlinks", "yqlj", "search", "searchbox",
        "sousuo", "login", "denglu", "wza", "accessibility", "barrierfree", "ewm", "erweima", "qrcode", "hot",
        "recommend",
        "tuijian", "banner", "logo", "print", "dayin", "fontsize", "ziti", "tool", "tools", "operate", "header", "top",
        "links", "backtop", "gotop", "language", "relate", "click", "counter",
    ]
    /// Words by which a part says that it holds the document all the same.
    private static let kept: Set<String> = [
        "content", "article", "main", "detail", "title", "text", "zoom", "zw", "nr", "body", "info", "wrap", "wrapper",
        "container", "layout",
    ]

    /// Whether a part of this name is none of the document, given what it holds: never where it has sentences, or a
    /// heading that is no link.
    static func isApart(_ attributes: PandocAttributes, _ blocks: [PandocBlock]) -> Bool {
        let names = ([attributes.id] + attributes.classes).flatMap(pieces)
        guard names.contains(where: words.contains), !names.contains(where: kept.contains) else { return false }
        return !holdsDocument(blocks)
    }

    /// `leftNav_top` has three pieces.
    private static func pieces(_ name: String) -> [String] {
        var pieces = [""]
        for scalar in name.unicodeScalars {
            if !scalar.properties.isAlphabetic || scalar.properties.isUppercase { pieces.append("") }
            if scalar.properties.isAlphabetic { pieces[pieces.count - 1] += scalar.properties.lowercaseMapping }
        }
        return [name.lowercased()] + pieces.filter { !$0.isEmpty }
    }

    private static func holdsDocument(_ blocks: [PandocBlock]) -> Bool {
        blocks.contains { block in
            switch block {
            case .paragraph(let text): text.hasFullStop
            case .heading(let level, _): level <= 2
            case .group(let inner, _): holdsDocument(inner)
            case .bullets(let items), .numbered(_, _, let items): items.contains(where: holdsDocument)
            case .table(let rows): rows.contains { $0.contains { holdsDocument($0.blocks) } }
            case .links, .tag: false
            }
        }
    }

    /// Whether links stand alone: several below each other, or a word or two.
    static func isMenu(_ blocks: [PandocBlock], at index: Int) -> Bool {
        guard case .links(_, let letters) = blocks[index] else { return false }
        func isLink(_ index: Int) -> Bool {
            if blocks.indices.contains(index), case .links = blocks[index] { true } else { false }
        }
        return letters <= 12 || isLink(index - 1) || isLink(index + 1)
    }

    /// Whether most items of a list are links.
    static func isMenu(_ items: [[PandocBlock]]) -> Bool {
        let links = items.count { item in
            item.contains { if case .links = $0 { true } else { false } }
                && item.allSatisfy { block in
                    switch block {
                    case .links, .tag: true
                    case .bullets(let inner): isMenu(inner)
                    case .paragraph(let text): text.unicodeScalars.allSatisfy { !$0.properties.isAlphabetic }
                    default: false
                    }
                }
        }
        return links >= 2 && links * 4 >= items.count * 3
    }

    /// Whether a table only sets the page: it holds tables, headings or a page's text.
    static func isLayout(_ rows: [[PandocCell]]) -> Bool {
        let cells = rows.flatMap(\.self)
        return cells.contains { cell in
            holdsTable(cell.blocks) || cell.blocks.contains { if case .heading = $0 { true } else { false } }
        } || rows.allSatisfy { $0.count <= 1 } || cells.count <= 4 && cells.contains { $0.blocks.count >= 6 }
    }

    private static func holdsTable(_ blocks: [PandocBlock]) -> Bool {
        blocks.contains { block in
            switch block {
            case .table: true
            case .group(let inner, _): holdsTable(inner)
            default: false
            }
        }
    }
}
