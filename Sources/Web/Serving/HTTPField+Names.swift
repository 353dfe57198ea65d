// SPDX-License-Identifier: Apache-2.0
import HTTPTypes

/// The header fields that the framework has no names for.
extension HTTPField.Name {
    static let forwardedFor = field("X-Forwarded-For")
    static let htmxRequest = field("HX-Request")
    static let htmxRedirect = field("HX-Redirect")
    static let htmxCurrentAddress = field("HX-Current-URL")
    static let htmxRetarget = field("HX-Retarget")
    static let htmxReselect = field("HX-Reselect")
    static let htmxReswap = field("HX-Reswap")
    static let formToken = field("X-Form-Token")
    static let uploadOffset = field("Upload-Offset")
    static let uploadLength = field("Upload-Length")
    static let uploadMetadata = field("Upload-Metadata")
    static let uploadComplete = field("Upload-Complete")
    static let tusResumable = field("Tus-Resumable")
    static let lastEventIdentity = field("Last-Event-ID")
    static let accelBuffering = field("X-Accel-Buffering")
    static let fetchSite = field("Sec-Fetch-Site")
    static let requestIdentity = field("X-Request-ID")
    static let referrerPolicy = field("Referrer-Policy")
    static let crossOriginOpenerPolicy = field("Cross-Origin-Opener-Policy")
    static let permissionsPolicy = field("Permissions-Policy")

    private static func field(_ name: String) -> HTTPField.Name {
        guard let made = HTTPField.Name(name) else { preconditionFailure("\(name) is no name of a header field") }
        return made
    }
}
