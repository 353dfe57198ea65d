// SPDX-License-Identifier: Apache-2.0

/// Sends the OpenAPI document in the language that the program likes best.
func sendDocument(_ call: Call) async throws -> Reply {
    let bytes = call.site.document(call.language)
    return Reply(body: .bytes(bytes, type: MediaType.json.rawValue), tag: EntityTag(of: bytes))
}
