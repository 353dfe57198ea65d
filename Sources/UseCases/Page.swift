// SPDX-License-Identifier: Apache-2.0

/// A page of a list by key: the items and the key after which the next page begins.
package struct Page<Item: Sendable>: Sendable {
    package let items: [Item]
    package let next: String?
    package init(items: [Item], next: String?) { (self.items, self.next) = (items, next) }
}

/// How many items a page has where so many are wanted.
func pageLength(_ wanted: Int) -> Int { max(1, min(wanted, 1_000)) }
