// SPDX-License-Identifier: Apache-2.0

/// What one page shows, as plain values, ready for its template.
protocol PageModel: Sendable {
    /// The name of the template's file without its ending.
    static var template: String { get }
    /// Values with which the page is rendered once at start, so that a broken template never reaches a visitor.
    static var samples: [Self] { get }
    /// The entry of the navigation that is marked as the present one.
    var section: Section? { get }
}

extension PageModel {
    var section: Section? { nil }
}

/// The entries of the navigation.
enum Section: String, CaseIterable, Sendable {
    case day, start, pairings, documents, tasks, work, filings, orders, requests, meetings, ledgers, crosswalk
    case organisations, contacts, users, audit
}
