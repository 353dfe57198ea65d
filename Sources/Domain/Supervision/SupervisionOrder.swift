// SPDX-License-Identifier: Apache-2.0

/// A demand on bodies of one side to see to a matter by a day (an order slip of supervision).
package struct SupervisionOrder: Hashable, Sendable {
    package let id: Identifier<SupervisionOrder>

    package init(id: Identifier<SupervisionOrder>) { self.id = id }
}

/// One body's handling of an order.
package struct HandlingLeg: Hashable, Sendable {
    package let id: Identifier<HandlingLeg>

    package init(id: Identifier<HandlingLeg>) { self.id = id }
}
