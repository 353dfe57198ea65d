// SPDX-License-Identifier: Apache-2.0
package import Domain

/// One line of the list of documents.
package struct DocumentListing: Sendable {
    package let document: Document
    package let pairing: Pairing?
    package let draft: Identifier<Draft>?
    package let draftState: Draft.State?
    package let warnings: Int
    package let uploadedBy: String
    package var pairingCode: String { pairing?.code ?? "" }
}
