// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird

/// What an operation answers, before it is put into HTTP.
struct Reply: Sendable {
    enum Body: Sendable {
        case none
        case json(JSON)
        case bytes([UInt8], type: String)
        /// Written while it is read, so that its length costs no memory.
        case stream(ResponseBody, type: String)
    }
    var status: HTTPResponse.Status = .ok
    var body: Body = .none
    var tag: EntityTag?
    var location: String?
    var fileName: String?
    /// The member of the body that is shown this once, and is not kept under an Idempotency-Key.
    var secret: String?
    /// True where it was given before under the same Idempotency-Key.
    var isRepeated = false

    static func json(_ json: JSON, tag: EntityTag? = nil) -> Reply { Reply(body: .json(json), tag: tag) }

    /// What was made, and where it is found.
    static func created(_ json: JSON, at location: String, tag: EntityTag? = nil) -> Reply {
        Reply(status: .created, body: .json(json), tag: tag, location: location)
    }

    /// What was made, where it has no revision: its state is that of what is found there.
    static func made(_ json: JSON, at location: String) -> Reply {
        created(json, at: location, tag: EntityTag(of: json.bytes))
    }

    static let nothing = Reply(status: .noContent)
}
