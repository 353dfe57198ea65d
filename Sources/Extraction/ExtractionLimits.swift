// SPDX-License-Identifier: Apache-2.0

/// How much a file may hold and how much its reading may cost; each is a setting.
package struct ExtractionLimits: Hashable, Sendable {
    /// The largest file, in bytes.
    package var fileBytes = 64 << 20
    /// The longest text, in Unicode scalars.
    package var textScalars = 20_000_000
    /// The most pages, for formats that have them.
    package var pages = 500
    /// The most pages of pictures, each of which takes some seconds to recognise.
    package var scannedPages = 60
    /// The most bytes that may be unpacked from a container.
    package var unpackedBytes = 256 << 20
    /// How long one external tool may run, in seconds.
    package var toolSeconds = 60
    /// How much memory one external tool may ask for, in bytes; pandoc takes about 120 times the size of a page.
    package var toolMemory = 2 << 30
    /// How many external tools run at once.
    package var toolsAtOnce = 2

    package init() {}
}
