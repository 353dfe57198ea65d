// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Hummingbird
import HummingbirdTesting
import SQLCore
import Storage
import UseCases

@testable import Web

/// Makes the people and objects of the matrix.
struct MatrixBuilder {
    let useCases: UseCases
    let pages: any TestClientProtocol

    struct Built: Sendable {
        var places: [MatrixPlace] = []
        var people: [MatrixVisitor] = []
        var strangers: [MatrixVisitor] = []
        var tokens: [MatrixVisitor] = []
        var strangeTokens: [MatrixVisitor] = []
    }

    func build() async throws -> Built {
        var built = Built()
        let pairings = try await addPairings()
        let nation = try await person("nation", .national)
        for (relation, side) in zip(MatrixRelation.allCases, [Side.oldArea, .eastern, .oldArea, .oldArea]) {
            let pairing = pairings[max(0, relation.rawValue - 1)]
            built.places.append(try await place(MatrixPlace(relation: relation, pairing: pairing, side: side), nation))
        }
        let own = built.places[0]
        guard let body = Identifier<Organisation>(own.body) else { throw TestSite.Missing("body") }
        let grants: [Role: RoleGrant] = [
            .national: .national, .province: .province(own.pairing.oldArea.division.province),
            .office: .office(own.pairing.id, .oldArea), .unit: .unit(body, own.pairing.id, .oldArea),
            .observer: .observer(own.pairing.id), .pairingAdmin: .pairingAdmin(own.pairing.id),
            .systemAdmin: .systemAdmin, .securityAdmin: .securityAdmin, .auditAdmin: .auditAdmin,
        ]
        for role in Role.allCases {
            guard let grant = grants[role] else { throw TestSite.Missing("grant of \(role)") }
            let name = role == .national ? "nation" : role.rawValue
            if role != .national { _ = try await person(name, grant) }
            built.people.append(try await signIn(name))
            built.tokens.append(try await token(of: name, .write))
        }
        // A second one of each duty, so that the first can be disabled.
        for (name, grant) in [("sys-2", RoleGrant.systemAdmin), ("sec-2", .securityAdmin), ("aud-2", .auditAdmin)] {
            _ = try await person(name, grant)
        }
        built.strangers = [
            MatrixVisitor(name: "nobody"), try await over("expired", "UPDATE session SET expires_at = 1"),
            try await over("disabled", "UPDATE account SET state = 'disabled' WHERE username = 'disabled' AND id"),
        ]
        built.strangeTokens = try await strangeTokens()
        // Every program has just given its holder's password, and was seen within this minute: the last use of a token
        // is noted once a minute, as that of a session is, and is the one trace that being refused may leave besides
        // the record's.
        try await useCases.database.write {
            try $0.run("UPDATE access_token SET confirmed_at = created_at, last_used_at = 1790000000000")
        }
        return built
    }

    private func strangeTokens() async throws -> [MatrixVisitor] {
        var found = [MatrixVisitor(name: "no token")]
        for (name, change) in [("revoked", "revoked_at = created_at"), ("ended", "created_at = 1, ends_at = 2")] {
            _ = try await person(name + "-token", .national)
            found.append(try await token(of: name + "-token", .write))
            try await useCases.database.write { connection in
                try connection.run(
                    """
                    UPDATE access_token SET \(change)
                    WHERE account_id = (SELECT id FROM account WHERE username = ?)
                    """, [.text(name + "-token")])
            }
        }
        _ = try await person("gone", .national)
        found.append(try await token(of: "gone", .write))
        try await useCases.database.write {
            try $0.run("UPDATE account SET state = 'disabled' WHERE username = 'gone'")
        }
        found.append(try await token(of: "nation", .read))
        return found
    }

    /// A session of a national user that `statement` ends.
    private func over(_ name: String, _ statement: String) async throws -> MatrixVisitor {
        let user = try await person(name, .national)
        let visitor = try await signIn(name)
        let column = statement.contains("session") ? " WHERE account_id = ?" : " = ?"
        try await useCases.database.write { try $0.run(statement + column, [.text(user.id.text)]) }
        return visitor
    }

    private func token(of name: String, _ scope: TokenScope) async throws -> MatrixVisitor {
        let made = try await useCases.createToken(.local, NewToken(name: "matrix", scope: scope, days: 9), for: name)
        return MatrixVisitor(name: name, token: made.secret)
    }

