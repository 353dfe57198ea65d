// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

/// Shows a meeting: what earlier ones left open first.
func showMeeting(_ visit: Visit) async throws -> Response {
    try visit.show(try await meetingPage(visit, StepState()))
}

/// Changes agenda, people and minutes; where somebody else changed the same field, both versions are shown.
func editMeeting(_ visit: Visit) async throws -> Response {
    let id = try visit.value("id")
    do {
        try await visit.useCases.editMeeting(try visit.caller, id: id, visit.form.edit(MeetingFields.names))
        return visit.goOn(to: Address.meeting.path(id), notice: "saved")
    } catch let collision as EditCollision {
        let page = CollisionPage(
            collision, title: visit.phrases("meetings.title"), back: Address.meeting.path(id),
            action: Address.editMeeting.path(id), group: "meeting", visit.phrases, section: .meetings)
        return try visit.show(page, status: .conflict)
    } catch {
        return try await visit.showMeetingAgain(form: "edit", error)
    }
}

/// Notes what the meeting decided.
func addDecision(_ visit: Visit) async throws -> Response {
    let (id, form) = (try visit.value("id"), visit.form)
    return try await visit.changeMeeting(form: "add", notice: "decisionAdded") {
        try await visit.useCases.addDecision(
            try visit.caller, meeting: id,
            NewDecision(
                matter: form["matter"], side: form["side"], unit: form["unit"], deadline: form["deadline"]))
    }
}

/// Takes a step of a decision.
func moveDecision(_ visit: Visit) async throws -> Response {
    let (id, decision, form) = (try visit.value("id"), try visit.value("decision"), visit.form)
    return try await visit.changeMeeting(form: decision + "-" + form["step"], notice: "saved") {
        try await visit.useCases.moveDecision(
            try visit.caller, meeting: id, decision: decision, revision: form.integer("revision"), step: form["step"],
            form.loopInput)
    }
}

/// Takes a decision into the list of its year.
func takeDecision(_ visit: Visit) async throws -> Response {
    let (id, decision) = (try visit.value("id"), try visit.value("decision"))
    return try await visit.changeMeeting(form: decision + "-take", notice: "decisionTaken") {
        try await visit.useCases.takeDecision(
            try visit.caller, meeting: id, decision: decision, revision: visit.form.integer("revision"))
    }
}

extension Visit {
    /// Changes something and goes back to the meeting; the form is shown again with what must be mended.
    fileprivate func changeMeeting(
        form: String, notice: String, _ body: () async throws -> Void
    ) async throws -> Response {
        do {
            try await body()
            return goOn(to: Address.meeting.path(try value("id")) + "#decisions", notice: notice)
        } catch {
            return try await showMeetingAgain(form: form, error)
        }
    }

    fileprivate func showMeetingAgain(form: String, _ error: any Error) async throws -> Response {
        let (failures, status) = try refusal(of: error)
        let state = StepState(form: form, typed: self.form, failures: failures)
        return try show(try await meetingPage(self, state), status: status)
    }
}

/// The page of a meeting with the form that is shown again.
private func meetingPage(_ visit: Visit, _ state: StepState) async throws -> MeetingPage {
    let detail = try await visit.useCases.meeting(
        try visit.caller, id: try visit.value("id"), language: visit.language)
    let attachments = try await visit.attachments(of: AttachmentOwner(.meeting, detail.row.id.text))
    return MeetingPage(
        detail, visit.phrases, state, attachments, isAnswer: visit.request.method != .get)
}
