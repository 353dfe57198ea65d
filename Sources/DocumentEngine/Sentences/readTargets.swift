// SPDX-License-Identifier: Apache-2.0
import Domain

/// The targets of a text: phrases with a number of things to do, a deadline or a frequency.
func readTargets(_ text: RepairedText, _ body: Body) -> [DraftTarget] { [] }

/// The named things of a text.
func readNames(_ text: RepairedText, _ body: Body) -> [DraftNamedThing] { [] }

/// The obligations of a safeguard.
func readObligations(_ text: RepairedText, _ body: Body) -> [DraftObligation] { [] }