    func person(_ name: String, _ grant: RoleGrant) async throws -> User {
        let new = NewUser(username: name, displayName: "P " + name, password: MatrixWorld.password, grant: grant)
        let id = try await useCases.createUser(.local, new)
        return try await useCases.database.write { connection in
            let accounts = AccountQueries(connection)
            guard let account = try accounts.find(id) else { throw TestSite.Missing(name) }
            try accounts.setPassword(
                id, hash: account.passwordHash, mustChange: false, at: Instant(milliseconds: 1_790_000_000_000))
            guard let user = try accounts.find(id)?.user else { throw TestSite.Missing(name) }
            return user
        }
    }

    private func signIn(_ name: String) async throws -> MatrixVisitor {
        let visitor = TestVisitor(client: pages)
        _ = try await visitor.post("/login", ["username": name, "password": MatrixWorld.password])
        guard let session = await visitor.cookie("jiedui_session") else { throw TestSite.Missing("session of " + name) }
        _ = try await visitor.get("/account")
        return MatrixVisitor(name: name, cookie: "jiedui_session=" + session, formToken: await visitor.formToken)
    }

    private func addPairings() async throws -> [Pairing] {
        let places = [
            ("930000", "P3"), ("930100", "甲山市"), ("930200", "丙岭市"), ("940000", "P4"), ("940100", "乙江市"),
            ("950000", "P5"), ("950100", "丁岭市"), ("960000", "P6"), ("960100", "戊海市"),
        ]
        let parties = [("a-b", "930100", "940100"), ("c-d", "930200", "960100"), ("e-f", "950100", "960100")]
        return try await useCases.database.write { connection in
            var known: [String: Division] = [:]
            for (code, name) in places {
                guard let code = DivisionCode(code) else { throw TestSite.Missing(code) }
                known[code.text] = Division(code: code, name: name, romanised: name)
                try DivisionQueries(connection).save(Division(code: code, name: name, romanised: name))
            }
            return try parties.map { code, oldArea, eastern in
                guard let left = known[oldArea], let right = known[eastern], let term = YearSpan(from: 2022, to: 2030)
                else { throw TestSite.Missing(code) }
                let pairing = Pairing(
                    id: newID(), code: code, kind: .city,
                    oldArea: PairingParty(name: left.name, romanised: "A", division: left.code),
                    eastern: PairingParty(name: right.name, romanised: "B", division: right.code), region: "R",
                    term: term, parent: nil)
                try PairingQueries(connection).insert(pairing)
                return pairing
            }
        }
    }

    private func newID<Subject>() -> Identifier<Subject> {
        Identifier(at: Instant(milliseconds: 1_790_000_000_000), random: MatrixWorld.random())
    }

