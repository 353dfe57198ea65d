// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import NIOCore
import UseCases

/// A request that waits until the password was given again. It travels through the page that asks for it, sealed for
/// this session, so that nobody can read or change it on the way.
struct CarriedRequest: Sendable {
    let address: Address
    /// With its query.
    let path: String
    /// The fields of the form that was sent; nil where a file came with them, which can't be carried.
    let fields: String?

    init(_ visit: Visit, to address: Address) {
        (self.address, path) = (address, visit.request.uri.string)
        fields = visit.request.isMultipart ? nil : visit.form.encoded
    }

    /// Reads what `sealed(in:)` wrote in the same session; nil for anything else.
    init?(_ text: String, in visit: Visit) {
        let parts = visit.useCases.seal(.form).open(text, context: visit.secret ?? "")?
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let parts, parts.count == 3, let address = Address(rawValue: parts[0]) else { return nil }
        (self.address, path) = (address, parts[1])
        fields = parts[2] == Self.lost ? nil : parts[2]
    }

    func sealed(in visit: Visit) throws -> String {
        let text = [address.rawValue, path, fields ?? Self.lost].joined(separator: "\n")
        return try visit.useCases.seal(.form).seal(
            text, context: visit.secret ?? "", nonce: visit.useCases.surroundings.random())
    }

    /// No form is written like this.
    private static let lost = "&"

    /// Answers the request as if it had just been sent.
    func resume(in visit: Visit) async throws -> Response {
        guard address.method == .post else { return .seeOther(path) }
        guard let fields else {
            // Back to the page with the form of the file, where the address has one.
            let isPage = Address.allCases.contains { $0.method == .get && $0.pattern == address.pattern }
            return visit.goOn(to: isPage ? path : Address.start.path(), notice: "confirmedSendAgain")
        }
        var context = visit.context
        let parts = path.prefix { $0 != "?" }.split(separator: "/")
        context.coreContext.parameters = Parameters(
            zip(address.pattern.split(separator: "/"), parts).filter { $0.0.hasPrefix(":") }
                .map { (key: $0.0.dropFirst(), value: $0.1) })
        var head = visit.request.head
        head.path = path
        let resumed = Visit(
            site: visit.site, request: Request(head: head, body: RequestBody(buffer: ByteBuffer())), context: context,
            session: visit.session, secret: visit.secret, language: visit.language,
            query: FormFields(encoded: path.drop { $0 != "?" }.dropFirst()), form: FormFields(encoded: fields))
        return try await address.answer(resumed)
    }
}
