// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Does `work` unless the same request was done before; then its answer is given again.
    ///
    /// The work goes through the operations that are handed to it: each of their transactions notes that something was
    /// written, so that what was done is not done again even where the program ended before it could answer. Work that
    /// is refused is forgotten, so that it can be tried again. Throws `OnceFault`.
    package func doOnce(
        _ request: OnceRequest, _ work: @Sendable (UseCases) async throws -> OnceAnswer
    ) async throws -> (answer: OnceAnswer, isRepeated: Bool) {
        if let answer = try await begin(request) { return (answer, true) }
        let answer: OnceAnswer
        do {
            answer = try await work(UseCases(self, over: NotingDatabase(inner: database, request: request)))
        } catch {
            try await forget(request, isRefusal: error is UseCaseError || error is any ExplainedError)
            throw error
        }
        try await writeWithoutEvent { connection in
            try OnceQueries(connection).answer(
                OnceRecord(
                    account: request.account, key: request.key, operation: request.operation,
                    fingerprint: request.fingerprint, state: .answered, beganAt: surroundings.now(),
                    status: answer.status, tag: answer.tag, location: answer.location, body: answer.body))
        }
        return (answer, false)
    }

    /// The answer that was given before; nil where the request begins now.
    private func begin(_ request: OnceRequest) async throws -> OnceAnswer? {
        try await writeWithoutEvent { connection in
            let queries = OnceQueries(connection)
            let now = surroundings.now()
            let record = OnceRecord(
                account: request.account, key: request.key, operation: request.operation,
                fingerprint: request.fingerprint, state: .begun, beganAt: now)
            if try queries.begin(record) { return nil }
            guard let known = try queries.find(request.account, key: request.key) else { throw OnceFault.underWay }
            let isOver = known.beganAt.advanced(bySeconds: OnceRequest.seconds) < now
            let isCutOff = known.state == .begun && known.beganAt.advanced(bySeconds: OnceRequest.patience) < now
            if isOver || isCutOff {
                try queries.remove(request.account, key: request.key)
                guard try queries.begin(record) else { throw OnceFault.underWay }
                return nil
            }
            guard known.operation == request.operation, known.fingerprint == request.fingerprint else {
                throw OnceFault.otherRequest
            }
            guard known.state == .answered, let status = known.status else { throw OnceFault.underWay }
            return OnceAnswer(status: status, tag: known.tag, location: known.location, body: known.body)
        }
    }

    private func forget(_ request: OnceRequest, isRefusal: Bool) async throws {
        try await writeWithoutEvent { connection in
            let queries = OnceQueries(connection)
            // What failed for another reason after it wrote may be done: it is not to be done again.
            if try isRefusal || queries.find(request.account, key: request.key)?.state == .begun {
                try queries.remove(request.account, key: request.key)
            }
        }
    }
}

/// A database whose every transaction that writes notes that the work of a request was done.
private struct NotingDatabase: SQLDatabase {
    let inner: any SQLDatabase
    let request: OnceRequest

    var dialect: SQLDialect { inner.dialect }

    func read<Result: Sendable>(_ body: @Sendable (any SQLConnection) throws -> Result) async throws -> Result {
        try await inner.read(body)
    }

    func write<Result: Sendable>(_ body: @Sendable (any SQLConnection) throws -> Result) async throws -> Result {
        try await inner.write { connection in
            let result = try body(connection)
            try OnceQueries(connection).setState(.written, request.account, key: request.key)
            return result
        }
    }

    func report() async throws -> DatabaseReport { try await inner.report() }
    func close() async {}
}