    /// Fills a place: a plan that was adopted, a draft that was not, two bodies, a contact, a clerk.
    private func place(_ empty: MatrixPlace, _ nation: User) async throws -> MatrixPlace {
        var place = empty
        let caller = Caller(who: .user(nation))
        let marked = MatrixWorld.plan.replacing("2027", with: "203\(place.relation.rawValue)")
        let adopted = try await upload(marked, caller, place)
        let plan = try await useCases.adoptDraft(
            caller, id: adopted.id.text, revision: adopted.revision, as: .newPlan)
        // The first version is published, so that the second can be.
        try await useCases.publishPlan(caller, id: plan.text, version: 1, isConfirmed: true)
        let second = try await upload(marked.replacing("基地", with: "营地"), caller, place)
        _ = try await useCases.adoptDraft(
            caller, id: second.id.text, revision: second.revision, as: .newVersion(of: plan))
        let open = try await upload(marked.replacing("坚持", with: "遵循"), caller, place)
        // One correction, so that there is one to undo, and one that was taken back, so that there is one to redo.
        let corrected = try await useCases.correctDraft(
            caller, id: open.id.text, revision: open.revision, .setDocumentField("title", "One"))
        let again = try await useCases.correctDraft(
            caller, id: open.id.text, revision: corrected.revision, .setDocumentField("title", "Two"))
        let draft = try await useCases.undo(caller, draft: open.id.text, revision: again.revision)
        (place.plan, place.adopted, place.document) = (plan.text, adopted.id.text, adopted.document.text)
        (place.draft, place.openDocument, place.revision) = (open.id.text, open.document.text, draft.revision)
        place.invitation = try await useCases.invitePerson(
            .local, NewPerson(username: "guest-\(place.relation.rawValue)", displayName: "G", grant: nil)
        ).token
        let page = try await TestVisitor(client: pages).get("/login").text
        place.asset = page.firstMatch(of: #/\/assets\/[^"]+css/#).map { String($0.0) } ?? ""
        place.task = try await useCases.plan(caller, id: plan.text).areas.first?.tasks.first?.id.text ?? ""
        place.reference = try await reference(place, caller)
        try await addPeople(to: &place)
        try await addEntries(to: &place)
        let filled = place
        place = try await useCases.database.write { connection in
            var place = filled
            try connection.run("UPDATE account SET state = 'disabled' WHERE id = ?", [.text(place.disabled)])
            let division = place.pairing.party(place.side).division
            (place.body, place.otherBody) = (
                try body("Body \(place.relation.rawValue)", division, connection),
                try body("Other \(place.relation.rawValue)", division, connection)
            )
            place.newBody = try body("New \(place.relation.rawValue)", division, connection, isConfirmed: false)
            place.paged = try paged(place, connection)
            let contact = Contact(
                id: newID(), pairing: place.pairing.id, side: place.side, kind: .office, post: "Clerk", name: "N",
                organisation: nil, phone: "13800000000", mail: nil, position: 1, validFrom: nil, validTo: nil, note: nil
            )
            try ContactQueries(connection).insert(
                ContactRecord(
                    contact: contact, initials: nil, revision: 1, changedAt: Instant(milliseconds: 1),
                    changedBy: "B"))
            place.contact = contact.id.text
            try addNotices(to: &place, nation, connection)
            return place
        }
        try await addWork(to: &place)
        try await addDecision(to: &place)
        _ = try await useCases.openCalendar(caller, pairing: nil)
        try await addFilings(to: &place)
        return try await addRequests(to: addOrders(to: place))
    }

    /// The first place's plan becomes the nation's reference; one correction of the task, so that there is one to undo.
    private func reference(_ place: MatrixPlace, _ caller: Caller) async throws -> String {
        let known = try await useCases.references(caller).first?.reference.id.text
        var reference = known ?? ""
        if known == nil {
            let draft = try await useCases.draft(caller, id: place.adopted).draft
            reference = try await useCases.setReference(
                caller, draft: place.adopted, revision: draft.revision, for: .nation
            ).text
        }
        try await useCases.correctClauses(
            caller, task: place.task, reference: reference, revision: 0, clauses: [2])
        return reference
    }

    private func addPeople(to place: inout MatrixPlace) async throws {
        let office = RoleGrant.office(place.pairing.id, place.side)
        place.clerk = "clerk-\(place.relation.rawValue)"
        place.user = try await person(place.clerk, office).id.text
        place.receiver = "receiver-\(place.relation.rawValue)"
        _ = try await person(place.receiver, office)
        place.disabled = try await person("disabled-\(place.relation.rawValue)", office).id.text
        place.invited = try await useCases.invitePerson(
            .local,
            NewPerson(
                username: "invited-\(place.relation.rawValue)", displayName: "I",
                grant: WrittenGrant(role: .office, pairing: place.pairing.code, side: place.side))
        ).user.id.text
        place.token = try await useCases.createToken(
            .local, NewToken(name: "to revoke", scope: .read, days: 1), for: "nation"
        ).token.id.text
    }

    /// Rows that this side and the other entered, through the use cases.
    private func addEntries(to place: inout MatrixPlace) async throws {
        let number = place.relation.rawValue
        let own = Caller(who: .user(try await person("keeper-\(number)", .office(place.pairing.id, place.side))))
        let other = Caller(
            who: .user(try await person("counterpart-\(number)", .office(place.pairing.id, place.side.other))))
        let code = place.pairing.code
        func add(_ caller: Caller, _ ledger: String, _ values: [String: String]) async throws -> String {
            try await useCases.addEntry(caller, NewEntry(ledger: ledger, pairing: code, input: .texts(values))).id.text
        }
        func visit(_ leader: String) -> [String: String] {
            [
                "direction": "toEastern", "level": "county", "leader": leader, "start": "2026-01-05",
                "end": "2026-01-06", "people": "12",
            ]
        }
        place.entry = try await add(own, "visit", visit("Own \(number)"))
        place.theirEntry = try await add(other, "visit", visit("Theirs \(number)"))
        let disputed = try await add(other, "visit", visit("Disputed \(number)"))
        place.difference =
            try await useCases.disputeEntry(
                own, id: disputed, version: 1, .texts(["people": "9"])
            ).differences.first?.id.text ?? ""
        place.project = try await add(
            own, "project",
            [
                "name": "Works \(number)", "found": "2026-01-05", "direction": "toOldArea", "investor": "Firm",
                "investorPlace": "940100", "host": "930100",
                "industry": "C1310", "investment": "1000000", "stage": "lead",
            ])
        place.placement = try await add(
            own, "placement",
            [
                "person": "N \(number)", "category": "ordinary", "home": "930100", "employer": "Firm", "work": "940100",
                "start": "2026-01-05", "contract": "1", "consent": "1",
            ])
        try await useCases.attachEntry(own, id: place.entry, task: place.task)
        let paper = URL(filePath: useCases.surroundings.dataFolder).appending(path: "paper-\(number).txt")
        try Data("Paper".utf8).write(to: paper)
        place.secondment = try await add(
            own, "secondment",
            [
                "person": "N \(number)", "direction": "toOldArea", "fromBody": "A", "fromPost": "B", "toBody": "C",
                "toPost": "D", "start": "2026-01-05", "planned": "2027-01-05",
            ])
        for entry in [place.project, place.secondment] {
            _ = try await useCases.addEntryFile(own, id: entry, path: paper.path(), fileName: "paper.txt")
        }
        place.entryFile =
            try await useCases.entry(own, id: place.project).files.first?.hash ?? ""
        let sheet = URL(filePath: useCases.surroundings.dataFolder).appending(path: "sheet-\(number).csv")
        try Data(MatrixWorld.sheet.utf8).write(to: sheet)
        place.sheetImport = try await useCases.beginImport(
            own, ledger: "visit", pairing: code, side: nil, files: [.init(path: sheet.path(), name: "a.csv")],
            language: .english
        ).text
    }

    private func addNotices(
        to place: inout MatrixPlace, _ nation: User, _ connection: any SQLConnection
    ) throws {
        let (now, id): (Instant, Identifier<Robot>) = (Instant(milliseconds: 1), newID())
        let content = NewNotice(.changed, about: "task", "1", title: "notices.title", path: "/tasks")
        let notice = Notice(id: newID(), account: nation.id, content: content, createdAt: now)
        try NoticeQueries(connection).insert([notice])
        let delivery = Delivery(
            id: newID(), notice: notice, channel: .mail, robot: nil, nextAt: now, createdAt: now, state: .failed)
        try DeliveryQueries(connection).insert([delivery])
        let robot = Robot(
            id: id, pairing: place.pairing.id, side: place.side, channel: .wecom, name: "R", address: "https://r.test",
            isOn: false, bucket: TokenBucket(at: now))
        try RobotQueries(connection).insert(
            RobotRecord(robot: robot, keyID: "-", sealedToken: "-", sealedSecret: nil), at: now)
        (place.notice, place.delivery, place.robot) = (notice.id.text, delivery.id.text, id.text)
    }

    private func body(
        _ name: String, _ division: DivisionCode, _ connection: any SQLConnection, isConfirmed: Bool = true
    ) throws -> String {
        let id: Identifier<Organisation> = newID()
        try OrganisationQueries(connection).insert(
            Organisation(
                id: id, name: name, kind: .department, division: division, aliases: [],
                isConfirmed: isConfirmed))
        return id.text
    }

    /// A document with pages, whose first page was drawn before, so that no tool is needed.
    private func paged(_ place: MatrixPlace, _ connection: any SQLConnection) throws -> String {
        let hash = String(repeating: String(place.relation.rawValue), count: 64)
        let document = Document(
            id: newID(), fileName: "a.pdf", format: .pdf, size: 1, hash: hash, pairing: place.pairing.id, title: nil,
            documentNumber: nil, uploadedAt: Instant(milliseconds: 1), uploadedBy: nil)
        try DocumentQueries(connection).insert(document, SourceText(text: "-", format: .pdf))
        let data = useCases.surroundings.dataFolder
        for (folder, name) in [
            ("\(data)/files/\(hash.prefix(2))", hash), ("\(data)/pages/\(hash.prefix(2))/\(hash)", "1.png"),
        ] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data("x".utf8).write(to: URL(filePath: folder + "/" + name))
        }
        return document.id.text
    }

    private func upload(_ text: String, _ caller: Caller, _ place: MatrixPlace) async throws -> Draft {
        let path = FileManager.default.temporaryDirectory.appending(path: "matrix-" + UUID().uuidString + ".txt")
        try text.write(to: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: path) }
        return try await useCases.uploadDocument(
            caller, path: path.path(), fileName: "plan.txt", pairing: place.pairing.code)
    }
}
