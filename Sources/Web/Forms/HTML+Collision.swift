// SPDX-License-Identifier: Apache-2.0
import UseCases

extension HTML {
    /// Both values of each field that two people changed, and what the row held before.
    mutating func add(_ collision: EditCollision, _ phrases: Phrases, title: (String) -> String) {
        markup("<div data-collision>")
        if let name = collision.changedBy, let at = collision.changedAt {
            markup("<p>")
            text(phrases("collision.changed", ["name": name, "time": at.minuteText]))
            markup("</p>")
        }
        for field in collision.fields {
            markup("<p><b>")
            text(title(field.name))
            markup("</b></p><dl class=\"collisionpair\"><div><dt>")
            text(phrases("collision.yours"))
            markup("</dt><dd>")
            text(field.yours.isEmpty ? phrases("collision.empty") : field.yours)
            markup("</dd></div><div><dt>")
            text(phrases("collision.theirs"))
            markup("</dt><dd>")
            text(field.theirs.isEmpty ? phrases("collision.empty") : field.theirs)
            markup("</dd></div></dl>")
        }
        markup("</div>")
    }
}
