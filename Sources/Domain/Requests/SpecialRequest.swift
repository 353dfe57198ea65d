// SPDX-License-Identifier: Apache-2.0

/// A matter or a firm for which a decision of its own is asked.
package struct SpecialRequest: Hashable, Sendable {
    package let id: Identifier<SpecialRequest>

    package init(id: Identifier<SpecialRequest>) { self.id = id }
}

/// What one department says to a request.
package struct RequestOpinion: Hashable, Sendable {
    package let id: Identifier<RequestOpinion>

    package init(id: Identifier<RequestOpinion>) { self.id = id }
}
