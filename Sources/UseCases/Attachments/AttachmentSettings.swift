// SPDX-License-Identifier: Apache-2.0
package import Domain

/// How much may be attached, and who looks for viruses.
package struct AttachmentSettings: Sendable {
    /// The most bytes of one file.
    package var fileBytes: Int64 = 50 << 20
    /// The most files of one owner.
    package var mostFiles = 50
    /// The most bytes that the people of one body may have under way together.
    package var unfinishedBytes: Int64 = 1 << 30
    /// Says what a scanner finds in the file of a path; throws where it can't be asked. nil: nobody is asked.
    package var scan: (@Sendable (String) async throws -> ScanVerdict)?

    package init() {}
}
